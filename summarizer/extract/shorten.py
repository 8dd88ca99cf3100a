"""Shortening a sentence to a headline: a complete clause of it, in the telegraphic register that headlines have.

Only deletions: a leading adjunct, whatever follows a boundary at which the clause is complete, and the articles and
auxiliaries that headlines leave out ("The council is to close a bridge" → "council to close bridge"). After Dorr, Zajic
& Schwartz, "Hedge Trimmer: a parse-and-trim approach to headline generation" (2003), with closed word lists for the
parser. English; other languages are shortened at punctuation only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.extract.attribution import Attribution, attributions
from summarizer.extract.clauses import ARTICLES, SURE, Token, ends, tokenize
from summarizer.extract.complete import is_clause
from summarizer.extract.titles import is_title
from summarizer.text.grammar import (
    DANGLING,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
    is_finite_verb,
    is_past,
)

_ADJUNCT = re.compile(
    r"(?:On|In|At|During|After|Before|Since|By|Earlier|Last|This|Early|Late|As|When|While|With|Under|For|Following|Amid"
    r"|Despite|Speaking|More|Less|Unlike|Like|Across|Within|Over|Through|Throughout|Until|Ahead of)\b[^,]{3,70}, (?=\S)"
    r"|(?:[A-Z][\w-]* )(?:[\w-]+ ){0,2}(?:years?|months?|weeks?|days?|hours?|minutes?)"
    r" (?:after|before|since|ago)\b[^,]{0,70}, "
)
_VERBS = "is are was were has have had will would can could may might said says told died won lost".split()
# When: a headline's reader takes it for today's.
_WHEN = re.compile(
    r"(?<=[\w’”])(?<!until)(?<!from)(?<!every)(?<!since)(?<!before)(?<!and)(?<!last)(?<!next)(?<!Black)(?<!Super)(?<!by)(?<!of)"
    r",? (?:(?:late |early )?on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"(?=[.,]|$| [a-z])(?! (?:and|or|to|through|until|mornings?|afternoons?|evenings?|nights?)\b)"
    r"| (?:earlier |late )?(?:this|last) (?:week|month|weekend|year)(?=[.,]|$)"
)
# Which one of many: "A vet who stood for office was elected".
_WHO = re.compile(
    r"An? [^,;:()\"“”]{3,40}?(?P<aside> who (?:(?! (?:that|which|who|when|because|as|after|while|before|if|where) )"
    r"(?:[^;:()\"“”,]|,(?=\d))){5,140}?)(?= (?:was|were|is|has|have|will|had) )"
)
# Where a subject without "the" is, ahead of its auxiliary: "Floods in the north have killed …".
_WHERE = re.compile(
    rf"(?!The |This |His |Her |Its |It |There )[A-Z](?:(?! (?:{'|'.join(_VERBS)}|who|that|which|to|and|by|with) )"
    r"[^,;:()\"“”]){4,60}?(?P<aside> (?:in|at|near|across|outside|around)(?! \d)"
    r"(?: (?!for |on |with |against |to |from |and |or |you |they |we |it |he |she |as |but |that |which |who "
    rf"|{' |'.join(_VERBS)} )[^ ,;:()\"“”]+){{1,6}})(?= (?:{'|'.join(_VERBS[:11])})\b)"
)
# An apposition, relative clause, participle or age between commas, ahead of a verb.
_ASIDE = re.compile(
    r"(?:,(?! (?:said|predicted|added|insisted|warned|claimed|argued|explained|announced|reported|according)\b)"
    r"(?= (?:an?|the|his|her|its|their|our|one|once|formerly|known|led|who|which|whose|where|\d+|[a-z]+(?:ed|ing))\b)"
    r"[^,;:()\"“”]{1,90},(?= [a-z])| [–—-]{1,2} (?!but\b|and\b|not\b)[^,;:()\"“”–—]{3,110} [–—-]{1,2}(?= [a-z]))"
)
_OFFICE = re.compile(rf"[A-Z][^,;:()]{{2,50}}(?P<aside>, [^,;:()]{{3,110}},)(?= (?:{'|'.join(_VERBS)})\b)")
"""What a person or firm is, between its name and its verb."""
_TELEGRAPHIC = 1.6  # how much longer than the limit a clause may be before articles and auxiliaries go
_KEEPS_ARTICLE = frozenset(
    "million billion few lot number third quarter half dozen couple little bit year week day month".split()
)


@dataclass(frozen=True, slots=True)
class Shortening:
    """One way to shorten a sentence."""

    kept: list[Span]
    """Ranges of the source to keep, in order."""
    sureness: float
    """0 to 1: how sure it is to be a complete clause."""


def shortenings(text: str, kept: Sequence[Span], *, limit: int, language: str = "en") -> Iterator[Shortening]:
    """Yield the ways to shorten a sentence, given as the ranges of it that trimming kept, to ``limit`` characters.

    A clause that fits keeps all its words; one that would be too long loses those that headlines leave out.
    """
    yield from _shortenings(text, kept, limit, english=language == "en")
    asides = [found.span() for span in kept for found in _ASIDE.finditer(text, span.start, span.end)]
    if office := _OFFICE.match(text, kept[0].start, kept[0].end):
        asides.append(office.span("aside"))
    asides += [found.span() for span in kept for found in _WHEN.finditer(text, span.start, span.end)]
    if found := _WHERE.match(text, kept[0].start, kept[0].end):
        asides.append(found.span("aside"))
    if found := _WHO.match(text, kept[0].start, kept[0].end):
        asides.append(found.span("aside"))
    asides.sort()
    if asides and language == "en":
        yield from _shortenings(text, list(_without(kept, asides)), limit, english=True)


def _shortenings(text: str, kept: Sequence[Span], limit: int, *, english: bool) -> Iterator[Shortening]:
    tokens = [token for span in kept for token in tokenize(text, span.start, span.end)]
    sources = list(attributions(text, kept)) if english else []
    for start in _starts(text, kept, tokens) if english else (0,):
        within = _within(tokens, start, round(limit * _TELEGRAPHIC))
        stops = [
            *ends(tokens, start, within, english=english),
            *([(len(tokens), SURE)] if within == len(tokens) else []),
        ]
        for end, sureness in stops:
            if end - start < 2 or (english and not is_clause(tokens, start, end, sure=sureness == SURE)):
                continue
            for left_out in (_nothing, _left_out, _left_out_if_need_be)[: 3 if english else 1]:
                ranges = _answered(_ranges(tokens, start, end, left_out), sources, limit)
                if ranges and _length(ranges) <= limit:
                    yield Shortening(ranges, sureness)
                    break


def _answered(ranges: list[Span], sources: Sequence[Attribution], limit: int) -> list[Span]:
    """Return the ranges with the source of what they claim behind them; none if nobody is named whom a reader knows."""
    end = ranges[-1].end
    left = next((source for source in sources if source.span.end > end), None)
    if left is None:
        return ranges
    if left.span.start < end or not left.named:
        return [] if left.needed or left.span.start < end else ranges
    whole = [*ranges, left.span]
    if _length(whole) <= limit:
        return whole
    if not left.needed:
        return ranges
    if left.span.start > end or left.brief == left.span:
        return []
    return [*ranges[:-1], Span(ranges[-1].start, end + 1), left.brief]  # the comma, and then the name


def _within(tokens: Sequence[Token], start: int, limit: int) -> int:
    """Return the index of the first word that makes the words from ``start`` longer than the limit, or their number."""
    length = -1
    for i in range(start, len(tokens)):
        length += 1 + len(tokens[i].raw)
        if length > limit:
            return i
    return len(tokens)


def _length(ranges: Sequence[Span]) -> int:
    """Return how long the ranges are when a space joins them."""
    return sum(end - start for start, end in ranges) + len(ranges) - 1


def _without(kept: Sequence[Span], asides: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the kept ranges with the asides taken out of them."""
    for start, end in kept:
        at = start
        for a, b in asides:
            if start <= a and b <= end and a > at:
                yield Span(at, a)
                at = b + 1
        yield Span(at, end)


def _starts(text: str, kept: Sequence[Span], tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where the clause may begin: at the first word, or behind a leading adjunct."""
    yield 0
    if found := _ADJUNCT.match(text, kept[0].start, kept[0].end):
        begin = next((i for i, token in enumerate(tokens) if token.start >= found.end()), 0)
        if tokens[begin].raw[-1] != ",":  # "In Butler, Pennsylvania, …" has not ended yet
            yield begin
    if name := _name_after_description(tokens):
        yield name


def _name_after_description(tokens: Sequence[Token]) -> int | None:
    """Return where a name begins that a description leads up to ("Jet fuel supplier China Aviation Oil has …")."""
    if not tokens or tokens[0].lower in SUBORDINATORS | PREPOSITIONS | ARTICLES:
        return None
    for i in range(1, min(len(tokens) - 1, 9)):
        before, word = tokens[i - 1].bare, tokens[i].bare
        if not before.islower():
            continue
        if before in DANGLING or before in PREPOSITIONS or is_finite_verb(before) or before.endswith("ing"):
            return None
        if word[:1].isupper():
            after = next((t.lower for t in tokens[i:] if t.bare[:1].islower()), "")
            return i if is_finite_verb(after) else None
    return None


def _ranges(tokens: Sequence[Token], start: int, end: int, left_out: _LeftOut) -> list[Span]:
    """Return the source ranges of words start to end, less those left out."""
    ranges: list[Span] = []
    joined, quoted = False, False
    for i in range(start, end):
        token = tokens[i]
        opens = quoted or token.raw[0] in _QUOTES
        quoted = opens != (token.raw.rstrip(".,;:!?")[-1:] in _QUOTES) and not (quoted and "”" in token.raw)
        if not opens and left_out(tokens, i, start, end):
            joined = False
            continue
        if joined and token.start - ranges[-1].end <= 1:
            ranges[-1] = Span(ranges[-1].start, token.end)
        else:
            ranges.append(Span(token.start, token.end))
        joined = True
    last = ranges[-1]
    trailing = len(tokens[end - 1].raw) - len(tokens[end - 1].raw.rstrip(".,;:—–-"))
    ranges[-1] = Span(last.start, last.end - trailing)
    return ranges


def _left_out(tokens: Sequence[Token], i: int, start: int, end: int) -> bool:
    """Whether headlines leave this word out: an article, or an auxiliary before what carries the sense."""
    raw = tokens[i].raw
    if raw not in _AUXILIARIES and raw.lower() not in ARTICLES:
        return False
    following = tokens[i + 1].bare if i + 1 < end else ""
    before = tokens[i - 1].bare if i > start else ""
    if raw.lower() in ARTICLES:
        if i == start:
            return following[:1].islower() and following not in _KEEPS_ARTICLE
        measure = (
            before[:1].isdigit()
            or before[-1:].isdigit()
            or before.lower() in {"such", "what", "half", "as", "once", "twice", "times"}
        )
        return raw.islower() and not measure and following not in _KEEPS_ARTICLE
    if not REPORTING.isdisjoint(token.lower for token in tokens[start:i]):
        return False
    if raw == "been" and i + 1 < end:
        return before in {"has", "have"} and i - 1 > start and _is_subject(tokens[i - 2].bare)
    if i == start or i + 1 >= end or not _is_subject(before):
        return False
    if raw in {"is", "are"}:
        return following == "to" or following.endswith("ing")
    return raw in {"has", "have"} and (following == "been" or is_past(following))


def _nothing(tokens: Sequence[Token], i: int, start: int, end: int) -> bool:
    """Leave nothing out."""
    return False


def _left_out_if_need_be(tokens: Sequence[Token], i: int, start: int, end: int) -> bool:
    """Whether headlines that are short of room leave this word out too: "that" after a verb of saying, a title."""
    if _left_out(tokens, i, start, end):
        return True
    if tokens[i].raw == "that":
        return i > start and tokens[i - 1].raw in REPORTING | _SHOWING
    return is_title(tokens, i, start, end)


_AUXILIARIES = frozenset({"been", "is", "are", "has", "have"})
_QUOTES = ('"', "“", "”")
_LeftOut = Callable[[Sequence[Token], int, int, int], bool]
_SHOWING = frozenset("show shows shown showed suggest suggests found finds shared reveal revealed hope".split())


def _is_subject(word: str) -> bool:
    """Whether a word before an auxiliary can close the subject, so that the verb still stands without the auxiliary."""
    lower = word.lower()
    return bool(word) and lower not in DANGLING and lower not in REPORTING and lower not in _PRONOUNS


_PRONOUNS = frozenset("i we you they he she it there who".split())
