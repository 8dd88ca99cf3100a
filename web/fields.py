"""Fields of a request, from JSON, a query or a form, against one record: strict in all three, all errors at once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from summarizer.complaints import complaint
from summarizer.records import Record
from web.problems import FieldError, InvalidFieldsError, pointer, wrong_field

AnyRecord = TypeVar("AnyRecord", bound=Record)
_INTEGER = re.compile(r"-?[0-9]{1,12}\Z")


def validate(record: type[AnyRecord], values: Mapping[str, object]) -> AnyRecord:
    """Return the record that JSON values make. Raises InvalidFieldsError naming every field that does not fit.

    Nothing is coerced: "4" is not 4. A name that the record does not have is an error. What is null is not given: many
    systems write out every field that they have.
    """
    given = {name: value for name, value in values.items() if value is not None or name not in record.model_fields}
    try:
        return record.model_validate_json(json.dumps(given), strict=True)
    except RecursionError as error:
        raise InvalidFieldsError([FieldError(pointer="", detail="The JSON is nested too deeply.")]) from error
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidFieldsError(
            [FieldError(pointer=pointer(*each["loc"]), detail=complaint(each)) for each in found]
        ) from error


def typed(record: type[Record], given: MultiDict[str, str]) -> dict[str, object]:
    """Return query or form fields as the JSON values that their record declares, so that both are validated alike.

    A field given twice raises InvalidFieldsError unless it is a list.
    """
    kinds = _kinds(record)
    values: dict[str, object] = {}
    for name, texts in given.lists():
        kind = kinds.get(name, "string")
        if kind == "array":
            values[name] = texts
        elif len(texts) > 1:
            raise wrong_field(name, "This field is given twice.")
        else:
            values[name] = _value(kind, texts[0])
    return values


def _value(kind: str, text: str) -> object:
    if kind == "integer" and _INTEGER.match(text):
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


@cache
def _kinds(record: type[Record]) -> dict[str, str]:
    """Return the JSON type of each field, as its schema has it."""
    properties: dict[str, dict[str, object]] = record.model_json_schema()["properties"]
    return {name: _kind(schema) for name, schema in properties.items()}


def _kind(schema: Mapping[str, object]) -> str:
    choices = schema.get("anyOf")
    for choice in [schema, *(choices if isinstance(choices, list) else ())]:
        if choice.get("type") in ("integer", "boolean", "array"):
            return str(choice["type"])
    return "string"
