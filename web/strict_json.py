"""JSON that every parser reads alike (RFC 8259, and I-JSON, RFC 7493): what they differ on is refused."""

from __future__ import annotations

import json
from typing import NoReturn

from web.problems import MalformedBodyError, wrong_field


def read_object(data: bytes) -> dict[str, object]:
    """Return the object that a body holds.

    Raises MalformedBodyError for bytes that are not UTF-8, for anything but one object, for NaN and infinities, and
    for nesting or numbers beyond reason; InvalidFieldsError for a name given twice or a lone surrogate.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedBodyError(f"JSON is sent in UTF-8; byte {error.start} is not.") from error
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedBodyError(f"The body is not JSON: {error.msg.lower()} at {where}.") from error
    except RecursionError as error:
        raise MalformedBodyError("The JSON is nested too deeply.") from error
    except ValueError as error:  # Python refuses to read integers of more than 4,300 digits
        raise MalformedBodyError("The JSON holds a number with too many digits.") from error
    if not isinstance(value, dict):
        raise MalformedBodyError('The body must be a JSON object, such as {"text": "…"}.', pointer="")
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            raise wrong_field(name, "This field is given twice.")
        if not (_is_unicode(name) and (not isinstance(value, str) or _is_unicode(value))):
            raise wrong_field(name, "This holds half of a surrogate pair, which is no character.")
        fields[name] = value
    return fields


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(digits: str) -> float | int:
    """Return an integer for 10.0: JSON Schema (2020-12) counts it as one, and so do languages with one number type."""
    value = float(digits)
    return int(value) if value.is_integer() else value


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedBodyError(f"{name} is not a JSON number.")
