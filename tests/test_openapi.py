"""The OpenAPI document: true of the running application, as generated requests find."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis import Case

from summarizer.records import Options, Summary
from summarizer.settings import Settings
from web import create_app, openapi

app = create_app(Settings())
# What fits the schema may still be no article (422), or a file of a kind that is not read (415).
_ACCEPTED = {"expected-statuses": ["2xx", 415, 422]}
config = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": _ACCEPTED}})
schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)


@schema.parametrize()
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_generated_requests_are_answered_as_the_document_says(case: Case[Any]) -> None:
    case.call_and_validate()


def test_the_document_is_made_of_the_records() -> None:
    schemas = openapi.document(["auto", "extractive"])["components"]["schemas"]
    assert set(Summary.model_fields) == set(schemas["Summary"]["properties"])
    assert set(Options.model_fields) <= set(schemas["ArticleBody"]["properties"])
    for name, record in schemas.items():
        for field, about in record.get("properties", {}).items():
            assert "$ref" in about or about.get("description"), f"{name}.{field} has no description"


def test_every_route_for_programs_is_described() -> None:
    described = set(openapi.document(["auto"])["paths"])
    pages = {"/", "/docs", "/openapi.json", "/static/<path:filename>"}
    assert {rule.rule for rule in app.url_map.iter_rules()} - pages == described
