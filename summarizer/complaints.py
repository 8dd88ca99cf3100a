"""What is wrong with a value, in plain words: one sentence for each way in which a record or a setting refuses one."""

from __future__ import annotations

from pydantic_core import ErrorDetails

# Kind of error, as pydantic (2.x) names it → what is said of it; names in braces are of its context.
_SENTENCES = {
    "bool_parsing": "This must be true or false.",
    "bool_type": "This must be true or false.",
    "dict_type": "This must have fields of its own.",
    "enum": "This must be {expected}.",
    "extra_forbidden": "There is no such field.",
    "float_parsing": "This must be a number.",
    "float_type": "This must be a number.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be {ge:,} or more.",
    "int_from_float": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "int_parsing_size": "This number is too large.",
    "int_type": "This must be a whole number.",
    "less_than_equal": "This must be {le:,} or less.",
    "list_type": "This must be a list.",
    "literal_error": "This must be {expected}.",
    "missing": "This field is needed.",
    "model_type": "This must have fields of its own.",
    "string_too_long": "This may have {max_length:,} characters at most.",
    "string_too_short": "This is empty.",
    "string_type": "This must be a string.",
    "tuple_type": "This must be a list.",
}
# Field → what fits its pattern, which is nothing to read.
_PATTERNS = {
    "device": "This must be auto, cpu, mps, cuda or cuda: and a number.",
    "language": "This must be the code of a language (BCP 47), such as en or pt-BR.",
}
_OTHERWISE = "This does not fit; see what the field is for."


def complaint(error: ErrorDetails) -> str:
    """Return what a validation error says, as one sentence that does not name the field."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":  # raised by a validator of ours, in our words
        words = str(context["error"]) if "error" in context else error["msg"].removeprefix("Value error, ")
        return f"{words[:1].upper()}{words[1:].rstrip('.')}."
    if kind == "string_pattern_mismatch":
        return next((_PATTERNS[step] for step in error["loc"] if step in _PATTERNS), _OTHERWISE)
    return _SENTENCES[kind].format_map(context) if kind in _SENTENCES else _OTHERWISE
