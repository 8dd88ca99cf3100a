"""What a caller may send: one record for each kind of body. They feed validation, OpenAPI and the form alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict, JsonValue

from summarizer.document import RawArticle
from summarizer.records import MAX_TITLE_CHARACTERS, Options

MAX_URL_CHARACTERS = 2_000  # what browsers and proxies carry safely
_SOURCES = ("text", "html", "url")


def _drop_default(schema: JsonDict) -> None:
    """Leave an optional field without a default: sending it empty is not the same as leaving it out."""
    schema.pop("default", None)


def _describe(schema: JsonDict) -> None:
    """Say of a body that exactly one source is a string, and that null is as good as nothing for every field."""
    schema["oneOf"] = [{"required": [name], "properties": {name: {"type": "string"}}} for name in _SOURCES]
    fields = schema["properties"]
    if isinstance(fields, dict):
        schema["properties"] = {name: _or_null(about) for name, about in fields.items()}


def _or_null(about: JsonValue) -> JsonValue:
    """Return a field's schema with null among what it may be."""
    if not isinstance(about, dict) or "anyOf" in about:
        return about
    said = {name: value for name, value in about.items() if name in ("title", "description", "default")}
    kind = {name: value for name, value in about.items() if name not in said}
    return {**said, "anyOf": [kind, {"type": "null"}]}


class Parameters(Options):
    """Options beside a body that is itself the article: query parameters, or fields of a form."""

    title: Annotated[str, Field(max_length=MAX_TITLE_CHARACTERS)] | None = None
    """Title of the article, if it is not part of the text."""

    def options(self) -> Options:
        """Return the options alone."""
        return Options.model_construct(**{name: getattr(self, name) for name in Options.model_fields})


class ArticleBody(Parameters):
    """An article in JSON: exactly one of text, html and url, and any options."""

    model_config = ConfigDict(json_schema_extra=_describe)

    text: str = Field(default="", json_schema_extra=_drop_default)
    """The article as plain text."""
    html: str = Field(default="", json_schema_extra=_drop_default)
    """The article as HTML: a whole page, or a fragment such as the body field of a content system."""
    url: str = Field(default="", max_length=MAX_URL_CHARACTERS, json_schema_extra=_drop_default)
    """Address of the article; only on installations that fetch addresses."""

    @model_validator(mode="after")
    def _exactly_one_source(self) -> ArticleBody:
        given = [name for name in _SOURCES if name in self.model_fields_set]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            raise ValueError(f"exactly one of text, html and url is needed; found {found}")
        return self


@dataclass(frozen=True, slots=True)
class Submission:
    """An article that was sent, read but not yet judged, and what is asked of it."""

    source: str | RawArticle
    title: str | None = None
    options: Options = field(default_factory=Options)
