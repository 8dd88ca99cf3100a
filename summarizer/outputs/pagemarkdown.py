"""Pages in CommonMark, for those who keep an archive in a wiki or a repository."""

from __future__ import annotations

from summarizer.outputs.indexes import Index, Listed, index_name
from summarizer.records import Summary
from summarizer.render import for_markdown, notes, to_markdown


class MarkdownStyle:
    """Writes articles and index pages as Markdown."""

    suffix = ".md"

    def page(self, summary: Summary, *, index: str) -> str:
        """Return the page of an article, with the way back to its index page."""
        said = "".join(f"> {for_markdown(note)}\n\n" for note in notes(summary))
        return f"{to_markdown(summary)}\n{said}[All articles]({index})\n"

    def index(self, index: Index) -> str:
        """Return an index page."""
        last = index.first + len(index.articles) - 1
        heading = f"Articles {index.first:,} to {last:,}" if index.articles else "No articles"
        parts = [f"# {heading}", "\n".join(map(_item, index.articles))]
        if index.number > 1:
            parts.append(f"[Earlier in the archive]({index_name(index.number - 1, self.suffix)})")
        if not index.is_last:
            parts.append(f"[Further in the archive]({index_name(index.number + 1, self.suffix)})")
        return "\n\n".join(part for part in parts if part) + "\n"


def _item(article: Listed) -> str:
    facts = ", ".join(for_markdown(fact) for fact in (article.published, article.site, article.language) if fact)
    return f"- [{for_markdown(article.headline)}]({article.href}) ({facts})"
