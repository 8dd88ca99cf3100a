"""What newsrooms print around an article: the wording of credits, captions, bylines, notes and promotions.

The rules are data (``data/phrases.toml``), collected from the leftovers of English, Malay, Indonesian, German, French,
Spanish, Italian, Portuguese, Dutch, Russian, Chinese and Japanese news pages. A pattern is compiled when a block first
opens or closes with one of its words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from summarizer.document import BlockKind

# A run of names: capitalised words, handles and years, with only such small words between them as bylines use.
_SMALL = (
    "and|in|at|of|the|by|for|from|via|with|de|del|da|di|du|van|von|bin|binti|al|el|la|le|y|et|und|dan|oleh|editing|"
    "edited|writing|written|reporting|additional|compiled|graphics?|photographs?|ten|der|den|het|on"
)
# Token by token and without turning back, so that no line, however odd, costs more than its length.
_NAMES = rf"(?-i:(?>(?:(?:[^\w\s]*(?:[A-Z@©\dÀ-ÞА-Я]\S*+|(?:{_SMALL})\b[^\w\s]*+)|[^\w\s]++)(?:\s++|$))+))$"
_NETWORK = (
    r"(?:twitter|x|facebook|instagram|tiktok|youtube|linkedin|whatsapp|telegram|threads|pinterest|bluesky|"
    r"flipboard|google)\b"
)
# An opening pattern goes on after the first word, wherever that stands.
_FIRST_WORD = r"[\W\d_]*+[^\W\d_]++"
# Longer blocks are prose: 99 % of the promotions in 93,000 blocks of US news have up to 170 characters.
_MOST = 220


@dataclass(frozen=True)
class Rule:
    """One piece of wording that tells a block's kind."""

    kind: BlockKind
    source: str
    most: int
    """Longest block, in characters, that the rule speaks about."""
    edge: bool
    """Only at the article's beginning and end: elsewhere the same words are the story."""
    loose: bool
    """Only for a line that does not end like a sentence."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the block says; for an opening rule, from its beginning."""
        return re.compile(self.source, re.IGNORECASE)


RuleTable = dict[str, tuple[Rule, ...]]


@dataclass(frozen=True)
class Phrases:
    """All wording, by the first or the last word of a block in lower case."""

    openings: RuleTable
    closings: RuleTable
    furniture: frozenset[str]
    """Buttons, menus and counters that stand alone on a line."""


@cache
def phrases() -> Phrases:
    """Return the wording that comes with the package."""
    data = tomllib.loads(files("summarizer.text").joinpath("data/phrases.toml").read_text("utf-8"))
    return Phrases(
        openings=_by_word(data["opening"], before=_FIRST_WORD),
        closings=_by_word(data["closing"], before=""),
        furniture=frozenset(data["furniture"].replace("\n", "").split("|")),
    )


def _by_word(entries: list[dict[str, Any]], *, before: str) -> RuleTable:
    table: dict[str, list[Rule]] = {}
    for entry in entries:
        pattern = "".join(entry["pattern"]).replace("<names>", _NAMES).replace("<network>", _NETWORK)
        rule = Rule(
            kind=BlockKind(entry["kind"]),
            source=f"{before}(?:{pattern})",
            most=entry.get("most", _MOST),
            edge=entry.get("edge", False),
            loose=entry.get("loose", False),
        )
        for word in entry["words"].split():
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}
