"""The editor's form: what it holds, so that it can be shown again as it was sent, and what it submits."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from flask import Request
from werkzeug.datastructures import MultiDict

from summarizer import sources
from summarizer.document import BlockKind, RawArticle
from summarizer.records import Options, Summary
from summarizer.settings import Settings
from web.bodies import FILE_FIELD, fetch, read_file
from web.fields import typed, validate
from web.problems import wrong_field
from web.submissions import Parameters, Submission

OPTION_FIELDS = ("title", "length", "highlights", "headline", "language", "engine", "policy")
_READ_AS = ("auto", "text", "html")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as strings, as a browser sends and shows them."""

    text: str = ""
    url: str = ""
    read_as: str = "auto"
    title: str = ""
    length: str = Options().length.value
    highlights: str = ""
    headline: str = Options().headline.value
    language: str = ""
    engine: str = Options().engine
    policy: str = Options().policy.value

    @classmethod
    def of(cls, request: Request) -> Form:
        """Return the form that a browser sent; a field that is missing has its default."""
        given = {item.name: request.form[item.name] for item in fields(cls) if item.name in request.form}
        return cls(**given)


def read(form: Form, request: Request, settings: Settings) -> Submission:
    """Return what a form submits; the answer always carries the text that is shown beside it.

    Raises InvalidFieldsError for fields that do not fit, and SourceError for an article that cannot be read.
    """
    filled = [(name, value) for name in OPTION_FIELDS if (value := getattr(form, name).strip())]
    asked = validate(Parameters, {**typed(Parameters, MultiDict(filled)), "include": ["text"]})
    return Submission(_source(form, request, settings), asked.title, asked.options())


def of_summary(summary: Summary, sent: Form) -> Form:
    """Return the form with the text that was read in it, where it came as a file that a browser will not send again."""
    blocks, text = summary.document.blocks or (), summary.document.text or ""
    after_title = next((block.offset for block in blocks if block.kind is not BlockKind.TITLE), len(text))
    return replace(sent, text=text[after_title:], title=sent.title or summary.document.title or "")


def _source(form: Form, request: Request, settings: Settings) -> str | RawArticle:
    file = request.files.get(FILE_FIELD)
    if file is not None and not file.filename:
        file = None
    given = [bool(form.text.strip()), file is not None, bool(form.url.strip())].count(True)
    if not given:
        raise wrong_field("text", "Paste an article here, or choose a file.")
    if given > 1:
        raise wrong_field(
            "text", "There is more than one article: empty this field, or send the form without the file."
        )
    if file is not None:
        return read_file(file, settings)
    return fetch(form.url.strip(), settings) if form.url.strip() else _pasted(form, settings)


def _pasted(form: Form, settings: Settings) -> str | RawArticle:
    if form.read_as not in _READ_AS:
        raise wrong_field("read_as", "This must be one of the choices of the form.")
    if form.read_as == "text":
        return form.text
    if form.read_as == "html":
        return sources.read_html(form.text, settings=settings)
    if _ADDRESS.fullmatch(form.text.strip()):
        if settings.web_fetch:
            return fetch(form.text.strip(), settings)
        raise wrong_field("text", "This is an address. Open it in your browser, and paste the article's text here.")
    return sources.read(form.text.encode(), settings=settings)
