"""What every answer of the web application has: problems for programs, security headers, the name of its request."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_examples import problem

from summarizer.settings import Settings
from web import create_app

URL = "/api/v1/summaries"


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api//v1/engines", 404),
        ("GET", "/api/v1/engines/", 404),
        ("GET", "/api/v1/summaries", 405),
        ("DELETE", "/api/v1/engines", 405),
        ("POST", "/healthz", 405),
        ("PUT", "/openapi.json", 405),
        ("GET", "/api/%ff", 404),
    ],
)
def test_errors_of_the_http_layer_are_problems_too(client: FlaskClient, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method)
    assert response.status_code == status
    problem(response)
    assert status != 405 or response.headers["Allow"]


def test_the_methods_of_an_endpoint_are_told_without_html(client: FlaskClient) -> None:
    response = client.options(URL)
    assert response.status_code == 204
    assert "POST" in response.headers["Allow"]
    assert "Content-Type" not in response.headers


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_the_inside() -> None:
    app = create_app(Settings())

    @app.get("/api/v1/broken")
    def broken() -> str:
        raise RuntimeError("secret of the inside")

    response = app.test_client().get("/api/v1/broken")
    assert response.status_code == 500
    assert problem(response)["retryable"] is True
    assert "secret" not in response.text


@pytest.mark.parametrize(("given_id", "echoed"), [("abc-123:x", True), ("a b", False), ("x" * 129, False)])
def test_a_request_id_is_echoed_if_it_is_a_plain_one(client: FlaskClient, given_id: str, echoed: bool) -> None:
    answered = client.get("/healthz", headers={"X-Request-ID": given_id}).headers["X-Request-ID"]
    assert (answered == given_id) is echoed
    assert answered


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/api/v1/limits", "/no", "/api/no", "/static/style.css"])
def test_every_answer_carries_the_security_headers_and_no_cookie(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" in headers
    assert "Set-Cookie" not in headers
