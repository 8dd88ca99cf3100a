"""Who answers for what a sentence says: no clause may be printed as a fact that somebody else only claims.

What is put on record may go without them, as in newspapers' headlines, unless it is an opinion or lays a deed at
somebody's door. English; closed lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.document import Span

_SAYING = (
    r"(?:(?:has|have|had) )?(?:said|says?|announced|reports?|reported|claims?|claimed|believes?|argues?|argued|alleges?"
    r"|alleged|insists?|insisted|suggests?|suggested|revealed|reveals?|confirmed|confirms?|warns?|warned|shows?|showed"
    r"|found|heard|been told"
    r"|added|adds?|estimates?|predicts?|told (?!that\b)[^,.]{2,30}?)"
)
_SPEAKER = r"(?!(?:and|but|or|as|who|which|where|when|while|because|after|before|since|if|that|with|a?m|p\.m)\b)"
_ATTRIBUTION = re.compile(
    rf",[\"”]? {_SPEAKER}(?P<who>[^,;:()\"“”]{{2,60}}?) {_SAYING}(?=[,.]|$| (?:on|in|at|during|last|this|late|early|"
    r"earlier|after|to|by|[A-Z][a-z]+day)\b)"
    rf"|,[\"”]? (?:said|says) (?P<said>[^,;:()\"“”]{{2,60}}?)(?=[,.]|$)"
    r"|,? according to (?P<according>[^,;:()]{2,60}?)"
    r"(?=[,.]|$| (?:on|in|that|who|which|released|published|obtained)\b)"
)
_UNKNOWN = re.compile(
    r"(?:he|she|it|they|I|we|his|her|its|their|the (?:report|statement|study|company|paper|latter|two))\b",
    re.IGNORECASE,
)

_NAME = re.compile(r"(?<= )[A-Z][\w’'-]+ (?:[A-Z][\w.’'-]* )?[A-Z][\w’'-]+(?= ?$)")
_CLAIM = re.compile(
    r"\b(?:claim\w*|believe\w*|argue\w*|allege\w*|insist\w*|suggest\w*|warn\w*|predict\w*|estimat\w*|experts?|sources?"
    r"|critics?|campaigners|analysts?|lawyers?|attorneys?|witness\w*|victims?|polls?|surveys?|think ?tank)\b"
)
_DEED = re.compile(
    r"\b(?:attack\w*|airstrikes?|strikes?|shelling|bomb\w*|shot|shoot\w*|rap(?:e|ed|ing)|murder\w*|st[eo]le\w*|stealing|theft"
    r"|assault\w*|fraud\w*|brib\w*|abus\w*|guilty|plot\w*|terror\w*|blam\w*|responsib\w*|fault|because|caused?|may|might|could"
    r"|troops|militants?|rebels?|gunm[ae]n|suspects?|accus\w*|alleg\w*|hack\w*|spy\w*|crimes?|criminal)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that name a source behind what it is the source of."""

    span: Span
    """From the comma, or the space, before it to its last word."""
    brief: Span
    """The same from the speaker's own name on, where a description leads up to it."""
    named: bool
    """Whether it says more than "he"."""
    needed: bool
    """Whether what is said is a claim without it."""


def attributions(text: str, kept: Sequence[Span]) -> Iterator[Attribution]:
    """Yield the attributions inside the kept ranges of a sentence, in order."""
    first = kept[0].start
    for start, end in kept:
        for found in _ATTRIBUTION.finditer(text, start, end):
            who = found["who"] or found["said"] or found["according"]
            begin = found.start() + (text[found.start()] == " ")
            name = _NAME.search(text, found.start("who"), found.end("who")) if found["who"] else None
            brief = Span(name.start() if name else begin, found.end())
            needed = _CLAIM.search(found[0]) is not None or _DEED.search(text, first, begin) is not None
            yield Attribution(Span(begin, found.end()), brief, _UNKNOWN.match(who) is None, needed)
