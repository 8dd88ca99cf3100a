"""The description of the API: the OpenAPI document for programs, and the same as one readable page for people."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template

from web import openapi
from web.service import service

blueprint = Blueprint("docs", __name__)


@cache
def _document(engines: tuple[str, ...]) -> dict[str, Any]:
    return openapi.document(engines)


@blueprint.get("/openapi.json")
def openapi_json() -> Response:
    """Return the OpenAPI document."""
    return Response(json.dumps(_document(service().engines)), content_type="application/json")


@blueprint.get("/docs")
def page() -> str:
    """Return the document as a page that needs no script."""
    return render_template("docs.html", api=_document(service().engines))
