"""Text read as tokens with places: the one reading that every check of the fact gate shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.document import Span
from summarizer.text.languages import WITHOUT_SPACES, stemmer, stop_words
from summarizer.text.words import REMEMBERED_CHARACTERS, REMEMBERED_LANGUAGES, REMEMBERED_WORDS

# A figure torn at its comma ("26, 000") is one figure.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d{1,3}(?:, 000)+(?!\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$£€¥₹%½¼¾⅓⅔]"
)
# A character at a time: a statement's own cut into words need not be the source's.
_CHARACTER = re.compile(
    r"\d+(?:[.,:]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[$£€¥₹%]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text, as columns of equal length."""

    text: str
    surfaces: list[str]
    keys: list[str]
    """Lower case, without accents, apostrophe or possessive."""
    terms: list[str]
    """Stem of a content word, "" for a function word or a mark."""
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.surfaces)

    def words(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def gap(self, left: int) -> str:
        """Return what stands between a token and the next, or after the last one."""
        after = self.starts[left + 1] if left + 1 < len(self.starts) else len(self.text)
        return self.text[self.ends[left] : after]


def read(text: str, language: str = "en", spans: Sequence[Span] | None = None) -> Reading:
    """Read the tokens of a text, or of ranges of it in order; offsets are absolute."""
    pattern = _CHARACTER if language in WITHOUT_SPACES else _TOKEN
    known = _forms(language)
    ranges = spans or (Span(0, len(text)),)
    found = [match.span() for start, end in ranges for match in pattern.finditer(text, start, end)]
    surfaces = [text[start:end] for start, end in found]
    forms = [known[surface] for surface in surfaces]
    return Reading(
        text,
        surfaces,
        [key for key, _ in forms],
        [term for _, term in forms],
        [start for start, _ in found],
        [end for _, end in found],
    )


def fold(word: str) -> str:
    """Return a word in lower case without accents, full stops or possessive."""
    lower = word.lower().replace("’", "'")
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    if lower[:1].isdigit():
        return lower.replace(" ", "")
    return lower.removesuffix("'s").removesuffix("'").replace(".", "")


class _Forms(dict[str, tuple[str, str]]):
    """Surface → key and term; learns each word once, but for those too long to be one."""

    def __init__(self, language: str) -> None:
        self._stem = stemmer(language) or str
        self._stop = stop_words(language)

    def __missing__(self, surface: str) -> tuple[str, str]:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        key = fold(surface)
        lower = surface.lower().replace("’", "'")
        stop = lower in self._stop or key in self._stop or not key[:1].isalnum()
        made = (key, "" if stop else self._stem(key))
        if len(surface) <= REMEMBERED_CHARACTERS:
            self[surface] = made
        return made


@lru_cache(maxsize=REMEMBERED_LANGUAGES)
def _forms(language: str) -> _Forms:
    return _Forms(language)
