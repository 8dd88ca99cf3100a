"""Titles and authors in the properties of office files, which programs fill in when nobody does."""

from __future__ import annotations

import re

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|untitled.*|document\s*\d*|slide \d+|layout \d+|page \d+|print|title|"
    r"word document|.*\.(?:docx?|pdf|indd|pages|odt|qxd|rtf|html?|tmp|txt))",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:admin(?:istrator)?|user|owner|author|default|guest|unknown|python-docx|microsoft(?: office)? user|anonymous|"
    r"windows user|.*@.*|.*https?:.*)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"[a-z0-9_.-]+")
_LONGEST = 300


def title_of(written: object) -> str | None:
    """Return a title property, or None where a program wrote it."""
    text = " ".join(str(written or "").split())
    return text if text and len(text) <= _LONGEST and not _NO_TITLE.fullmatch(text) else None


def author_of(written: object) -> str | None:
    """Return an author property, or None where it is an account's name."""
    text = " ".join(str(written or "").split())
    named = text and len(text) <= _LONGEST and not (_NO_AUTHOR.fullmatch(text) or _ACCOUNT.fullmatch(text))
    return text if named else None
