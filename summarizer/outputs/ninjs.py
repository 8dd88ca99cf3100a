"""What is set in an IPTC ninjs item so that it carries its summary: the members that its version of the standard has.

Versions 1.x have ``headline`` and ``description_…``; 2.x and 3.x have ``headlines`` and ``descriptions``, whose
objects have roles. ``digitalsourcetype`` came with 1.6 and 2.2, and with 3.1 as ``digitalSourceType`` (IPTC, 2025), so
that an item that declares a version before is declared the first that has it, which allows all that its own does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]

COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""IPTC Digital Source Type of an article by people with a summary by a model."""
_SUMMARY, _HIGHLIGHT = "summary", "highlight"
"""Roles of descriptions; the standard leaves them to the provider."""
_OLD_SUMMARY, _OLD_HIGHLIGHTS = "description_summary_text", "description_highlights_text"
"""Names under 1.x: behind ``description_`` come purpose and format, parted by underscores."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a major version of the standard calls things."""

    major: int
    standard: str
    content_type: str
    source_type: str
    first_with_source_type: str


_EDITIONS = {
    1: Edition(1, "$standard", "mimetype", "digitalsourcetype", "1.6"),
    2: Edition(2, "standard", "contenttype", "digitalsourcetype", "2.2"),
    3: Edition(3, "standard", "contentType", "digitalSourceType", "3.1"),
}


def edition(item: Item) -> Edition:
    """Return the edition that an item declares, or whose members it has."""
    declared = item.get("standard", item.get("$standard"))
    major = _version(declared)[0] if isinstance(declared, Mapping) else 0
    if major not in _EDITIONS:
        lists = [item[name] for name in ("headlines", "bodies", "descriptions") if isinstance(item.get(name), list)]
        camel = [name for name in _names(item, *lists) if name != name.lower()]
        major = 1 if not lists else 3 if camel else 2
    return _EDITIONS[major]


def additions(item: Item, record: Mapping[str, Any], *, overwrite: bool) -> dict[str, Any]:
    """Return the members to set in an item. What is there already stays, unless ``overwrite`` says to replace it."""
    of = edition(item)
    headline, summary = record["headline"]["text"], record["summary"]["text"]
    points = [each["text"] for each in record["highlights"]]
    found: dict[str, Any] = {}
    if of.major == 1:
        wanted = {"headline": headline, _OLD_SUMMARY: summary, _OLD_HIGHLIGHTS: "\n".join(points)}
        replaced = {_OLD_SUMMARY, _OLD_HIGHLIGHTS} if overwrite else set()
        found = {name: value for name, value in wanted.items() if not item.get(name) or name in replaced}
    else:
        if not item.get("headlines"):
            found["headlines"] = [{"role": "main", of.content_type: "text/plain", "value": headline}]
        found |= _descriptions(item, of, [(_SUMMARY, summary), *((_HIGHLIGHT, point) for point in points)], overwrite)
    if record["digital_source_type"] and (overwrite or not item.get(of.source_type)):
        found |= _source_type(item, of)
    return found


def _descriptions(item: Item, of: Edition, wanted: list[tuple[str, str]], overwrite: bool) -> dict[str, Any]:
    given = item.get("descriptions")
    kept = given if isinstance(given, list) else []
    if overwrite:
        kept = [each for each in kept if _role(each) not in (_SUMMARY, _HIGHLIGHT)]
    roles = {_role(each) for each in kept}
    added = [
        {"role": role, of.content_type: "text/plain", "value": value} for role, value in wanted if role not in roles
    ]
    return {"descriptions": [*kept, *added]} if added else {}


def _role(description: object) -> object:
    return description.get("role") if isinstance(description, Mapping) else None


def _source_type(item: Item, of: Edition) -> dict[str, Any]:
    found: dict[str, Any] = {of.source_type: {"uri": COMPOSITE}}
    declared = item.get(of.standard)
    if isinstance(declared, Mapping) and (0,) < _version(declared) < _version({"version": of.first_with_source_type}):
        schema = f"http://www.iptc.org/std/ninjs/ninjs-schema_{of.first_with_source_type}.json"
        found[of.standard] = {
            **declared, "version": of.first_with_source_type, **({"schema": schema} if "schema" in declared else {}),
        }  # fmt: skip
    return found


def _version(declared: Mapping[str, Any]) -> tuple[int, ...]:
    parts = str(declared.get("version", "")).split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else (0,)


def _names(item: Item, *lists: list[Any]) -> list[str]:
    inner = [name for found in lists for each in found if isinstance(each, Mapping) for name in each]
    return [*item, *inner]
