"""What an error looks like to a program (RFC 9457, 2023), and the errors that only the web raises.

SummarizerError
├── UsageError
│   ├── MalformedBodyError      not JSON, or JSON that different parsers read differently
│   └── InvalidFieldsError      fields that are unknown, missing or out of range: names them all
└── FetchError
    └── FetchDisabledError      addresses are not fetched on this installation
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ConfigDict

from summarizer.document import Verdict
from summarizer.errors import FetchError, SummarizerError, UsageError
from summarizer.records import Record

MEDIA_TYPE = "application/problem+json"
_MOST_ERRORS = 20
_MOST_POINTER_CHARACTERS = 200

# Werkzeug's own errors in our words: code, title, and a detail that does not tell how the server is built.
_HTTP = {
    400: ("malformed_request", "The request is malformed", "It is no valid HTTP, or it stopped before its end."),
    404: ("not_found", "There is nothing here", "No page and no endpoint has this address."),
    405: ("method_not_allowed", "This method does not work here", "The Allow header names those that do."),
    413: ("too_large", "The request is too large", "It is larger than this installation accepts."),
    414: ("address_too_long", "The address is too long", "Send long values in the body."),
    415: ("unsupported_media", "This media type is not read here", "Send one that the description of the API names."),
    431: ("headers_too_large", "The headers are too large", "Send fewer or shorter ones."),
}
_OTHER_HTTP = ("http_error", "The request could not be completed", "The server does not answer requests like this one.")


class FieldError(Record):
    """One field at fault."""

    pointer: str
    """JSON Pointer (RFC 6901) to the field; query and form fields are named the same way."""
    detail: str
    """What is wrong with it."""


class Problem(Record):
    """An error, as RFC 9457 has it."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: str
    """URI that names the kind of problem."""
    title: str
    """The kind of problem, in words."""
    status: int
    """HTTP status."""
    detail: str
    """What happened this time, and what to do."""
    code: str
    """Stable machine-readable name."""
    errors: tuple[FieldError, ...] = ()
    """The fields at fault."""
    retryable: bool
    """Whether the same request may succeed later."""
    request_id: str
    """Name of the request, as in X-Request-ID and in the server's log."""
    verdict: Verdict | None = None
    """What the input turned out to be, if it was not an article."""


class MalformedBodyError(UsageError):
    code = "malformed_body"
    title = "The request body is not valid"


class ForeignFormError(UsageError):
    code = "foreign_form"
    title = "This form was sent from another site"
    status = 403


class InvalidFieldsError(UsageError):
    """Fields that do not fit, all of them at once."""

    code = "invalid_fields"
    title = "Some fields are not valid"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        name = first.pointer[1:] or "body"
        super().__init__(f"{name}: {first.detail}{more}", pointer=first.pointer)
        self.errors = tuple(errors[:_MOST_ERRORS])


class FetchDisabledError(FetchError):
    code = "fetch_disabled"
    title = "Addresses are not fetched here"

    def __init__(self) -> None:
        super().__init__(
            "This installation does not fetch addresses. Send the page itself as html, or its text as text.",
            pointer="/url",
        )


def pointer(*path: str | int) -> str:
    """Return the JSON Pointer of a path of keys and indexes; an overlong one is cut."""
    escaped = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return escaped[:_MOST_POINTER_CHARACTERS].encode("utf-8", "replace").decode()


def wrong_field(name: str, detail: str) -> InvalidFieldsError:
    """Return the error of one field by its name."""
    return InvalidFieldsError([FieldError(pointer=pointer(name), detail=detail)])


def of_summarizer_error(error: SummarizerError, request_id: str) -> Problem:
    """Describe an error that the product raised on purpose."""
    if isinstance(error, InvalidFieldsError):
        errors = error.errors
    elif error.pointer is not None:
        errors = (FieldError(pointer=error.pointer, detail=error.detail),)
    else:
        errors = ()
    members = {**error.problem(), "errors": errors, "retryable": error.retryable, "request_id": request_id}
    return Problem.model_validate(members)


def of_status(status: int, request_id: str) -> Problem:
    """Describe an error of the HTTP layer in our own words."""
    if status == 500:
        return internal(request_id)
    code, title, detail = _HTTP.get(status, _OTHER_HTTP)
    return Problem(
        type=f"urn:problem:summarizer:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        retryable=False,
        request_id=request_id,
    )


def internal(request_id: str) -> Problem:
    """Describe a fault of ours without saying anything about it."""
    return Problem(
        type="urn:problem:summarizer:internal_error",
        title="Something went wrong on our side",
        status=500,
        detail="The request was fine as far as we can tell; the fault is in the log under this request_id.",
        code="internal_error",
        retryable=True,
        request_id=request_id,
    )
