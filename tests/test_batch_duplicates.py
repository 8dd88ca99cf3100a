"""Equal articles share a result; equal and nearly equal ones are named, whoever did them and in whichever order."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from articles import NEWS, NEWS_TITLE
from batches import EXTRACTIVE, batch, read, write
from hypothesis import given
from hypothesis import strategies as st
from synthetic import articles, record

from summarizer import Summarizer
from summarizer.batch.ledger import Ledger
from summarizer.batch.near import earliest_alike, unpacked
from summarizer.batch.run import Result
from summarizer.batch.sketch import PERMUTATIONS, _empty, sketch
from summarizer.batch.worker import Worker
from summarizer.errors import MissingExtraError
from summarizer.settings import Settings

pytest.importorskip("datasketch")

SUMMARIZER = Summarizer(engine="extractive")


def duplicates(result: Result) -> dict[str, str]:
    """Return the ids of records that repeat another, and of those that they repeat."""
    with Ledger(result.files.ledger) as ledger:
        rows = ledger.connection.execute(
            "SELECT a.id, b.id FROM record a JOIN record b ON b.position = a.duplicate_of ORDER BY a.position"
        ).fetchall()
    return {json.loads(later): json.loads(earlier) for later, earlier in rows}


def test_a_search_without_its_package_is_one_error_and_not_one_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    _empty.cache_clear()
    with pytest.raises(MissingExtraError, match="archive"):
        Worker(Settings(), EXTRACTIVE, near=True).identity()


def test_equal_and_nearly_equal_articles_are_named(tmp_path: Path) -> None:
    touched = NEWS.replace("Nobody was hurt", "No one was hurt")
    source = write(
        tmp_path / "in.jsonl",
        {"id": "first", "text": NEWS, "title": NEWS_TITLE},
        {"id": "other", "text": next(articles(1)).text},
        {"id": "equal", "text": NEWS, "title": NEWS_TITLE},
        {"id": "elsewhere", "text": NEWS, "title": NEWS_TITLE, "url": "https://bay.example/2"},
        {"id": "untitled", "text": NEWS},
        {"id": "touched", "text": touched},
    )
    result = batch(source, near_duplicates=True)
    assert duplicates(result) == {
        "equal": "first", "elsewhere": "first", "untitled": "first", "touched": "first",
    }  # fmt: skip
    assert (result.statistics.equal, result.statistics.near) == (2, 2)
    records = {found["id"]: found for found in read(result.files.output)}
    assert {**records["first"], "id": "equal"} == records["equal"]
    assert records["elsewhere"]["document"] == {**records["first"]["document"], "url": "https://bay.example/2"}
    with Ledger(result.files.ledger) as ledger:
        assert ledger.connection.execute("SELECT count(*) FROM result").fetchone() == (5,)


def test_what_is_named_depends_on_neither_workers_nor_stops(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *(record(found) for found in articles(150, seed=8, sentences=5)))
    one = batch(source, output="one.jsonl", near_duplicates=True)
    batch(source, output="two.jsonl", near_duplicates=True, limit=70)
    two = batch(source, output="two.jsonl", near_duplicates=True, workers=2)
    assert duplicates(one) == duplicates(two) != {}
    assert one.files.output.read_bytes() == two.files.output.read_bytes()


def test_without_being_asked_only_equal_articles_are_named(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, {"id": "b", "text": f"{NEWS}\n\nMore follows."})
    assert duplicates(batch(source, options=EXTRACTIVE)) == {}


def _sketch_of(text: str) -> bytes:
    found = sketch(SUMMARIZER.document(text))
    assert found is not None
    return found


def test_the_share_of_equal_numbers_tells_how_much_two_articles_have_in_common() -> None:
    paragraphs = [found.text for found in articles(20, seed=5, sentences=6)]
    whole = unpacked(_sketch_of("\n\n".join(paragraphs)))
    half = unpacked(_sketch_of("\n\n".join(paragraphs[:10])))
    none = unpacked(_sketch_of(NEWS))
    assert abs((whole == half).mean() - 0.5) < 0.2  # three standard errors of 64 permutations
    assert (whole == none).mean() < 0.1


def test_an_article_without_words_has_no_sketch() -> None:
    assert sketch(SUMMARIZER.document("Hm.")) is None


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_equal_sketches_are_found_under_the_first_of_them(kinds: list[int]) -> None:
    rows = np.random.default_rng(1).integers(1 << 32, size=(7, PERMUTATIONS), dtype="<u4")
    sketches = rows[kinds]
    assert earliest_alike(unpacked(sketches.tobytes())).tolist() == [kinds.index(kind) for kind in kinds]
