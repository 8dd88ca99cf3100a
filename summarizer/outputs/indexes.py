"""What leads to the pages of a folder: index pages that list some hundreds of them each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PER_INDEX = 500
"""Articles of an index page, and of the folder that it leads to."""


class Pages(StrEnum):
    """Of which kind the pages of a folder are."""

    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as an index names it."""

    headline: str
    href: str
    published: str
    """Its day, or nothing."""
    language: str
    site: str


@dataclass(frozen=True, slots=True)
class Index:
    """One page of the index, which are numbered from 1."""

    number: int
    articles: tuple[Listed, ...]
    is_last: bool

    @property
    def first(self) -> int:
        """Number of its first article, from 1."""
        return (self.number - 1) * PER_INDEX + 1


def index_name(number: int, suffix: str) -> str:
    """Return the file name of an index page."""
    return f"index{suffix}" if number == 1 else f"index-{number}{suffix}"
