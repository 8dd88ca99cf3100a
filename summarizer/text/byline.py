"""The writer's name in a line such as "By Anna Perrin at the harbour": persons only, no agency and no desk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.document import BlockKind

_OPENERS = {
    "da": "af",
    "de": "von",
    "es": "por",
    "fr": "par",
    "id": "oleh",
    "it": "di",
    "ms": "oleh",
    "nl": "door",
    "no": "av",
    "pt": "por",
    "sv": "av",
}
"""What opens a byline; by language, for "door" and "di" open other lines elsewhere. "By" is read in any."""
_LABELS = "author|words|text|tekst|teks|autor|autora|autorin|auteur|auteure|autore|penulis|författare|автор"
_PARTICLE = r"(?:de|del|della|da|dos|di|du|van|von|der|den|ter|ten|bin|binti|al|el|la|le|af|av|zu)"
_WORD = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_PERSON = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,3}}"
_AND = r"(?:,| and| und| et| y| e| dan| en| og| och| &)"
_NAMES = re.compile(rf"{_PERSON}(?:{_AND} {_PERSON})*(?=$|[,;|/(–—]| [–—|/(-]|\s+[a-zà-ÿ])")
_NO_PERSON = re.compile(
    r"\b(?:Reuters|AFP|AP|UPI|PTI|ANI|BBC|CNN|Press|News|Nachrichten|Staff|Desk|Bureau|Agency|Agence|Agentur|Team"
    r"|Editors?|Editorial|Redaktion|Rédaction|Redacción|Redazione|Redaksi|Redactie|Service|Times|Post|Guardian|The"
    r"|Correspondent|Reporter|Today|Online|Media|Associated|Xinhua|Antara|Bernama|Our|Your|To|In|Of|For|With|From)\b",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r",.*", re.DOTALL)
_LINES = 5
"""Blocks from the top, and as many from the end, in which a byline stands."""
_LONGEST = 140


def byline_of(blocks: Iterable[tuple[BlockKind, str]], *, language: str) -> str | None:
    """Return the writers that a line of their own names, as printed; None where none is surely a person's name."""
    all_blocks = list(blocks)
    edges = all_blocks[:_LINES] + all_blocks[max(_LINES, len(all_blocks) - _LINES) :]
    # "Di" opens surnames, too, so that such a line is not told from a heading where its language is not known.
    kinds = {BlockKind.BYLINE, BlockKind.CREDIT} | ({BlockKind.HEADING} if language == "it" else set())
    opener = re.compile(
        rf"(?:(?:written |text |words )?(?:by|{_OPENERS.get(language, 'by')})\s*:?|(?:{_LABELS})\s*:)\s+", re.IGNORECASE
    )
    for kind, text in edges:
        if kind in kinds and len(text) <= _LONGEST and (opened := opener.match(text)):
            found = _NAMES.match(text, opened.end())
            names = found[0] if found else ""
            if _NO_PERSON.search(_AFTER_COMMA.sub("", names)):
                continue
            if names := ", ".join(part for part in names.split(", ") if not _NO_PERSON.search(part)):
                return names
    return None
