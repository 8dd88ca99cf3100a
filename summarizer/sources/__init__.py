"""Everything an article can come in: text, Markdown, HTML, PDF, DOCX, or an address on the web."""

from summarizer.sources.fetch import fetch
from summarizer.sources.html import read_html
from summarizer.sources.plain import read_text
from summarizer.sources.reading import read

__all__ = ["fetch", "read", "read_html", "read_text"]
