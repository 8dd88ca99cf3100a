"""What is compared: the lead, the oracle, and the product's engines, each from raw text to highlights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer import sources
from summarizer.document import Document, Sentence
from summarizer.errors import SourceError, UnusableArticleError
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.oracle import oracle
from summarizer.pipeline import Summarizer
from summarizer.records import Headline, Options, options_of
from summarizer.settings import Settings
from summarizer.text.assemble import assemble


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says about one article."""

    highlights: tuple[str, ...] = ()
    places: tuple[float, ...] = ()
    """Where in the article each begins: 0 at its first character, 1 at its end."""
    refusal: str | None = None
    """The verdict or error code, if it says nothing."""


System = Callable[[Example], Answer]


def read_document(example: Example, settings: Settings) -> Document:
    """Return the document that the product makes of an example's title and text."""
    article = sources.read_text(example.text, settings=settings)
    return assemble(article, title=example.title, language=example.language, settings=settings)


def lead(settings: Settings, count: int) -> System:
    """Return the system that gives the first ``count`` sentences: hard to beat in news."""
    return lambda example: _verbatim(document := read_document(example, settings), document.sentences[:count])


def greedy_oracle(settings: Settings, count: int) -> System:
    """Return the system that has read the reference, and gives the greedily best ``count`` sentences at most."""

    def answer(example: Example) -> Answer:
        document = read_document(example, settings)
        picked = oracle([document.quote(sentence) for sentence in document.sentences], example.highlights, count)
        return _verbatim(document, tuple(document.sentences[index] for index in picked))

    return answer


def engine(summarizer: Summarizer) -> System:
    """Return an engine of the product, behind its public door. An article that it refuses gets no highlights.

    The system raises UsageError for an engine or a language that there is not, and EngineError if it cannot answer.
    """

    def answer(example: Example) -> Answer:
        try:
            summary = summarizer.summarize(example.text, title=example.title, options=_options(summarizer, example))
        except SourceError as error:
            return Answer(refusal=_reason(error))
        length = max(summary.document.characters, 1)
        return Answer(
            tuple(highlight.text for highlight in summary.highlights),
            tuple(highlight.contexts[0].offset / length for highlight in summary.highlights if highlight.contexts),
        )

    return answer


def headline_writer(summarizer: Summarizer) -> Callable[[Example], str]:
    """Return a function that writes a headline without having seen the title; empty for a refused article."""

    def write(example: Example) -> str:
        options = _options(summarizer, example, headline=Headline.WRITTEN, highlights=None)
        try:
            return summarizer.summarize(example.text, options=options).headline.text
        except SourceError:
            return ""

    return write


def _options(summarizer: Summarizer, example: Example, **asked: object) -> Options:
    return options_of({**dict(summarizer.options), "language": example.language, **asked})


def _reason(error: SourceError) -> str:
    return error.verdict if isinstance(error, UnusableArticleError) else error.code


def _verbatim(document: Document, sentences: tuple[Sentence, ...]) -> Answer:
    length = max(len(document.text), 1)
    return Answer(
        tuple(document.quote(sentence) for sentence in sentences),
        tuple(sentence.start / length for sentence in sentences),
    )
