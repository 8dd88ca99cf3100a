"""The frame of every page that is written to a file: complete, without a script or a file beside it."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content Security Policy: were anything of an article ever taken for markup, it would still load and run nothing."""


def document(title: str, body: str, *, style: tuple[str, str]) -> str:
    """Return a complete page; ``body`` is HTML, and the title is text.

    ``style`` is the package whose data hold its style sheet, and the sheet's name.
    """
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_sheet(*style)}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


@cache
def _sheet(package: str, name: str) -> str:
    return (resources.files(package) / "data" / name).read_text(encoding="utf-8")
