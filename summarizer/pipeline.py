"""The whole, readable in one minute: a source becomes a document, a draft, and a Summary with its receipts."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from summarizer import engines, sources, verdict
from summarizer.document import Document, RawArticle, Verdict
from summarizer.engines.base import TOGETHER, Draft, Speaker, in_groups
from summarizer.engines.cascade import Cascade
from summarizer.errors import SourceError, SummarizerError, UnusableArticleError, UsageError
from summarizer.extract.select import Budget
from summarizer.extract.uncut import cut_notice
from summarizer.gate import check_title, judge
from summarizer.headline import expect_headline, headline
from summarizer.highlights import summary
from summarizer.keywords import keywords
from summarizer.provenance import in_units
from summarizer.records import (
    MAX_TITLE_CHARACTERS,
    DocumentBlock,
    DocumentInfo,
    Generator,
    Headline,
    Method,
    Notice,
    Options,
    Statement,
    Summary,
    options_of,
)
from summarizer.settings import Settings, read_settings
from summarizer.text.assemble import assemble
from summarizer.text.languages import NAMES, WITHOUT_SPACES

NAME = "newsroom-summarizer"
VERSION = version(NAME)

_WORDS_PER_MINUTE = 238  # silent reading of English non-fiction (Brysbaert 2019)
_BIGRAMS_PER_MINUTE = 380  # about 260 Chinese words of a character and a half
_BY_MODEL = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"  # IPTC Digital Source Type, 2021

Source = str | Path | RawArticle | Document


class Summarizer:
    """Summarises articles; keeps its engines loaded. Safe to share between threads.

    ``settings`` default to the environment's; ``options`` are fields of :class:`~summarizer.records.Options` and hold
    for every call that brings none of its own.
    """

    def __init__(self, settings: Settings | None = None, **options: Any) -> None:
        self.settings = settings or read_settings()
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
        draft = self._engine(options).draft(document, _budget(options))
        return self._compose(document, draft, options, started)

    def stream(self, sources: Iterable[Source]) -> Iterator[Summary]:
        """Summarise many articles, in order, several at a time where the engine can. Raises at the first bad one."""
        if isinstance(sources, str):
            raise UsageError("Many articles are a list of sources: this str would be taken letter by letter.")
        for group in in_groups(sources, TOGETHER if self.reads_together() else 1):
            for answer in self.attempt([self._attempted(source) for source in group]):
                if isinstance(answer, SummarizerError):
                    raise answer
                yield answer

    def attempt(self, documents: Sequence[Document | SummarizerError]) -> list[Summary | SummarizerError]:
        """Return for each document its summary, or the error that it comes to; an error is handed through.

        An engine that reads several together reads these together.
        """
        started = time.perf_counter()
        usable = [self._usable(document) for document in documents]
        articles = [each for each in usable if isinstance(each, Document)]
        drafts = self._engine(self.options).drafts(articles, _budget(self.options))
        return [self._told(each, next(drafts), started) if isinstance(each, Document) else each for each in usable]

    def speaker(self) -> Speaker:
        """Load the engine that will speak, and say who it is. Raises EngineError if none can be loaded."""
        return self._engine(self.options).speaker()

    def reads_together(self) -> bool:
        """Whether the engine reads several documents together, which moves the last bits of its numbers."""
        return self._engine(self.options).reads_together()

    def document(self, source: Source, *, title: str | None = None, language: str | None = None) -> Document:
        """Read a source into a Document, without judging it.

        Raises SourceError, and UsageError for an endless title and for what is no source, such as bytes.
        """
        if isinstance(source, Document):
            return source
        if title and len(title) > MAX_TITLE_CHARACTERS:
            raise UsageError(f"A title has at most {MAX_TITLE_CHARACTERS:,} characters.", pointer="/title")
        if isinstance(source, Path):
            source = sources.read(_bytes(source, self.settings), settings=self.settings, name=source.name)
        elif isinstance(source, str):
            source = sources.read_text(source, settings=self.settings)
        elif not isinstance(source, RawArticle):
            raise UsageError(f"A source is a str of text, a Path, a RawArticle or a Document, not {source!r:.40}.")
        return assemble(source, title=title, language=language, settings=self.settings)

    def _attempted(self, source: Source) -> Document | SummarizerError:
        try:
            return self.document(source, language=self.options.language)
        except SummarizerError as error:
            return error

    def _usable(self, document: Document | SummarizerError) -> Document | SummarizerError:
        if isinstance(document, Document):
            try:
                self._refuse_rubbish(document)
            except SummarizerError as error:
                return error
        return document

    def _told(self, document: Document, draft: Draft | SummarizerError, started: float) -> Summary | SummarizerError:
        return self._compose(document, draft, self.options, started) if isinstance(draft, Draft) else draft

    def _engine(self, options: Options) -> Cascade:
        name = self.settings.engine if options.engine == "auto" else options.engine
        return self._engines.engine(name, fallback=options.fallback)

    def _refuse_rubbish(self, document: Document) -> None:
        found, why = verdict.judge(document, settings=self.settings)
        if found is not Verdict.ARTICLE:
            raise UnusableArticleError(found, why)

    def _compose(self, document: Document, draft: Draft, options: Options, started: float) -> Summary:
        titled = options.headline is Headline.GIVEN and document.title is not None
        if not titled:
            expect_headline(document, draft)
        judged = judge(document, draft, policy=options.policy, budget=_budget(options), titled=titled)
        top = judged.headline or headline(document, draft, wanted=options.headline)
        top, doubts = check_title(document, top, draft.index.words) if titled else (top, ())
        told = judged.summary or summary(document, draft)
        made = Summary(
            headline=top,
            summary=told,
            highlights=judged.highlights,
            alternatives=judged.alternatives,
            keywords=keywords(document, draft),
            document=_describe(document, int(draft.index.lengths.sum()), options),
            generator=Generator(
                name=NAME,
                version=VERSION,
                engine=draft.speaker.engine,
                model=draft.speaker.model,
                revision=draft.speaker.revision,
                prompt_sha256=draft.written.prompt_sha256 if draft.written else None,
                created_at=datetime.now(UTC),
                elapsed_ms=round((time.perf_counter() - started) * 1000, 3),
            ),
            warnings=(
                *draft.notices,
                *judged.notices,
                *doubts,
                *cut_notice(top),
                *_notices(document, options, len(judged.highlights)),
            ),
            digital_source_type=_BY_MODEL if _is_rewritten(top, told, *judged.highlights) else None,
        )
        return in_units(made, document.text, options.string_index_type)


def summarize(source: Source, *, title: str | None = None, **options: Any) -> Summary:
    """Summarise one article with the default summarizer; see :meth:`Summarizer.summarize`."""
    return _default().summarize(source, title=title, options=options_of(options))


@lru_cache(maxsize=1)
def _default() -> Summarizer:
    return Summarizer()


def _bytes(path: Path, settings: Settings) -> bytes:
    """Read a file, but no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(settings.max_bytes + 1)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


def _is_rewritten(*statements: Statement) -> bool:
    return any(statement.method is Method.REWRITTEN for statement in statements)


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


def _budget(options: Options) -> Budget:
    return Budget(options.highlight_count, words=options.max_words, characters=options.max_characters)


def _notices(document: Document, options: Options, given: int) -> Iterator[Notice]:
    """Say what was cut or is missing."""
    if document.language not in NAMES and document.language != "und":
        yield Notice(
            code="unknown_language",
            message=f"{document.language} is the code of no language that is known here, so none of its words are.",
            pointer="/document/language",
        )
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
