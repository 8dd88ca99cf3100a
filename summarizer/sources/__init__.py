"""Everything an article can come in: text, Markdown, HTML, PDF, DOCX, an address on the web, an archive of many."""

from summarizer.sources.entries import entries
from summarizer.sources.entry import Entry, read_entry
from summarizer.sources.fetch import fetch
from summarizer.sources.html import read_html
from summarizer.sources.plain import read_text
from summarizer.sources.reading import read

__all__ = ["Entry", "entries", "fetch", "read", "read_entry", "read_html", "read_text"]
