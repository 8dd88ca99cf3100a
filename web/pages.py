"""The form for an editor and its result: stateless, without cookies, and whole without a script."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from summarizer.engines import available
from summarizer.errors import SummarizerError, TooLargeError
from summarizer.records import MAX_HIGHLIGHTS, MAX_TITLE_CHARACTERS, Headline, Highlight, Length, Summary
from summarizer.render import RENDERERS, point_as_html, point_as_text
from web import form, picks, wording
from web.form import Form
from web.languages import languages
from web.receipts import source_blocks
from web.security import refuse_foreign_form
from web.service import service

blueprint = Blueprint("pages", __name__)


class Download(NamedTuple):
    """A format that a result is saved in."""

    media_type: str
    suffix: str


DOWNLOADS = {
    "markdown": Download("text/markdown", "md"),
    "json": Download("application/json", "json"),
    "html": Download("text/html", "html"),
    "text": Download("text/plain", "txt"),
}
_MOST_NAME_CHARACTERS = 60


@blueprint.after_request
def _kept_by_the_browser(response: Response) -> Response:
    """Let a browser that goes back find the form with its text still in it, or the result, which it could not ask for
    again without sending the article again."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get("/")
def show_form() -> str:
    """Show the empty form."""
    return _form_page(Form())


@blueprint.post("/")
def answer() -> str | Response | tuple[str, int]:
    """Summarise what the form holds, or show or save a result with other points picked."""
    refuse_foreign_form(request)
    try:
        sent = Form.of(request)
    except RequestEntityTooLarge:
        too_large = TooLargeError(f"At most {service().settings.max_bytes / 1e6:,.1f} MB are read at once.")
        return _form_page(Form(), too_large), too_large.status
    try:
        if "summary" in request.form:
            return _picked(sent)
        shared = service()
        return _result_page(shared.summarize(form.read(sent, request, shared.settings)), sent)
    except SummarizerError as error:
        return _form_page(sent, error), error.status


def _picked(sent: Form) -> str | Response:
    summary = picks.restore(request.form["summary"])
    indexes = {int(index) for index in request.form.getlist("pick") if index.isdecimal() and len(index) < 4}
    name = request.form.get("format", "")
    if indexes:
        summary = picks.choose(summary, indexes)
    if name in DOWNLOADS:
        return _download(summary, name)
    return _result_page(summary, sent, note=None if indexes else "Nothing was ticked, so all highlights stay.")


def _download(summary: Summary, name: str) -> Response:
    download = DOWNLOADS[name]
    body = RENDERERS[name](picks.for_download(summary))
    response = Response(body, content_type=f"{download.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(summary)}.{download.suffix}"'
    return response


def _file_name(summary: Summary) -> str:
    plain = unicodedata.normalize("NFKD", summary.headline.text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:_MOST_NAME_CHARACTERS].strip("-") or "summary"


def _form_page(shown: Form, error: SummarizerError | None = None) -> str:
    explained = wording.explain(error) if error else None
    return render_template("form.html", form=shown, error=explained, labels=wording.LABELS, choices=_choices())


def _result_page(summary: Summary, sent: Form, *, note: str | None = None) -> str:
    return render_template(
        "result.html",
        summary=summary,
        blocks=source_blocks(summary),
        carried=summary.model_dump_json(),
        copies={name: RENDERERS[name](summary) for name in ("text", "html")},
        pieces=[_piece(point, summary) for point in (*summary.highlights, *summary.alternatives)],
        facts=wording.facts(summary),
        notes=[*([note] if note else []), *(notice.message for notice in summary.warnings)],
        form=sent,
        again=sent if sent.text or sent.url else form.of_summary(summary, sent),
        choices=_choices(),
    )


def _piece(point: Highlight, summary: Summary) -> dict[str, str | int]:
    """Return what of the texts to copy is a point's, and its place among them, for the script that swaps points."""
    return {
        "text": point_as_text(point),
        "html": point_as_html(point, summary.document.url),
        "place": picks.place(point),
    }


def _choices() -> dict[str, object]:
    """Return what the form's lists offer."""
    shared = service()
    about = {engine.name: engine.description for engine in available()}
    return {
        "lengths": [(length.value, length.highlights) for length in Length],
        "headlines": [headline.value for headline in Headline],
        "languages": languages(),
        "engines": [(name, about.get(name, "")) for name in shared.engines],
        "writes": any(":" in name for name in shared.engines),
        "fetches": shared.settings.web_fetch,
        "max_bytes": shared.settings.max_bytes,
        "max_highlights": MAX_HIGHLIGHTS,
        "max_title": MAX_TITLE_CHARACTERS,
        "option_fields": form.OPTION_FIELDS,
    }
