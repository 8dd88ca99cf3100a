"""Articles that a page describes in JSON-LD with the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Thing = dict[str, Any]
"""One node of a JSON-LD graph, as it was parsed."""

_MOST_SCRIPTS = 20
_LONGEST_SCRIPT = 1_000_000
_MOST_NODES = 2_000
"""Bounds on what a stranger's page may make us look through; pages of news carry one to four scripts of a few KB."""


def articles(root: HtmlElement) -> Iterator[Thing]:
    """Yield the nodes of type ``…Article``, ``…Posting`` or ``Report`` that a page carries, in order."""
    scripts = root.iterfind('.//script[@type="application/ld+json"]')
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            # Line breaks inside strings are forbidden and common.
            parsed = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(parsed) if _is_article(node))


def text_of(value: object) -> str | None:
    """Return the text of a property, which may be wrapped in a list or a ``@value`` node."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return value if isinstance(value, str) else None


def names(value: object) -> str | None:
    """Return the names of people or organisations, joined by commas."""
    found = (text_of(entry) for entry in (value if isinstance(value, list) else [value])[:20])
    unique = dict.fromkeys(name.strip() for name in found if name and name.strip())
    return ", ".join(unique) or None


def _nodes(parsed: object) -> Iterator[Thing]:
    queue = [parsed]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            queue.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _is_article(node: Thing) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in kinds)
