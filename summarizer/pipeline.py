"""The whole, readable in one minute: a source becomes a document, a draft, and a Summary with its receipts."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarizer import engines, sources, verdict
from summarizer.document import Document, RawArticle, Verdict
from summarizer.errors import SourceError, UnusableArticleError, UsageError
from summarizer.extract.select import Budget
from summarizer.headline import headline
from summarizer.highlights import alternatives, highlights, summary
from summarizer.keywords import keywords
from summarizer.provenance import in_units
from summarizer.records import MAX_TITLE_CHARACTERS, DocumentBlock, DocumentInfo, Generator, Notice, Options, Summary
from summarizer.settings import Settings
from summarizer.text.assemble import assemble
from summarizer.text.languages import WITHOUT_SPACES

NAME = "newsroom-summarizer"
VERSION = version(NAME)

_WORDS_PER_MINUTE = 238  # silent reading of English non-fiction (Brysbaert 2019)
_BIGRAMS_PER_MINUTE = 380  # about 260 Chinese words of a character and a half

Source = str | Path | RawArticle | Document


class Summarizer:
    """Summarises articles; keeps its engines loaded. Safe to share between threads.

    ``settings`` default to the environment's; ``options`` are fields of :class:`~summarizer.records.Options` and hold
    for every call that brings none of its own.
    """

    def __init__(self, settings: Settings | None = None, **options: Any) -> None:
        self.settings = settings or _settings()
        self.options = options_of(options)
        self._engines = engines.Roster(self.settings)

    def summarize(self, source: Source, *, title: str | None = None, options: Options | None = None) -> Summary:
        """Summarise one article: a str is its text, a Path a file, a RawArticle or Document what it says.

        Raises SourceError if the source cannot be read, UnusableArticleError if it is not an article, UsageError for
        options that make no sense, EngineError if no engine can answer.
        """
        started = time.perf_counter()
        options = options or self.options
        document = self.document(source, title=title, language=options.language)
        self._refuse_rubbish(document)
        return self._compose(document, options, started)

    def stream(self, sources: Iterable[Source]) -> Iterator[Summary]:
        """Summarise many articles, in order, one after another."""
        return map(self.summarize, sources)

    def document(self, source: Source, *, title: str | None = None, language: str | None = None) -> Document:
        """Read a source into a Document, without judging it. Raises SourceError, or UsageError for an endless title."""
        if isinstance(source, Document):
            return source
        if title and len(title) > MAX_TITLE_CHARACTERS:
            raise UsageError(f"A title has at most {MAX_TITLE_CHARACTERS:,} characters.", pointer="/title")
        if isinstance(source, Path):
            source = sources.read(_bytes(source, self.settings), settings=self.settings, name=source.name)
        elif isinstance(source, str):
            source = sources.read_text(source, settings=self.settings)
        return assemble(source, title=title, language=language, settings=self.settings)

    def _refuse_rubbish(self, document: Document) -> None:
        found, why = verdict.judge(document, settings=self.settings)
        if found is not Verdict.ARTICLE:
            raise UnusableArticleError(found, why)

    def _compose(self, document: Document, options: Options, started: float) -> Summary:
        name = self.settings.engine if options.engine == "auto" else options.engine
        engine = self._engines.engine(name, fallback=options.fallback)
        budget = Budget(options.highlight_count, words=options.max_words, characters=options.max_characters)
        draft = engine.draft(document, budget)
        points = highlights(document, draft)
        made = Summary(
            headline=headline(document, draft, wanted=options.headline),
            summary=summary(document, draft),
            highlights=points,
            alternatives=alternatives(document, draft),
            keywords=keywords(document, draft),
            document=_describe(document, int(draft.index.lengths.sum()), options),
            generator=Generator(
                name=NAME,
                version=VERSION,
                engine=draft.speaker.engine,
                model=draft.speaker.model,
                revision=draft.speaker.revision,
                created_at=datetime.now(UTC),
                elapsed_ms=round((time.perf_counter() - started) * 1000, 3),
            ),
            warnings=(*draft.notices, *_notices(document, options, len(points))),
        )
        return in_units(made, document.text, options.string_index_type)


def summarize(source: Source, *, title: str | None = None, **options: Any) -> Summary:
    """Summarise one article with the default summarizer; see :meth:`Summarizer.summarize`."""
    return _default().summarize(source, title=title, options=options_of(options))


@lru_cache(maxsize=1)
def _default() -> Summarizer:
    return Summarizer()


def options_of(fields: dict[str, Any]) -> Options:
    """Return the options that fields by their names stand for. Raises UsageError for one that makes no sense."""
    try:
        return Options(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{field}: {first['msg']}", pointer=f"/{field.replace('.', '/')}") from error


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SUMMARIZER_{first['loc'][0]}".upper()
        raise UsageError(f"{name} is {first['input']!r}: {first['msg']}") from error


def _bytes(path: Path, settings: Settings) -> bytes:
    """Read a file, but no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(settings.max_bytes + 1)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


def _describe(document: Document, word_count: int, options: Options) -> DocumentInfo:
    pace = _BIGRAMS_PER_MINUTE if document.language in WITHOUT_SPACES else _WORDS_PER_MINUTE
    whole = "text" in options.include
    return DocumentInfo(
        title=document.title,
        byline=document.byline,
        published=document.published,
        site=document.site,
        url=document.url,
        language=document.language,
        language_confidence=document.language_confidence,
        words=word_count,
        characters=len(document.text),
        reading_seconds=round(word_count * 60 / pace),
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        verdict=Verdict.ARTICLE,
        text=document.text if whole else None,
        blocks=tuple(DocumentBlock(kind=b.kind, offset=b.start, length=b.end - b.start) for b in document.blocks)
        if whole
        else None,
    )


def _notices(document: Document, options: Options, given: int) -> Iterator[Notice]:
    """Say what was cut or is missing."""
    if given < options.highlight_count:
        yield Notice(
            code="shortfall",
            message=f"{options.highlight_count} highlights were asked for; the article and the budget allow {given}.",
            pointer="/highlights",
        )
    if document.sentences_omitted:
        yield Notice(
            code="truncated",
            message=f"The last {document.sentences_omitted:,} sentences were left out: the text is over the limit.",
        )
