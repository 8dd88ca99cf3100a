"""Records as a Parquet file with a schema: the fields that are asked for in columns, and the whole record as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO

_ROWS = 1_000
"""Rows of a group, which are in memory together: some 10 MB."""


def write_parquet(records: Iterable[Mapping[str, Any]], file: BinaryIO) -> None:
    """Write records as Parquet, compressed with Zstandard; the same records make the same bytes."""
    from pyarrow import Table
    from pyarrow.parquet import ParquetWriter

    remaining = iter(records)
    with ParquetWriter(file, _schema(), compression="zstd") as writer:
        while rows := [_row(record) for record in islice(remaining, _ROWS)]:
            writer.write_table(Table.from_pylist(rows, schema=_schema()))


@lru_cache(maxsize=1)
def _schema() -> Any:
    import pyarrow as pa

    text = pa.string()
    context = pa.struct([("offset", pa.int64()), ("length", pa.int64()), ("quote", text)])
    contexts = pa.list_(context)
    statement = [("text", text), ("method", text), ("contexts", contexts), ("fragment", text)]
    highlight = pa.struct([*statement, ("rank_score", pa.float64()), ("support", contexts)])
    return pa.schema([
        pa.field("id", text, nullable=False),
        ("title", text),
        ("headline", text),
        ("headline_method", text),
        ("headline_contexts", contexts),
        ("summary", text),
        ("summary_method", text),
        ("summary_contexts", contexts),
        ("highlights", pa.list_(highlight)),
        ("keywords", pa.list_(pa.struct([("text", text), ("score", pa.float64())]))),
        ("byline", text),
        ("published", pa.timestamp("us", tz="UTC")),
        ("site", text),
        ("url", text),
        ("language", text),
        ("language_confidence", pa.float64()),
        ("words", pa.int64()),
        ("sha256", text),
        ("verdict", text),
        ("engine", text),
        ("model", text),
        ("warnings", pa.list_(pa.struct([("code", text), ("message", text), ("pointer", text)]))),
        ("digital_source_type", text),
        pa.field("record", text, nullable=False),
    ])  # fmt: skip


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    about, generator = record["document"], record["generator"]
    row = {name: about[name] for name in (
        "title", "byline", "site", "url", "language", "language_confidence", "words", "sha256", "verdict",
    )}  # fmt: skip
    for name in ("headline", "summary"):
        said = record[name]
        row |= {name: said["text"], f"{name}_method": said["method"], f"{name}_contexts": said["contexts"]}
    return row | {
        "id": record["id"],
        "highlights": record["highlights"],
        "keywords": record["keywords"],
        "published": _instant(about["published"]),
        "engine": generator["engine"],
        "model": generator["model"],
        "warnings": record["warnings"],
        "digital_source_type": record["digital_source_type"],
        "record": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
    }


def _instant(published: str | None) -> datetime | None:
    """Return a date in UTC, or None where UTC puts it outside the years that have four digits."""
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published).astimezone(UTC)
    except OverflowError:
        return None
