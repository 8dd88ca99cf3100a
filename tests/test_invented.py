"""Models that write, end to end: what they invent reaches nobody, on the command line, over HTTP or in the form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from articles import NEWS
from flask.testing import FlaskClient
from scripted_endpoint import Endpoint, scripted
from test_gate import LIES, TRUE

from summarizer import Settings, Summarizer, Summary
from summarizer.records import Method
from web import create_app

pytest.importorskip("openai")

HONEST = {
    "headline": "Harlow Bay votes to rebuild lighthouse with volunteers",
    "summary": TRUE[0],
    "highlights": [TRUE[1], "The first stones will be cut in May at the Penrose quarry.", TRUE[2]],
}
LYING = {
    "headline": "Harlow Bay to spend 9 million on lighthouse",
    "summary": LIES["name"],
    "highlights": [*LIES.values()],
}


@pytest.fixture
def honest(tmp_path: Path) -> Iterator[Endpoint]:
    with scripted(tmp_path, {"json": HONEST}) as endpoint:
        yield endpoint


@pytest.fixture
def lying(tmp_path: Path) -> Iterator[Endpoint]:
    with scripted(tmp_path, {"json": LYING}) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def babbler(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the name of an engine of random weights."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from tiny_models import write_model

    return f"seq2seq:{write_model('bart', tmp_path_factory.mktemp('bart'))}"


def client(engine: str, **settings: Any) -> FlaskClient:
    return create_app(Settings(web_engines=(engine,), torch_threads=1, **settings)).test_client()


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarizer", "summarize", "-", *arguments],
        input=NEWS, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "SUMMARIZER_TORCH_THREADS": "1"},
    )  # fmt: skip


def assert_extracted(summary: Summary, *, code: str, count: int = 4) -> None:
    for statement in (summary.headline, summary.summary, *summary.highlights):
        assert statement.method in (Method.VERBATIM, Method.TRIMMED)
    assert len(summary.highlights) == count
    assert code in {notice.code for notice in summary.warnings}
    assert summary.digital_source_type is None


def test_true_words_of_a_model_are_published_with_receipts(honest: Endpoint) -> None:
    settings = Settings(endpoint_url=honest.url)
    summary = Summarizer(settings, engine="endpoint:scripted", highlights=3).summarize(NEWS)
    assert summary.headline.text == HONEST["headline"]
    assert [point.text for point in summary.highlights] == HONEST["highlights"]
    assert all(point.contexts and point.method is Method.REWRITTEN for point in summary.highlights)
    assert summary.generator.engine == "endpoint"
    assert summary.generator.prompt_sha256
    assert str(summary.digital_source_type).endswith("/trainedAlgorithmicMedia")
    assert not summary.warnings


def test_no_lie_of_a_model_is_published(lying: Endpoint) -> None:
    settings = Settings(endpoint_url=lying.url)
    summary = Summarizer(settings, engine="endpoint:scripted", highlights=len(LIES)).summarize(NEWS)
    assert_extracted(summary, code="blocked", count=len(LIES))
    assert sum(notice.code == "blocked" for notice in summary.warnings) == len(LIES) + 2


def test_the_endpoint_blocks_marks_and_allows_as_it_is_asked(lying: Endpoint) -> None:
    caller = client("endpoint:scripted", endpoint_url=lying.url)
    asked = {"text": NEWS, "engine": "endpoint:scripted", "highlights": 5}
    answers = {
        policy: Summary.model_validate(caller.post("/api/v1/summaries", json={**asked, "policy": policy}).json)
        for policy in ("block", "mark", "allow")
    }
    assert not {point.text for point in answers["block"].highlights} & set(LIES.values())
    for policy in ("mark", "allow"):
        assert {point.text for point in answers[policy].highlights} & set(LIES.values())
    assert "unsupported" in {notice.code for notice in answers["mark"].warnings}
    assert "unsupported" not in {notice.code for notice in answers["allow"].warnings}


def test_the_form_shows_what_is_marked_and_why(lying: Endpoint) -> None:
    caller = client("endpoint:scripted", endpoint_url=lying.url)
    page = caller.post("/", data={"text": NEWS, "engine": "endpoint:scripted", "policy": "mark"}).text
    assert "3.7 million" in page
    assert "told otherwise in the article" in page or "not in the article" in page


def test_an_endpoint_that_nobody_named_may_not_be_asked_for() -> None:
    caller = create_app(Settings()).test_client()
    answer = caller.post("/api/v1/summaries", json={"text": NEWS, "engine": "endpoint:other"})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "unknown_engine"


def test_random_weights_on_the_command_line_end_in_an_extracted_result(babbler: str) -> None:
    done = command("--engine", babbler, "--format", "json")
    assert done.returncode == 0, done.stderr
    summary = Summary.model_validate_json(done.stdout)
    assert {notice.code for notice in summary.warnings} & {"blocked", "fell_back"}
    assert all(point.method is not Method.REWRITTEN for point in summary.highlights)


def test_random_weights_over_http_end_in_an_extracted_result(babbler: str) -> None:
    answer = client(babbler).post("/api/v1/summaries", json={"text": NEWS, "engine": babbler})
    assert answer.status_code == 200
    summary = Summary.model_validate(answer.json)
    assert {notice.code for notice in summary.warnings} & {"blocked", "fell_back"}
    assert all(point.method is not Method.REWRITTEN for point in summary.highlights)


def test_random_weights_in_the_form_end_in_an_extracted_result(babbler: str) -> None:
    page = client(babbler).post("/", data={"text": NEWS, "engine": babbler})
    assert page.status_code == 200
    assert "could not be used" in page.text or "was not used" in page.text
    assert ">rewritten<" not in page.text


def test_without_fallback_an_engine_that_fails_is_an_error_with_its_reason(tmp_path: Path) -> None:
    name = f"seq2seq:{tmp_path / 'missing'}"
    done = command("--engine", name, "--no-fallback")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    answer = client(name).post("/api/v1/summaries", json={"text": NEWS, "engine": name, "fallback": False})
    assert answer.status_code in (501, 503)
    assert answer.content_type == "application/problem+json"


def test_a_dead_endpoint_costs_nobody_a_summary() -> None:
    settings = Settings(endpoint_url="http://127.0.0.1:9/v1", engine_seconds=5)
    assert_extracted(Summarizer(settings, engine="endpoint:gone").summarize(NEWS), code="fell_back")


def test_the_key_is_in_no_answer_and_no_error(tmp_path: Path) -> None:
    secret = "sk-do-not-tell-anyone"
    answer = {"status": 401, "body": json.dumps({"error": {"message": f"bad key {secret}"}})}
    with scripted(tmp_path, answer) as endpoint:
        caller = client("endpoint:m", endpoint_url=endpoint.url, endpoint_key=secret)
        told = [
            caller.post("/api/v1/summaries", json={"text": NEWS, "engine": "endpoint:m", "fallback": fallback}).text
            for fallback in (True, False)
        ]
        assert endpoint.requests()[0]["authorization"] == f"Bearer {secret}"
    assert all(secret not in text for text in told)
