"""Who speaks when the engine that was asked for cannot, and what is said about it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from articles import NEWS

from summarizer import Summarizer
from summarizer.document import Document
from summarizer.engines import Draft, Roster, Written
from summarizer.engines.cascade import REMEMBERED, Cascade, Stage
from summarizer.engines.condensing import condense
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.sense import refuse_nonsense
from summarizer.engines.statements import written
from summarizer.errors import EngineError, MissingExtraError, UnknownEngineError, UsageError
from summarizer.extract.select import Budget
from summarizer.settings import Settings

DOCUMENT = Summarizer(engine="extractive").document(NEWS)
BUDGET = Budget(3)


class ScriptedEngine:
    """Writes one highlight, or fails as it is told."""

    def __init__(self, name: str = "scripted", failure: Exception | None = None) -> None:
        self.name = name
        self.model: str | None = "a-model"
        self.revision: str | None = "1"
        self.failure = failure

    def draft(self, document: Document, budget: Budget) -> Draft:
        if self.failure:
            raise self.failure
        draft = ExtractiveEngine.create(None).draft(document, budget)
        return replace(draft, written=Written(highlights=(self.name,)))


class Together(ScriptedEngine):
    """Drafts several documents at once, all but the second."""

    calls = 0

    def drafts(self, documents: Iterable[Document], budget: Budget) -> Iterator[Draft | EngineError]:
        self.calls += 1
        for number, document in enumerate(documents):
            yield EngineError("Not this one.") if number == 1 else self.draft(document, budget)


def stage(engine: ScriptedEngine) -> Stage:
    return Stage(engine.name, lambda: engine)


def cascade(*engines: ScriptedEngine) -> Cascade:
    return Cascade([stage(engine) for engine in engines])


def test_the_engine_asked_for_speaks_if_it_can() -> None:
    draft = cascade(ScriptedEngine("first"), ScriptedEngine("second")).draft(DOCUMENT, BUDGET)
    assert draft.speaker == ("first", "a-model", "1")
    assert draft.notices == ()


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (EngineError("It stood still."), "It stood still."),
        (MissingExtraError("The engine", "extra"), "pip install 'newsroom-summarizer[extra]'"),
        (MemoryError(), "out of memory"),
    ],
)
def test_the_next_one_speaks_if_it_cannot_and_says_why(failure: Exception, reason: str) -> None:
    draft = cascade(ScriptedEngine("first", failure), ScriptedEngine("second")).draft(DOCUMENT, BUDGET)
    assert draft.speaker.engine == "second"
    [notice] = draft.notices
    assert notice.code == "fell_back"
    assert notice.pointer == "/generator/engine"
    assert notice.message.startswith("The first engine could not be used, so the second one was: ")
    assert reason in notice.message


def test_every_failure_on_the_way_is_told_in_order() -> None:
    broken = [ScriptedEngine(name, EngineError(f"{name} failed.")) for name in ("first", "second")]
    draft = cascade(*broken, ScriptedEngine("third")).draft(DOCUMENT, BUDGET)
    assert [notice.message.rpartition(": ")[2] for notice in draft.notices] == ["first failed.", "second failed."]


def test_if_none_can_the_last_reason_is_raised() -> None:
    with pytest.raises(EngineError, match="out of memory"):
        cascade(ScriptedEngine("first", EngineError("No.")), ScriptedEngine("second", MemoryError())).draft(
            DOCUMENT, BUDGET
        )


def test_a_wrong_use_is_no_reason_to_fall_back() -> None:
    with pytest.raises(UsageError):
        cascade(ScriptedEngine("first", UsageError("No such thing.")), ScriptedEngine("second")).draft(DOCUMENT, BUDGET)


def test_an_engine_that_could_not_be_made_is_left_alone_for_a_while() -> None:
    now, tries = [0.0], []

    def make() -> ScriptedEngine:
        tries.append(now[0])
        if len(tries) < 3:
            raise EngineError("Broken.")
        return ScriptedEngine("mended")

    first = Stage("mended", make, clock=lambda: now[0])
    engine = Cascade([first, stage(ScriptedEngine("second"))])
    for at in (0, 1, REMEMBERED - 1, REMEMBERED, REMEMBERED + 1):
        now[0] = at
        assert "Broken." in engine.draft(DOCUMENT, BUDGET).notices[0].message
    now[0] = 2 * REMEMBERED
    assert engine.draft(DOCUMENT, BUDGET).speaker.engine == "mended"
    assert tries == [0, REMEMBERED, 2 * REMEMBERED]


def test_threads_that_need_an_engine_at_once_make_one() -> None:
    made: list[ScriptedEngine] = []
    gate = threading.Barrier(6)

    def make() -> ScriptedEngine:
        made.append(ScriptedEngine())
        return made[-1]

    shared = Stage("scripted", make)

    def use() -> None:
        gate.wait()
        shared.engine()

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def made_of(outcomes: Iterable[Draft | EngineError]) -> list[Draft]:
    """Return the outcomes, all of which must be drafts."""
    drafts = []
    for outcome in outcomes:
        assert isinstance(outcome, Draft)
        drafts.append(outcome)
    return drafts


def test_documents_drafted_together_fall_back_one_by_one() -> None:
    first = Together("first")
    drafts = made_of(cascade(first, ScriptedEngine("second")).drafts([DOCUMENT] * 20, BUDGET))
    assert first.calls == 2
    assert [n for n, draft in enumerate(drafts) if draft.speaker.engine == "second"] == [1, 17]
    assert "Not this one." in drafts[1].notices[0].message


def test_a_group_that_fails_whole_is_drafted_one_by_one() -> None:
    broken = Together("first", EngineError("All of them."))
    drafts = made_of(cascade(broken, ScriptedEngine("second")).drafts([DOCUMENT] * 3, BUDGET))
    assert [draft.speaker.engine for draft in drafts] == ["second"] * 3


def test_an_error_stands_in_the_place_of_a_document_that_no_stage_could_draft() -> None:
    drafts = list(cascade(Together("only")).drafts([DOCUMENT] * 3, BUDGET))
    assert [isinstance(draft, EngineError) for draft in drafts] == [False, True, False]


@pytest.mark.parametrize("name", ["seq2seq", "causal:", "endpoint"])
def test_an_engine_that_needs_a_model_says_so_at_once(name: str) -> None:
    with pytest.raises(UnknownEngineError, match="needs a model"):
        Roster(Settings()).engine(name)


def test_a_roster_keeps_one_engine_for_those_who_want_a_stand_in_and_those_who_do_not() -> None:
    roster = Roster(Settings())
    one, other = roster.engine("extractive"), roster.engine("extractive", fallback=False)
    assert one._stages[0].engine() is other._stages[0].engine()


def test_a_broken_model_of_ones_own_never_fails_an_article(tmp_path: Path) -> None:
    (tmp_path / "scorer.npz").write_bytes(b"broken")
    summary = Summarizer(engine=f"extractive:{tmp_path / 'scorer.npz'}").summarize(NEWS)
    assert summary.warnings[0].code == "fell_back"
    with pytest.raises(EngineError):
        Summarizer(engine=f"extractive:{tmp_path / 'scorer.npz'}", fallback=False).summarize(NEWS)


def test_without_its_packages_an_engine_names_the_command_and_falls_back() -> None:
    code = """
import sys
from importlib.machinery import PathFinder
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "transformers", "openai"):
            return None
        return PathFinder.find_spec(name, path, target)
sys.meta_path[:] = [f for f in sys.meta_path if f is not PathFinder] + [Without]
from summarizer import Summarizer
from summarizer.engines import available
import json
text = json.loads(sys.argv[1])
for name in ("seq2seq:x", "causal:x", "endpoint:x"):
    summary = Summarizer(engine=name).summarize(text)
    print(summary.generator.engine, summary.warnings[0].message)
print(sorted(info.name for info in available() if not info.ready))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(NEWS)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    *told, missing = done.stdout.splitlines()
    assert [line.split()[0] for line in told] == ["extractive"] * 3
    assert ["[transformer]" in told[0], "[transformer]" in told[1], "[endpoint]" in told[2]] == [True] * 3
    assert missing == "['causal', 'encoder', 'endpoint', 'seq2seq']"


def test_condensing_keeps_the_weightiest_sentences_whole_and_in_order() -> None:
    salience = ExtractiveEngine.create(None).draft(DOCUMENT, BUDGET).salience
    sizes = [10] * len(DOCUMENT.sentences)
    part = condense(DOCUMENT, salience, sizes=sizes, room=40)
    kept = sorted((-salience).argsort(kind="stable")[:3].tolist())
    assert " ".join(part.paragraphs) == " ".join(DOCUMENT.quote(DOCUMENT.sentences[i]) for i in kept)
    assert part.left_out == len(sizes) - 3
    whole = condense(DOCUMENT, salience, sizes=sizes, room=10_000)
    assert (whole.left_out, whole.notices(len(sizes))) == (0, ())


def test_a_budget_of_words_or_characters_is_kept_by_what_a_model_wrote() -> None:
    said = ["One two three four.", "One two three four.", "Five six seven.", "Eight nine ten eleven twelve."]

    def kept(budget: Budget) -> tuple[str, ...]:
        return written(DOCUMENT, budget, highlights=said).highlights

    assert kept(Budget(9)) == (said[0], said[2], said[3])
    assert kept(Budget(1)) == (said[0],)
    assert kept(Budget(9, words=8)) == (said[0], said[2])
    assert kept(Budget(9, characters=20)) == (said[0],)
    with pytest.raises(EngineError, match="no statement"):
        kept(Budget(9, words=2))


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("- the mayor left .", "The mayor left."),
        ("2) **Bold** move", "Bold move"),
        ("• 3. Third, she said .", "Third, she said."),
        ("iPhone sales fell", "IPhone sales fell"),
        ("2.4 million pounds were spent", "2.4 million pounds were spent"),
    ],
)
def test_marks_of_lists_and_loose_stops_go(raw: str, tidy: str) -> None:
    assert written(DOCUMENT, Budget(3), highlights=[raw]).highlights == (tidy,)


NONSENSE: dict[str, Callable[[], str]] = {
    "no words": lambda: "… 42 —",
    "without end": lambda: "the the the the the the the",
    "repeated itself": lambda: " ".join(["the cat sat on"] * 12),
    "script": lambda: "Совет проголосовал за восстановление маяка.",
    "more than 1,000": lambda: " ".join(f"word{n}" for n in range(200)),
    "no text": lambda: "The coun\ufffdcil voted.",
}


@pytest.mark.parametrize("reason", sorted(NONSENSE))
def test_nonsense_is_refused_with_its_reason(reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        refuse_nonsense((NONSENSE[reason](),), DOCUMENT)


def test_sentences_of_people_are_not_nonsense() -> None:
    for sentence in DOCUMENT.sentences:
        refuse_nonsense((DOCUMENT.quote(sentence),), DOCUMENT)
