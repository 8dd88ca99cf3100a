"""Archives: a line out for each article in, in order, failures beside them, and nothing of the user's written over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from articles import BY_LANGUAGE, GERMAN, LISTICLE, NEWS, NEWS_TITLE

from summarizer import Settings, Summarizer
from summarizer.batch import Tally, entries, run
from summarizer.document import RawArticle
from summarizer.errors import UsageError

SUMMARIZER = Summarizer(engine="extractive")
HTML = "<p>" + NEWS.replace("\n\n", "</p><p>") + "</p>"


def write(path: Path, *records: object) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def batch(source: Path, *, summarizer: Summarizer = SUMMARIZER, **how: Any) -> tuple[Tally, list[Any], list[Any]]:
    """Run a batch beside its source; return its tally, its records and its failures."""
    output = source.parent / "out" / "summaries.jsonl"
    output.parent.mkdir(exist_ok=True)
    tally = run([source], output, summarizer=summarizer, **how)
    return tally, read(output), read(tally.errors) if tally.errors.exists() else []


def test_each_line_becomes_a_line_in_order_with_its_id_first(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *({"id": name, "text": text} for name, text in BY_LANGUAGE.items()))
    tally, done, failed = batch(source)
    assert (tally.done, tally.failed, failed) == (4, 0, [])
    assert [record["id"] for record in done] == list(BY_LANGUAGE)
    assert all(next(iter(record)) == "id" for record in done)
    assert not tally.errors.exists()


def test_a_record_is_what_summarising_its_text_gives_without_clock_readings(tmp_path: Path) -> None:
    _, (record,), _ = batch(write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS, "title": NEWS_TITLE}))
    expected = SUMMARIZER.summarize(NEWS, title=NEWS_TITLE).model_dump(mode="json")
    del expected["generator"]["created_at"], expected["generator"]["elapsed_ms"]
    assert record == {**expected, "id": "a"}
    assert record["headline"]["text"] == NEWS_TITLE


def test_html_is_read_as_html(tmp_path: Path) -> None:
    _, (plain, page), _ = batch(write(tmp_path / "in.jsonl", {"id": 1, "text": NEWS}, {"id": 2, "html": HTML}))
    assert plain["highlights"] == page["highlights"]


def test_what_a_record_says_of_its_article_is_kept(tmp_path: Path) -> None:
    told = {
        "byline": "Ada Moor",
        "site": "Bay News",
        "url": "https://bay.example/1",
        "published": "2024-03-05T08:30+01:00",
    }
    _, (record, undated), _ = batch(
        write(tmp_path / "in.jsonl", {"text": NEWS, "language": "en-GB", **told}, {"text": NEWS, "published": "soon"})
    )
    about = record["document"]
    assert {key: about[key] for key in ("byline", "site", "url", "language")} == {
        "byline": "Ada Moor",
        "site": "Bay News",
        "url": "https://bay.example/1",
        "language": "en",
    }
    assert about["published"].startswith("2024-03-05T08:30:00")
    assert undated["document"]["published"] is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [(7, "7"), (0, "0"), ("x y/z", "x y/z"), ("", "in.jsonl:1"), (None, "in.jsonl:1"), ("é\ud800", "é\ud800")],
)
def test_an_id_comes_back_as_it_was_or_is_the_place(tmp_path: Path, given: object, expected: str) -> None:
    _, (record,), _ = batch(write(tmp_path / "in.jsonl", {"id": given, "text": NEWS}))
    assert record["id"] == expected


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("{not json", "unreadable_source", "not valid JSON"),
        ("[1, 2]", "unreadable_source", "not a JSON object"),
        ('{"id": "a"}', "unreadable_source", "no text or html"),
        ('{"text": 5}', "unreadable_source", "no text or html"),
        ('{"text": " "}', "unreadable_source", "no text or html"),
        ('{"text": "Too short."}', "unusable_article", "too short"),
        (json.dumps({"text": NEWS, "language": "no such!"}), "invalid_request", "language"),
        ("[" * 100_000, "unreadable_source", "not valid JSON"),
        ('{"id": 1' + "0" * 5_000 + "}", "unreadable_source", "not valid JSON"),
        ('{"id": "\\ud800", "text": ""}', "unreadable_source", "no text"),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_line_is_a_problem_beside_and_fails_nobody_else(tmp_path: Path, line: str, code: str, words: str) -> None:
    tally, done, failed = batch(
        write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, line, {"id": "z", "text": GERMAN})
    )
    assert (tally.done, tally.failed) == (2, 1)
    assert [record["id"] for record in done] == ["a", "z"]
    (failure,) = failed
    assert failure["problem"]["code"] == code
    assert words in failure["problem"]["detail"]
    assert set(failure["problem"]) >= {"type", "title", "status", "detail", "code"}


def test_a_refused_article_carries_its_verdict(tmp_path: Path) -> None:
    _, _, (failure,) = batch(write(tmp_path / "in.jsonl", {"id": "a", "text": "Too short."}))
    assert failure["problem"]["verdict"] == "too_short"


def test_bytes_that_are_no_text_are_a_bad_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xff\xfe\x00\n" + json.dumps({"text": NEWS}).encode() + b"\n\x80abc\n")
    tally, done, _ = batch(source)
    assert (tally.done, tally.failed) == (1, 2)
    assert done[0]["id"] == "in.jsonl:2"


def test_an_over_long_line_is_skipped_to_its_end(tmp_path: Path) -> None:
    small = Summarizer(Settings(max_bytes=4_000), engine="extractive")
    long = {"id": "long", "text": NEWS * 10}
    source = write(tmp_path / "in.jsonl", long, {"id": "a", "text": NEWS}, long)
    tally, done, failed = batch(source, summarizer=small)
    assert (tally.done, tally.failed) == (1, 2)
    assert done[0]["id"] == "a"
    assert [failure["id"] for failure in failed] == ["in.jsonl:1", "in.jsonl:3"]
    assert {failure["problem"]["code"] for failure in failed} == {"too_large"}


def test_empty_lines_and_a_missing_last_newline_do_no_harm(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f"\ufeff\n\n{json.dumps({'text': NEWS})}\r\n \n{json.dumps({'text': GERMAN})}", encoding="utf-8")
    tally, done, _ = batch(source)
    assert [record["id"] for record in done] == ["in.jsonl:3", "in.jsonl:5"]
    assert tally.done == 2


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for name, text in {
        "b.txt": NEWS,
        "a/1.html": HTML,
        ".git/c.txt": NEWS,
        "a/.d.txt": NEWS,
        "short.txt": "No.",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write(folder / "c.JSONL", {"text": GERMAN})
    tally, done, failed = batch(folder)
    assert [record["id"] for record in done] == ["a/1.html", "b.txt", "c.JSONL:1"]
    assert [failure["id"] for failure in failed] == ["short.txt"]
    assert (tally.done, tally.failed) == (3, 1)


def test_a_single_file_of_any_kind_is_one_article(tmp_path: Path) -> None:
    source = tmp_path / "story.txt"
    source.write_text(LISTICLE, encoding="utf-8")
    assert [record["id"] for record in batch(source)[1]] == ["story.txt"]


def test_the_limit_counts_what_is_read(tmp_path: Path) -> None:
    tally, done, _ = batch(write(tmp_path / "in.jsonl", "bad", {"text": NEWS}, {"text": GERMAN}), limit=2)
    assert (tally.done, tally.failed, len(done)) == (1, 1, 1)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *({"id": name, "text": text} for name, text in BY_LANGUAGE.items()), "bad")
    outputs = []
    for number in range(2):
        output = tmp_path / f"{number}.jsonl"
        tally = run([source], output, summarizer=Summarizer(engine="extractive"))
        outputs.append((output.read_bytes(), tally.errors.read_bytes()))
    assert outputs[0] == outputs[1]


def test_an_output_that_exists_is_kept_unless_a_fresh_start_is_asked_for(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", "bad", {"text": NEWS})
    batch(source)
    with pytest.raises(UsageError, match="exists already; --fresh"):
        batch(source)
    write(source, {"id": "new", "text": GERMAN})
    _, done, failed = batch(source, fresh=True)
    assert [record["id"] for record in done] == ["new"]
    assert failed == []


def test_failures_of_an_earlier_run_are_kept_too(tmp_path: Path) -> None:
    kept = write(tmp_path / "out.errors.jsonl", {"id": "old"})
    with pytest.raises(UsageError, match=r"out\.errors\.jsonl exists already"):
        run([write(tmp_path / "in.jsonl", {"text": NEWS})], tmp_path / "out.jsonl", summarizer=SUMMARIZER)
    assert read(kept) == [{"id": "old"}]


@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "link.jsonl"])
def test_a_source_is_never_the_output(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / "in.jsonl", {"text": NEWS})
    before = source.read_bytes()
    (tmp_path / "link.jsonl").symlink_to(source)
    with pytest.raises(UsageError, match="one of the sources"):
        run([source], tmp_path / name, summarizer=SUMMARIZER, fresh=True)
    assert source.read_bytes() == before


def test_an_output_inside_the_archive_is_not_read_back(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "6.txt").write_text("No.", encoding="utf-8")
    output = tmp_path / "z.jsonl"
    for _ in range(2):
        tally = run([tmp_path], output, summarizer=SUMMARIZER, fresh=True)
        assert (tally.done, tally.failed) == (6, 1)
    assert [record["id"] for record in read(output)] == [f"{number}.txt" for number in range(6)]


@pytest.mark.parametrize(("output", "words"), [("out.csv", r"\.jsonl"), ("no/such/out.jsonl", "not a folder")])
def test_an_output_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path, output: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        run([write(tmp_path / "in.jsonl", {"text": NEWS})], tmp_path / output, summarizer=SUMMARIZER)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no unreadable file here")
def test_a_file_that_cannot_be_read_is_a_failure_not_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").symlink_to("/proc/self/mem")
    (tmp_path / "b.txt").write_text(NEWS, encoding="utf-8")
    found = list(entries([tmp_path], settings=Settings()))
    assert [entry.id for entry in found] == ["a.jsonl", "b.txt"]
    assert "Input/output error" in str(found[0].article)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_a_file_name_that_is_no_text_is_still_an_id(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(NEWS, encoding="utf-8")
    _, (record,), _ = batch(folder)
    assert os.fsencode(record["id"]) == b"caf\xe9.txt"


def test_an_article_is_read_only_when_its_turn_comes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": NEWS}, "bad", {"text": GERMAN})
    walk = entries([source], settings=Settings())
    assert isinstance(next(walk).article, RawArticle)
    assert next(walk).id == "in.jsonl:2"


def test_the_command_leaves_one_if_some_failed_and_says_how_many(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, "bad")
    command = [sys.executable, "-m", "summarizer", "batch", str(source), "--output", str(tmp_path / "out.jsonl")]
    command += ["--engine", "extractive", "--highlights", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"1 summarised, 1 refused or failed ({tmp_path / 'out.errors.jsonl'})\n"
    assert len(read(tmp_path / "out.jsonl")[0]["highlights"]) == 2
    again = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    source.write_text(json.dumps({"id": "a", "text": NEWS}), encoding="utf-8")
    fresh = subprocess.run([*command, "--fresh"], capture_output=True, text=True, timeout=60, check=False)
    assert (fresh.returncode, fresh.stderr) == (0, "1 summarised\n")
