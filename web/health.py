"""Whether the process lives, and whether it can do its work: for load balancers and supervisors."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response

from summarizer.errors import EngineError, SummarizerError, UnusableArticleError
from summarizer.records import Options, Record
from web.service import service
from web.submissions import Submission

blueprint = Blueprint("health", __name__)

# A real article in small: readiness is shown by doing the work, which takes a few milliseconds.
_PROBE = """The town council of Marlow opened a new footbridge across the river on Tuesday.
Engineers spent two years on the crossing, which replaces a ferry that had run since 1908.
Residents expect the walk to the railway station to take twelve minutes instead of forty.
The council paid for the bridge with a grant and will charge no toll to people on foot."""


class Health(Record):
    """A short answer."""

    status: Literal["alive", "ready"]
    """What the process is."""


class NotReadyError(EngineError):
    code = "not_ready"
    title = "This process cannot summarise now"


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return _json(Health(status="alive"))


@blueprint.get("/readyz")
def ready() -> Response:
    """Say that an article can be summarised now. Raises NotReadyError with the reason."""
    probe()
    return _json(Health(status="ready"))


def probe() -> None:
    """Load the default engine, and summarise a small article without it. Raises NotReadyError.

    A model that writes may be slow, and paid by the word: nobody who asks for readiness asks it.
    """
    shared = service()
    try:
        shared.summarizer.speaker()
        shared.summarize(Submission(_PROBE, options=Options(engine="extractive")))
    except UnusableArticleError:
        return  # an installation may ask for longer articles than the probe; that the verdict was reached is enough
    except SummarizerError as error:
        raise NotReadyError(error.detail) from error


def _json(health: Health) -> Response:
    return Response(health.model_dump_json(), content_type="application/json")
