"""Whether a statement with one fact swapped is surely false: the questions that tests/corruptions.py asks first."""

from __future__ import annotations

import re

from corruption_facts import NUMERALS, ORDINALS, WORDS, Fact

MOST_OVERLAP = 0.5
"""A replacement is refused where a sentence of the article has it beside this share of the statement's other words."""

NEARLY = 1.25
"""Two figures within this ratio may be one, rounded."""

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_EMPTY = frozenset("the of and al north south new united city million billion us department".split())
_EXACT = frozenset(["year", "spelled", "ordinal", "age"])
"""Classes that nobody rounds."""
_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6, "k": 1e3}
_GROUPS = [
    frozenset(group.lower().split("|") if "|" in group else re.findall(r"united states|\S+", group.lower()))
    for group in [*WORDS["same"]["groups"], *WORDS["speech"]["groups"]]
]
_UPPER_BOUND = re.compile(
    r"\b(?:less than|fewer than|under|up to|below|nearly|almost|at most|within|no more than)(?: \w+)? $", re.IGNORECASE
)
_LOWER_BOUND = re.compile(
    r"(?<!\bno )\b(?:more than|over|at least|above|as many as|past|topped)(?: \w+)? $", re.IGNORECASE
)


def makes_false(fact: Fact, after: str, statement: str, article: str, *, origin: str) -> bool:
    """Whether a statement is false, as far as can be told, with ``after`` in place of a fact.

    What comes from another article must not stand in this one, too.
    """
    words, new = _words(fact.text), _words(after)
    if words & new or new & _words(statement) or _same_thing(fact.text, after):
        return False
    if fact.kind in ("number", "date") and _said_of_same(fact, after, statement, article):
        return False
    if fact.kind == "number" and not _differs(fact, after, statement):
        return False
    if origin == "same":
        return fact.kind == "number" or not _told_too(fact, after, statement, article)
    return not _stands_in(after, article) and (fact.kind in ("number", "date") or not new & _words(article))


def amount(text: str) -> float | None:
    """Return what a number amounts to, currency aside, or None where it is not a number."""
    word = text.lower()
    if word in NUMERALS:
        return float(NUMERALS.index(word) + 2)
    if word in ORDINALS:
        return float(ORDINALS.index(word) + 3)
    figure = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if not figure:
        return None
    scale = next((value for unit, value in _SCALES.items() if re.search(rf"\d {unit}|\d{unit}\b", text)), 1.0)
    return float(figure.group().replace(",", "")) * scale


def _said_of_same(fact: Fact, after: str, statement: str, article: str) -> bool:
    """Whether the article has the replacement, too, before the word that follows the fact."""
    following = re.match(r"[ -]?(?:percent|per cent|%)?[ -]?(\w+)", statement[fact.end :])
    if not following:
        return False
    said = rf"(?<![\w.,]){re.escape(after)}(?:th|st|nd|rd)?(?![\d.,]\d)[ -]{following[1][:5]}"
    return re.search(said, article, re.IGNORECASE) is not None


def _differs(fact: Fact, after: str, statement: str) -> bool:
    """Whether a number is another one, and further off in the direction that its hedge leaves open."""
    old, new = amount(fact.text), amount(after)
    if old is None or new is None or (fact.sort == "count" and ("." in fact.text) != ("." in after)):
        return False
    if fact.sort not in _EXACT and old / NEARLY <= new <= old * NEARLY:
        return False
    if _LOWER_BOUND.search(statement[: fact.start]):
        return new > old * NEARLY
    return not _UPPER_BOUND.search(statement[: fact.start]) or new < old / NEARLY


def _told_too(fact: Fact, after: str, statement: str, article: str) -> bool:
    """Whether the article may say of the replacement what the statement says: one sentence has most of its words."""
    rest = _stems(statement[: fact.start] + statement[fact.end :])
    has_it = re.compile(rf"(?<!\w){re.escape(after.split()[-1])}(?!\w)")
    told = (text for text in re.split(r"(?<=[.!?])['\"”’]?\s+|\n", article) if has_it.search(text))
    return any(len(rest & _stems(text)) > MOST_OVERLAP * len(rest) for text in told)


def _stands_in(text: str, article: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", article, re.IGNORECASE) is not None


def _same_thing(first: str, second: str) -> bool:
    initials = {"".join(word[0] for word in text.split() if word[0].isupper()) for text in (first, second)}
    if {first.replace(".", ""), second.replace(".", "")} & {text for text in initials if len(text) > 1}:
        return True
    return any(first.lower() in group and second.lower() in group for group in _GROUPS)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _EMPTY}


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _words(text) if len(word) > 3 or word.isdigit()}
