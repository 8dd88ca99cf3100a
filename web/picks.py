"""A result that comes back from its own page: nothing is stored, so the page carries the summary and sends it again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from pydantic import ValidationError

from summarizer.errors import UsageError
from summarizer.records import Context, Highlight, StringIndexType, Summary

_MOST_CONTEXTS = 1_000  # 20 highlights and as many spares have a few hundred


class StaleResultError(UsageError):
    code = "stale_result"
    title = "This result can no longer be used"


def restore(text: str) -> Summary:
    """Return the summary that a page carried. Raises StaleResultError unless every quote still is in its text."""
    try:
        summary = Summary.model_validate_json(text)
    except ValidationError as error:
        raise StaleResultError("The page sent a result that cannot be read. Summarise the article again.") from error
    if not (summary.string_index_type is StringIndexType.UNICODE_CODE_POINT and _is_exact(summary)):
        raise StaleResultError("The result does not match its source any more. Summarise the article again.")
    return summary


def _is_exact(summary: Summary) -> bool:
    """Whether quotes are the text's own words, and blocks stand one after another in it, as in every real result."""
    text, blocks = summary.document.text, summary.document.blocks
    if text is None or blocks is None:
        return False
    contexts = list(_contexts(summary))
    edges = [edge for block in blocks for edge in (block.offset, block.offset + block.length)]
    return (
        len(contexts) <= _MOST_CONTEXTS
        and all(_stands(context, text) for context in contexts)
        and all(earlier <= later for earlier, later in pairwise([0, *edges, len(text)]))
    )


def choose(summary: Summary, picked: Collection[int]) -> Summary:
    """Return the summary with the picked points as its highlights, in reading order, and the others as alternatives.

    Points are counted from 0, the highlights first and the alternatives after them.
    """
    points = [*summary.highlights, *summary.alternatives]
    chosen = [point for index, point in enumerate(points) if index in picked]
    others = [point for index, point in enumerate(points) if index not in picked]
    return summary.model_copy(
        update={
            "highlights": tuple(sorted(chosen, key=place)),
            "alternatives": tuple(sorted(others, key=lambda point: -point.rank_score)),
        }
    )


def for_download(summary: Summary) -> Summary:
    """Return the summary without the article's own text, as the endpoint answers unless it is asked for."""
    return summary.model_copy(update={"document": summary.document.model_copy(update={"text": None, "blocks": None})})


def place(point: Highlight) -> int:
    """Return where a point's words begin in the text: points are read in this order."""
    return min((context.offset for context in point.contexts), default=0)


def _stands(context: Context, text: str) -> bool:
    start, end = context.offset, context.offset + context.length
    return 0 <= start < end and text[start:end] == context.quote


def _contexts(summary: Summary) -> Iterator[Context]:
    for statement in (summary.headline, summary.summary, *summary.highlights, *summary.alternatives):
        yield from statement.contexts
    for point in (*summary.highlights, *summary.alternatives):
        yield from point.support
