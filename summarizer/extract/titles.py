"""Titles and offices before a person's full name, which a headline can do without: the name says who it is."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.extract.clauses import Token
from summarizer.text.grammar import PREPOSITIONS, is_finite_verb

_TITLES = frozenset(
    "president minister senator sen. rep. gov. governor secretary director speaker chancellor mr. mrs. ms. dr. mr "
    "mrs ms dr chief executive ceo chairman actor actress singer rapper comedian author writer leader whip "
    "justice gen. general sgt. col. lt. capt. captain sheriff mayor congressman congresswoman premier nominee "
    "candidate contender hopeful front-runner commissioner ambassador spokesman spokeswoman striker midfielder "
    "defender goalkeeper manager coach boss star tycoon billionaire businessman".split()
)
_BEFORE_TITLES = (
    frozenset(
        "former then us u.s. uk british american french german italian spanish russian chinese japanese israeli "
        "ukrainian iranian turkish indian pakistani canadian australian mexican brazilian polish dutch swedish irish "
        "scottish welsh democratic republican labour conservative tory vice prime foreign defense defence finance "
        "health interior home education treasury senate house majority minority presidential deputy state union chief "
        "first".split()
    )
    | _TITLES
)
_DOUBTED = frozenset(
    "alleged suspected accused convicted reputed purported so-called self-proclaimed disgraced".split()
)
_LONGEST = 6


def is_title(tokens: Sequence[Token], i: int, start: int, end: int) -> bool:
    """Whether word i belongs to a title that stands right before a first and a last name, and can go with it.

    "French President Anna Perrin" loses both words before the name; "Secretary of State Anna Perrin" and "the late
    President Perrin" lose none, since there a title is more than a prefix, or the name too short to stand alone.
    """
    first = last = i
    while first > start and i - first < _LONGEST and _fits(tokens[first - 1], _BEFORE_TITLES):
        first -= 1
    while last < end and last - i < _LONGEST and _fits(tokens[last], _BEFORE_TITLES):
        last += 1
    titled = first <= i < last and tokens[last - 1].raw.lower() in _TITLES
    if first > start and tokens[first - 1].lower in _DOUBTED:
        return False
    alone = first == start or tokens[first - 1].raw[-1] == "," or _hands_over(tokens[first - 1].lower)
    return titled and alone and last + 1 < end and _is_name(tokens[last], within=True) and _is_name(tokens[last + 1])


def _hands_over(word: str) -> bool:
    """Whether the word before a title is no part of the name's phrase ("by President …", but not "Ford chairman …")."""
    return (
        word in PREPOSITIONS
        or word in {"of", "to", "that", "give", "meet", "face", "replace", "back"}
        or is_finite_verb(word)
    )


def _fits(token: Token, words: frozenset[str]) -> bool:
    return token.raw.lower() in words and token.bare != ""


def _is_name(token: Token, *, within: bool = False) -> bool:
    """Whether a word is a part of a name; within one, nothing but the word itself stands there."""
    plain = not within or token.raw == token.bare or (len(token.bare) == 1 and token.raw[1:] == ".")
    return token.bare[:1].isupper() and plain and token.raw.lower() not in _BEFORE_TITLES
