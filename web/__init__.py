"""The web application: a form for an editor, a JSON endpoint for a content system, one pipeline behind both."""

from __future__ import annotations

from flask import Flask

from summarizer.settings import Settings
from web import api, docs, errors, health, pages, request_ids, security, service

# A multipart body is a little larger than the file it carries: boundaries, part headers and the option fields.
_ENVELOPE_BYTES = 64 * 1024
_MAX_FORM_PARTS = 40


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; settings come from the environment unless given."""
    settings = settings or Settings()
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_bytes + _ENVELOPE_BYTES,
        MAX_FORM_MEMORY_SIZE=settings.max_bytes + _ENVELOPE_BYTES,
        MAX_FORM_PARTS=_MAX_FORM_PARTS,
    )
    # A redirect to a tidier address would answer an API call in HTML.
    app.url_map.merge_slashes = False
    request_ids.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    service.init_app(app, settings)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(pages.blueprint)
    return app
