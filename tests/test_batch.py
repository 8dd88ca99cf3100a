"""Archives: a record for each article, in order, failures beside them, and nothing of the user's written over."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from articles import BY_LANGUAGE, GERMAN, LISTICLE, NEWS, NEWS_TITLE
from batches import ENGLISH, EXTRACTIVE, batch, read, write, written

from summarizer import Settings, Summarizer
from summarizer.batch.configuration import ELSEWHERE, Identity, describe
from summarizer.batch.ledger import Ledger
from summarizer.batch.plan import Plan
from summarizer.batch.run import Finish, Result, run
from summarizer.errors import OutputInUseError, UsageError

BAD = {
    "no JSON": ("{not json", "unreadable_source", "not valid JSON"),
    "no object": ("[1, 2]", "unreadable_source", "not a JSON object"),
    "no text": ('{"id": "a"}', "unreadable_source", "no text or html"),
    "too short": ('{"text": "Too short."}', "unusable_article", "too short"),
    "odd language": (json.dumps({"text": NEWS, "language": "no such!"}), "invalid_request", "language"),
    "deep": ("[" * 100_000, "unreadable_source", "not valid JSON"),
    "endless number": ('{"id": 1' + "0" * 5_000 + "}", "unreadable_source", "not valid JSON"),
    "lone surrogate": ('{"id": "\\ud800", "text": ""}', "unreadable_source", "no text"),
}


class Ran:
    """A batch, and what it read and wrote."""

    def __init__(self, source: Path, **plan: Any) -> None:
        self.source = source
        self.result: Result = batch(source, **plan)
        self.done = read(self.result.files.output)
        self.failed = read(self.result.files.errors)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run over good lines with bad ones between them."""
    lines: list[object] = []
    for (name, text), (bad, _, _) in zip([*BY_LANGUAGE.items(), *BY_LANGUAGE.items()], BAD.values(), strict=True):
        lines += [{"id": f"{name}{len(lines)}", "text": text}, bad]
    return Ran(write(tmp_path_factory.mktemp("mixed") / "in.jsonl", *lines), options=EXTRACTIVE)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run over records that say something of their articles."""
    about = {
        "byline": "Ada Moor",
        "site": "Bay News",
        "url": "https://bay.example/\ud800",
        "published": "2024-03-05T08:30+01:00",
    }
    return Ran(
        write(
            tmp_path_factory.mktemp("told") / "in.jsonl",
            {"id": "é\ud800", "text": NEWS, "title": NEWS_TITLE, "language": "en-GB", **about},
            {"id": 7, "text": NEWS, "published": "soon"},
            {"id": None, "html": "<p>" + NEWS.replace("\n\n", "</p><p>") + "</p>"},
        )
    )


def test_each_line_becomes_a_line_in_order_with_its_id_first(mixed: Ran) -> None:
    assert [record["id"] for record in mixed.done] == [
        f"{name}{2 * number}" for number, name in enumerate([*BY_LANGUAGE, *BY_LANGUAGE])
    ]
    assert all(next(iter(record)) == "id" for record in mixed.done)


@pytest.mark.parametrize("number", range(len(BAD)), ids=list(BAD))
def test_a_bad_line_is_a_problem_beside_and_fails_nobody_else(mixed: Ran, number: int) -> None:
    failure = mixed.failed[number]
    _, code, words = list(BAD.values())[number]
    assert failure["problem"]["code"] == code
    assert words in failure["problem"]["detail"]
    assert set(failure["problem"]) >= {"type", "title", "status", "detail", "code"}
    assert (mixed.result.statistics.done, mixed.result.statistics.failed) == (8, len(BAD))


def test_a_refused_article_carries_its_verdict(mixed: Ran) -> None:
    assert [failure["problem"].get("verdict") for failure in mixed.failed].count("too_short") == 1
    assert dict(mixed.result.statistics.verdicts) == {"article": 8, "too_short": 1}


def test_a_record_is_what_summarising_its_text_gives_without_clock_readings(told: Ran) -> None:
    expected = Summarizer(**dict(EXTRACTIVE)).summarize(NEWS).model_dump(mode="json")
    del expected["generator"]["created_at"], expected["generator"]["elapsed_ms"]
    assert told.done[1] == {**expected, "id": "7"}


def test_what_a_record_says_of_its_article_is_kept_even_where_it_is_no_text(told: Ran) -> None:
    about = told.done[0]["document"]
    assert [about[key] for key in ("title", "byline", "site", "language")] == [
        NEWS_TITLE, "Ada Moor", "Bay News", "en",
    ]  # fmt: skip
    assert about["url"] == "https://bay.example/\ud800"
    assert about["published"].startswith("2024-03-05T08:30:00")
    assert told.done[1]["document"]["published"] is None


def test_an_id_comes_back_as_it_was_or_is_the_place(told: Ran) -> None:
    assert [record["id"] for record in told.done] == ["é\ud800", "7", "in.jsonl:3"]


def test_html_is_read_as_html(told: Ran) -> None:
    assert told.done[1]["highlights"] == told.done[2]["highlights"]


def test_a_second_run_does_nothing_again_and_writes_the_same(mixed: Ran) -> None:
    before = written(mixed.result)
    with Ledger(mixed.result.files.ledger) as ledger:
        done = ledger.connection.execute("SELECT number, finished FROM result").fetchall()
    again = batch(mixed.source, options=EXTRACTIVE)
    assert written(again) == before
    assert again.statistics.sessions == mixed.result.statistics.sessions + 1
    with Ledger(mixed.result.files.ledger) as ledger:
        assert ledger.connection.execute("SELECT number, finished FROM result").fetchall() == done


def test_only_what_changed_is_done_again_and_the_rest_is_kept(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [{"id": name, "text": text} for name, text in BY_LANGUAGE.items()]
    source = write(tmp_path / "in.jsonl", *lines)
    batch(source)
    changed = [{"id": "new", "text": LISTICLE}, {**lines[0], "title": NEWS_TITLE}, *lines[2:]]
    result = batch(write(source, *changed))
    assert _done_in(result, session=2) == 2
    assert [record["id"] for record in read(result.files.output)] == ["new", "en", *list(BY_LANGUAGE)[2:]]
    fresh = batch(source, fresh=True)
    assert _done_in(fresh, session=1) == len(changed)
    assert read(result.files.output)[1]["headline"]["text"] == NEWS_TITLE


def test_another_configuration_does_everything_again(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS}, {"id": "b", "text": GERMAN})
    before = written(batch(source))
    more = batch(source, options=ENGLISH.model_copy(update={"highlights": 2}))
    assert _done_in(more, session=2) == 2
    assert [len(record["highlights"]) for record in read(more.files.output)] == [2, 2]
    assert written(batch(source)) == before


def _done_in(result: Result, *, session: int) -> int:
    with Ledger(result.files.ledger) as ledger:
        asked = "SELECT count(*) FROM result WHERE session = ?"
        return int(ledger.connection.execute(asked, (session,)).fetchone()[0])


def test_problems_of_an_earlier_run_go_when_they_are_solved(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", "bad", {"id": "a", "text": NEWS})
    assert batch(source).files.errors.exists()
    result = batch(write(source, {"id": "a", "text": NEWS}))
    assert not result.files.errors.exists()
    assert result.statistics.failed == 0


def test_folders_and_files_of_any_kind_are_read_and_the_limit_counts_what_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(NEWS, encoding="utf-8")
    (folder / "short.txt").write_text("No.", encoding="utf-8")
    (folder / "z.md").write_text(f"# Night trains\n\n{LISTICLE}", encoding="utf-8")
    result = batch(folder, limit=2)
    assert [record["id"] for record in read(result.files.output)] == ["archive/caf%E9.txt"]
    assert [failure["id"] for failure in read(result.files.errors)] == ["archive/short.txt"]


def test_an_output_inside_the_archive_is_not_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    for _ in range(2):
        result = run([folder], folder / "z.jsonl", Plan(options=EXTRACTIVE, workers=1))
        assert [record["id"] for record in read(result.files.output)] == ["out/a.txt"]


@pytest.mark.parametrize("left", ["out.jsonl", "out.errors.jsonl"])
def test_what_no_run_wrote_is_kept_unless_a_fresh_start_is_asked_for(tmp_path: Path, left: str) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "new", "text": GERMAN})
    kept = tmp_path / "out" / left
    kept.parent.mkdir()
    write(kept, {"id": "old"})
    with pytest.raises(UsageError, match=f"{left} exists already.*--fresh"):
        batch(source)
    assert read(kept) == [{"id": "old"}]


def test_an_output_that_was_changed_is_not_taken_for_ours(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    result = batch(source)
    with result.files.output.open("a", encoding="utf-8") as file:
        file.write("a line of somebody else's\n")
    with pytest.raises(UsageError, match="was changed since it was written"):
        batch(source)
    result.files.output.unlink()
    assert [record["id"] for record in read(batch(source).files.output)] == ["a"]


@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "link.jsonl"])
def test_a_source_is_never_the_output(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / "in.jsonl", {"text": NEWS})
    before = source.read_bytes()
    (tmp_path / "link.jsonl").symlink_to(source)
    with pytest.raises(UsageError, match="one of the sources"):
        run([source], tmp_path / name, Plan(options=EXTRACTIVE, fresh=True))
    assert source.read_bytes() == before


def test_an_output_whose_folder_is_missing_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder"):
        batch(write(tmp_path / "in.jsonl", {"text": NEWS}), output="no/out.jsonl")


def test_two_runs_on_one_output_refuse_each_other(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    result = batch(source)
    before = result.files.output.read_bytes()
    with Ledger(result.files.ledger):
        for fresh in (False, True):
            with pytest.raises(OutputInUseError, match="Another run"):
                batch(source, fresh=fresh)
    assert result.files.output.read_bytes() == before


def test_a_ledger_that_is_none_is_refused_and_a_fresh_start_replaces_it(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    ledger = tmp_path / "out" / "out.jsonl.ledger"
    ledger.parent.mkdir()
    ledger.write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match="is no ledger"):
        batch(source)
    assert batch(source, fresh=True).finish is Finish.FINISHED


def test_the_ledger_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl.ledger"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="later version"):
        Ledger(path)


def test_an_engine_that_there_is_not_ends_the_run(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    with pytest.raises(UsageError, match="no engine called"):
        batch(source, options=EXTRACTIVE.model_copy(update={"engine": "oracle"}))


def test_records_may_come_in_the_order_in_which_they_were_done(tmp_path: Path) -> None:
    lines = [{"id": str(number), "text": f"{NEWS}\n\nPoint {number} follows."} for number in range(40)]
    source = write(tmp_path / "in.jsonl", *lines)
    ordered, loose = batch(source), batch(source, output="loose.jsonl", unordered=True, workers=2)
    assert sorted(read(loose.files.output), key=lambda record: int(record["id"])) == read(ordered.files.output)


def test_settings_that_decide_a_summary_are_part_of_the_configuration() -> None:
    assert set(Settings.model_fields) >= ELSEWHERE
    who = Identity("1", "extractive", None, None, together=False)
    plain = describe(EXTRACTIVE, Settings(), who)[0]
    assert describe(EXTRACTIVE, Settings(port=1234), who)[0] == plain
    changed = {
        describe(EXTRACTIVE, Settings(min_words=41), who)[0],
        describe(EXTRACTIVE.model_copy(update={"highlights": 5}), Settings(), who)[0],
        describe(EXTRACTIVE, Settings(), who._replace(version="2"))[0],
        describe(EXTRACTIVE, Settings(), who._replace(revision="abc"))[0],
    }
    assert len(changed | {plain}) == 5


def test_a_changed_prompt_is_another_configuration_for_a_model_that_reads_it(tmp_path: Path) -> None:
    prompts = Path(__file__).parents[1] / "prompts"
    changed = (prompts / "headline.toml").read_text(encoding="utf-8").replace("careful", "very careful")
    (tmp_path / "headline.toml").write_text(changed, encoding="utf-8")
    settings = Settings(prompts=tmp_path)
    asked, asks_nothing = (
        Identity("1", "endpoint", "m", None, together=False),
        Identity("1", "seq2seq", "m", None, False),
    )
    assert describe(EXTRACTIVE, settings, asked)[0] != describe(EXTRACTIVE, Settings(), asked)[0]
    assert describe(EXTRACTIVE, settings, asks_nothing)[0] == describe(EXTRACTIVE, Settings(), asks_nothing)[0]


def test_importing_the_run_loads_no_engine() -> None:
    code = "import sys, summarizer.batch.command; print([m for m in ('numpy', 'nltk', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
