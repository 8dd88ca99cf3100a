"""Pages in HTML: complete, without a script or a file beside them, in light and dark."""

from __future__ import annotations

from html import escape

from summarizer.outputs.htmldocument import document
from summarizer.outputs.indexes import Index, Listed, index_name
from summarizer.records import Summary
from summarizer.render import notes, to_html

_STYLE = ("summarizer.outputs", "pages.css")


class HtmlStyle:
    """Writes articles and index pages as HTML."""

    suffix = ".html"

    def page(self, summary: Summary, *, index: str) -> str:
        """Return the page of an article, with the way back to its index page."""
        told = notes(summary)
        said = f"<aside><ul>{''.join(f'<li>{escape(note)}</li>' for note in told)}</ul></aside>\n" if told else ""
        body = f'<nav><a href="{escape(index)}">All articles</a></nav>\n<main>\n{to_html(summary)}{said}</main>'
        return document(summary.headline.text, body, style=_STYLE)

    def index(self, index: Index) -> str:
        """Return an index page."""
        last = index.first + len(index.articles) - 1
        heading = f"Articles {index.first:,} to {last:,}" if index.articles else "No articles"
        items = "\n".join(map(_item, index.articles))
        ways = _ways(index)
        body = f'<main>\n<h1>{heading}</h1>\n{ways}<ul class="index">\n{items}\n</ul>\n{ways}</main>'
        return document(heading, body, style=_STYLE)


def _item(article: Listed) -> str:
    facts = " · ".join(fact for fact in (article.published, article.site, article.language) if fact)
    return (
        f'<li><a href="{escape(article.href)}" lang="{escape(article.language)}" dir="auto">'
        f"{escape(article.headline)}</a> <small>{escape(facts)}</small></li>"
    )


def _ways(index: Index) -> str:
    ways = []
    if index.number > 1:
        ways.append(f'<a rel="prev" href="{index_name(index.number - 1, HtmlStyle.suffix)}">Earlier in the archive</a>')
    if not index.is_last:
        ways.append(f'<a rel="next" href="{index_name(index.number + 1, HtmlStyle.suffix)}">Further in the archive</a>')
    return f"<nav>{' '.join(ways)}</nav>\n" if ways else ""
