"""What every engine must do. Adding an engine is adding a row to ENGINES."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import numpy as np
import pytest
from articles import BY_LANGUAGE, LISTICLE, NEWS

from summarizer import Document, Summarizer, SummarizerError, engines
from summarizer.document import RawArticle, RawBlock
from summarizer.engines import Draft
from summarizer.engines.cascade import Cascade
from summarizer.errors import UnknownEngineError
from summarizer.extract.select import Budget
from summarizer.settings import Settings
from summarizer.text.assemble import assemble


def asked(name: str) -> Cascade:
    """Return an engine that nothing stands in for."""
    return engines.create(name, Settings(), fallback=False)


def tiny_encoder() -> Cascade:
    """Return an encoder engine with random weights: slow to learn anything, quick to be made."""
    from tiny_encoder import write_encoder

    with TemporaryDirectory() as folder:
        # With a stand-in: it has learnt English only.
        made = engines.create(f"encoder:{write_encoder(Path(folder) / 'encoder.safetensors')}", Settings())
        assert made.draft(READER.document(NEWS), Budget(1)).speaker.engine == "encoder"  # loads it
        return made


SAID = "Harlow 渔港重建工程."
"""What the tiny models write: half of it in the script of each article here, so that none of them finds it nonsense."""
TINY = Settings(device="cpu", torch_threads=1)


def tiny_model(kind: str, written: str) -> Cascade:
    """Return an engine whose tiny model always writes the same."""
    from tiny_models import write_parrot

    with TemporaryDirectory() as folder:
        path = write_parrot({"seq2seq": "t5", "causal": "llama"}[kind], Path(folder), written, positions=9_000)
        made = engines.create(f"{kind}:{path}", TINY, fallback=False)
        made.draft(READER.document(NEWS), Budget(1))  # loads it
        return made


def scripted_endpoint() -> Cascade:
    """Return an engine whose server, a process that ends with this one, always answers the same."""
    from scripted_endpoint import scripted

    running = ExitStack()
    atexit.register(running.close)
    folder = running.enter_context(TemporaryDirectory())
    endpoint = running.enter_context(scripted(Path(folder), {"json": ANSWER}))
    return engines.create("endpoint:model", Settings(endpoint_url=endpoint.url), fallback=False)


ANSWER = {"headline": SAID, "summary": SAID, "highlights": [SAID]}
ENGINES: dict[str, Callable[[], Cascade]] = {
    "extractive": lambda: asked("extractive"),
    **({"encoder": tiny_encoder} if find_spec("torch") else {}),
    **({"seq2seq": lambda: tiny_model("seq2seq", SAID)} if find_spec("transformers") else {}),
    **({"causal": lambda: tiny_model("causal", json.dumps(ANSWER))} if find_spec("transformers") else {}),
    **({"endpoint": scripted_endpoint} if find_spec("openai") else {}),
}
ARTICLES = {**BY_LANGUAGE, "listicle": LISTICLE}
READER = Summarizer()
MANY = 20_000
# Cosines of 20,000 sentences would take 3.2 GB as a matrix; what a process may add here is a tenth of that.
MOST_MEGABYTES = 320


@pytest.fixture(params=sorted(ENGINES), scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return cast(str, request.param)


@pytest.fixture(scope="module")
def engine(name: str) -> Cascade:
    return ENGINES[name]()


def same(one: Draft, other: Draft) -> bool:
    chosen = (one.selected, one.alternatives) == (other.selected, other.alternatives)
    return chosen and np.array_equal(one.salience, other.salience)


@pytest.mark.parametrize("article", sorted(ARTICLES))
def test_salience_has_a_value_between_zero_and_one_for_each_sentence(engine: Cascade, article: str) -> None:
    document = READER.document(ARTICLES[article])
    salience = engine.draft(document, Budget(4)).salience
    assert salience.shape == (len(document.sentences),)
    assert np.isfinite(salience).all()
    assert ((salience >= 0) & (salience <= 1)).all()


@pytest.mark.parametrize("article", sorted(ARTICLES))
@pytest.mark.parametrize("count", [1, 4, 20])
def test_what_is_chosen_lies_in_the_document_once(engine: Cascade, article: str, count: int) -> None:
    document = READER.document(ARTICLES[article])
    draft = engine.draft(document, Budget(count))
    chosen = (*draft.selected, *draft.alternatives)
    assert draft.selected
    assert len(draft.selected) <= count
    assert len(set(chosen)) == len(chosen)
    assert all(0 <= i < len(document.sentences) for i in chosen)


@pytest.mark.parametrize("article", sorted(ARTICLES))
def test_equal_documents_get_equal_drafts(name: str, engine: Cascade, article: str) -> None:
    document = READER.document(ARTICLES[article])
    draft = engine.draft(document, Budget(4))
    assert same(engine.draft(document, Budget(4)), draft)
    assert same(ENGINES[name]().draft(document, Budget(4)), draft)


@pytest.mark.parametrize("words", [15, 40, 90])
@pytest.mark.parametrize("characters", [None, 120, 300])
def test_budgets_of_words_and_characters_are_kept(engine: Cascade, words: int, characters: int | None) -> None:
    document = READER.document(NEWS)
    quotes = [
        document.quote(document.sentences[i]) for i in engine.draft(document, Budget(5, words, characters)).selected
    ]
    assert quotes
    assert sum(len(quote.split()) for quote in quotes) <= words
    assert sum(len(quote) for quote in quotes) <= (characters or 10**9)


@pytest.mark.parametrize("text", ["The lamp burns again.", "…", "灯塔", "42"])
def test_a_document_of_one_sentence_is_drafted(engine: Cascade, text: str) -> None:
    raw = RawArticle(blocks=(RawBlock(f"{text} Yes."),))
    whole = assemble(raw, language="en")
    document = Document(whole.text, whole.blocks, whole.sentences[:1], "en")
    draft = engine.draft(document, Budget(4))
    assert draft.selected == (0,)
    assert draft.alternatives == ()


def test_threads_that_share_an_engine_get_the_answers_of_one(engine: Cascade) -> None:
    documents = [READER.document(text) for text in ARTICLES.values()] * 6
    alone = [engine.draft(document, Budget(4)) for document in documents]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda document: engine.draft(document, Budget(4)), documents))
    assert all(same(one, other) for one, other in zip(alone, together, strict=True))


def test_twenty_thousand_sentences_are_drafted_in_bounded_memory(name: str) -> None:
    if name != "extractive":
        pytest.skip("others take minutes for these, or ask the extractive engine; windows bound what a network reads")
    code = f"""
import random, re
from pathlib import Path
from summarizer import Summarizer, engines
from summarizer.extract.select import Budget
from summarizer.settings import Settings
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
dice = random.Random(7)
words = ["".join(dice.choices("abcdefghijklmnoprstu", k=dice.randint(3, 9))) for _ in range(8000)]
text = " ".join(" ".join(dice.choices(words, k=12)).capitalize() + " harbour." for _ in range({MANY}))
document = Summarizer().document(text)
engine = engines.create({name!r}, Settings(), fallback=False)
before = peak()
draft = engine.draft(document, Budget(5))
after = peak()
print(len(document.sentences), len(draft.salience), len(draft.selected), after - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    sentences, scored, chosen, kilobytes = map(int, done.stdout.split())
    assert (sentences, scored, chosen) == (MANY, MANY, 5)
    assert kilobytes < MOST_MEGABYTES * 1024


def test_auto_is_an_engine_that_runs_here() -> None:
    document = READER.document(NEWS)
    spoke = engines.create("auto", Settings()).draft(document, Budget(2)).speaker.engine
    assert spoke in {info.name for info in engines.available() if info.ready}


def test_every_listed_engine_can_be_had_by_its_name() -> None:
    for info in engines.available():
        assert info.description.endswith(".")
        assert info.ready or info.needs
        assert engines.create(f"{info.name}:MODEL" if info.takes_model else info.name, Settings()).name == info.name


@pytest.mark.parametrize("unknown", ["", "oracle", "auto:FILE", "Extractive"])
def test_an_unknown_name_is_refused_at_once_with_those_that_exist(unknown: str) -> None:
    with pytest.raises(UnknownEngineError, match="auto, extractive") as caught:
        engines.create(unknown, Settings())
    assert caught.value.pointer == "/engine"


def test_a_model_that_is_not_there_is_refused_not_ignored() -> None:
    with pytest.raises(SummarizerError, match="/no/such/model"):
        asked("extractive:/no/such/model").draft(READER.document(NEWS), Budget(2))


def test_a_draft_says_which_engine_made_it(name: str, engine: Cascade) -> None:
    draft = engine.draft(READER.document(NEWS), Budget(2))
    assert draft.speaker.engine == name
    assert draft.speaker.model


def test_what_a_model_wrote_comes_beside_what_was_chosen(name: str, engine: Cascade) -> None:
    draft = engine.draft(READER.document(NEWS), Budget(2))
    assert (draft.written is not None) == (name in ("seq2seq", "causal", "endpoint"))
    if draft.written:
        assert draft.written.highlights == (SAID,)
