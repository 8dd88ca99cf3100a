"""An OpenAI-compatible server that answers as it is told: a process of its own, for tests of what endpoints may do.

    python tests/scripted_endpoint.py --answers FILE [--port PORT] [--log FILE]

prints its base URL, then serves until it is stopped. FILE holds a JSON list; each request takes the next answer, and
the last one serves for all that follow. An answer is an object with any of these keys:

    json      a value that the model "writes" as JSON      content   the text that it writes
    finish    the finish_reason, by default "stop"         body      the whole response body, in place of a completion
    status    the HTTP status, by default 200              headers   more response headers
    delay     seconds to wait before the answer            drip      seconds to wait after each byte
    pad       bytes of blanks to send after the body       drop      true: the connection is closed without an answer
    refuse    response formats, or parameters, that get a 400 before this answer is given

FILE.log, or the file of --log, gets one line a request: {"path", "authorization", "body"}.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any


class Script:
    """What is still to be answered."""

    def __init__(self, answers: list[dict[str, Any]], log: Path) -> None:
        self._answers = answers
        self._log = log
        self._lock = Lock()

    def answer(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a request, and note the request."""
        with self._lock, self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
            first = self._answers[0]
            if refused := _refused(first.get("refuse", ()), record["body"]):
                return {"status": 400, "body": json.dumps({"error": {"message": f"{refused} is not supported"}})}
            return self._answers.pop(0) if len(self._answers) > 1 else first


def _refused(refusals: list[str], body: Any) -> str | None:
    kind = body.get("response_format", {}).get("type")
    return next((each for each in refusals if each == kind or each in body), None)


def completion(text: str, finish: str = "stop", model: str = "scripted") -> str:
    """Return a chat completion as the protocol has it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": model, "choices": [choice]})


def handler(script: Script) -> type[BaseHTTPRequestHandler]:
    """Return the handler of one server's requests."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            record = {"path": self.path, "authorization": self.headers["Authorization"], "body": body}
            answer = script.answer(record)
            time.sleep(answer.get("delay", 0))
            if answer.get("drop"):
                self.close_connection = True
                return
            try:
                self._send(answer)
            except OSError:
                self.close_connection = True  # the client had enough

        def _send(self, answer: dict[str, Any]) -> None:
            text = json.dumps(answer["json"]) if "json" in answer else answer.get("content", "")
            data = answer.get("body", completion(text, answer.get("finish", "stop"))).encode()
            pad = answer.get("pad", 0)
            self.send_response(answer.get("status", 200))
            headers = {"Content-Type": "application/json", "Content-Length": str(len(data) + pad)}
            for name, value in {**headers, **answer.get("headers", {})}.items():
                self.send_header(name, value)
            self.end_headers()
            if "drip" in answer:
                for number in range(len(data)):
                    self.wfile.write(data[number : number + 1])
                    time.sleep(answer["drip"])
            else:
                self.wfile.write(data)
            self.wfile.write(b" " * pad)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


class Server(ThreadingHTTPServer):
    """A server that is not astonished by clients that leave."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running server."""

    url: str
    log: Path

    def requests(self) -> list[dict[str, Any]]:
        """Return what it was asked so far."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def scripted(folder: Path, *answers: dict[str, Any]) -> Iterator[Endpoint]:
    """Run a server with the answers; its files go into the folder."""
    script = folder / "answers.json"
    script.write_text(json.dumps(answers), encoding="utf-8")
    log = folder / "requests.jsonl"
    log.write_text("", encoding="utf-8")
    command = [sys.executable, __file__, "--answers", str(script), "--log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            yield Endpoint(server.stdout.readline().strip(), log)
        finally:
            server.terminate()


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    given = parser.parse_args()
    answers = json.loads(given.answers.read_text(encoding="utf-8"))
    log = given.log or given.answers.with_suffix(".log")
    server = Server(("127.0.0.1", given.port), handler(Script(answers, log)))
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/v1\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
