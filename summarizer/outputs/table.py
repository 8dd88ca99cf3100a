"""Records as a table that spreadsheets open: one row each, CSV as RFC 4180 says, in UTF-8 with a mark that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

COLUMNS = (
    "id", "title", "headline", "summary", "highlights", "keywords", "byline", "published", "site", "url", "language",
    "words", "verdict", "engine", "model", "warnings", "digital_source_type",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that spreadsheets take for a formula, some after spaces (OWASP, CSV Injection, 2024)."""


def write_table(records: Iterable[Mapping[str, Any]], file: BinaryIO) -> None:
    """Write records as CSV. Several highlights, keywords or warnings of a record stand in one cell, a line each."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows(map(_row, records))
    text.flush()
    text.detach()


def _row(record: Mapping[str, Any]) -> list[str]:
    about, generator = record["document"], record["generator"]
    cells = (
        record["id"],
        about["title"],
        record["headline"]["text"],
        record["summary"]["text"],
        *("\n".join(each["text"] for each in record[name]) for name in ("highlights", "keywords")),
        *(about[name] for name in ("byline", "published", "site", "url", "language", "words", "verdict")),
        generator["engine"],
        generator["model"],
        "\n".join(f"{notice['code']}: {notice['message']}" for notice in record["warnings"]),
        record["digital_source_type"],
    )
    return [_harmless("" if cell is None else str(cell)) for cell in cells]


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet computes: behind an apostrophe if it looks like a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) or cell.lstrip().startswith(_FORMULAS) else cell
