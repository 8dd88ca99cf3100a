"""What a batch writes besides JSON lines: read back by those who read it, whole or not at all, and harmless."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from articles import GERMAN, NEWS, NEWS_TITLE
from batches import ENGLISH, EXTRACTIVE, batch, command, read, write
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from synthetic import write as write_archive

from summarizer import summarize
from summarizer.batch.ledger import Ledger
from summarizer.batch.merge import merge_shards
from summarizer.batch.plan import Plan, Shard
from summarizer.batch.run import run
from summarizer.batch.worker import line
from summarizer.errors import MissingExtraError, UsageError
from summarizer.outputs import indexes, kinds
from summarizer.outputs.indexes import Pages
from summarizer.outputs.inplace import MARK, beside, new_folder
from summarizer.outputs.kinds import publish
from summarizer.outputs.pagenames import page_name
from summarizer.outputs.table import COLUMNS
from summarizer.records import Options

ENDINGS = (".jsonl.gz", ".jsonl.zst", ".csv", ".parquet")
HOSTILE_IDS = ("../../x", "/etc/passwd", "a\x00b", "..", "CON", "\ud800", "<script>", "x" * 5_000)
HOSTILE_TITLES = (
    "<script>alert(1)</script> in the harbour",
    '=HYPERLINK("http://evil.example/","Harbour")',
    "  +1+cmd|' /C calc'!A0",
    "-2 degrees in Harlow Bay",
    "@SUM(1)*cmd",
    "＝1+1",
    "]]> [x](javascript:alert(1)) `code` & more",
    "../../up and away",
)


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    """Records of hostile articles, as a batch writes them."""
    made = []
    for identifier, title in zip(HOSTILE_IDS, HOSTILE_TITLES, strict=True):
        text = NEWS.replace("Tuesday", "Tuesday <b>& so on")
        record = json.loads(line(summarize(text, title=title, engine="extractive", highlights=3)))
        made.append(json.dumps({**record, "id": identifier}).encode() + b"\n")
    return made


def records(lines: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(each) for each in lines]


@pytest.mark.parametrize("opened", [gzip.open, zstandard.open], ids=["gz", "zst"])
def test_compressed_lines_are_the_lines(lines: list[bytes], tmp_path: Path, opened: Callable[..., Any]) -> None:
    output = tmp_path / ("out.jsonl.gz" if opened is gzip.open else "out.jsonl.zst")
    publish(lines, output)
    with opened(output, "rb") as file:
        assert file.read() == b"".join(lines)


def cells(output: Path) -> list[dict[str, str]]:
    with output.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_has_a_row_for_each_record(lines: list[bytes], tmp_path: Path) -> None:
    publish(lines, tmp_path / "out.csv")
    rows = cells(tmp_path / "out.csv")
    assert tuple(rows[0]) == COLUMNS
    for row, record in zip(rows, records(lines), strict=True):
        assert row["id"].encode("utf-8") == str(record["id"]).encode("utf-8", "backslashreplace")
        assert row["highlights"].split("\n") == [each["text"] for each in record["highlights"]]
        assert (row["language"], row["engine"], row["url"]) == ("en", "extractive", "")
        assert row["headline"].removeprefix("'") == record["headline"]["text"]


def test_no_cell_of_a_table_is_a_formula(lines: list[bytes], tmp_path: Path) -> None:
    publish(lines, tmp_path / "out.csv")
    rows = cells(tmp_path / "out.csv")
    assert [row["title"].startswith("'") for row in rows] == [False, True, True, True, True, True, False, False]
    for cell in (cell for row in rows for cell in row.values()):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_spreadsheets_are_told_the_encoding_and_rows_end_as_rfc_4180_says(lines: list[bytes], tmp_path: Path) -> None:
    publish(lines, tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,title,")
    assert data.endswith(b"\r\n")


def test_parquet_has_typed_columns_and_the_whole_record(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "a", "text": NEWS, "title": NEWS_TITLE, "published": "2024-03-05T08:30+01:00"},
        {"id": "b", "text": GERMAN, "published": "0001-01-01T00:00+10:00"},
    )
    lines_of = read(batch(source).files.output)
    table = pq.read_table(batch(source, output="out.parquet").files.output)
    assert [str(table.schema.field(name).type) for name in ("published", "words", "headline")] == [
        "timestamp[us, tz=UTC]", "int64", "string",
    ]  # fmt: skip
    rows = table.to_pylist()
    assert [json.loads(row["record"]) for row in rows] == lines_of
    assert [row["published"] and row["published"].isoformat() for row in rows] == ["2024-03-05T07:30:00+00:00", None]
    for row, record in zip(rows, lines_of, strict=True):
        assert row["headline"] == record["headline"]["text"]
        assert [each["contexts"] for each in row["highlights"]] == [each["contexts"] for each in record["highlights"]]
        assert [each["support"] for each in row["highlights"]] == [each["support"] for each in record["highlights"]]


def test_parquet_is_written_in_groups_of_rows(lines: list[bytes], tmp_path: Path) -> None:
    publish((each for _ in range(130) for each in lines), tmp_path / "many.parquet")
    assert pq.ParquetFile(tmp_path / "many.parquet").num_row_groups == 2
    publish([], tmp_path / "none.parquet")
    assert pq.read_table(tmp_path / "none.parquet").num_rows == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_records_make_the_same_bytes(lines: list[bytes], tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    publish(lines, first)
    time.sleep(1.1)  # gzip's clock has seconds
    publish(lines, second)
    assert first.read_bytes() == second.read_bytes()


# Pages


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_lead_to_every_article_and_back(lines: list[bytes], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    publish(lines, folder)
    index = html.parse(folder / "index.html")
    links = index.xpath("//ul/li/a")
    assert [link.text for link in links] == [record["headline"]["text"] for record in records(lines)]
    for link in links:
        page = folder / link.get("href")
        assert page.resolve().is_relative_to(folder.resolve())
        assert html.parse(page).xpath("//h1/text()") == [link.text]
        (back,) = html.parse(page).xpath("//nav/a/@href")
        assert (page.parent / back).resolve() == (folder / "index.html").resolve()
    assert set(tree(folder)) == {MARK, "index.html", *(link.get("href") for link in links)}


def test_no_markup_of_an_article_is_markup_of_its_page(lines: list[bytes], tmp_path: Path) -> None:
    publish(lines, tmp_path / "pages")
    for name, data in tree(tmp_path / "pages").items():
        if name.endswith(".html"):
            page = html.fromstring(data)
            assert page.xpath("//script | //b | //@onclick | //a[starts-with(@href, 'javascript')]") == []
            assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [
                "default-src 'none'; style-src 'unsafe-inline'"
            ]


def test_pages_in_markdown_have_no_live_markup(lines: list[bytes], tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    publish(lines, tmp_path / "pages", pages=Pages.MARKDOWN)
    written = tree(tmp_path / "pages")
    assert "index.md" in written
    for name, data in written.items():
        if name.endswith(".md"):
            page = html.fromstring(MarkdownIt("commonmark").render(data.decode()))
            assert page.xpath("//script | //b | //code") == []
            links = [link.get("href", "") for link in page.iter("a")]
            assert all(link.startswith(("0001/", "../index.md")) for link in links)


def test_a_long_index_is_cut_into_pages_and_folders(
    lines: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.outputs.pages.PER_INDEX", 3)
    monkeypatch.setattr(indexes, "PER_INDEX", 3)
    folder = tmp_path / "pages"
    publish(lines[:6], folder)
    assert {path.name for path in folder.iterdir()} == {MARK, "index.html", "index-2.html", "0001", "0002"}
    publish(lines[:7], folder)
    assert [len(list((folder / name).iterdir())) for name in ("0001", "0002", "0003")] == [3, 3, 1]
    assert html.parse(folder / "index-2.html").xpath("//h1/text()") == ["Articles 4 to 6"]
    ways = [html.parse(folder / name).xpath("//nav[1]/a/@href") for name in ("index.html", "index-3.html")]
    assert ways == [["index-2.html"], ["index-2.html"]]
    publish([], folder)
    assert html.parse(folder / "index.html").xpath("//h1/text()") == ["No articles"]


def test_a_page_says_that_a_model_wrote_and_what_went_wrong(lines: list[bytes], tmp_path: Path) -> None:
    record = {
        **records(lines)[0],
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "warnings": [{"code": "fell_back", "message": "Too <big>.", "pointer": None}],
    }
    for pages in Pages:
        publish([json.dumps(record).encode()], tmp_path / pages, pages=pages)
        (page,) = (tmp_path / pages / "0001").iterdir()
        assert "A language model wrote" in page.read_text(encoding="utf-8")
        assert "big" in page.read_text(encoding="utf-8")
        assert "<big>" not in page.read_text(encoding="utf-8")


@given(st.text(max_size=300), st.text(max_size=50))
def test_the_name_of_a_page_is_never_a_path(headline: str, identifier: str) -> None:
    name = page_name(headline, identifier)
    assert re.fullmatch(r"(?:[^\W_]+-)*[0-9a-f]{12}", name)
    assert len(f"{name}.html".encode()) <= 255
    assert name != page_name(headline, identifier + "x")


# Which output may be written


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.xlsx", "is not known"), ("out.json", ".jsonl, .jsonl.gz"), ("out.gz", "is not known"), (".csv", None)],
)
def test_an_ending_that_is_not_known_is_refused_before_anything_is_done(
    tmp_path: Path, name: str, said: str | None
) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    if said is None:
        assert kinds.ending(tmp_path / name) is None
        return
    with pytest.raises(UsageError, match=re.escape(said)):
        batch(source, output=name)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("ending", [".parquet", ".jsonl.zst"])
def test_a_package_that_is_missing_is_named_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(kinds, "find_spec", lambda name: None)
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    with pytest.raises(MissingExtraError, match="archive"):
        batch(source, output=f"out{ending}")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_with_the_users_files_is_never_replaced(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    mine = tmp_path / "out" / "pages" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("Mine.")
    for fresh in (False, True):
        with pytest.raises(UsageError, match="files of yours"):
            batch(source, output="pages", fresh=fresh)
    assert mine.read_text() == "Mine."
    mine.unlink()
    batch(source, output="pages")
    assert (mine.parent / "index.html").exists()
    batch(source, output="pages", fresh=True)
    assert (mine.parent / "index.html").exists()


def test_what_lies_beside_an_output_is_not_taken_for_a_leftover(lines: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "pages.new").mkdir()
    (tmp_path / "pages.new" / "mine.txt").write_text("Mine.")
    with pytest.raises(UsageError, match=r"pages\.new is in the way"):
        publish(lines, tmp_path / "pages")
    (tmp_path / "out.csv.old").write_text("Mine.")
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    for _ in range(2):
        run([source], tmp_path / "out.csv", Plan(options=EXTRACTIVE, workers=1, fresh=True))
    assert (tmp_path / "out.csv.old").read_text() == "Mine."


def test_pages_in_a_folder_of_sources_are_no_sources(tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, {"id": "b", "text": GERMAN})
    counts = [
        run([tmp_path], tmp_path / "pages", Plan(options=EXTRACTIVE, workers=1)).statistics.records for _ in range(2)
    ]
    assert counts == [2, 2]


def test_problems_lie_beside_every_kind_of_output(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, {"id": "b", "text": "Too short."})
    for name in ("out.csv", "other.jsonl.gz", "pages"):
        result = batch(source, output=name)
        assert result.files.errors.name == f"{name}.errors.jsonl"
        assert [problem["id"] for problem in read(result.files.errors)] == ["b"]


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "pages"])
def test_shards_merge_into_any_kind_of_output(tmp_path: Path, name: str) -> None:
    source = write_archive(tmp_path / "in.jsonl", 40, sentences=4)
    whole = batch(source, output=name).files.output
    shards = [batch(source, output=f"{n}.jsonl.gz", shard=Shard(n, 2)).files.output for n in (1, 2)]
    merged = merge_shards(shards, tmp_path / name).files.output
    assert tree(merged) == tree(whole) if merged.is_dir() else merged.read_bytes() == whole.read_bytes()


# Killed


@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_a_folder_survives_a_crash_between_its_renames(lines: list[bytes], tmp_path: Path, renamed: int) -> None:
    folder = tmp_path / "pages"
    new, old = beside(folder)
    publish(lines[:2], folder)
    before = tree(folder)
    half = new_folder(folder)
    (half.__enter__() / "index.html").write_text("half")
    half.gen.close()
    if renamed:
        folder.rename(old)
    if renamed == 2:
        new.rename(folder)
    assert (tree(folder) if folder.exists() and renamed != 2 else tree(old)) == before
    publish(lines[:3], folder)
    assert len(tree(folder)) == len(before) + 1
    assert not new.exists()
    assert not old.exists()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger and the spool of a run, most of which is of options that are no more."""
    folder = tmp_path_factory.mktemp("finished")
    source = write_archive(folder / "in.jsonl", 40, sentences=4)
    for options in (Options(engine="extractive", include=("text",), language="en"), ENGLISH):
        output = batch(source, output="out.csv", options=options).files.output
    return output.parent


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.jsonl.gz", "out.jsonl.zst", "out.parquet", "pages"])
@pytest.mark.parametrize("times", [12, pytest.param(150, marks=pytest.mark.slow)], ids=["some", "many"])
def test_a_kill_at_any_call_of_publishing_leaves_no_trace(
    finished: Path, tmp_path: Path, name: str, times: int
) -> None:
    shutil.copytree(finished, tmp_path / "base")
    killed_while_publishing(tmp_path / "base", name, times)


@pytest.mark.parametrize("times", [12, pytest.param(150, marks=pytest.mark.slow)], ids=["some", "many"])
@pytest.mark.parametrize("name", ["out.json", "trip"])
def test_a_kill_at_any_call_of_a_round_trip_leaves_no_trace(tmp_path: Path, name: str, times: int) -> None:
    items = [{"uri": f"urn:{n}", "headline": "", "body_text": text} for n, text in enumerate((NEWS, GERMAN, "Short."))]
    source = tmp_path / "in.json"
    source.write_text(json.dumps(items), encoding="utf-8")
    output = batch(source, output=name, round_trip=True).files.output
    killed_while_publishing(output.parent, name, times, source)


def killed_while_publishing(base: Path, name: str, times: int, *sources: Path) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 — shown if the test fails
    script = Path(__file__).with_name("killed_while_publishing.py")
    told = [sys.executable, str(script), str(base), name, str(times), str(seed), *map(str, sources)]
    done = subprocess.run(told, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr


def test_a_spool_that_is_mostly_of_the_past_is_written_anew(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.batch.publish._SMALL", 100_000)
    spool = shutil.copytree(finished, tmp_path / "out") / "out.csv.spool"
    before = spool.stat().st_size
    source = finished.parent / "in.jsonl"
    shutil.copy(source, tmp_path)
    one = batch(tmp_path / "in.jsonl", output="out.csv")
    assert (before > 2 * (after := spool.stat().st_size) > 0, one.statistics.done) == (True, 39)
    again = batch(tmp_path / "in.jsonl", output="out.csv")
    assert (spool.stat().st_size, again.files.output.read_bytes()) == (after, one.files.output.read_bytes())
    with Ledger(again.files.ledger) as ledger:
        assert ledger.connection.execute("SELECT max(session) FROM result WHERE file = 'spool'").fetchone() == (2,)


@pytest.mark.parametrize("name", ["out.csv", "pages"])
def test_a_run_killed_while_it_writes_has_the_same_bytes_in_the_end(tmp_path: Path, name: str) -> None:
    source = write_archive(tmp_path / "in.jsonl", 40, sentences=4)
    whole, killed = tmp_path / "whole" / name, tmp_path / "killed" / name
    for output in (whole, killed):
        output.parent.mkdir()
    told = command("batch", source, "--output", whole, "--workers", 1)
    assert subprocess.run(told, capture_output=True, check=False).returncode == 1, "some articles are too short"
    again = command("batch", source, "--output", killed, "--workers", 1)
    script = """
import os, sys
left = int(sys.argv.pop(1))
def counted(real):
    def call(*given, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*given, **named)
    return call
from pathlib import Path
for name in ("mkdir", "write_text", "rename", "replace", "rmdir", "unlink"):
    setattr(Path, name, counted(getattr(Path, name)))
from summarizer.cli import main
main()
"""
    ends = []
    for limit in ("0", "1", "3"):
        done = subprocess.run([sys.executable, "-c", script, limit, *again[3:]], capture_output=True, check=False)
        ends.append(done.returncode)
    assert 9 in ends
    assert subprocess.run(again, capture_output=True, check=False).returncode == 1
    assert (tree(killed) == tree(whole)) if whole.is_dir() else killed.read_bytes() == whole.read_bytes()
    assert not beside(killed)[0].exists()
