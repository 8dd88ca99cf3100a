"""A Summary as text, Markdown, HTML or JSON. Everything that came from the article is escaped for where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from summarizer.records import Highlight, Summary

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>~|&#])")
_MARKDOWN_LEADING = re.compile(r"^(\s*)([+=-]|\d+[.)])(?=[\s=-]|$)")


def to_text(summary: Summary) -> str:
    """Return a summary as plain text: headline, standfirst, and a bullet a highlight."""
    lines = [summary.headline.text, "", summary.summary.text, ""]
    lines += [point_as_text(highlight) for highlight in summary.highlights]
    return "\n".join(lines) + "\n"


def point_as_text(highlight: Highlight) -> str:
    """Return the line of a highlight in plain text."""
    return f"• {highlight.text}"


def to_markdown(summary: Summary) -> str:
    """Return a summary as CommonMark, the support of each highlight quoted under it."""
    parts = [
        f"# {for_markdown(summary.headline.text)}",
        f"**{for_markdown(summary.summary.text)}**",
        "## Key highlights",
    ]
    parts += [
        "\n".join([f"- {for_markdown(highlight.text)}", *(f"\n  > {for_markdown(c.quote)}" for c in highlight.support)])
        for highlight in summary.highlights
    ]
    if source := _source(summary):
        parts.append(f"*Source: {for_markdown(source)}*")
    return "\n\n".join(parts) + "\n"


def to_html(summary: Summary) -> str:
    """Return a "Here are the key highlights" piece: an HTML article, each highlight a heading over its support."""
    lines = [
        # The direction is told from the words themselves: the language alone does not turn Arabic or Hebrew round.
        f'<article lang="{escape(summary.document.language)}" dir="auto">',
        f"<h1>{escape(summary.headline.text)}</h1>",
        f"<p><strong>{escape(summary.summary.text)}</strong></p>",
        *(point_as_html(highlight, summary.document.url) for highlight in summary.highlights),
    ]
    if source := _source(summary):
        lines.append(f"<footer><p>Source: {escape(source)}</p></footer>")
    return "\n".join([*lines, "</article>", ""])


def point_as_html(highlight: Highlight, url: str | None) -> str:
    """Return the section of a highlight in HTML, linked to its words at the article's address."""
    point = escape(highlight.text)
    if url and highlight.fragment and url.startswith(("http://", "https://")):
        point = f'<a href="{escape(url.split("#")[0] + highlight.fragment)}">{point}</a>'
    support = " ".join(escape(context.quote) for context in highlight.support)
    return "\n".join(["<section>", f"<h2>{point}</h2>", *([f"<p>{support}</p>"] if support else []), "</section>"])


def notes(summary: Summary) -> list[str]:
    """Return what a reader should know of a summary: whether a model wrote of it, and its warnings."""
    told = [notice.message for notice in summary.warnings]
    return ["A language model wrote words of this page.", *told] if summary.digital_source_type else told


def to_json(summary: Summary) -> str:
    """Return a summary as indented JSON, one record."""
    return summary.model_dump_json(indent=2) + "\n"


def _source(summary: Summary) -> str:
    parts = (summary.document.byline, summary.document.site, summary.document.url)
    return ", ".join(part for part in parts if part)


def for_markdown(text: str) -> str:
    """Return text that CommonMark shows as it is."""
    escaped = _MARKDOWN_SPECIAL.sub(r"\\\1", text)
    return _MARKDOWN_LEADING.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] in "+=-" else f"{found[1]}{found[2][:-1]}\\{found[2][-1]}",
        escaped,
    )


RENDERERS: dict[str, Callable[[Summary], str]] = {
    "text": to_text,
    "json": to_json,
    "markdown": to_markdown,
    "html": to_html,
}
"""Format name → how to print a summary in it."""
