"""Trimming a sentence to what must be said, by deleting whole phrases and never a word of the rest.

Precision first: a wrong cut on a front page costs more than ten missed ones. A phrase is kept if it carries a negation,
a hedge, a number, or the attribution of a claim or quotation. The rules are English; other languages lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.document import Span

_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5}"
_AGENCY = r"(?:CNN|CNN Business|Reuters|AP|AFP|UPI|ANI|IANS|PTI|Xinhua|Bernama|dpa|BBC|PA|CNET|Mashable|Rolling Stone)"
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE}(?:, [A-Z][a-z]+\.? \d{{1,2}})? ?)?\({_AGENCY}\)\s*(?:[—–-]{{1,2}}\s*)?"
    rf"|{_PLACE} \([A-Z][\w. ]{{1,30}}\) (?:[—–-]{{1,2}}) "
    r"|[A-Z]{3,}[A-Z .'’-]*(?:, [A-Z][\w. ]{2,20})?(?:, [A-Z][a-z]+\.? \d{1,2})? [—–-]{1,2} )"
)
_CONNECTIVE = re.compile(
    r"(?:(?:And|But|Yet|So|Nor)(?=,? (?!far\b|much\b|many\b|that\b))"
    r"|(?:However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Still|Also|Indeed|Instead|Then"
    r"|Similarly|Likewise|Besides|Afterwards?|In addition|In turn|In fact|At the same time|For example|For instance"
    r"|As a result|Of course|On the other hand|That said|Even so|By contrast|In the meantime)(?=,)),? "
)
_AGENCIES = r"(?:Bernama|Reuters|AP|The Associated Press|AFP|Agence France-Presse|Xinhua|PTI|ANI|IANS|dpa|EFE|Antara|PA|TASS|Kyodo|Yonhap)"
_OUTLET = r"(?:[Tt]he )?[A-Z][\w&.’'-]*(?: (?:of|the|and|[A-Z][\w&.’'-]*)){0,4}"
_REPORTS = r"(?:reported|reports|has reported|said in a report)"
_AGENCY_CREDIT = re.compile(
    rf",? (?:(?:as )?{_REPORTS}(?: by)? {_AGENCIES}(?: news agency)?|{_AGENCIES}(?: news agency)? {_REPORTS}|according to {_AGENCIES})(?=[.]?$)"
)
_OUTLET_CREDIT = re.compile(rf",? (?:(?:as )?reported(?: by)? {_OUTLET}|{_OUTLET} reported)(?=[.]?$)")
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|added|according to|announced|stated|wrote|explained|tweeted|insisted|claimed)\b"
)
_PARENTHESIS = re.compile(r" ?\((?P<inside>[^()]{1,80})\)")
_RELATIVE = re.compile(r", (?P<inside>(?:which|who|whose|where) [^,;:—–\"“”()]{3,90}),(?= )")
_GUARDED = re.compile(
    r"\d|\b(?:not|no|never|none|nor|neither|without|deny|denies|denied|denying|refus\w+|fail\w*|hardly|barely|unless|except"
    r"|alleg\w+|accus\w+|suspect\w*|claim\w*|report\w*|may|might|could|would|possibly|perhaps|likely|unlikely|appear\w*"
    r"|seem\w*|believed|expected|potential\w*|apparent\w*|purported\w*|so-called|said|says|say|told|according"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|hundred\w*|thousand\w*|million\w*|billion\w*|dozen\w*|half)\b|n['’]t\b|%",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


def trim(text: str, sentence: Span, *, language: str = "en") -> list[Span]:
    """Return the ranges of a sentence to keep, in order; the sentence itself if there is nothing to cut."""
    start, end = sentence
    if language != "en":
        return [sentence]
    source = text[start:end]
    cuts = [*_leading(source), *_trailing(source), *_asides(source)]
    kept = _without(source, cuts)
    if sum(len(source[a:b].split()) for a, b in kept) < _FEWEST_WORDS:
        return [sentence]
    return [Span(start + a, start + b) for a, b in kept]


def _leading(source: str) -> Iterable[tuple[int, int]]:
    """Cut a dateline, then a connective."""
    at = 0
    for pattern in (_DATELINE, _CONNECTIVE):
        if found := pattern.match(source, at):
            at = found.end()
    if at and at < len(source):
        yield 0, at


def _trailing(source: str) -> Iterable[tuple[int, int]]:
    """Cut the credit of a news agency, or of a newspaper where somebody else already answers for the words."""
    if found := _AGENCY_CREDIT.search(source):
        yield found.span()
    elif (found := _OUTLET_CREDIT.search(source)) and _ATTRIBUTED.search(source, 0, found.start()):
        yield found.span()


def _asides(source: str) -> Iterable[tuple[int, int]]:
    """Cut parentheses and short relative clauses between commas that carry nothing guarded, outside quotations."""
    for found in _PARENTHESIS.finditer(source):
        if not _GUARDED.search(found["inside"]) and not _inside_quotation(source, found.start()):
            yield found.span()
    for found in _RELATIVE.finditer(source):
        if not _GUARDED.search(found["inside"]) and not _inside_quotation(source, found.start()):
            yield found.span()


def _inside_quotation(source: str, at: int) -> bool:
    before = source[:at]
    straight = before.count('"') % 2 == 1
    return straight or before.count("“") > before.count("”")


def _without(source: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges between the cuts, white space shaved off, those without a word dropped."""
    kept, at = [], 0
    for start, end in [*sorted(cuts), (len(source), len(source))]:
        piece = source[at:start]
        stripped = piece.strip()
        if any(map(str.isalnum, stripped)):
            begin = at + piece.index(stripped[0])
            kept.append((begin, begin + len(stripped)))
        at = max(at, end)
    return kept
