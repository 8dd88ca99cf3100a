"""Quotations in a statement: words within quotation marks must stand in the article as they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check

# An apostrophe opens a quotation only before a word, and closes one only after it.
_QUOTED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」"
    r"|(?<![\w’'])[‘'`](?!s\b|em\b|til\b|n\b|\d\ds?\b)([^‘`\"“”]+?)['’](?![\w’'])"
)
_JOINTS = re.compile(r"\.\.\.|…|\[[^\]]*\]|(?<=[.!?])\s+")
_DENIED = frozenset("do does did is are was were has have had would could should".split())
_BEFORE_IS = frozenset("it he she that there here what who where".split())
_SHORT = {"am": "'m", "are": "'re", "have": "'ve", "will": "'ll", "would": "'d", "had": "'d"}
_BEFORE_SHORT = frozenset("i you we they he she it".split())
_BRACKETED = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_ALTERED_SHARE = 0.5  # of a quotation's words that one sentence has: its words were changed. By judgement.


def check_quotations(statement: Reading, evidence: Evidence) -> Iterator[Check]:
    """Yield a check for each quotation of a statement; marks, capitals and omissions may differ."""
    for quoted in _QUOTED.finditer(statement.text):
        start, end = quoted.span(quoted.lastindex or 0)
        pieces = [piece for piece in _pieces(statement, start, end) if piece]
        if not pieces:
            continue
        places = [_place(statement, piece, evidence) for piece in pieces]
        if all(place is not None for place in places):
            first = min(place for place in places if place is not None)
            last = max(place + len(piece) - 1 for place, piece in zip(places, pieces, strict=True) if place is not None)
            near = last - first < 3 * sum(map(len, pieces))
            context = evidence.context(first, last if near else first + len(pieces[0]) - 1)
            yield Check(kind="quote", text=quoted[0], status="supported", context=context)
        else:
            yield _unfound(quoted[0], [token for piece in pieces for token in piece], statement, evidence)


def _place(statement: Reading, piece: Sequence[int], evidence: Evidence) -> int | None:
    """Return where the article has the words of a quotation, contracted or not; a lone word also in other forms."""
    keys = [statement.keys[token] for token in piece]
    place = evidence.verbatim(keys)
    if place is None and len(keys) == 1:
        return _other_form(keys[0], statement.terms[piece[0]], evidence)
    if place is None:
        place = evidence.verbatim(_contracted(keys))
    return place if place is not None else _around_brackets(keys, evidence)


def _around_brackets(keys: list[str], evidence: Evidence) -> int | None:
    """Return where the article has words with nothing between them but what stands in brackets."""
    reading = evidence.reading
    for bracketed in _BRACKETED.finditer(reading.text):
        first, after = (bisect_left(reading.starts, edge) for edge in bracketed.span())
        for start in range(max(first - len(keys) + 1, 0), first):
            if reading.keys[start:first] + reading.keys[after : after + len(keys) - first + start] == keys:
                return start
    return None


def _contracted(keys: Sequence[str]) -> list[str]:
    """Return keys as "it is" and "do not" have them where they are contracted: a key keeps no "'s"."""
    made: list[str] = []
    for key in keys:
        if key == "not" and made and made[-1] in _DENIED:
            made[-1] += "n't"
        elif key in _SHORT and made and made[-1] in _BEFORE_SHORT:
            made[-1] += _SHORT[key]
        elif key not in ("is", "has") or not made or made[-1] not in _BEFORE_IS:
            made.append(key)
    return made


def _other_form(key: str, term: str, evidence: Evidence) -> int | None:
    """Return where the article has a word in another inflection, or written as two."""
    inflected = evidence.places.get(term, ()) if term else ()
    parted = (
        left for cut in range(2, len(key) - 1) for left in evidence.key_places.get(key[:cut], ())
        if evidence.reading.keys[left + 1 : left + 2] == [key[cut:]]
    )  # fmt: skip
    return next(iter(inflected), None) if inflected else next(parted, None)


def quoted_tokens(statement: Reading) -> frozenset[int]:
    """Return the tokens that stand within quotation marks."""
    spans = [quoted.span() for quoted in _QUOTED.finditer(statement.text)]
    return frozenset(
        token for token, start in enumerate(statement.starts) if any(first <= start < end for first, end in spans)
    )


def _pieces(statement: Reading, start: int, end: int) -> list[list[int]]:
    """Return the tokens of a quotation, cut where something is left out or put in."""
    cuts = [start, *(edge for joint in _JOINTS.finditer(statement.text, start, end) for edge in joint.span()), end]
    return [
        [token for token, at in enumerate(statement.starts) if first <= at < last]
        for first, last in zip(cuts[::2], cuts[1::2], strict=True)
    ]


def _unfound(text: str, tokens: Sequence[int], statement: Reading, evidence: Evidence) -> Check:
    held: dict[int, set[str]] = {}
    keys = {statement.keys[token] for token in tokens}
    for key in keys:
        for token in evidence.key_places.get(key, ()):
            held.setdefault(evidence.unit_of[token], set()).add(key)
    best = max(held, key=lambda unit: (len(held[unit]), -unit), default=None)
    if best is None or len(held[best]) < _ALTERED_SHARE * len(keys):
        return Check(kind="quote", text=text, status="absent")
    first, end = evidence.bounds[best]
    return Check(kind="quote", text=text, status="altered", context=evidence.context(first, end - 1))
