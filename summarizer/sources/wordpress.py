"""A post as WordPress keeps it to HTML: blank lines part paragraphs, and codes in brackets stand for something else."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_CAPTION = re.compile(r"\[(/?)(?:wp_)?caption\b[^\]]*\]", re.IGNORECASE)
_MEDIA = re.compile(r"\[(embed|audio|video|playlist)\b[^\]]*\].*?\[/\1\]", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(
    r"\[(?:/[a-z][\w-]*|(?:gallery|embed|audio|video|playlist|more)\b[^\]]*|[a-z][\w-]*(?:\s+[\w-]+=[^\]]*)+/?)\]", re.I
)
"""Closing codes, WordPress' own, and those of plug-ins by their attributes: "[sic]" and "[the mayor]" are words."""


def as_html(post: str) -> str:
    """Return the HTML of a post's content: paragraphs parted by line breaks, captions marked, other codes gone.

    What WordPress does itself at display (``wpautop`` and the Shortcode API, 2.5 and later), as far as the words go.
    """
    if "[" in post:
        post = _CAPTION.sub(lambda code: f"<{code[1]}figcaption>", _MEDIA.sub("", post))
        post = _CODE.sub("", post)
    return _BLANK_LINE.sub("<br><br>", post.replace("\r\n", "\n"))
