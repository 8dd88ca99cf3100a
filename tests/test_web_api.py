"""The JSON endpoints: what goes in, what comes out, and that every error is a problem document."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from scripted_endpoint import scripted
from web_examples import ARTICLE, TITLE, problem
from werkzeug.test import TestResponse

from summarizer import Summary
from summarizer.settings import Settings
from web import create_app
from web.submissions import ArticleBody

URL = "/api/v1/summaries"
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.split("\n\n"))


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def pointers(response: TestResponse) -> list[str]:
    return [error["pointer"] for error in problem(response)["errors"]]


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        ("application/json", json.dumps({"text": ARTICLE})),
        ("application/json; charset=utf-8", json.dumps({"text": ARTICLE}, ensure_ascii=False)),
        ("application/json", json.dumps({"html": HTML})),
        ("text/plain", ARTICLE),
        ("text/plain; charset=windows-1252", ARTICLE.encode("cp1252")),
        ("text/html; charset=utf-8", HTML),
    ],
)
def test_every_kind_of_body_makes_a_summary_whose_contexts_are_the_sources_words(
    client: FlaskClient, content_type: str, data: str | bytes
) -> None:
    response = client.post(f"{URL}?include=text", data=data, content_type=content_type)
    assert response.status_code == 200
    summary = Summary.model_validate_json(response.data)
    text = summary.document.text or ""
    assert 3 <= len(summary.highlights) <= 5
    assert "Gazette" not in " ".join(highlight.text for highlight in summary.highlights)
    for statement in (summary.headline, summary.summary, *summary.highlights):
        for context in statement.contexts:
            assert text[context.offset : context.offset + context.length] == context.quote


def test_a_file_is_read_and_its_options_are_form_fields(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO(ARTICLE.encode()), "ferry.txt"), "highlights": "3", "title": "A Title Of Our Own"}
    response = client.post(URL, data=data)
    assert response.status_code == 200
    assert len(response.json["highlights"]) == 3  # type: ignore[index]
    assert response.json["headline"]["text"] == "A Title Of Our Own"  # type: ignore[index]


def test_options_beside_text_are_query_parameters_and_a_field_of_a_body_wins_over_one(client: FlaskClient) -> None:
    plain = client.post(f"{URL}?highlights=5", data=ARTICLE, content_type="text/plain")
    assert len(plain.json["highlights"]) == 5  # type: ignore[index]
    both = client.post(f"{URL}?highlights=5", json={"text": ARTICLE, "highlights": 3})
    assert len(both.json["highlights"]) == 3  # type: ignore[index]


def test_the_text_is_left_out_unless_it_is_asked_for(client: FlaskClient) -> None:
    assert client.post(URL, json={"text": ARTICLE}).json["document"]["text"] is None  # type: ignore[index]
    asked = client.post(URL, json={"text": ARTICLE, "include": ["text"]})
    assert asked.json["document"]["text"].startswith(TITLE)  # type: ignore[index]


def test_offsets_in_utf16_are_echoed(client: FlaskClient) -> None:
    response = client.post(URL, json={"text": "🚢 " + ARTICLE, "string_index_type": "Utf16CodeUnit"})
    assert response.json["string_index_type"] == "Utf16CodeUnit"  # type: ignore[index]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"text": ARTICLE, "colour": "red"}, "/colour"),
        ({"text": ARTICLE, "a/b~c": 1}, "/a~1b~0c"),
        ({"text": ARTICLE, "highlights": 0}, "/highlights"),
        ({"text": ARTICLE, "highlights": "4"}, "/highlights"),
        ({"text": ARTICLE, "highlights": 4.5}, "/highlights"),
        ({"text": ARTICLE, "highlights": 10**30}, "/highlights"),
        ({"text": ARTICLE, "fallback": "yes"}, "/fallback"),
        ({"text": ARTICLE, "length": "endless"}, "/length"),
        ({"text": ARTICLE, "language": "english please"}, "/language"),
        ({"text": ARTICLE, "include": ["keys"]}, "/include/0"),
        ({"text": ARTICLE, "title": "x" * 1001}, "/title"),
        ({"text": ARTICLE, "engine": "nonesuch"}, "/engine"),
        ({"text": ["a list"]}, "/text"),
        ({"text": ARTICLE, "html": "<p>both</p>"}, ""),
        ({"title": "no article"}, ""),
    ],
)
def test_a_field_that_does_not_fit_is_named_by_its_pointer(
    client: FlaskClient, fields: dict[str, object], pointer: str
) -> None:
    response = client.post(URL, json=fields)
    assert response.status_code == 400
    assert pointers(response) == [pointer]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"highlights": 21}, "This must be 20 or less."),
        ({"highlights": 0}, "This must be 1 or more."),
        ({"highlights": "4"}, "This must be a whole number."),
        ({"language": "english please"}, "This must be the code of a language (BCP 47), such as en or pt-BR."),
        ({"length": "endless"}, "This must be 'brief', 'standard' or 'detailed'."),
        ({"include": "text"}, "This must be a list."),
        ({"include": ["keys"]}, "This must be 'text'."),
        ({"title": "x" * 1001}, "This may have 1,000 characters at most."),
        ({"html": "<p>both</p>"}, "Exactly one of text, html and url is needed; found text and html."),
    ],
)
def test_what_is_wrong_with_a_field_is_said_in_plain_words(
    client: FlaskClient, fields: dict[str, object], said: str
) -> None:
    [error] = problem(client.post(URL, json={"text": ARTICLE, **fields}))["errors"]
    assert error["detail"] == said


def test_every_field_that_is_null_is_as_if_it_were_not_given(client: FlaskClient) -> None:
    plain = client.post(URL, json={"text": ARTICLE}).json
    nulls = dict.fromkeys(set(ArticleBody.model_fields) - {"text"})
    answer = client.post(URL, json={**nulls, "text": ARTICLE})
    assert answer.status_code == 200
    assert answer.json["highlights"] == plain["highlights"]  # type: ignore[index]
    assert pointers(client.post(URL, json={"text": None})) == [""]
    assert pointers(client.post(URL, json={"text": ARTICLE, "colour": None})) == ["/colour"]


@pytest.mark.parametrize(("code", "warned"), [("xx", True), ("en-GB", False), ("id", False), (None, False)])
def test_a_code_of_no_known_language_is_noticed(client: FlaskClient, code: str | None, warned: bool) -> None:
    warnings = client.post(URL, json={"text": ARTICLE, "language": code}).json["warnings"]  # type: ignore[index]
    assert ("unknown_language" in {warning["code"] for warning in warnings}) == warned


def test_all_wrong_fields_are_named_at_once(client: FlaskClient) -> None:
    response = client.post(URL, json={"text": ARTICLE, "colour": 1, "length": 2})
    assert sorted(pointers(response)) == ["/colour", "/length"]


@pytest.mark.parametrize("query", ["colour=red", "highlights=four", "highlights=3&highlights=4", "fallback=1"])
def test_query_parameters_are_as_strict_as_fields(client: FlaskClient, query: str) -> None:
    response = client.post(f"{URL}?{query}", data=ARTICLE, content_type="text/plain")
    assert response.status_code == 400
    assert pointers(response) == [f"/{query.split('=')[0]}"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"text": NaN}',
        b'{"text": "a", "highlights": Infinity}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "\\ud800"}',
        b'{"\\udc00": "a"}',
        b'{"include": ["\\ud800"], "text": "a"}',
        b'{"text": "\xff"}',
        b'{"text": "a", "highlights": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"text": ' + b"[" * 500 + b"]" * 500 + b"}",
        '{"text": "a"}'.encode("utf-16"),
    ],
)
def test_json_that_parsers_differ_on_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post(URL, data=body, content_type="application/json")
    assert response.status_code == 400
    problem(response)


@pytest.mark.parametrize(
    "content_type", [None, "text/csv", "application/xml", "application/x-www-form-urlencoded", "nonsense"]
)
def test_other_media_types_are_refused(client: FlaskClient, content_type: str | None) -> None:
    response = client.post(URL, data=ARTICLE, content_type=content_type)
    assert response.status_code == 415
    assert problem(response)["code"] == "unsupported_media"


@pytest.mark.parametrize(
    ("content_type", "data", "status"),
    [
        ("application/json; charset=utf-16", b"{}", 415),
        ("text/plain; charset=no-such-charset", ARTICLE.encode(), 415),
        ("text/plain; charset=base64", ARTICLE.encode(), 415),
        ("text/plain; charset=utf-8", b"caf\xe9 " + ARTICLE.encode(), 400),
    ],
)
def test_a_wrong_charset_is_said_to_be(client: FlaskClient, content_type: str, data: bytes, status: int) -> None:
    response = client.post(URL, data=data, content_type=content_type)
    assert response.status_code == status
    problem(response)


def test_a_compressed_body_is_refused(client: FlaskClient) -> None:
    response = client.post(URL, data=b"\x1f\x8b", content_type="text/plain", headers={"Content-Encoding": "gzip"})
    assert response.status_code == 415


@pytest.mark.parametrize("fields", [{}, {"file": (io.BytesIO(b"a"), "a.txt"), "other": (io.BytesIO(b"b"), "b.txt")}])
def test_an_upload_needs_exactly_one_file_field(client: FlaskClient, fields: dict[str, Any]) -> None:
    response = client.post(URL, data=fields, content_type="multipart/form-data")
    assert response.status_code == 400
    problem(response)


def test_an_unknown_form_field_beside_a_file_is_named(client: FlaskClient) -> None:
    response = client.post(URL, data={"file": (io.BytesIO(ARTICLE.encode()), "a.txt"), "colour": "red"})
    assert response.status_code == 400
    assert pointers(response) == ["/colour"]


def test_a_file_field_with_an_odd_name_is_pointed_to_as_json_pointers_have_it(client: FlaskClient) -> None:
    response = client.post(URL, data={"a/b": (io.BytesIO(b"a"), "a.txt")}, content_type="multipart/form-data")
    assert pointers(response) == ["/a~1b"]


def test_a_picture_is_an_unsupported_kind_of_file(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(100)), "article.txt")}
    assert client.post(URL, data=data).status_code == 415


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "text/html"])
@pytest.mark.parametrize("surplus", [1, 200_000])
def test_a_body_over_the_limit_is_too_large(content_type: str, surplus: int) -> None:
    client = create_app(Settings(max_bytes=2_000)).test_client()
    data = json.dumps({"text": "x"}).ljust(2_000 + surplus) if "json" in content_type else "x" * (2_000 + surplus)
    response = client.post(URL, data=data, content_type=content_type)
    assert response.status_code == 413
    assert problem(response)["code"] == "too_large"


def test_a_body_without_a_length_is_bounded_too() -> None:
    client = create_app(Settings(max_bytes=2_000)).test_client()
    environ = {"wsgi.input": io.BytesIO(b"x" * 500_000), "wsgi.input_terminated": True}
    response = client.post(URL, content_type="text/plain", environ_overrides=environ)
    assert response.status_code == 413
    problem(response)


def test_a_file_over_the_limit_is_too_large() -> None:
    client = create_app(Settings(max_bytes=2_000)).test_client()
    response = client.post(URL, data={"file": (io.BytesIO(b"x" * 2_001), "a.txt")})
    assert response.status_code == 413
    problem(response)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "too_short"), ("Only this.", "too_short"), ("\0" * 50, "too_short"), ("ไทย" * 200, "unsupported_language")],
)
def test_what_is_no_article_is_refused_with_its_verdict(client: FlaskClient, text: str, verdict: str) -> None:
    response = client.post(URL, json={"text": text})
    assert response.status_code == 422
    assert problem(response)["verdict"] == verdict


def test_an_address_is_not_fetched_unless_a_setting_says_so(client: FlaskClient) -> None:
    response = client.post(URL, json={"url": "http://127.0.0.1:9/"})
    assert response.status_code == 422
    assert problem(response)["code"] == "fetch_disabled"
    assert pointers(response) == ["/url"]


def test_an_address_inside_the_house_is_refused_even_where_addresses_are_fetched() -> None:
    response = create_app(Settings(web_fetch=True)).test_client().post(URL, json={"url": "http://127.0.0.1:9/"})
    assert response.status_code == 422
    assert problem(response)["code"] == "fetch_failed"


@pytest.mark.parametrize("engine", ["extractive:/etc/passwd", "extractive:", "auto:x", "\0", "../extractive"])
def test_a_stranger_cannot_name_files_of_the_server_as_an_engine(client: FlaskClient, engine: str) -> None:
    response = client.post(URL, json={"text": ARTICLE, "engine": engine})
    assert response.status_code == 400
    assert problem(response)["code"] == "unknown_engine"


def test_the_lists_say_what_is_accepted(client: FlaskClient) -> None:
    engines = client.get("/api/v1/engines").json
    assert {"extractive": True}.items() <= {e["name"]: e["ready"] for e in engines["engines"]}.items()  # type: ignore[index]
    codes = [language["code"] for language in client.get("/api/v1/languages").json["languages"]]  # type: ignore[index]
    assert {"en", "ms", "zh"} <= set(codes)
    assert client.get("/api/v1/limits").json["max_bytes"] == Settings().max_bytes  # type: ignore[index]


def test_ready_is_what_a_caller_may_ask_for_and_the_others_say_what_they_need(client: FlaskClient) -> None:
    for engine in client.get("/api/v1/engines").json["engines"]:  # type: ignore[index]
        answer = client.post(URL, json={"text": ARTICLE, "engine": engine["name"], "fallback": False})
        assert engine["ready"] == (answer.status_code == 200), engine
        assert engine["ready"] == (engine["needs"] is None)
    needs = {engine["name"]: engine["needs"] for engine in client.get("/api/v1/engines").json["engines"]}  # type: ignore[index]
    assert "SUMMARIZER_WEB_ENGINES, as causal:MODEL" in needs["causal"]
    assert needs["endpoint"].endswith("SUMMARIZER_ENDPOINT_URL")


def test_a_model_that_the_operator_names_is_listed_by_its_name() -> None:
    settings = Settings(web_engines=("endpoint:llama3.2",), endpoint_url="http://127.0.0.1:9/v1")
    listed = create_app(settings).test_client().get("/api/v1/engines").json["engines"]  # type: ignore[index]
    [endpoint] = [engine for engine in listed if engine["name"].startswith("endpoint")]
    assert (endpoint["name"], endpoint["takes_model"]) == ("endpoint:llama3.2", False)
    assert "SUMMARIZER_" not in (endpoint["needs"] or "")


def test_a_process_is_ready_when_it_has_summarised_and_not_before(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {"status": "ready"}
    response = create_app(Settings(engine="nonesuch")).test_client().get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert problem(response)["code"] == "not_ready"


def test_nobody_asks_a_model_whether_the_process_is_ready(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    with scripted(tmp_path, {"delay": 20}) as endpoint:
        app = create_app(Settings(engine="endpoint:scripted", endpoint_url=endpoint.url))
        assert app.test_client().get("/readyz").json == {"status": "ready"}
        assert not endpoint.requests()


# Any code point, the halves of surrogate pairs too: JSON can spell them, and a sender may.
_ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_ANY_TEXT, field=st.sampled_from(["text", "html", "title"]))
def test_whatever_the_text_the_answer_is_json_in_utf8_and_no_fault(client: FlaskClient, text: str, field: str) -> None:
    body = {"text": ARTICLE, field: text} if field == "title" else {field: f"{text}\n\n{ARTICLE}"}
    response = client.post(URL, data=json.dumps(body), content_type="application/json")
    assert response.status_code in (200, 400, 413, 422)
    json.loads(response.data.decode("utf-8"))
    response.data.decode("utf-8").encode("utf-8")
