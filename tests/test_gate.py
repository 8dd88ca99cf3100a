"""What a model wrote, held against the article: what passes, what is replaced, and what the caller is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import BY_LANGUAGE, NEWS, NEWS_TITLE

from summarizer import Document, Summarizer
from summarizer.engines.base import Draft, Written
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.extract.select import Budget
from summarizer.gate import Judged, check_title, judge
from summarizer.headline import headline
from summarizer.records import Method, Policy

TRUE = (
    "Harlow Bay's council voted to rebuild the lighthouse with volunteers.",
    "The plan will cost 2.4 million pounds.",
    "Some 300 residents have signed up for shifts.",
)
LIES = {
    "number": "The plan will cost 3.7 million pounds.",
    "name": "Mayor Gordon Blythe said the vote was a party.",
    "date": "The council of Harlow Bay voted on Friday to rebuild the lighthouse.",
    "quote": 'Mayor Ruth Adeyemi called the vote "a dark day for every fisherman".',
    "negation": "The council of Harlow Bay did not vote to rebuild the lighthouse.",
}
BUDGET = Budget(3)


@pytest.fixture(scope="module")
def document() -> Document:
    return Summarizer(engine="extractive").document(NEWS, title=NEWS_TITLE)


@pytest.fixture(scope="module")
def draft(document: Document) -> Draft:
    return ExtractiveEngine.create(None).draft(document, BUDGET)


def judged(document: Document, draft: Draft, *points: str, policy: Policy = Policy.BLOCK, **written: str) -> Judged:
    told = replace(draft, written=Written(highlights=points, **written))
    return judge(document, told, policy=policy, budget=BUDGET)


def texts(found: Judged) -> list[str]:
    return [point.text for point in found.highlights]


def test_true_statements_pass_in_reading_order_with_receipts(document: Document, draft: Draft) -> None:
    found = judged(document, draft, *reversed(TRUE))
    assert texts(found) == list(TRUE)
    assert not found.notices
    for point in found.highlights:
        assert point.contexts
        assert all(document.text[c.offset : c.offset + c.length] == c.quote for c in point.contexts)
        assert 0 <= point.rank_score <= 1
    assert found.highlights[0].method is Method.REWRITTEN


@pytest.mark.parametrize("kind", LIES)
def test_a_lie_is_replaced_by_the_articles_own_words(kind: str, document: Document, draft: Draft) -> None:
    found = judged(document, draft, TRUE[2], LIES[kind])
    assert LIES[kind] not in texts(found)
    assert len(found.highlights) == BUDGET.sentences
    assert all(point.method in (Method.VERBATIM, Method.TRIMMED) for point in found.highlights if point.text != TRUE[2])
    assert [notice.code for notice in found.notices] == ["blocked"]
    assert kind in found.notices[0].message or kind == "negation"


def test_an_unknown_name_in_front_asks_for_the_byline_if_there_is_none(document: Document, draft: Draft) -> None:
    unknown = "Gordon Blythe: The plan will cost 2.4 million pounds."
    assert "send the byline" in judged(document, draft, unknown).notices[0].message
    assert "send the byline" not in judged(document, draft, LIES["number"]).notices[0].message
    signed = replace(document, byline="Ines Falk")
    assert "send the byline" not in judged(signed, draft, unknown).notices[0].message


@pytest.mark.parametrize("kind", LIES)
def test_a_lie_that_is_marked_says_which_fact_is_wrong(kind: str, document: Document, draft: Draft) -> None:
    found = judged(document, draft, LIES[kind], policy=Policy.MARK)
    told = next(point for point in found.highlights if point.text == LIES[kind])
    assert kind in {check.kind for check in told.checks if check.status != "supported"}
    assert [notice.code for notice in found.notices] == ["unsupported"]


def test_a_lie_that_is_allowed_keeps_its_checks(document: Document, draft: Draft) -> None:
    found = judged(document, draft, LIES["number"], policy=Policy.ALLOW)
    told = next(point for point in found.highlights if point.text == LIES["number"])
    assert any(check.status != "supported" for check in told.checks)
    assert not found.notices


def test_what_has_nothing_to_do_with_the_article_is_not_shown(document: Document, draft: Draft) -> None:
    found = judged(document, draft, "Quantum bananas orbit Jupiter's purple violin.")
    assert len(found.highlights) == BUDGET.sentences
    assert all(point.method is not Method.REWRITTEN for point in found.highlights)


def test_headline_and_summary_are_gated_alike(document: Document, draft: Draft) -> None:
    passed = judged(document, draft, headline="Harlow Bay votes to rebuild lighthouse", summary=TRUE[0])
    assert passed.headline is not None
    assert passed.headline.text == "Harlow Bay votes to rebuild lighthouse"
    assert passed.summary is not None
    blocked = judged(document, draft, headline="Harlow Bay spends 9 million on lighthouse", summary=LIES["name"])
    assert blocked.headline is None
    assert blocked.summary is None
    assert [notice.pointer for notice in blocked.notices] == ["/headline", "/summary"]


def test_a_headline_over_the_limit_is_not_cut_but_replaced(document: Document, draft: Draft) -> None:
    long = "The council of Harlow Bay voted on Tuesday to rebuild the town's lighthouse with local stone"
    found = judged(document, draft, headline=long)
    assert found.headline is None
    assert found.notices[0].pointer == "/headline"


def test_no_point_is_made_twice(document: Document, draft: Draft) -> None:
    found = judged(document, draft, TRUE[1], "The plan will cost 2.4 million pounds in all.", TRUE[2])
    assert sum("2.4 million" in text for text in texts(found)) == 1
    assert len(found.highlights) == BUDGET.sentences


def test_more_points_than_were_asked_for_are_cut(document: Document, draft: Draft) -> None:
    more = "The first stones will be cut in May at the Penrose quarry."
    assert len(judged(document, draft, *TRUE, more).highlights) == BUDGET.sentences


def test_stand_ins_and_statements_together_keep_to_the_budget(document: Document, draft: Draft) -> None:
    told = replace(draft, written=Written(highlights=(TRUE[1],)))
    found = judge(document, told, policy=Policy.BLOCK, budget=Budget(3, words=30))
    assert sum(len(text.split()) for text in texts(found)) <= 30


def test_the_articles_own_sentence_is_verbatim_to_the_character(document: Document, draft: Draft) -> None:
    sentence = document.quote(document.sentences[1])
    point = next(p for p in judged(document, draft, sentence).highlights if p.text == sentence)
    assert point.method is Method.VERBATIM
    assert [context.quote for context in point.contexts] == [sentence]


def test_words_are_counted_as_the_articles_language_has_them() -> None:
    document = Summarizer(engine="extractive").document(BY_LANGUAGE["zh"])
    draft = ExtractiveEngine.create(None).draft(document, BUDGET)
    statement = "新渔港将增加一百二十个泊位。"
    found = judged(document, draft, statement)
    assert statement in texts(found)
    assert not found.notices


def test_alternatives_are_none_of_the_points(document: Document, draft: Draft) -> None:
    found = judged(document, draft, *TRUE)
    rested_on = {context.offset for point in found.highlights for context in point.contexts}
    assert not rested_on & {context.offset for spare in found.alternatives for context in spare.contexts}


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        (NEWS_TITLE, None),
        ("Harlow Bay Votes to Rebuild Its Lighthouse", None),
        ("Mayor Ruth Adeyemi hails lighthouse vote", None),
        ("Lighthouse plan to cost 5.9 million pounds", "5.9 million pounds"),
        ("Mayor Gordon Blythe hails lighthouse vote", "Blythe"),
    ],
)
def test_a_given_title_is_held_to_the_body(title: str, wrong: str | None) -> None:
    document = Summarizer(engine="extractive").document(NEWS, title=title)
    draft = ExtractiveEngine.create(None).draft(document, BUDGET)
    checked, notices = check_title(document, headline(document, draft), draft.index.words)
    assert checked.text == title
    assert [notice.code for notice in notices] == ([] if wrong is None else ["title_unsupported"])
    if wrong:
        assert wrong in notices[0].message
