"""Archives as a walk of entries: ids that no two have, content not yet parsed, and workers that read it."""

from __future__ import annotations

import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from articles import GERMAN, NEWS, NEWS_TITLE
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import (
    MissingExtraError,
    SourceError,
    SummarizerError,
    TooLargeError,
    UnusableArticleError,
    UsageError,
)
from summarizer.settings import Settings
from summarizer.sources import Entry, entries, read_entry
from summarizer.sources.entry import Form, Place, Told

SETTINGS = Settings()
DATA = Path(__file__).parents[2] / "shared" / "data"


def lines(path: Path, *records: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def file(path: Path, text: str = NEWS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def walk(*paths: Path, settings: Settings = SETTINGS, **how: Any) -> list[Entry]:
    return list(entries(paths, settings=settings, **how))


def ids(*paths: Path, **how: Any) -> list[str]:
    return [entry.id for entry in walk(*paths, **how)]


def only(record: dict[str, object], tmp_path: Path, **fields: str) -> Entry:
    (entry,) = walk(lines(tmp_path / "in.jsonl", record), fields=fields)
    return entry


def test_a_file_is_named_by_its_folder_and_its_path_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "a-1.txt"):
        file(tmp_path / "2023" / name)
    assert ids(tmp_path / "2023") == ["2023/a/1.txt", "2023/a/2.txt", "2023/a-1.txt", "2023/b.txt"]


def test_folders_with_the_same_names_in_them_never_collide(tmp_path: Path) -> None:
    for folder in ("x/news", "y/news", "z"):
        file(tmp_path / folder / "a.txt")
    sources = [tmp_path / "x" / "news", tmp_path / "y" / "news", tmp_path / "z"]
    assert ids(*sources) == ["news/a.txt", "y/news/a.txt", "z/a.txt"]
    assert ids(*sources[:2]) == ids(*sources)[:2], "a source that comes behind changes no id before it"


def test_the_folder_one_stands_in_has_a_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path / "news" / "a.txt")
    monkeypatch.chdir(tmp_path / "news")
    assert ids(Path()) == ["news/a.txt"]
    assert ids(Path("..")) == [f"{tmp_path.name}/news/a.txt"]


def test_an_own_id_that_is_taken_gives_way_to_the_place(tmp_path: Path) -> None:
    first = lines(tmp_path / "a.jsonl", {"id": 1, "text": NEWS}, {"id": "b.jsonl:1", "text": NEWS})
    second = lines(tmp_path / "b.jsonl", {"id": "1", "text": GERMAN}, {"text": NEWS})
    assert ids(first, second) == ["1", "b.jsonl:1", "b.jsonl:1~2", "b.jsonl:2"]


@given(st.lists(st.sampled_from(["1", "in.jsonl:1", "in.jsonl:2", "in.jsonl:2~2", "", "x"]), max_size=12))
def test_no_two_entries_have_one_id(own: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        source = lines(Path(folder) / "in.jsonl", *({"id": identifier, "text": "A."} for identifier in own))
        found = ids(source, source)
    assert len(found) == len(set(found)) == 2 * len(own)


def test_hidden_files_and_those_left_out_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", ".b.txt", ".git/c.txt", "Thumbs.db", "__MACOSX/a.txt", "out.jsonl"):
        file(tmp_path / "news" / name)
    assert ids(tmp_path / "news", without={(tmp_path / "news" / "out.jsonl").resolve()}) == ["news/a.txt"]


def test_a_link_to_itself_and_a_folder_that_may_not_be_listed_cost_only_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/1.txt", "b/1.txt"):
        file(tmp_path / "news" / name)
    (tmp_path / "news" / "loop").symlink_to(tmp_path / "news" / "loop")
    listed = os.listdir

    def without_a(folder: Path) -> list[str]:
        if folder.name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", without_a)
    refused, read = walk(tmp_path / "news", without={tmp_path})
    assert (refused.id, type(refused.problem)) == ("news/a", SourceError)
    assert (read.id, read.problem) == ("news/b/1.txt", None)


def test_links_to_folders_are_not_followed_in_circles(tmp_path: Path) -> None:
    file(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "again").symlink_to(tmp_path / "news")
    assert ids(tmp_path / "news") == ["news/a.txt"]


def test_a_source_that_is_not_there_is_a_problem_of_its_own(tmp_path: Path) -> None:
    missing, found = walk(tmp_path / "no.jsonl", file(tmp_path / "a.txt"))
    assert isinstance(missing.problem, SourceError)
    assert "No such file" in missing.problem.detail
    assert found.problem is None


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_a_file_name_that_is_no_text_is_still_an_id(tmp_path: Path) -> None:
    file(tmp_path / "news" / os.fsdecode(b"caf\xe9.txt"))
    (entry,) = walk(tmp_path / "news")
    assert entry.id == "news/caf%E9.txt"
    assert len(entry.sha256) == 64


def test_a_walk_reads_no_further_than_it_is_asked(tmp_path: Path) -> None:
    first = file(tmp_path / "news" / "a.txt")
    second = file(tmp_path / "news" / "b.txt")
    found = entries([tmp_path / "news"], settings=SETTINGS)
    assert next(found).place.source == str(first)
    second.unlink()
    file(second, "Later words.")
    assert next(found).content == b"Later words."


def test_an_entry_travels_between_processes(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", {"id": "a", "html": "<p>Words.</p>", "title": "T"}, [])
    good, bad = walk(source)
    assert pickle.loads(pickle.dumps(good)) == good
    assert pickle.loads(pickle.dumps(bad)).problem.problem() == bad.problem.problem() if bad.problem else False


@pytest.mark.parametrize(
    "error",
    [
        SourceError("It is damaged."),
        UsageError("No such field.", pointer="/field"),
        UnusableArticleError("too_short", "It has two words."),
        MissingExtraError("Reading Parquet files", "archive"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_travels_whole(error: SummarizerError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), vars(back), back.problem()) == (str(error), vars(error), error.problem())


def test_the_hash_covers_all_that_a_summary_is_made_from() -> None:
    place = Place("in.jsonl", "in.jsonl", 1)
    base = Entry("a", place, "Words.", Form.TEXT)
    assert base.sha256 == Entry("b", Place("x", "y"), "Words.", Form.TEXT).sha256
    others = [
        Entry("a", place, "Words!", Form.TEXT),
        Entry("a", place, "Words.", Form.HTML),
        Entry("a", place, b"Words."),
        Entry("a", place, b"Words.", name="a.md"),
        Entry("a", place, "Words.", Form.TEXT, Told(title="T")),
        Entry("a", place, "Words.", Form.TEXT, Told(byline="T")),
        Entry("a", place, problem=SourceError("One.")),
        Entry("a", place, problem=SourceError("Another.")),
        Entry("a", place, "\ud800", Form.TEXT),
    ]
    assert len({entry.sha256 for entry in [base, *others]}) == len(others) + 1


def test_what_a_record_says_of_its_article_outranks_what_the_article_says(tmp_path: Path) -> None:
    page = f"<html lang=en><head><title>Another</title></head><body><p>{NEWS}</p></body></html>"
    told = {"byline": "Ada Moor", "site": "Bay News", "url": "https://bay.example/1", "published": "2024-03-05"}
    read = read_entry(only({"html": page, "title": NEWS_TITLE, "language": "en_GB", **told}, tmp_path), SETTINGS)
    assert (read.title, read.language) == (NEWS_TITLE, "en-GB")
    assert (read.article.byline, read.article.site, read.article.url) == ("Ada Moor", "Bay News", told["url"])
    assert read.article.published is not None
    assert read.article.published.year == 2024


def test_reading_an_entry_raises_its_problem(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text or html"):
        read_entry(only({"id": 1}, tmp_path), SETTINGS)


@pytest.mark.parametrize(
    ("record", "content", "form"),
    [
        ({"text": "A <b> c."}, "A <b> c.", Form.TEXT),
        ({"Text": "Words."}, "Words.", Form.TEXT),
        ({"text": " ", "html": "<p>Words."}, "<p>Words.", Form.HTML),
        ({"body": "Words."}, "Words.", Form.TEXT),
        ({"body": "<p>Words.</p>"}, "<p>Words.</p>", Form.HTML),
        ({"content": {"rendered": "<p>Words.</p>"}}, "<p>Words.</p>", Form.HTML),
        ({"article": ["One.", "Two."]}, "One.\n\nTwo.", Form.TEXT),
        ({"description": "A teaser.", "content": "Words."}, "Words.", Form.TEXT),
        ({"articleBody": "Words."}, "Words.", Form.TEXT),
    ],
    ids=str,
)
def test_the_field_of_the_article_is_guessed(
    tmp_path: Path, record: dict[str, object], content: str, form: Form
) -> None:
    entry = only(record, tmp_path)
    assert (entry.content, entry.form) == (content, form)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"title": {"rendered": "T"}, "link": "https://x.example/1", "id": 5}, Told(title="T", url="https://x.example/1")),
        ({"headline": "T", "author": ["A", "B"]}, Told(title="T", byline="A, B")),
        ({"authors": [{"name": "A"}, {"name": "B"}]}, Told(byline="A, B")),
        ({"date_published": "2024-03-05", "publisher": {"name": "S"}}, Told(published="2024-03-05", site="S")),
        ({"title": [[["deep"]]], "byline": {"name": {"x": 1}}, "date": 5}, Told()),
    ],
    ids=str,
)  # fmt: skip
def test_the_other_fields_are_guessed_by_the_names_that_archives_use(
    tmp_path: Path, record: dict[str, object], told: Told
) -> None:
    assert only({"text": NEWS, **record}, tmp_path).told == told


def test_fields_can_be_named_and_then_are_not_guessed(tmp_path: Path) -> None:
    record = {"text": "A teaser.", "Corpo": "Words.", "sig": "A", "title": "T", "nr": 7, "id": "x"}
    entry = only(record, tmp_path, text="corpo", byline="sig", title="no such", id="nr")
    assert (entry.id, entry.content, entry.told) == ("7", "Words.", Told(byline="A"))
    assert only({"text": "A teaser.", "raw": "<p>Words."}, tmp_path, html="raw").form is Form.HTML


def test_a_field_that_no_article_has_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no field txt"):
        entries([tmp_path], settings=SETTINGS, fields={"txt": "body"})


def test_a_file_over_the_limit_is_a_problem_and_is_not_carried(tmp_path: Path) -> None:
    (entry,) = walk(file(tmp_path / "a.txt", "x" * 2_000), settings=Settings(max_bytes=1_000))
    assert isinstance(entry.problem, TooLargeError)
    assert entry.content == ""


@pytest.mark.skipif(not DATA.is_dir(), reason="the measuring data is not here")
def test_archives_are_read_as_they_lie() -> None:
    found = walk(DATA / "html", DATA / "standfirst")
    assert len(found) == 79 + 478
    assert not [entry.problem for entry in found if entry.problem]
    assert {entry.form for entry in found} == {Form.HTML, Form.TEXT}


def test_a_name_that_is_not_utf8_has_an_id_that_every_json_carries(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in (b"bad\xff.txt", b"bad%FF.txt"):
        Path(os.fsdecode(bytes(tmp_path / "in") + b"/" + name)).write_text(NEWS, encoding="utf-8")
    assert ids(tmp_path / "in") == ["in/bad%FF.txt", "in/bad%FF.txt~2"]


def test_what_is_no_file_or_leads_to_none_is_passed_over_and_told_of(tmp_path: Path) -> None:
    file(tmp_path / "in" / "a.txt")
    os.mkfifo(tmp_path / "in" / "fifo")
    (tmp_path / "in" / "dangling").symlink_to("nowhere")
    skipped: list[Path] = []
    assert ids(tmp_path / "in", skipped=skipped.append) == ["in/a.txt"]
    assert [path.name for path in skipped] == ["dangling", "fifo"]
