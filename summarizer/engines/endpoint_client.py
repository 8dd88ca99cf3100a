"""One question to an OpenAI-compatible server: bounded in time, bytes and tries, and in the words the server knows.

Servers differ in what they take: JSON that is held to a schema, any JSON, or neither; ``max_tokens`` or its later name;
a temperature or none. The client begins with the most, gives up what a server refuses, and remembers that.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from summarizer.engines.endpoint_transport import RefusedResponseError, http_client
from summarizer.errors import EngineError
from summarizer.prompting.messages import Messages
from summarizer.settings import Settings

_TRIES = 3
"""Calls for one answer, those for learning what the server takes not counted."""
_BACKOFF = 0.5
"""Seconds before the second call, doubled before each later one."""
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that may be gone in a moment (RFC 9110; 529 is what several servers say when overloaded)."""
_REFUSALS = frozenset({400, 404, 415, 422, 501})
"""Statuses with which servers refuse a parameter."""
_TOO_LONG = ("context length", "context_length", "context size", "context window", "too many tokens", "too long")
_LONGEST = 200
"""Characters of a server's message that are passed on."""
_NO_KEY = "none"
"""What is sent as a key where there is none: the protocol wants one."""


class PromptTooLongError(EngineError):
    """The prompt does not fit the server's model."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What a server is asked in."""

    formats: tuple[str, ...] = ("json_schema", "json_object", "text")
    """Response formats to try, from the first."""
    limit: str = "max_tokens"
    temperature: bool = True

    def without(self, message: str) -> _Dialect | None:
        """Return the dialect with one thing less, going by what the server says about it; None if nothing is left."""
        if "max_tokens" in message and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "temperature" in message and self.temperature:
            return replace(self, temperature=False)
        return replace(self, formats=self.formats[1:]) if len(self.formats) > 1 else None


class Client:
    """Asks one model of one server. Threads may share it."""

    def __init__(self, model: str, settings: Settings) -> None:
        import openai

        self.model = model
        self._key = _key(settings)
        self._dialect = _Dialect()
        self._openai = openai.OpenAI(
            api_key=self._key,
            base_url=_address(settings),
            max_retries=0,
            http_client=http_client(settings.endpoint_proxy, settings.engine_seconds),
        )

    def ask(self, messages: Messages, *, tokens: int, deadline: float) -> str:
        """Return the text of the answer, of at most ``tokens`` tokens; ``deadline`` is of the monotonic clock.

        Raises PromptTooLongError if the server's model cannot read so much, EngineError with the reason for any other
        failure: the key is never part of it.
        """
        tries = 0
        while True:
            dialect = self._dialect
            failure: EngineError
            wait = None
            try:
                return _content(self._call(dialect, messages, tokens, deadline))
            except _StatusError as refused:
                if refused.http_status in _REFUSALS and (simpler := self._simpler(dialect, refused)):
                    self._dialect = simpler
                    continue
                failure, wait = refused, refused.wait
                if refused.http_status not in _PASSING:
                    raise EngineError(refused.detail) from refused
            except _UnreachableError as unreachable:
                failure = unreachable
            tries += 1
            pause = _BACKOFF * 2 ** (tries - 1) if wait is None else wait
            if tries == _TRIES or time.monotonic() + pause >= deadline:
                raise EngineError(failure.detail) from failure
            time.sleep(pause)

    def _simpler(self, dialect: _Dialect, refused: _StatusError) -> _Dialect | None:
        message = refused.message.lower()
        if any(words in message for words in _TOO_LONG):
            raise PromptTooLongError(refused.detail) from refused
        return dialect.without(message) if refused.http_status != 404 or "model" not in message else None

    def _call(self, dialect: _Dialect, messages: Messages, tokens: int, deadline: float) -> bytes:
        import openai

        left = deadline - time.monotonic()
        if left <= 0:
            raise EngineError("The endpoint did not answer in time.")
        try:
            answer = self._openai.chat.completions.with_raw_response.create(
                **_request(dialect, self.model, messages, tokens), timeout=left
            )
            body: bytes = answer.content
        except openai.APIStatusError as error:
            raise self._status_error(error.response) from None  # its text may repeat what was sent
        except openai.APITimeoutError as error:
            raise EngineError("The endpoint did not answer in time.") from error
        except RefusedResponseError as error:
            raise EngineError(str(error)) from None
        except openai.APIConnectionError as error:
            if isinstance(error.__cause__, RefusedResponseError):
                raise EngineError(str(error.__cause__)) from None
            raise _UnreachableError("The endpoint could not be reached.") from error
        except openai.OpenAIError as error:
            raise EngineError(f"The endpoint could not be asked: {type(error).__name__}.") from None
        return body

    def _status_error(self, response: Any) -> _StatusError:
        message = " ".join(_message(response.text).replace(self._key, "…").split())[:_LONGEST]
        detail = f"The endpoint answered {response.status_code}{': ' if message else ''}{message}"
        return _StatusError(detail.rstrip(".") + ".", response.status_code, message, _wait(response.headers))


class _UnreachableError(EngineError):
    """No answer came; one may come later."""


class _StatusError(EngineError):
    """The server answered with an error."""

    def __init__(self, detail: str, status: int, message: str, wait: float | None) -> None:
        super().__init__(detail)
        self.http_status, self.message, self.wait = status, message, wait


def _address(settings: Settings) -> str:
    """Return the server's base URL. Raises EngineError if there is none, or it holds what belongs elsewhere."""
    url = (settings.endpoint_url or "").strip()
    if not url:
        raise EngineError("No endpoint is known: set SUMMARIZER_ENDPOINT_URL to its base URL.")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EngineError("The endpoint's address must be an http or https URL.")
    if parts.username or parts.password or parts.query:
        raise EngineError("The endpoint's address must hold no key: set SUMMARIZER_ENDPOINT_KEY.")
    return url


def _key(settings: Settings) -> str:
    """Return the server's key. Raises EngineError for one that no header can carry: its error would show it."""
    key = settings.endpoint_key.get_secret_value().strip() if settings.endpoint_key else ""
    if not (key.isascii() and key.isprintable()):
        raise EngineError("The endpoint's key holds characters that no key can have.")
    return key or _NO_KEY


def _request(dialect: _Dialect, model: str, messages: Messages, tokens: int) -> dict[str, Any]:
    formats: Mapping[str, dict[str, Any]] = {
        "json_schema": {"json_schema": {"name": "summary", "strict": True, "schema": messages.schema}},
        "json_object": {},
    }
    kind = dialect.formats[0]
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": messages.system},
            {"role": "user", "content": messages.user},
        ],
        dialect.limit: tokens,
        **({"temperature": 0} if dialect.temperature else {}),
        **({"response_format": {"type": kind, **formats[kind]}} if kind in formats else {}),
    }


def _content(body: bytes) -> str:
    """Return what the model wrote. Raises EngineError if it came to no end, or the answer is not of the protocol."""
    try:
        choice = json.loads(body)["choices"][0]
        ended, content = choice.get("finish_reason"), choice["message"].get("content")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise EngineError("The endpoint's answer is not of the chat completions protocol.") from error
    if ended == "length":
        raise EngineError("The endpoint's answer was cut off at its limit of tokens.")
    if ended == "content_filter":
        raise EngineError("The endpoint's filter withheld the answer.")
    if not isinstance(content, str) or not content.strip():
        raise EngineError("The endpoint's answer is empty.")
    return content


def _message(text: str) -> str:
    """Return what an error's body says, wherever the server puts it."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return "" if text.lstrip().startswith("<") else text
    for key in ("error", "message", "detail"):
        if isinstance(said, dict) and said.get(key):
            said = said[key]
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110, section 10.2.3), or None without one that can be read."""
    value = headers.get("retry-after", "").strip()
    try:
        return max(
            0.0, float(value) if value[:1].isdecimal() else parsedate_to_datetime(value).timestamp() - time.time()
        )
    except (ValueError, TypeError, OverflowError):
        return None
