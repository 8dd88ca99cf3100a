"""A copy of an article under another address takes what was said of the first: byte for byte its own summary."""

from __future__ import annotations

import ast
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from articles import BY_LANGUAGE, NEWS, NEWS_TITLE
from batches import EXTRACTIVE, batch, read, write
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import articles, record

from summarizer import Summarizer
from summarizer.batch import memory
from summarizer.batch.ledger import Ledger
from summarizer.batch.memory import Slot, slot_of
from summarizer.batch.outcome import Outcome, Status
from summarizer.batch.schema import MIGRATIONS
from summarizer.batch.worker import Worker
from summarizer.document import Block, BlockKind, Document, Sentence
from summarizer.outputs.report import render
from summarizer.records import Headline, Options, StringIndexType
from summarizer.settings import Settings
from summarizer.sources.entry import Entry, Form, Place, Told

SETTINGS = Settings()
ADDRESSES = (
    (None, None),
    ("The Bay Courier", "https://bay.example/1"),
    ('The "Bay", "site":null,"url":null,', 'https://bay.example/?a="b"\\c\n\x07'),
    ("Η Φωνή", "https://bay.example/κόλπος/\U0001f600"),
    ("Bay \ud800", "https://bay.example/\udfff"),
)
"""Sites and addresses, the last with surrogates that UTF-8 has no bytes for."""


@pytest.fixture
def file() -> Iterator[int]:
    """A file for workers to remember in."""
    with TemporaryFile() as opened:
        yield opened.fileno()


def archive(address: tuple[str | None, str | None]) -> list[Entry]:
    """Articles of many kinds as text and as pages, all under one site and address."""
    site, url = address
    told = Told(site=site, url=url)
    news = Told("Owen Pratt calls 3 towers by name", None, "2024-03-05T08:30+01:00", "Owen Pratt", site, url)
    found: list[tuple[str, Form, Told]] = [(NEWS, Form.TEXT, told), (NEWS, Form.TEXT, news)]
    found += [(text, Form.TEXT, told) for text in BY_LANGUAGE.values()]
    for each in articles(8, seed=9, sentences=6):
        found.append((each.text, Form.TEXT, replace(told, title=each.title, byline=each.byline)))
        found.append((record(each, as_html=True)["html"], Form.HTML, told))
    return [
        Entry(str(number), Place("in", "in", number), content, form, said)
        for number, (content, form, said) in enumerate(found, start=1)
    ]


def made(worker: Worker, entries: list[Entry]) -> list[Outcome]:
    """Return outcomes without what a clock says."""
    return [outcome._replace(seconds=0.0) for outcome in worker.process(entries)]


@pytest.mark.parametrize(
    ("options", "addresses"),
    [
        (EXTRACTIVE, ADDRESSES),
        (
            Options(engine="extractive", include=("text",), string_index_type=StringIndexType.UTF16_CODE_UNIT),
            ADDRESSES[:2],
        ),
        (Options(engine="extractive", headline=Headline.WRITTEN, max_words=40), ADDRESSES[:2]),
    ],
    ids=["plain", "with text", "written"],
)
def test_what_is_taken_from_memory_is_what_summarising_comes_to(
    file: int, options: Options, addresses: Sequence[tuple[str | None, str | None]]
) -> None:
    plain, remembering = Worker(SETTINGS, options), Worker(SETTINGS, options, memory=file)
    for address in addresses:
        found = made(remembering, archive(address))
        assert [each._replace(reused=False) for each in found] == made(plain, archive(address))
        assert sum(each.reused for each in found) > 20 or address in (ADDRESSES[0], ADDRESSES[-1])


PLAIN = Worker(SETTINGS, EXTRACTIVE)
WORD = st.text(st.characters(exclude_categories=[]), max_size=40)


@given(WORD, WORD)
@settings(max_examples=40, deadline=None)
def test_any_address_is_put_in_as_json_has_it(site: str, url: str) -> None:
    entries = [
        Entry("", Place("in", "in"), NEWS, Form.TEXT, told)
        for told in (Told(), Told(site=site or None, url=url or None))
    ]
    with TemporaryFile() as opened:
        _, copy = made(Worker(SETTINGS, EXTRACTIVE, memory=opened.fileno()), entries)
    assert copy._replace(reused=False) == made(PLAIN, entries)[1]
    assert copy.reused or not (site + url).isascii()


DOCUMENT = Document("Text.", (Block(BlockKind.PARAGRAPH, 0, 5),), (Sentence(0, 5, 0),), "en")
OTHERS: dict[str, Any] = {
    "text": "Tent.",
    "blocks": (Block(BlockKind.QUOTATION, 0, 5),),
    "sentences": (),
    "language": "de",
    "language_confidence": 0.5,
    "byline": "Ada Penrose",
    "published": datetime(2024, 3, 5, tzinfo=UTC),
    "page_text": "Text. Menu.",
    "sentences_omitted": 1,
}


def digest(document: Document) -> bytes:
    slot = slot_of(document, -1)
    assert slot is not None
    return slot.digest


def test_whatever_else_of_an_article_differs_makes_it_another() -> None:
    assert set(OTHERS) == {field.name for field in fields(Document)} - {"site", "url"}
    different = {name: digest(replace(DOCUMENT, **{name: value})) for name, value in OTHERS.items()}
    assert len({digest(DOCUMENT), *different.values()}) == len(OTHERS) + 1
    assert digest(replace(DOCUMENT, site="Bay", url="https://bay.example")) == digest(DOCUMENT)


def test_a_time_told_in_another_zone_is_not_the_same_to_a_record() -> None:
    noon = replace(DOCUMENT, published=OTHERS["published"])
    same = replace(noon, published=OTHERS["published"].astimezone(timezone(timedelta(hours=1))))
    assert noon == same
    assert digest(noon) != digest(same)


def test_only_who_reads_and_who_describes_looks_at_an_address() -> None:
    package = Path(memory.__file__).parents[1]
    made_by = ["text", "extract", "faithfulness", "engines", "prompting"]
    files = [*package.glob("*.py"), *(file for folder in made_by for file in (package / folder).rglob("*.py"))]
    looking = set()
    for file in files:
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(part, ast.FunctionDef) and any(
                isinstance(each, ast.Attribute) and each.attr in ("site", "url") for each in ast.walk(part)
            ):
                looking.add(f"{file.relative_to(package).as_posix()}:{part.name}")
    printing = {name for name in looking if name.startswith("render.py:")}
    assert looking - printing == {"pipeline.py:_describe", "text/assemble.py:assemble"}


def slot(file: int, document: Document = DOCUMENT) -> Slot:
    found = slot_of(document, file)
    assert found is not None
    return found


GOOD = Outcome(Status.DONE, b',"document":{"site":null,"url":null},"x":1}\n', verdict="article", language="en")


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(Status.REFUSED, problem={"code": "unusable_article"}),
        Outcome(Status.FAILED, problem={"code": "engine_failed"}),
        GOOD._replace(warnings=("fell_back",)),
        GOOD._replace(tail=GOOD.tail.replace(b"1", b"1" * (1 << 15))),
        GOOD._replace(tail=b',"document":{"url":null,"site":null}}\n'),
    ],
    ids=["refused", "failed", "stood in for", "long", "strange"],
)
def test_what_might_come_out_otherwise_is_not_remembered(file: int, outcome: Outcome) -> None:
    slot(file).keep(outcome)
    assert slot(file).recall() is None
    slot(file).keep(GOOD)
    assert slot(file).recall() == GOOD._replace(reused=True)


def test_what_was_written_in_part_is_nothing(file: int) -> None:
    slot(file).keep(GOOD)
    size = os.fstat(file).st_size
    os.pwrite(file, b"left by a longer one", size)
    for at in range(slot(file).offset, size):
        byte = os.pread(file, 1, at)
        os.pwrite(file, bytes([byte[0] ^ 1]), at)
        assert slot(file).recall() is None
        os.pwrite(file, byte, at)
    os.truncate(file, size - 1)
    assert slot(file).recall() is None


def test_the_last_to_come_keeps_a_slot(file: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SLOTS", 1)
    other = slot(file, replace(DOCUMENT, text="Other"))
    slot(file).keep(GOOD)
    other.keep(GOOD)
    assert slot(file).recall() is None
    assert other.recall() == GOOD._replace(reused=True)
    assert os.fstat(file).st_size <= 1 << 15


def test_where_no_more_can_be_written_nothing_is_remembered() -> None:
    with open(os.devnull, "rb") as closed:
        slot(closed.fileno()).keep(GOOD)
        assert slot(closed.fileno()).recall() is None


def test_a_group_that_is_read_together_is_read_whole(file: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Summarizer, "reads_together", lambda self: True)
    worker = Worker(SETTINGS, EXTRACTIVE, memory=file)
    for address in ADDRESSES[:2]:
        assert not any(outcome.reused for outcome in worker.process(archive(address)[:4]))


def test_workers_share_what_they_remember_and_the_report_counts_it(tmp_path: Path) -> None:
    lines = [record(found) for found in articles(120, seed=3, sentences=5)]
    copies = [{**each, "id": f"copy {each['id']}", "url": f"https://{each['id']}.example/"} for each in lines]
    source = write(tmp_path / "in.jsonl", *lines, *copies, {**copies[0], "id": "again"})
    whole = batch(source, workers=2)
    done = len(read(whole.files.output)) // 2
    assert f"<dd>{whole.statistics.reused}</dd><dt>took an equal one’s result</dt>" in render(whole.statistics)
    assert whole.statistics.reused > done - 16  # some are still being done when their copy comes
    assert len(read(whole.files.output)) == 2 * done + 1
    first, copied, again = (read(whole.files.output)[at] for at in (0, done, -1))
    assert {**first["document"], "url": copies[0]["url"]} == copied["document"] == again["document"]
    assert {**first, "id": "", "document": ""} == {**copied, "id": "", "document": ""}


def test_a_ledger_of_an_earlier_version_learns_to_count_them(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS, "title": NEWS_TITLE})
    (tmp_path / "out").mkdir()
    with sqlite3.connect(tmp_path / "out" / "out.jsonl.ledger") as ledger:
        ledger.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    ledger.close()
    assert batch(source).statistics.reused == 0
    with Ledger(tmp_path / "out" / "out.jsonl.ledger") as opened:
        assert opened.connection.execute("SELECT reused FROM result").fetchall() == [(0,)]
