"""The production server as a real process: it says where it is, answers, keeps its limits and goes when told."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scripted_endpoint import scripted
from web_examples import ARTICLE

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(*command: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the server on a free port; yield it and its address."""
    environment = {**os.environ, "SUMMARIZER_PORT": "0", "SUMMARIZER_WORKERS": "1"}
    environment |= {f"SUMMARIZER_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, *(command or ("serve.py",))],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"Serving at (http://\S+/)\n", line)
        assert found, line or (process.stderr and process.stderr.read())
        yield process, found[1]
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(max_bytes="100000") as (_, found):
        yield found


def ask(address: str, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str, bytes]:
    """Return status, media type and body of one request."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers)  # type: ignore[arg-type]
        response = connection.getresponse()
        return response.status, response.headers["Content-Type"], response.read()
    finally:
        connection.close()


def test_the_process_answers_with_a_summary_and_with_the_form(address: str) -> None:
    body = json.dumps({"text": ARTICLE})
    status, media_type, data = ask(address, "POST", "/api/v1/summaries", body, **{"Content-Type": "application/json"})
    assert (status, media_type) == (200, "application/json")
    assert json.loads(data)["highlights"]
    assert ask(address, "GET", "/")[0] == 200
    assert ask(address, "GET", "/readyz")[0] == 200
    assert ask(address, "GET", "/static/style.css")[0] == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_refused_and_the_refusal_arrives(address: str, chunked: bool) -> None:
    data = b"word " * 400_000
    body = iter([data[i : i + 10_000] for i in range(0, len(data), 10_000)]) if chunked else data
    status, media_type, answer = ask(address, "POST", "/api/v1/summaries", body, **{"Content-Type": "text/plain"})
    assert (status, media_type) == (413, "application/problem+json")
    assert json.loads(answer)["code"] == "too_large"


def test_senders_that_stall_do_not_keep_the_server_from_others() -> None:
    head = (
        b"POST /api/v1/summaries HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: 999\r\n\r\nabc"
    )
    with serving(request_seconds="1") as (_, address), ExitStack() as stack:
        where = urlsplit(address)
        for _ in range(12):
            sender = stack.enter_context(socket.create_connection((where.hostname, where.port), timeout=20))
            sender.sendall(head)
        assert ask(address, "GET", "/healthz")[0] == 200
        assert sender.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_a_kept_connection_outlives_the_time_of_one_request() -> None:
    with serving(request_seconds="1") as (_, address):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        for _ in range(4):
            connection.request(
                "POST", "/api/v1/summaries", body=ARTICLE.encode(), headers={"Content-Type": "text/plain"}
            )
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            time.sleep(0.5)
        connection.close()


def test_a_request_line_beyond_reason_is_refused(address: str) -> None:
    assert ask(address, "GET", "/?" + "x" * 20_000)[0] == 414


_HEAD = "POST /api/v1/summaries HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("GARBAGE\r\n\r\n", 400),
        (f"GET /{'x' * 20_000} HTTP/1.1\r\n\r\n", 414),
        (f"GET /healthz HTTP/1.1\r\nX-Long: {'x' * 20_000}\r\n\r\n", 431),
        (f"{_HEAD}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (f"{_HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400),
        (f"{_HEAD}Content-Length: {len(ARTICLE.encode()) + 1}\r\n\r\n{ARTICLE}", 400),
        (f"{_HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nabc", 400),
    ],
    ids=["no HTTP", "long line", "long header", "two lengths", "no chunk size", "cut short", "cut short in a chunk"],
)
def test_what_is_no_whole_request_gets_a_problem_document(address: str, request_text: str, status: int) -> None:
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as sender:
        sender.sendall(request_text.encode())
        sender.shutdown(socket.SHUT_WR)
        answer = http.client.HTTPResponse(sender)
        answer.begin()
        problem = json.loads(answer.read())
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["request_id"]) == (status, answer.headers["X-Request-ID"])


@pytest.mark.parametrize("command", [("serve.py",), ("-m", "serve")])
def test_the_server_goes_quietly_when_it_is_told_to(command: tuple[str, ...]) -> None:
    with serving(*command) as (process, address):
        assert ask(address, "GET", "/healthz")[0] == 200
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_a_public_address_is_warned_about_and_loopback_is_not() -> None:
    for host, warned in (("0.0.0.0", True), ("127.0.0.1", False)):
        with serving(host=host) as (process, _):
            process.terminate()
            _, errors = process.communicate(timeout=20)
        assert ("there are no keys" in errors) is warned


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eighty", "SUMMARIZER_PORT is "),
        ("ENGINE", "oracle", "There is no engine called 'oracle'"),
        ("WEB_ENGINES", "extractive, seq2seq", "seq2seq needs a model"),
        ("PROMPTS", "/no/such/folder", "The folder of prompts /no/such/folder cannot be read"),
    ],
)
def test_a_setting_that_does_not_fit_is_one_line_and_exit_status_2(name: str, value: str, words: str) -> None:
    environment = {**os.environ, f"SUMMARIZER_{name}": value}
    done = subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_an_answer_that_a_model_is_writing_is_waited_for_when_the_server_is_told_to_go(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    target = "/api/v1/summaries?engine=endpoint:scripted&fallback=false"
    with (
        scripted(tmp_path, {"delay": 12, "json": {}}) as endpoint,
        serving(endpoint_url=endpoint.url, web_engines="endpoint:scripted") as (process, address),
    ):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        connection.request("POST", target, body=ARTICLE.encode(), headers={"Content-Type": "text/plain"})
        while not endpoint.requests():
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert json.loads(connection.getresponse().read())["code"] == "engine_failed"


def test_an_argument_that_would_go_unheard_is_refused() -> None:
    command = [sys.executable, "serve.py", "--port", "9000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "SUMMARIZER_PORT" in done.stderr


def test_a_port_that_is_taken_ends_the_server_with_a_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = {**os.environ, "SUMMARIZER_PORT": str(taken.getsockname()[1])}
        done = subprocess.run(
            [sys.executable, "serve.py"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode != 0
    assert "Address" in done.stderr or "in use" in done.stderr
