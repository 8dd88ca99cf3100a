"""The OpenAPI 3.1 document, made of the records that validate requests and print answers.

Built here rather than by a framework: one operation that takes four media types with a schema each, and problem
documents as its errors, are beyond what decorators of the usual extensions describe.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from summarizer.pipeline import VERSION
from summarizer.records import Summary
from web.api import Engines, Languages, Limits
from web.bodies import FILE_FIELD
from web.health import Health
from web.problems import MEDIA_TYPE, Problem
from web.submissions import ArticleBody, Parameters

Schema = dict[str, Any]
_REF = "#/components/schemas/{model}"
_MODELS: tuple[tuple[type[BaseModel], Literal["validation", "serialization"]], ...] = (
    (ArticleBody, "validation"),
    (Parameters, "validation"),
    *((model, "serialization") for model in (Summary, Engines, Languages, Limits, Health, Problem)),
)
_ERRORS = {
    400: "The body, a field or a parameter is malformed, unknown or out of range; errors names it.",
    413: "The body or the text is over a limit.",
    415: "The Content-Type, its charset or the kind of file is not read.",
    422: "Read, but it cannot be summarised; verdict says what it is.",
    500: "A fault of the service; the request_id finds it in the log.",
    501: "An optional package is not installed.",
    503: "The engine cannot answer now; Retry-After says when to try again.",
}
_DESCRIPTION = (
    "One article in; a headline, a one-sentence summary and key highlights out, each with the exact source words it "
    "rests on. Errors are problem documents (RFC 9457)."
)


def document(engines: Sequence[str]) -> Schema:
    """Return the OpenAPI document of an installation whose callers may ask for ``engines``."""
    _, definitions = models_json_schema(_MODELS, ref_template=_REF)
    schemas: dict[str, Schema] = definitions["$defs"]
    schemas["Parameters"]["properties"]["engine"]["enum"] = list(engines)
    schemas["ArticleBody"]["properties"]["engine"]["anyOf"][0]["enum"] = list(engines)
    parameters = schemas.pop("Parameters")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Newsroom summarizer", "version": VERSION, "description": _DESCRIPTION},
        "paths": {
            "/api/v1/summaries": {"post": _create_summary(parameters)},
            "/api/v1/engines": {"get": _get("listEngines", "Which engines there are", "Engines")},
            "/api/v1/languages": {"get": _get("listLanguages", "Which languages may be named", "Languages")},
            "/api/v1/limits": {"get": _get("listLimits", "What is accepted", "Limits")},
            "/healthz": {"get": _get("alive", "Whether the process answers", "Health")},
            "/readyz": {"get": _get("ready", "Whether an article can be summarised now", "Health", errors=(503,))},
        },
        "components": {
            "schemas": schemas,
            "headers": {
                "RequestId": {
                    "description": "Name of the request: the caller's X-Request-ID, or a new one.",
                    "schema": {"type": "string"},
                }
            },
        },
    }


def _create_summary(parameters: Schema) -> Schema:
    text = {"type": "string"}
    fields = {name: _of_a_string(schema) for name, schema in parameters["properties"].items()}
    upload = {
        "type": "object",
        "properties": {
            FILE_FIELD: {
                "type": "string",
                "contentMediaType": "application/octet-stream",
                "description": "The article: plain text, Markdown, HTML, PDF or DOCX, told by its content.",
            },
            **fields,
        },
        "required": [FILE_FIELD],
        "additionalProperties": False,
    }
    bodies = {
        "application/json": {"$ref": _REF.format(model="ArticleBody")},
        "text/plain": text,
        "text/html": text,
        "multipart/form-data": upload,
    }
    return {
        "operationId": "createSummary",
        "summary": "Summarise one article",
        "description": "The kind of body is told by Content-Type. Options are fields of a JSON body or of a form; "
        "beside text and HTML they are query parameters. A field in the body wins over a parameter.",
        "parameters": [
            {"name": name, "in": "query", "description": schema["description"], "schema": schema}
            for name, schema in fields.items()
        ],
        "requestBody": {"required": True, "content": {kind: {"schema": schema} for kind, schema in bodies.items()}},
        "responses": _responses("Summary", _ERRORS),
    }


def _of_a_string(schema: Schema) -> Schema:
    """Return a field's schema without null, which neither a query nor a form can carry."""
    kept = {name: value for name, value in schema.items() if name != "anyOf"}
    if kept.get("default", "") is None:
        del kept["default"]
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            kept.update(choice)
    return kept


def _get(operation: str, summary: str, model: str, *, errors: Iterable[int] = ()) -> Schema:
    return {"operationId": operation, "summary": summary, "responses": _responses(model, (*errors, 500))}


def _responses(model: str, errors: Iterable[int]) -> Schema:
    headers = {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}}
    problem = {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}
    answer = {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}
    return {
        "200": {"description": "Done.", "headers": headers, "content": answer},
        **{str(status): {"description": _ERRORS[status], "headers": headers, "content": problem} for status in errors},
    }
