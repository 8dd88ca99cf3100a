"""Languages by name, for people who choose one: those that have an ISO 639-1 code and that the detector knows."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from summarizer.records import Record
from summarizer.text.languages import NAMES, WITHOUT_SPACES, stemmer, stop_words


class Language(Record):
    """A language that is read, and what is known of it."""

    code: str = Field(description="ISO 639-1 code.")
    name: str = Field(description="English name.")
    stop_words: bool = Field(description="Whether its function words are known.")
    stemming: bool = Field(description="Whether its word forms are reduced to stems.")
    spaces: bool = Field(
        description="Whether words have spaces between them; if not, it is read by pairs of characters."
    )


@cache
def languages() -> tuple[Language, ...]:
    """Return every language with a name here, by name."""
    return tuple(
        Language(
            code=code,
            name=name,
            stop_words=bool(stop_words(code)),
            stemming=stemmer(code) is not None,
            spaces=code not in WITHOUT_SPACES,
        )
        for code, name in sorted(NAMES.items(), key=lambda item: item[1])
    )


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where we have no name for it."""
    return "not known" if code == "und" else NAMES.get(code, code)
