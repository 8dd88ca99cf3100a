"""The endpoint engine against a real HTTP server that answers as it is told."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from articles import NEWS
from scripted_endpoint import Endpoint, completion, scripted

from summarizer import Summarizer
from summarizer.engines import Draft, Roster
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.settings import Settings

pytest.importorskip("openai")

KEY = "sk-not-to-be-seen-4711"
SAID = {
    "headline": "Harlow Bay rebuilds its lighthouse by hand.",
    "summary": "The council of Harlow Bay voted to rebuild the lighthouse with local stone.",
    "highlights": ["The plan will cost 2.4 million pounds.", "The tower lost its lantern room in February."],
}
RIGHT = {"json": SAID}
DOCUMENT = Summarizer(engine="extractive").document(NEWS)

Start = Callable[..., Endpoint]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:
        yield lambda *answers: stack.enter_context(scripted(tmp_path, *answers))


def ask(endpoint: Endpoint, *, fallback: bool = False, **settings: Any) -> Draft:
    roster = Roster(Settings(**{"endpoint_url": endpoint.url, "endpoint_key": KEY, "engine_seconds": 10, **settings}))
    return roster.engine("endpoint:some/model", fallback=fallback).draft(DOCUMENT, Budget(4))


def test_what_the_model_wrote_comes_with_the_extracted_draft_and_the_prompts_hash(start: Start) -> None:
    draft = ask(start(RIGHT))
    assert draft.written
    assert draft.written.headline == "Harlow Bay rebuilds its lighthouse by hand"
    assert draft.written.summary == SAID["summary"]
    assert draft.written.highlights == tuple(SAID["highlights"])
    assert len(draft.written.prompt_sha256 or "") == 64
    assert draft.speaker == ("endpoint", "some/model", None)
    assert len(draft.selected) == 4


def test_the_server_is_asked_for_the_schema_with_the_key_and_without_chance(start: Start) -> None:
    endpoint = start(RIGHT)
    ask(endpoint)
    [request] = endpoint.requests()
    assert request["path"] == "/v1/chat/completions"
    assert request["authorization"] == f"Bearer {KEY}"
    assert request["body"]["model"] == "some/model"
    assert request["body"]["temperature"] == 0
    schema = request["body"]["response_format"]["json_schema"]["schema"]
    assert sorted(schema["properties"]) == ["headline", "highlights", "summary"]
    assert "The plan will cost 2.4 million pounds" in request["body"]["messages"][1]["content"]


def test_prose_and_fences_around_the_answer_do_no_harm(start: Start) -> None:
    draft = ask(start({"content": f"Sure, here it is:\n```json\n{json.dumps(SAID)}\n```\nAnything else?"}))
    assert draft.written
    assert draft.written.highlights == tuple(SAID["highlights"])


@pytest.mark.parametrize(
    ("refuse", "kinds"),
    [
        (["json_schema"], ["json_schema", "json_object"]),
        (["json_schema", "json_object"], ["json_schema", "json_object", None]),
    ],
)
def test_a_server_without_schemas_is_asked_for_less_and_that_is_remembered(
    start: Start, refuse: list[str], kinds: list[str | None]
) -> None:
    endpoint = start({**RIGHT, "refuse": refuse})
    roster = Roster(Settings(endpoint_url=endpoint.url))
    for _ in range(2):
        assert roster.engine("endpoint:m", fallback=False).draft(DOCUMENT, Budget(4)).written
    asked = [request["body"].get("response_format", {}).get("type") for request in endpoint.requests()]
    assert asked == [*kinds, kinds[-1]]


def test_a_server_that_knows_only_the_later_name_of_the_limit_and_no_temperature_is_obeyed(start: Start) -> None:
    endpoint = start({**RIGHT, "refuse": ["max_tokens", "temperature"]})
    assert ask(endpoint).written
    last = endpoint.requests()[-1]["body"]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "temperature"} & last.keys()
    assert last["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    "passing",
    [
        {"status": 429, "headers": {"Retry-After": "0.2"}, "body": "{}"},
        {"status": 500, "body": "oops"},
        {"status": 503, "body": "<html>later</html>"},
        {"drop": True},
    ],
)
def test_a_failure_that_may_pass_is_tried_again(start: Start, passing: dict[str, Any]) -> None:
    endpoint = start(passing, RIGHT)
    assert ask(endpoint).written
    assert len(endpoint.requests()) == 2


def test_it_waits_as_long_as_it_is_told(start: Start) -> None:
    begun = time.monotonic()
    assert ask(start({"status": 429, "headers": {"Retry-After": "1.5"}, "body": "{}"}, RIGHT)).written
    assert time.monotonic() - begun >= 1.5


def test_it_does_not_wait_past_its_limit(start: Start) -> None:
    endpoint = start({"status": 429, "headers": {"Retry-After": "3600"}, "body": '{"error": "slow down"}'})
    begun = time.monotonic()
    with pytest.raises(EngineError, match="answered 429: slow down"):
        ask(endpoint)
    assert time.monotonic() - begun < 5
    assert len(endpoint.requests()) == 1


def test_tries_are_counted(start: Start) -> None:
    endpoint = start({"status": 500, "body": "oops"})
    with pytest.raises(EngineError, match="answered 500: oops"):
        ask(endpoint)
    assert len(endpoint.requests()) == 3


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({**RIGHT, "finish": "length"}, "cut off"),
        ({**RIGHT, "finish": "content_filter"}, "withheld"),
        ({"content": ""}, "empty"),
        ({"content": "I cannot help with that."}, "JSON object"),
        ({"json": {**SAID, "highlights": "one"}}, "not a list"),
        ({"json": {**SAID, "headline": None}}, "not text"),
        ({"json": {**SAID, "highlights": []}}, "no statement"),
        ({"json": {**SAID, "highlights": ["灯塔将由志愿者重建，费用为二百四十万英镑。"]}}, "script"),
        ({"json": {**SAID, "highlights": ["stone " * 40]}}, "without end"),
        ({"json": {**SAID, "highlights": ["…", "42"]}}, "no words"),
        ({"body": "<html>a page</html>"}, "protocol"),
        ({"body": "[" * 100_000}, "protocol"),
        ({"body": completion("x").replace('"x"', "7")}, "empty"),
        ({"body": '{"choices": []}'}, "protocol"),
        ({**RIGHT, "pad": 3_000_000}, "longer than"),
        ({**RIGHT, "headers": {"Content-Encoding": "gzip"}}, "compressed"),
        ({"status": 307, "headers": {"Location": "http://127.0.0.1:9/"}, "body": ""}, "answered 307"),
        ({"status": 401, "body": json.dumps({"error": {"message": f"wrong key {KEY}"}})}, "answered 401: wrong key …"),
        ({"status": 404, "body": '{"error": {"message": "no such model"}}'}, "answered 404: no such model"),
    ],
)
def test_what_is_no_answer_is_an_error_with_its_reason(start: Start, answer: dict[str, Any], reason: str) -> None:
    with pytest.raises(EngineError, match=reason) as caught:
        ask(start(answer))
    assert KEY not in caught.value.detail


@pytest.mark.parametrize("answer", [{**RIGHT, "delay": 30}, {**RIGHT, "drip": 0.1}])
def test_a_server_that_hangs_or_drips_is_left_in_time(start: Start, answer: dict[str, Any]) -> None:
    endpoint = start(answer)
    begun = time.monotonic()
    with pytest.raises(EngineError, match="in time"):
        ask(endpoint, engine_seconds=1.5)
    assert time.monotonic() - begun < 5


def test_an_article_that_the_server_finds_too_long_is_condensed_and_it_is_said(start: Start) -> None:
    too_long = {"status": 400, "body": '{"error": {"message": "This model\'s maximum context length is 512 tokens."}}'}
    endpoint = start(too_long, RIGHT)
    draft = ask(endpoint)
    assert [notice.code for notice in draft.notices] == ["condensed"]
    first, second = (len(request["body"]["messages"][1]["content"]) for request in endpoint.requests())
    assert second < first


def test_an_article_beyond_the_limit_of_tokens_is_condensed_at_once(start: Start) -> None:
    endpoint = start(RIGHT)
    draft = ask(endpoint, engine_tokens=120)
    [notice] = draft.notices
    assert notice.code == "condensed"
    assert f"of {len(DOCUMENT.sentences)} sentences" in notice.message


def test_the_key_is_never_logged(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(start({"status": 500, "body": KEY}, RIGHT))
    assert caplog.records
    assert KEY not in caplog.text


def test_proxies_of_the_environment_are_not_used(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(start(RIGHT)).written


def test_a_proxy_that_is_asked_for_is_used(start: Start) -> None:
    with pytest.raises(EngineError, match="could not be reached"):
        ask(start(RIGHT), endpoint_proxy="http://127.0.0.1:9")


def test_address_and_key_may_come_from_the_usual_variables(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = start(RIGHT)
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    monkeypatch.setenv("OPENAI_API_KEY", "usual")
    assert Roster(Settings()).engine("endpoint:m", fallback=False).draft(DOCUMENT, Budget(4)).written
    monkeypatch.setenv("SUMMARIZER_ENDPOINT_KEY", "ours")
    assert Roster(Settings()).engine("endpoint:m", fallback=False).draft(DOCUMENT, Budget(4)).written
    assert [request["authorization"] for request in endpoint.requests()] == ["Bearer usual", "Bearer ours"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (None, "SUMMARIZER_ENDPOINT_URL"),
        ("", "SUMMARIZER_ENDPOINT_URL"),
        ("ftp://example.org/v1", "http or https"),
        (f"http://user:{KEY}@127.0.0.1:9/v1", "SUMMARIZER_ENDPOINT_KEY"),
        (f"http://127.0.0.1:9/v1?key={KEY}", "SUMMARIZER_ENDPOINT_KEY"),
        ("http://127.0.0.1:9/v1", "could not be reached"),
    ],
)
def test_an_address_that_cannot_be_used_is_named_without_its_secrets(
    monkeypatch: pytest.MonkeyPatch, url: str | None, reason: str
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    engine = Roster(Settings(endpoint_url=url)).engine("endpoint:m", fallback=False)
    with pytest.raises(EngineError, match=reason) as caught:
        engine.draft(DOCUMENT, Budget(4))
    assert KEY not in caught.value.detail


def test_an_endpoint_that_failed_is_asked_again_for_the_next_article(start: Start) -> None:
    endpoint = start({"content": "nonsense"}, RIGHT)
    engine = Roster(Settings(endpoint_url=endpoint.url)).engine("endpoint:m")
    assert [notice.code for notice in engine.draft(DOCUMENT, Budget(4)).notices] == ["fell_back"]
    assert engine.draft(DOCUMENT, Budget(4)).written


def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(start: Start) -> None:
    with pytest.raises(EngineError, match="no key can have") as caught:
        ask(start(RIGHT), endpoint_key=f"{KEY}\nx: y")
    assert KEY not in caught.value.detail
