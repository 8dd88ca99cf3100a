"""A folder of pages to read: one an article, in folders of some hundreds, and index pages that lead to them.

Nothing but the pages of one index is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from summarizer.outputs.indexes import PER_INDEX, Index, Listed, Pages, index_name
from summarizer.outputs.pagenames import page_name
from summarizer.records import Summary

_CLOCK_READINGS = {"created_at": datetime(1970, 1, 1, tzinfo=UTC), "elapsed_ms": 0.0}
"""Records of a batch have none, for they are the same whenever they are made; no page shows them."""


class Style(Protocol):
    """How pages are written in one format."""

    suffix: str

    def page(self, summary: Summary, *, index: str) -> str:
        """Return the page of an article, with the way back to its index page."""
        ...

    def index(self, index: Index) -> str:
        """Return an index page."""
        ...


def write_pages(records: Iterable[Mapping[str, Any]], folder: Path, *, pages: Pages) -> None:
    """Write the pages of records into an empty folder, in their order."""
    style = _style(pages)
    for index in _indexes(records, folder, style):
        path = folder / index_name(index.number, style.suffix)
        path.write_text(style.index(index), encoding="utf-8", newline="\n")


def _style(pages: Pages) -> Style:
    if pages is Pages.MARKDOWN:
        from summarizer.outputs.pagemarkdown import MarkdownStyle

        return MarkdownStyle()
    from summarizer.outputs.pagehtml import HtmlStyle

    return HtmlStyle()


def _indexes(records: Iterable[Mapping[str, Any]], folder: Path, style: Style) -> Iterator[Index]:
    """Write the articles' pages, and yield the index pages that lead to them: one at least."""
    remaining = iter(records)
    number = 1
    following = list(islice(remaining, PER_INDEX))
    while following or number == 1:
        group, following = following, []
        listed = tuple(_write(record, folder, number, style) for record in group)
        following = list(islice(remaining, PER_INDEX))
        yield Index(number, listed, is_last=not following)
        number += 1


def _write(record: Mapping[str, Any], folder: Path, number: int, style: Style) -> Listed:
    summary = Summary.model_validate({**record, "generator": {**record["generator"], **_CLOCK_READINGS}})
    name = page_name(summary.headline.text, summary.id or "") + style.suffix
    path = folder / f"{number:04}" / name
    path.parent.mkdir(exist_ok=True)
    index = f"../{index_name(number, style.suffix)}"
    path.write_text(style.page(summary, index=index), encoding="utf-8", newline="\n")
    about = summary.document
    return Listed(
        headline=summary.headline.text,
        href=f"{number:04}/{quote(name)}",
        published=about.published.date().isoformat() if about.published else "",
        language=about.language,
        site=about.site or "",
    )
