"""Sentences in which a page speaks of itself: consent walls, paywalls, block pages; and how much of a text they are.

The wording is data (``data/walls.toml``): English, German, French, Spanish, Italian, Portuguese, Dutch, Malay,
Indonesian, Japanese and Chinese. Each kind has stems, cheap to look for, of which every page of that kind holds one;
patterns are compiled and tried only where a stem was found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from summarizer.document import Verdict

# By judgement: with so many words only a consent text may still be a wall; error pages and offers are shorter.
LONG_WORDS = 200
# Stems of consent that hold whatever the case of their first letter, so that a long text need not be lower-cased.
_CONSENT = ("ookie", "onsent", "rivac", "kuki", "inwillig", "atenschutz", "同意", "クッキー", "隐私", "隱私")
# The tests' consent texts name their subject every 8 to 30 words; of 664 news articles that name it, the densest does
# so every 35 words, half of them every 450.
_WORDS_A_STEM = 60
# By judgement: what stands after a thousand words does not change what a text is.
_CHARACTERS = 6_000


@dataclass(slots=True)
class Weight:
    """Words of a text by what their sentences do, and what the walls among them say."""

    prose: int = 0
    sentences: int = 0
    total: int = 0
    walls: dict[Verdict, int] = field(default_factory=dict)
    evidence: dict[Verdict, str] = field(default_factory=dict)
    offer_last: bool = False
    """Whether no prose follows the last offer of a subscription."""

    @property
    def heaviest(self) -> Verdict:
        """The wall with the most words."""
        return max(self.walls, key=self.walls.__getitem__)


@dataclass(frozen=True, slots=True)
class _Wall:
    stems: tuple[str, ...]
    says: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Walls:
    by_verdict: dict[Verdict, _Wall]
    around: re.Pattern[str]
    reader: re.Pattern[str]


@cache
def _walls() -> _Walls:
    data = tomllib.loads(files("summarizer.text").joinpath("data/walls.toml").read_text("utf-8"))
    kinds = (Verdict.CONSENT_WALL, Verdict.PAYWALL_STUB, Verdict.BLOCK_PAGE)
    return _Walls(
        {kind: _Wall(tuple(data[kind]["stems"]), _either(data[kind]["says"])) for kind in kinds},
        around=_either([rf"\b(?:{words})\b" for words in data["around"]]),
        reader=_either([rf"\b(?:{words})\b" for words in data["reader"]]),
    )


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def suspects(text: str, words: int) -> list[Verdict]:
    """Return the walls that a text with so many body words may be, by the stems in it."""
    text = text[:_CHARACTERS]
    if words >= LONG_WORDS:
        named = sum(map(text.count, _CONSENT))
        return [Verdict.CONSENT_WALL] if named * _WORDS_A_STEM >= min(words, len(text) // 6) else []
    lowered = text.lower()
    return [verdict for verdict, wall in _walls().by_verdict.items() if any(stem in lowered for stem in wall.stems)]


def weigh(units: Sequence[tuple[str, int, bool]], verdicts: Sequence[Verdict]) -> Weight:
    """Weigh the sentences of a text, each with its number of words and whether it is body, in reading order."""
    weight = Weight()
    walls = _walls()
    seen = 0
    for text, size, body in units:
        seen += len(text)
        if seen > _CHARACTERS:
            break
        weight.total += size
        verdict, said = _wall_said(text, verdicts)
        if verdict:
            weight.walls[verdict] = weight.walls.get(verdict, 0) + size
            weight.evidence.setdefault(verdict, said)
            weight.offer_last = verdict is Verdict.PAYWALL_STUB
        elif body and not (walls.around.search(text) and walls.reader.search(text)):
            weight.prose += size
            weight.sentences += 1
            weight.offer_last = False
    return weight


def _wall_said(text: str, verdicts: Sequence[Verdict]) -> tuple[Verdict | None, str]:
    for verdict in verdicts:
        if match := _walls().by_verdict[verdict].says.search(text):
            return verdict, text[match.start() :].strip(" .,:;|-–—")
    return None, ""
