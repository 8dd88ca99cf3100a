"""Faults of highlights that ROUGE does not see, and how much of the article's facts they carry.

Rules of thumb without a model: a rate means little alone, and much beside the rate of the lead row, whose sentences
are the newspaper's own. Openings and finite verbs are judged in English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.evaluation.rouge import tokens
from summarizer.text.discourse import opens_unresolved, opens_with_connective
from summarizer.text.grammar import has_finite_verb
from summarizer.text.languages import stop_words

REPEAT_OVERLAP = 0.5
"""Two highlights that share more of the shorter one's content words than this say the same."""

_BOILERPLATE = re.compile(
    r"(?i:\bnewsletters?\b.{0,40}\binbox|\bsign up (?:to|for) (?:our|the)\b|\bsubscribe (?:to|now)\b|\bread more\b"
    r"|\bclick (?:here|on)\b|\bscroll down\b|\bfollow (?:us|@)|\bget in touch\b|\byou may also like\b|\badvertisement\b"
    r"|\b(?:photo|photograph|picture|image|video|caption|credit|source)s?:|\bgetty images\b|\ball rights reserved\b|©"
    r"|\bcookie (?:policy|settings)|\bfor immediate release\b|\bmedia contact\b|\bthe writer is\b|https?://|\bwww\."
    r"|\b(?:article|story|page|version) (?:was|has been|is no longer being) (?:amended|updated|corrected))"
    r"|^[A-Z][A-Z .'’-]{2,}(?:, [\w. ]{2,20})? [—–-]{1,2} |^\(?CNN\)|\([A-Z][A-Za-z]+\) [—–-]{1,2} "
)
_ENDS = re.compile(r"[.!?…。！？]['\"’”)\]]*$")
_OPENS_SMALL = re.compile(r"[\W_]*[a-z](?![A-Z])")
_WORD = re.compile(r"[\w’'-]+")
# Clauses whose verb no closed list of finite verbs holds: a pronoun as subject, or a plain form that is rarely a noun.
_CLAUSE = re.compile(
    r"\b(?:i|he|she|we|they|nobody|nothing|somebody|everybody|everyone|who) (?!(?:in|on|of|at|to|and|or)\b)[a-z]"
    r"|\b(?:it|you|which) [a-z]+(?<!s)s\b"
    r"|.\b(?:go|come|expect|say|want|think|know|take|get|see|owe|give|keep|hold|believe|become|remain|include|mean|seem"
    r"|bring|lose|tell|ask|make|need)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:\"“‘'’\n] )(?<!^)(?<![\"“‘])\b[A-Z][\w-]+", re.MULTILINE)
_NAME_WORD = re.compile(r"[\w-]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CALENDAR = frozenset(
    re.findall(
        r"\w+",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
        " September October November December I",
    )
)


class Faults(NamedTuple):
    """How many of one article's highlights have each fault."""

    unresolved: int
    """Open with a pronoun or connective that leans on a sentence before."""
    incomplete: int
    """Are not whole sentences."""
    repeats: int
    """Say again what an earlier one said."""
    boilerplate: int
    """Carry a credit, a dateline or a promotion."""


class Coverage(NamedTuple):
    """Shares, 0 to 1, of an article's facts that its highlights carry; None where it has none."""

    names: float | None
    """Of the mentions of names, those of names that the highlights mention too."""
    numbers: float | None
    """Of the different numbers, those that the highlights give."""


def faults(highlights: Sequence[str], *, language: str = "en") -> Faults:
    """Count the faults of one article's highlights."""
    english = language == "en"
    return Faults(
        unresolved=sum(english and (opens_unresolved(text) or opens_with_connective(text)) for text in highlights),
        incomplete=sum(not is_complete(text, language=language) for text in highlights),
        repeats=repeats(highlights, language=language),
        boilerplate=sum(_BOILERPLATE.search(text) is not None for text in highlights),
    )


def is_complete(text: str, *, language: str = "en") -> bool:
    """Whether a text reads as a whole sentence: begun, ended, with a verb, quotes and brackets in pairs."""
    paired = text.count('"') % 2 == 0 and text.count("(") == text.count(")") and text.count("“") == text.count("”")
    if not paired or not _ENDS.search(text) or _OPENS_SMALL.match(text):
        return False
    return language != "en" or has_finite_verb(_WORD.findall(text.lower())) or _CLAUSE.search(text) is not None


def repeats(highlights: Sequence[str], *, language: str = "en") -> int:
    """Count the highlights that share over REPEAT_OVERLAP of the content words, theirs or its, with an earlier one."""
    stopped = {stem for word in stop_words(language) for stem in tokens(word)}
    bags = [set(tokens(text)) - stopped for text in highlights]
    return sum(
        any(bag and other and len(bag & other) / min(len(bag), len(other)) > REPEAT_OVERLAP for other in bags[:index])
        for index, bag in enumerate(bags)
    )


def coverage(article: str, highlights: Sequence[str]) -> Coverage:
    """Return which of an article's names and numbers its highlights carry.

    A name is a capitalised word in mid-sentence, days and months aside, weighed by how often the article has it.
    """
    said = "\n".join(highlights)
    words = set(_NAME_WORD.findall(said))
    mentions = Counter(name for name in _NAME.findall(article) if name not in _CALENDAR)
    figures = set(_NUMBER.findall(article))
    return Coverage(
        names=sum(count for name, count in mentions.items() if name in words) / mentions.total() if mentions else None,
        numbers=len(figures & set(_NUMBER.findall(said))) / len(figures) if figures else None,
    )
