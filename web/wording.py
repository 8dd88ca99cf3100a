"""Errors in an editor's words: what was found, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.document import Verdict
from summarizer.errors import SummarizerError, UnusableArticleError
from summarizer.records import Summary
from web.languages import language_name
from web.problems import InvalidFieldsError


class Explained(NamedTuple):
    """An error as the page shows it."""

    heading: str
    found: str
    advice: str
    fields: dict[str, str]
    """Field of the form → what is wrong with it."""


LABELS = {
    "text": "The article",
    "file": "The file",
    "url": "Its address",
    "title": "Title",
    "length": "Length",
    "highlights": "Highlights",
    "headline": "Headline",
    "language": "Language",
    "engine": "Engine",
    "policy": "What the article does not support",
    "read_as": "Pasted text is",
}
"""Field of the form → what the page calls it where it stands apart from the field."""
# The verdict's own sentence says what was found and what to do; here is only what stands above it.
_VERDICTS = {
    Verdict.TOO_SHORT: "There is not enough text",
    Verdict.PAYWALL_STUB: "The article stops at a paywall",
    Verdict.CONSENT_WALL: "A cookie banner came in place of the article",
    Verdict.BLOCK_PAGE: "The site sent a page of its own",
    Verdict.LISTING: "There is more than one article here",
    Verdict.GALLERY: "There are pictures, but no story",
    Verdict.NOT_TEXT: "There are no words to read",
    Verdict.UNSUPPORTED_LANGUAGE: "This script cannot be read yet",
}
_CODES = {
    "unsupported_media": (
        "This kind of file cannot be read",
        "Save it as plain text, HTML, PDF or DOCX, or paste the text itself.",
    ),
    "too_large": ("This is larger than can be read here", "Send one article at a time, without its pictures."),
    "unreadable_source": ("This could not be read", "Open it, copy its text, and paste that here."),
    "fetch_failed": ("The address could not be fetched", "Open it in your browser, and paste the article's text here."),
    "fetch_disabled": ("Addresses are not fetched here", "Open it in your browser, and paste the article's text here."),
    "invalid_fields": ("Please look at the marked fields", ""),
    "unknown_engine": ("That engine is not available here", "Choose another, or leave it at automatic."),
    "stale_result": ("This result can no longer be used", "Paste the article and summarise it again."),
}
_SURE = 0.9  # below it the detector is wrong often enough for an editor to look
_OTHERWISE = ("This did not work", "Please try again; if it happens twice, tell the people who run this service.")


def explain(error: SummarizerError) -> Explained:
    """Return an error in an editor's words."""
    if isinstance(error, UnusableArticleError):
        return Explained(_VERDICTS[Verdict(error.verdict)], error.detail, "", {})
    heading, advice = _CODES.get(error.code, _OTHERWISE)
    if isinstance(error, InvalidFieldsError):
        return Explained(heading, "", advice, {item.pointer[1:]: item.detail for item in error.errors})
    fields = {error.pointer[1:]: error.detail} if error.pointer else {}
    return Explained(heading, error.detail, advice, fields)


def facts(summary: Summary) -> list[tuple[str, str]]:
    """Return what is known of the article and of the making, as names and values; what is not known is left out."""
    document, generator = summary.document, summary.generator
    sure = document.language_confidence >= _SURE
    minutes = max(1, (document.reading_seconds + 30) // 60)
    engine = (
        f"{generator.engine.capitalize()} ({generator.model})" if generator.model else generator.engine.capitalize()
    )
    found = [
        ("Verdict", document.verdict.value.replace("_", " ").capitalize()),
        ("Byline", document.byline),
        ("Site", document.site),
        ("Published", f"{document.published:%-d %B %Y}" if document.published else None),
        ("Language", language_name(document.language) + ("" if sure else " (not certain)")),
        ("Length", f"{document.words:,} words, {minutes:,} min to read"),
        (
            "Engine",
            f"{engine}, in {generator.elapsed_ms:.0f} ms" if generator.elapsed_ms >= 1 else f"{engine}, in under 1 ms",
        ),
    ]
    return [(name, value) for name, value in found if value]
