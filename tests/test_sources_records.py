"""Files of records: JSON lines, JSON arrays, tables and Parquet, streamed, a bad record costing itself."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pytest
from articles import CHINESE, GERMAN, NEWS, NEWS_TITLE
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from summarizer.errors import MissingExtraError, SourceError, TooLargeError
from summarizer.settings import Settings
from summarizer.sources import Entry, entries
from summarizer.sources.entry import Form, Place, Told
from summarizer.sources.jsonvalues import read_json
from summarizer.sources.recordfields import Fields

SETTINGS = Settings()
SMALL = Settings(max_bytes=5_000)


def walk(folder: Path, name: str, data: bytes | str, settings: Settings = SETTINGS, **fields: str) -> list[Entry]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(entries([path], settings=settings, fields=fields))


def outline(found: list[Entry]) -> list[str]:
    """Return the id of each entry, or the code of its problem."""
    return [entry.id if entry.problem is None else entry.problem.code for entry in found]


# JSON lines


def test_lines_that_are_no_records_cost_themselves(tmp_path: Path) -> None:
    bad = [b"{not json", b"[1, 2]", b'{"x": "a"}', b'{"text": 5}', b"\xff\xfe\x00", b"[" * 4_000, b"null", b'"words"']
    lines = b"\n".join([b'{"id": "first", "text": "A."}', *bad, b'{"id": "last", "text": "A."}'])
    found = walk(tmp_path, "in.jsonl", lines, SMALL)
    assert outline(found) == ["first", *["unreadable_source"] * len(bad), "last"]
    assert [entry.id for entry in found[1:-1]] == [f"in.jsonl:{number}" for number in range(2, len(bad) + 2)]


def test_a_line_without_end_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "a", "text": "A."}\n{"text": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id": "z", "text": "A."}')
    tracemalloc.start()
    found = list(entries([path], settings=Settings(max_bytes=1_000_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outline(found) == ["a", "too_large", "z"]
    assert peak < 8_000_000


def test_a_line_of_just_the_limit_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": "x" * 100})
    assert outline(walk(tmp_path, "in.jsonl", f"{line}\n{line} \n", Settings(max_bytes=len(line)))) == [
        "a",
        "too_large",
    ]


def test_marks_blank_lines_and_a_missing_end_do_no_harm(tmp_path: Path) -> None:
    found = walk(tmp_path, "in.ndjson", '\ufeff{"text": "A."}\r\n\n \n{"text": "B."}')
    assert outline(found) == ["in.ndjson:1", "in.ndjson:4"]


# JSON


def test_an_array_is_read_record_by_record(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [
        {"id": 1, "text": NEWS},
        {"text": 'A "quoted" \\ [bracket] {brace}'},
        {"html": "<p>A.", "tags": [{"x": []}]},
    ]
    for form in (json.dumps(records), json.dumps(records, indent=2), "\ufeff" + json.dumps(records)):
        found = walk(tmp_path, "in.json", form)
        assert outline(found) == ["1", "in.json:2", "in.json:3"]
        assert found[1].content == records[1]["text"]


def test_objects_one_after_another_are_read(tmp_path: Path) -> None:
    one = json.dumps({"text": NEWS})
    for text in (one, f"{one}\n{one}", f"{one}{one}", f"\x1e{one}\n\x1e{one}\n"):
        assert outline(walk(tmp_path, "in.json", text)) == [f"in.json:{n + 1}" for n in range(text.count("{"))]


@pytest.mark.parametrize("name", ["items", "articles", "data"])
def test_the_list_in_an_answer_is_read(tmp_path: Path, name: str) -> None:
    answer = {"title": "A feed", "description": "All of it.", name: [{"id": "a", "content_text": NEWS}, {"id": "b"}]}
    assert outline(walk(tmp_path, "in.json", json.dumps(answer))) == ["a", "unreadable_source"]
    article = {"id": "x", "text": NEWS, name: [{"id": "a", "text": "Related."}]}
    assert outline(walk(tmp_path, "in.json", json.dumps(article))) == ["x"]


def test_records_that_are_no_objects_cost_themselves(tmp_path: Path) -> None:
    text = (
        '[{"id": "a", "text": "A."}, 5, null, "words [", {"text": }, '
        + "[" * 2_000
        + "]" * 2_000
        + ', {"id": "z", "text": "A."}]'
    )
    found = walk(tmp_path, "in.json", text)
    assert outline(found) == ["a", *["unreadable_source"] * 4, "z"]


def test_a_record_over_the_limit_costs_itself(tmp_path: Path) -> None:
    records = [{"id": "a", "text": "A."}, {"text": "x" * 200_000}, {"id": "z", "text": "A."}]
    assert outline(walk(tmp_path, "in.json", json.dumps(records), SMALL)) == ["a", "too_large", "z"]


@pytest.mark.parametrize(
    "rest", ['{"text": "B', '{"text": "B."', "}", "words of no kind", '{"text": [}, {"id": "z", "text": "A."}']
)
def test_what_came_before_the_damage_stays(tmp_path: Path, rest: str) -> None:
    found = walk(tmp_path, "in.json", '[{"id": "a", "text": "A."}, ' + rest)
    assert outline(found) == ["a", "unreadable_source"]
    assert found[-1].id == "in.json"


class Dribble(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    step = 1

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read1(self.step)


@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "text", "x"]), st.text() | st.lists(st.text())), max_size=5),
    st.booleans(),
    st.integers(1, 9),
)
def test_the_cut_of_the_stream_changes_nothing(records: list[dict[str, object]], ascii_only: bool, step: int) -> None:
    stream = Dribble(json.dumps(records, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))
    stream.step = step
    place, fields = Place("in", "in"), Fields({})
    found = list(read_json(stream, place, settings=SETTINGS, fields=fields))
    expected = [fields.entry(record, Place("in", "in", number, "json")) for number, record in enumerate(records, 1)]
    assert [(entry.id, entry.content) for entry in found] == [(entry.id, entry.content) for entry in expected]


# Tables


def table(rows: list[list[str]], **how: str) -> str:
    made = io.StringIO()
    csv.writer(made, **how).writerows(rows)  # type: ignore[arg-type]
    return made.getvalue()


ROWS = [["ID", "Title", "Article", "Author"], ["7", NEWS_TITLE, NEWS, "Ada Moor"], ["", "", GERMAN, ""]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_all_habits_are_read(tmp_path: Path, separator: str, encoding: str) -> None:
    name = "in.tsv" if separator == "\t" else "in.csv"
    first, second = walk(tmp_path, name, table(ROWS, delimiter=separator).encode(encoding))
    assert (first.id, first.content, first.told) == ("7", NEWS, Told(title=NEWS_TITLE, byline="Ada Moor"))
    assert (second.id, second.content, second.told) == (f"{name}:2", GERMAN, Told())


def test_a_table_without_text_says_what_it_has(tmp_path: Path) -> None:
    rows = table([["nr", "corpo", "sunto"], ["1", NEWS, "A."], ["2", GERMAN, "B."]])
    (entry,) = walk(tmp_path, "in.csv", rows)
    assert "its columns are: nr, corpo, sunto" in str(entry.problem)
    assert outline(walk(tmp_path, "in.csv", rows, text="corpo", id="nr")) == ["1", "2"]
    assert outline(walk(tmp_path, "in.csv", "")) == ["unreadable_source"]


def test_a_table_keeps_blank_short_and_long_rows_apart(tmp_path: Path) -> None:
    text = 'id,text\r\n1,"A, ""B""\nC"\r\n\r\n2\r\n3,D,E,F\r\n4,\0\r\n'
    found = walk(tmp_path, "in.csv", text)
    assert outline(found) == ["1", "unreadable_source", "3", "4"]
    assert found[0].content == 'A, "B"\nC'


def test_long_fields_are_read_and_endless_ones_cost_the_rest(tmp_path: Path) -> None:
    rows = [["id", "text"], ["a", "x" * 400_000], ["b", "A."]]
    assert outline(walk(tmp_path, "in.csv", table(rows))) == ["a", "b"]
    for giant in ("x" * 9_000, '"' + "x\n" * 9_000):
        found = walk(tmp_path, "in.csv", f"id,text\na,A.\nb,{giant}\nc,C.\n", SMALL)
        assert outline(found)[0] == "a"
        assert found[-1].problem is not None


def test_bytes_that_are_no_text_become_marks(tmp_path: Path) -> None:
    filling = "é" * 400
    data = f"id,text\n1,{filling}\n2,caf".encode() + b"\xe9\n3,More.\n"
    found = walk(tmp_path, "in.csv", data)
    assert outline(found) == ["1", "2", "3"]
    assert found[1].content == "caf\ufffd"


# Parquet


def columns(folder: Path, columns: dict[str, list[object]], **how: object) -> Path:
    path = folder / "in.parquet"
    parquet.write_table(pyarrow.table(columns), path, **how)
    return path


def test_rows_of_parquet_are_read(tmp_path: Path) -> None:
    noon = datetime.datetime(2024, 3, 5, 12, tzinfo=datetime.UTC)
    path = columns(
        tmp_path,
        {
            "id": [1, 2, 3],
            "title": [NEWS_TITLE, None, ""],
            "text": [NEWS, CHINESE, None],
            "date": [noon, None, None],
            "authors": [["A", "B"], [], None],
            "vector": [[0.1] * 9] * 3,
        },
    )
    found = list(entries([path], settings=SETTINGS))
    assert outline(found) == ["1", "2", "unreadable_source"]
    assert found[0].told == Told(title=NEWS_TITLE, published="2024-03-05T12:00:00+00:00", byline="A, B")
    assert (found[1].content, found[1].form, found[1].told) == (CHINESE, Form.TEXT, Told())


def test_parquet_is_read_in_groups_and_inside_archives(tmp_path: Path) -> None:
    import tarfile

    path = columns(tmp_path, {"text": [f"Words {n}." for n in range(500)]}, row_group_size=64, compression="zstd")
    names = [f"in.parquet:{number}" for number in range(1, 501)]
    assert outline(list(entries([path], settings=SETTINGS))) == names
    with tarfile.open(tmp_path / "in.tar.gz", "w:gz") as archive:
        archive.add(path, "x/in.parquet")
    found = list(entries([tmp_path / "in.tar.gz"], settings=SETTINGS))
    assert outline(found) == [f"in.tar.gz/x/{name}" for name in names]


def test_parquet_without_a_column_of_text_says_what_it_has(tmp_path: Path) -> None:
    path = columns(tmp_path, {"nr": [1], "corpo": [NEWS]})
    (entry,) = entries([path], settings=SETTINGS)
    assert "its columns are: nr, corpo" in str(entry.problem)
    assert outline(list(entries([path], settings=SETTINGS, fields={"text": "corpo", "id": "nr"}))) == ["1"]


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"PAR1" + b"\xff" * 1_000 + b"PAR1"])
def test_parquet_that_is_none_is_one_problem(tmp_path: Path, data: bytes) -> None:
    (entry,) = walk(tmp_path, "in.parquet", data)
    assert isinstance(entry.problem, SourceError)


def test_no_damage_to_the_footer_ends_more_than_its_file(tmp_path: Path) -> None:
    whole = columns(tmp_path, {"id": [1, 2], "text": ["A. " * 50, "B. " * 50]}).read_bytes()
    for position in range(len(whole) - 8 - int.from_bytes(whole[-8:-4], "little"), len(whole) - 8):
        damaged = bytearray(whole)
        damaged[position] ^= 1
        for entry in walk(tmp_path, "in.parquet", bytes(damaged)):
            assert entry.problem is None or isinstance(entry.problem, SourceError)


def test_a_bomb_in_parquet_is_refused(tmp_path: Path) -> None:
    path = columns(tmp_path, {"text": [" " * 30_000_000]}, use_dictionary=False, compression="gzip")
    (entry,) = entries([path], settings=SETTINGS)
    assert isinstance(entry.problem, TooLargeError)


def test_a_text_that_a_dictionary_repeats_without_end_is_refused(tmp_path: Path) -> None:
    text = f"{NEWS}\n\n" * 100
    path = columns(tmp_path, {"text": [text] * 10_000}, compression="zstd")
    found = list(entries([path], settings=SETTINGS))
    assert isinstance(found[-1].problem, TooLargeError)
    assert sum(len(each.content) for each in found) < 20_000_000


def test_parquet_without_its_package_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = columns(tmp_path, {"text": [NEWS]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (entry,) = entries([path], settings=SETTINGS)
    assert isinstance(entry.problem, MissingExtraError)
    assert "newsroom-summarizer[archive]" in entry.problem.detail


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    def peak(path: Path) -> int:
        tracemalloc.start()
        for _ in entries([path], settings=SETTINGS):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    def written(count: int, suffix: str) -> Path:
        lines: Iterator[str] = (json.dumps({"text": f"{number} {NEWS}"}) for number in range(count))
        path = tmp_path / f"{count}{suffix}"
        path.write_text("\n".join(lines) if suffix == ".jsonl" else f"[{','.join(lines)}]", encoding="utf-8")
        return path

    for suffix in (".jsonl", ".json"):
        # What grows is 64 bits of each id, in a set.
        assert peak(written(4_000, suffix)) - peak(written(200, suffix)) < 4_000 * 160
