"""The public records: what goes in as options, and what comes out as a :class:`Summary`.

One declaration feeds the JSON output, the JSON Schema, OpenAPI, the web form and the command line's flags. Names
follow Azure AI Language (``contexts``, ``rank_score``), W3C Web Annotation and IPTC ninjs where those have a word.
Offsets and lengths count Unicode code points unless ``string_index_type`` says otherwise.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.complaints import complaint
from summarizer.document import BlockKind, Verdict
from summarizer.errors import UsageError

MAX_HIGHLIGHTS = 20
MAX_TITLE_CHARACTERS = 1_000


class Length(StrEnum):
    """How much to say; ``highlights`` says it exactly."""

    BRIEF = "brief"
    STANDARD = "standard"
    DETAILED = "detailed"

    @property
    def highlights(self) -> int:
        """Number of highlights that the length stands for."""
        return {"brief": 3, "standard": 4, "detailed": 5}[self.value]


class Headline(StrEnum):
    """Whose headline to print: the one that came with the article, or ours."""

    GIVEN = "given"
    WRITTEN = "written"


class Policy(StrEnum):
    """What becomes of a generated statement that the source does not support."""

    BLOCK = "block"
    MARK = "mark"
    ALLOW = "allow"


class StringIndexType(StrEnum):
    """Unit of offsets and lengths."""

    UNICODE_CODE_POINT = "UnicodeCodePoint"
    UTF16_CODE_UNIT = "Utf16CodeUnit"


class Method(StrEnum):
    """How a statement was made."""

    GIVEN = "given"
    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    REWRITTEN = "rewritten"


class Record(BaseModel):
    """Base of all records: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Options(Record):
    """What a caller may ask for. Each field is a JSON field, a query parameter, a form field and a flag."""

    engine: Annotated[str, Field(max_length=500)] = "auto"
    """Which engine speaks: auto, extractive or encoder, also with :FILE, one trained on your own archive; or a model of
    your choice that writes: seq2seq:MODEL, causal:MODEL or endpoint:MODEL."""
    highlights: Annotated[int, Field(ge=1, le=MAX_HIGHLIGHTS)] | None = None
    """How many highlights; by default what the length says."""
    length: Length = Length.STANDARD
    """How much to say: brief (3 highlights), standard (4) or detailed (5)."""
    max_words: Annotated[int, Field(ge=10, le=5_000)] | None = None
    """Most words that all highlights may have together."""
    max_characters: Annotated[int, Field(ge=60, le=30_000)] | None = None
    """Most characters that all highlights may have together."""
    headline: Headline = Headline.GIVEN
    """Keep a given title (given), or write one from the text (written)."""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] | None = None
    """Language of the text (BCP 47); by default it is detected."""
    include: tuple[Literal["text"], ...] = ()
    """Extra parts of the answer: text adds the canonical text and its blocks."""
    policy: Policy = Policy.BLOCK
    """What to do with a generated statement that the source does not support."""
    fallback: bool = True
    """Whether another engine may speak when the asked-for one cannot."""
    string_index_type: StringIndexType = StringIndexType.UNICODE_CODE_POINT
    """Unit of offsets and lengths in the answer."""

    @property
    def highlight_count(self) -> int:
        """Number of highlights asked for."""
        return self.highlights or self.length.highlights


def options_of(fields: dict[str, Any]) -> Options:
    """Return the options that fields by their names stand for. Raises UsageError for one that makes no sense."""
    try:
        return Options(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{field}: {complaint(first)}", pointer=f"/{field.replace('.', '/')}") from error


class Context(Record):
    """Source words that a statement rests on: ``text[offset:offset + length] == quote``."""

    offset: int
    """Where the quote starts in the canonical text."""
    length: int
    """Length of the quote, in the same unit."""
    quote: str
    """The exact source words."""


class Check(Record):
    """One fact of a statement, looked up in the source."""

    kind: Literal["number", "date", "name", "quote", "negation", "attribution", "role"]
    """What sort of fact."""
    text: str
    """The fact as the statement words it."""
    status: Literal["supported", "altered", "absent"]
    """Whether the source carries it, says it otherwise, or does not say it."""
    context: Context | None = None
    """The source words that support it, or that it alters."""


class Statement(Record):
    """A sentence or phrase that may be published, with its receipts."""

    text: str
    """The statement."""
    method: Method
    """How it was made: given, verbatim, trimmed or rewritten."""
    contexts: tuple[Context, ...]
    """The source words it rests on; for a trimmed statement, the ranges that were kept."""
    checks: tuple[Check, ...] = ()
    """Facts of the statement, looked up in the source."""
    fragment: str = ""
    """Text fragment (``#:~:text=…``) that makes a browser scroll to the words on the article's own page."""


class Highlight(Statement):
    """A key point."""

    rank_score: float
    """Salience, 0 to 1, comparable within one summary only."""
    support: tuple[Context, ...] = ()
    """The detail under the point, from the same passage."""


class Keyword(Record):
    """A word or phrase that the article is about."""

    text: str
    """The phrase as the article first words it."""
    offset: int
    """Where it first stands in the canonical text."""
    length: int
    """Its length, in the same unit."""
    score: float
    """Weight, 0 to 1, comparable within one summary only."""


class DocumentBlock(Record):
    """A typed range of the canonical text."""

    kind: BlockKind
    """The part it plays in the article."""
    offset: int
    """Where it starts in the canonical text."""
    length: int
    """Its length, in the same unit."""


class DocumentInfo(Record):
    """What is known of the article itself."""

    title: str | None
    """Title that came with the article."""
    byline: str | None
    """Who wrote it, as printed."""
    published: datetime | None
    """When it was published."""
    site: str | None
    """Name of the site it came from."""
    url: str | None
    """Its address."""
    language: str
    """Language of the text (ISO 639-1), und if unknown."""
    language_confidence: float
    """Confidence of the detection, 0 to 1; 1 if the language was given."""
    words: int
    """Words in the body."""
    characters: int
    """Length of the canonical text."""
    reading_seconds: int
    """Silent reading time in seconds."""
    sha256: str
    """SHA-256 of the canonical text in UTF-8, hexadecimal."""
    verdict: Verdict
    """What the input turned out to be."""
    text: str | None = None
    """The canonical text, if asked for with include=text."""
    blocks: tuple[DocumentBlock, ...] | None = None
    """Its blocks, if asked for with include=text."""


class Generator(Record):
    """Which program made the summary, and how."""

    name: str
    """Name of the product."""
    version: str
    """Its version."""
    engine: str
    """The engine that spoke."""
    model: str | None = None
    """The model it used, if any."""
    revision: str | None = None
    """SHA-256 or hub revision of that model."""
    prompt_sha256: str | None = None
    """SHA-256 of the prompts, if any were used."""
    created_at: datetime
    """When the summary was made (UTC)."""
    elapsed_ms: float
    """How long it took, in milliseconds."""


class Notice(Record):
    """Something the caller should know: nothing is cut, replaced or left out in silence."""

    code: str
    """Stable machine-readable name, such as fell_back, shortfall or truncated."""
    message: str
    """The same for people."""
    pointer: str | None = None
    """JSON Pointer to the part of the answer that it is about."""


class Summary(Record):
    """A headline, a one-sentence summary and key highlights, each tied to its source words."""

    id: str | None = None
    """The caller's or the store's identifier, if there is one."""
    headline: Statement
    """Headline; 80 characters at most unless it was given."""
    summary: Statement
    """One sentence that says what happened: the standfirst."""
    highlights: tuple[Highlight, ...]
    """Key points, in reading order."""
    alternatives: tuple[Highlight, ...]
    """The next best points, best first, to swap in."""
    keywords: tuple[Keyword, ...]
    """What the article is about, weightiest first."""
    document: DocumentInfo
    """The article itself."""
    generator: Generator
    """What made this summary."""
    warnings: tuple[Notice, ...] = ()
    """What the caller should know."""
    digital_source_type: str | None = None
    """IPTC NewsCodes URI, present only when a model wrote words."""
    string_index_type: StringIndexType = StringIndexType.UNICODE_CODE_POINT
    """Unit of every offset and length here."""
