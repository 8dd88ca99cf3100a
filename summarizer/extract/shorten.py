"""Shortening a sentence to a headline: a complete clause of it, in the telegraphic register that headlines have.

Only deletions: a leading adjunct, whatever follows a boundary at which the clause is complete, and the articles and
auxiliaries that headlines leave out ("The council is to close a bridge" → "council to close bridge"). After Dorr, Zajic
& Schwartz, "Hedge Trimmer: a parse-and-trim approach to headline generation" (2003), with closed word lists for the
parser. English; other languages are shortened at punctuation only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.text.grammar import (
    DANGLING,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
    is_finite_verb,
    is_participle,
    is_past,
)

_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’()[]"
_ADJUNCT = re.compile(
    r"(?:On|In|At|During|After|Before|Since|By|Earlier|Last|This|Early|Late|As|When|While|With|Under|For|Following|Amid"
    r"|Despite|Speaking|More|Less)\b[^,]{3,70}, (?=\S)"
    r"|(?:[A-Z][\w-]* )(?:[\w-]+ ){0,2}(?:years?|months?|weeks?|days?|hours?|minutes?)"
    r" (?:after|before|since|ago)\b[^,]{0,70}, "
)
# An apposition, relative clause, participle or age between commas, ahead of a verb.
_ASIDE = re.compile(
    r",(?= (?:an?|the|his|her|its|their|our|one|once|formerly|known|led|who|which|whose|where|\d+|[a-z]+(?:ed|ing))\b)"
    r"[^,;:()\"“”]{1,90},(?= [a-z])"
)
_LIST = re.compile(r",(?: [^\s,]+){1,3}(?:,| and| or)\b")
# How sure a place is that the clause before it is complete.
_SURE, _LIKELY, _PLAUSIBLE, _DOUBTFUL = 1.0, 0.7, 0.4, 0.0
_REVERSING = frozenset(
    "prevent prevents prevented stop stops stopped ban bans banned bar barred block blocks blocked keep kept".split()
)
_RELATIVES = frozenset("that who which".split())
_PAIRING = frozenset("both between either neither".split())
_KEEPS_ARTICLE = frozenset(
    "million billion few lot number third quarter half dozen couple little bit year week day month".split()
)
_ARTICLES = frozenset(("a", "an", "the"))
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TIMES = _DAYS | frozenset(
    "week month year weekend season summer autumn spring winter morning evening night january february march april "
    "may june july august september october november december".split()
)
# Verbs that say all by themselves, and prepositions that tell only where and when: there a cut may follow a verb.
_INTRANSITIVE = frozenset(
    "died dies rose rises fell falls resigned resigns won wins lost collapsed closed opened ended began escaped "
    "crashed risen fallen grown returned survived soared plunged jumped slipped slumped surged arrived retired".split()
)
_CIRCUMSTANTIAL = frozenset(
    "in at on near after during by over following amid as when while because outside inside".split()
)


@dataclass(frozen=True, slots=True)
class Shortening:
    """One way to shorten a sentence."""

    kept: list[Span]
    """Ranges of the source to keep, in order."""
    telegraphic: list[Span]
    """The same without the words that headlines leave out."""
    sureness: float
    """0 to 1: how sure it is to be a complete clause."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    raw: str
    bare: str
    """Without quotation marks and trailing punctuation."""


def shortenings(text: str, kept: Sequence[Span], *, language: str = "en") -> Iterator[Shortening]:
    """Yield the ways to shorten a sentence, given as the ranges of it that trimming kept; the whole comes first."""
    if language != "en":
        yield from _shortenings(text, kept, english=False)
        return
    yield from _shortenings(text, kept, english=True)
    if asides := [found.span() for span in kept for found in _ASIDE.finditer(text, span.start, span.end)]:
        yield from _shortenings(text, list(_without(kept, asides)), english=True)


def _shortenings(text: str, kept: Sequence[Span], *, english: bool) -> Iterator[Shortening]:
    tokens = [_token(found) for span in kept for found in _TOKEN.finditer(text, span.start, span.end)]
    for start in _starts(text, kept, tokens) if english else (0,):
        for end, sureness in (*_ends(tokens, start, english=english), (len(tokens), _SURE)):
            if end - start >= 2 and (not english or _is_clause(tokens, start, end, sure=sureness == _SURE)):
                yield Shortening(
                    _ranges(tokens, start, end), _ranges(tokens, start, end, telegraphic=english), sureness
                )


def _without(kept: Sequence[Span], asides: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the kept ranges with the asides taken out of them."""
    for start, end in kept:
        at = start
        for a, b in asides:
            if start <= a and b <= end and a > at:
                yield Span(at, a)
                at = b + 1
        yield Span(at, end)


def _token(found: re.Match[str]) -> _Token:
    return _Token(found.start(), found.end(), found[0], found[0].strip(_EDGES + ".,;:!?—–-"))


def _starts(text: str, kept: Sequence[Span], tokens: Sequence[_Token]) -> Iterator[int]:
    """Yield where the clause may begin: at the first word, or behind a leading adjunct."""
    yield 0
    if found := _ADJUNCT.match(text, kept[0].start, kept[0].end):
        yield next((i for i, token in enumerate(tokens) if token.start >= found.end()), 0)
    if name := _name_after_description(tokens):
        yield name


def _name_after_description(tokens: Sequence[_Token]) -> int | None:
    """Return where a name begins that a description leads up to ("Jet fuel supplier China Aviation Oil has …")."""
    for i in range(1, min(len(tokens) - 1, 9)):
        before, word = tokens[i - 1].bare, tokens[i].bare
        if not before.islower():
            continue
        if before in DANGLING or before in PREPOSITIONS or is_finite_verb(before) or before.endswith("ing"):
            return None
        if word[:1].isupper():
            after = next((t.bare.lower() for t in tokens[i:] if t.bare[:1].islower()), "")
            return i if is_finite_verb(after) else None
    return None


def _ends(tokens: Sequence[_Token], start: int, *, english: bool) -> Iterator[tuple[int, float]]:
    """Yield where the clause may end, as the index of the first word left out, and how sure that is."""
    for i in range(start + 2, len(tokens)):
        last, word = tokens[i - 1], tokens[i].bare.lower()
        if last.raw[-1] in ";:" or tokens[i].raw in {"—", "–", "-", "--"} or tokens[i].raw[0] == "(":
            yield i, _SURE
        elif last.raw.rstrip(_EDGES).endswith(","):
            ahead = last.raw[-1] + " " + " ".join(token.raw for token in tokens[i : i + 5])
            if not _LIST.match("," + ahead[1:]):
                yield i, _SURE
        elif not english:
            continue
        elif word in SUBORDINATORS or word in _DAYS or (word in {"this", "last", "next"} and _is_time(tokens, i)):
            yield i, _LIKELY
        elif _opens_adjunct(tokens, start, i):
            yield i, _PLAUSIBLE
        elif word in {"and", "but"} and i + 1 < len(tokens) and is_finite_verb(tokens[i + 1].bare):
            yield i, _LIKELY
        elif word == "and" and not any(token.bare.lower() in _PAIRING for token in tokens[start:i]):
            yield i, _DOUBTFUL


def _opens_adjunct(tokens: Sequence[_Token], start: int, i: int) -> bool:
    """Whether a preposition opens here, or a participle behind a noun: what follows only says more of it."""
    word, last = tokens[i].bare.lower(), tokens[i - 1].bare.lower()
    if word in PREPOSITIONS:
        return word != "from" or all(token.bare.lower() not in _REVERSING for token in tokens[start:i])
    return is_participle(word) and last != "been" and not is_finite_verb(last)


def _is_time(tokens: Sequence[_Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].bare.lower() in _TIMES


def _is_clause(tokens: Sequence[_Token], start: int, end: int, *, sure: bool) -> bool:
    """Whether words start to end hold a main verb with something after it, and do not break off."""
    words = [token.bare for token in tokens[start:end]]
    lower = [word.lower() for word in words]
    source = " ".join(token.raw for token in tokens[start:end])
    if source.count('"') % 2 or source.count("“") != source.count("”") or source.count("(") != source.count(")"):
        return False
    if (
        not lower[-1]
        or lower[-1] in DANGLING
        or (lower[-1].endswith("ing") and not _ARTICLES.intersection(lower[-4:-1]))
    ):
        return False
    if "that" in lower and not any(is_finite_verb(word) for word in lower[lower.index("that") + 1 :]):
        return False
    verbs = list(_main_verbs(tokens[start:end]))
    if not verbs:
        return False
    if not sure and not _closes(lower, tokens[end].bare.lower(), verbs[-1]):
        return False
    telling = [v for v in verbs if lower[v] not in REPORTING]
    return bool(telling) or len(words) - verbs[-1] > 4


def _closes(words: Sequence[str], following: str, verb: int) -> bool:
    """Whether a clause can end where the sentence goes on: a last verb wants what was cut, unless it says all."""
    last = words[-1]
    if verb < len(words) - 1 and not is_participle(last):
        return True
    passive = is_participle(last) and not {"was", "were", "been", "be"}.isdisjoint(words[-3:-1])
    return following in _CIRCUMSTANTIAL | _DAYS | {"and"} and (passive or last in _INTRANSITIVE)


def _main_verbs(tokens: Sequence[_Token]) -> Iterator[int]:
    """Yield the finite verbs that are not inside a subordinate clause or an aside."""
    subordinate, relative_verb = "", None
    for i, token in enumerate(tokens):
        word = token.bare.lower()
        after_comma = i > 0 and tokens[i - 1].raw.endswith(",")
        if after_comma:
            subordinate = ""
        if word in SUBORDINATORS:
            subordinate, relative_verb = word, None
        elif i > 0 and token.bare[:1].islower() and is_finite_verb(word):
            if is_participle(word) and (after_comma or tokens[i - 1].bare.lower() in _ARTICLES):
                continue
            # In "a tree that can receive messages has been unveiled", the second verb is the main one.
            if subordinate in _RELATIVES and relative_verb is not None and i - relative_verb > 2:
                subordinate = ""
            if subordinate:
                relative_verb = i if relative_verb is None else relative_verb
            else:
                yield i


def _ranges(tokens: Sequence[_Token], start: int, end: int, *, telegraphic: bool = False) -> list[Span]:
    """Return the source ranges of words start to end, less the words that headlines leave out."""
    ranges: list[Span] = []
    joined = False
    for i in range(start, end):
        if telegraphic and _left_out(tokens, i, start, end):
            joined = False
            continue
        token = tokens[i]
        if joined and token.start - ranges[-1].end <= 1:
            ranges[-1] = Span(ranges[-1].start, token.end)
        else:
            ranges.append(Span(token.start, token.end))
        joined = True
    last = ranges[-1]
    trailing = len(tokens[end - 1].raw) - len(tokens[end - 1].raw.rstrip(".,;:—–-"))
    ranges[-1] = Span(last.start, last.end - trailing)
    return ranges


def _left_out(tokens: Sequence[_Token], i: int, start: int, end: int) -> bool:
    """Whether headlines leave this word out: an article, or an auxiliary before what carries the sense."""
    raw = tokens[i].raw
    following = tokens[i + 1].bare if i + 1 < end else ""
    before = tokens[i - 1].bare if i > start else ""
    if raw.lower() in _ARTICLES:
        if i == start:
            return following[:1].islower() and following not in _KEEPS_ARTICLE
        measure = (
            before[:1].isdigit()
            or before[-1:].isdigit()
            or before.lower() in {"such", "what", "half", "as", "once", "twice", "times"}
        )
        return raw.islower() and not measure and following not in _KEEPS_ARTICLE
    if i == start or i + 1 >= end or not _is_subject(before):
        return False
    if raw in {"is", "are"}:
        return following == "to" or following.endswith("ing")
    if raw in {"has", "have"}:
        return following == "been" or is_past(following)
    return raw == "been" and before in {"has", "have"} and i - 1 > start and _is_subject(tokens[i - 2].bare)


def _is_subject(word: str) -> bool:
    """Whether a word before an auxiliary can close the subject, so that the verb still stands without the auxiliary."""
    lower = word.lower()
    return bool(word) and lower not in DANGLING and lower not in REPORTING and lower not in _PRONOUNS


_PRONOUNS = frozenset("i we you they he she it there who".split())
