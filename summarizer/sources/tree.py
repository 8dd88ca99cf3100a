"""HTML text to a tree, within bounds; and all the text that a reader of the page would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from summarizer.errors import SourceError, TooLargeError
from summarizer.settings import Settings

# The parser stops at a null, and XML 1.0 has no place for the others, nor UTF-8 for half a surrogate pair.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_TOO_DEEP = "Excessive depth"
_HIDING_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# fmt: off
UNREADABLE = frozenset(
    ("applet", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "iframe", "input", "link", "map",
     "math", "meta", "object", "option", "param", "script", "select", "source", "style", "svg", "template",
     "textarea", "title", "track", "video")
)
# fmt: on
"""Elements whose content is not text for a reader."""
_UNSEEN = UNREADABLE - {"button"}
_PARSER_DEPTH = 256
_NOSCRIPT_BELOW = 500
"""Characters of text below which a page is what it tells a reader without scripts: "please enable JavaScript"."""


def parse(html: str, *, settings: Settings) -> HtmlElement | None:
    """Return the root element of a page or fragment, or None where there is nothing in it.

    Raises :class:`TooLargeError` for elements nested deeper than ``settings.max_depth`` (or than the parser's own
    bound of 255), and :class:`SourceError` where the parser gives up.
    """
    data = _FORBIDDEN.sub("", html).encode("utf-8")
    # One parser for each page: its error log is not shared between threads.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise SourceError("The HTML could not be parsed.") from error
    deep = any(_TOO_DEEP in entry.message for entry in parser.error_log.filter_from_fatals())
    if deep or _is_deeper(root, settings.max_depth):
        raise TooLargeError(f"The HTML is nested too deeply; at most {settings.max_depth} levels are read.")
    return root


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and bool(_HIDING_STYLE.search(style)))


def visible_text(root: HtmlElement, *, limit: int) -> str:
    """Return the text that the page shows, boilerplate too, one line for each piece, at most ``limit`` characters."""
    shown = _collect(root, limit=limit, noscript=False)
    return shown if len(shown) >= _NOSCRIPT_BELOW else _collect(root, limit=limit, noscript=True)


def _collect(root: HtmlElement, *, limit: int, noscript: bool) -> str:
    pieces: list[str] = []
    left = limit
    for text in _pieces(root, noscript=noscript):
        piece = " ".join(text.split())[:left]
        if piece:
            pieces.append(piece)
            left -= len(piece) + 1
            if left <= 0:
                break
    return "\n".join(pieces)


def _pieces(root: HtmlElement, *, noscript: bool) -> Iterator[str]:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            tag = element.tag
            if tag in _UNSEEN or (tag == "noscript" and not noscript) or is_hidden(element):
                walker.skip_subtree()
            elif element.text:
                yield element.text
        elif element.tail:
            yield element.tail


def _is_deeper(root: HtmlElement, most: int) -> bool:
    """Whether elements are nested deeper than ``most``: the parser's own search, and ten times as fast as a walk."""
    return most < _PARSER_DEPTH and bool(root.xpath(f"boolean(/*{'/*' * most})"))
