"""What the gate is measured with: corruptions that differ, come from where they say, and owe the gate nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from corruption_facts import facts, people
from corruption_sentences import has_unnamed_speaker, negations, roles
from corruption_truth import amount
from corruptions import Corruption, corrupt, pool, sentences

from summarizer.evaluation.datasets import Example, read_examples

HERE = Path(__file__).parent
ARTICLES = list(read_examples(HERE / "quality" / "articles.jsonl"))
OTHERS = pool(example.text for example in ARTICLES)

ARTICLE = (
    "Maria Keane, 46, won the Harbour Prize in Boston on Tuesday. She beat Tom Aldous by 31 votes in the third round. "
    "The prize is worth $12,000. Judges met in Denver for 14 hours in May 2019. "
    "Aldous said that he would not enter again. Police stopped a man on Friday, and 80 percent of seats were sold."
)
TOLD = people(ARTICLE)


def made() -> list[tuple[Example, Corruption]]:
    statements = ((example, text) for example in ARTICLES for text in (*example.highlights, *sentences(example.text)))
    return [(example, one) for example, text in statements for one in corrupt(text, example.text, others=OTHERS)]


MADE = made()


def test_there_are_corruptions_of_every_kind_and_origin() -> None:
    found = {(one.kind, one.origin) for _, one in MADE}
    swapped = {(kind, origin) for kind in ("number", "name", "date", "attribution") for origin in ("same", "other")}
    assert swapped - {("attribution", "same")} | {("negation", "own"), ("role", "own")} <= found
    assert len(MADE) > 300


def test_every_corruption_differs_from_its_statement_in_the_words_it_names() -> None:
    for _, one in MADE:
        assert one.text != one.statement
        assert one.before in one.statement
        assert one.after in one.text
        start = next(place for place, (a, b) in enumerate(zip(one.statement, one.text, strict=False)) if a != b)
        assert one.statement[:start] == one.text[:start]


def test_a_replacement_is_of_the_same_article_or_of_another_as_it_says() -> None:
    for example, one in MADE:
        bare = re.sub(r"^[Aa]n? ", "", one.after)
        told = re.search(rf"(?<![\w.,]){re.escape(bare)}(?!\w|[.,]\d)", example.text, re.IGNORECASE) is not None
        if one.origin != "own":
            assert told == (one.origin == "same"), one


def test_a_replacement_of_another_article_stands_in_one() -> None:
    whole = "\n".join(example.text for example in ARTICLES).lower()
    for _, one in MADE:
        if one.origin == "other":
            assert re.sub(r"^an? ", "", one.after.lower()) in whole, one


def test_corruptions_are_the_same_again_and_others_with_another_seed() -> None:
    example = ARTICLES[0]
    text = example.highlights[0]
    first, again, other = (corrupt(text, example.text, others=OTHERS, seed=seed) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_a_number_is_never_replaced_by_one_that_may_be_the_same_rounded() -> None:
    for _, one in MADE:
        if one.kind == "number" and one.sort in ("count", "money", "percent", "scaled"):
            old, new = amount(one.before), amount(one.after)
            assert old is not None
            assert new is not None
            assert not old / 1.2 < new < old * 1.2, one


@pytest.mark.parametrize(
    ("text", "kind", "sort", "words"),
    [
        ("Maria Keane won it", "name", "person", "Maria Keane"),
        ("Then Keane won it", "name", "surname", "Keane"),
        ("It met in Denver again", "name", "city", "Denver"),
        ("Sales fell 7.1% in all", "number", "percent", "7.1"),
        ("It cost $1.2 million then", "number", "money", "$1.2 million"),
        ("A 46-year-old won", "number", "age", "46"),
        ("It closed in 2019 for good", "number", "year", "2019"),
        ("Some 1,400 people came", "number", "count", "1,400"),
        ("Seven boats sank", "number", "spelled", "Seven"),
        ("It came on Friday", "date", "weekday", "Friday"),
        ("It came on 3 May", "date", "day", "3"),
        ("It came in October", "date", "month", "October"),
        ("It came on May 3, 2019", "date", "year", "2019"),
    ],
)
def test_facts_are_found_with_their_class(text: str, kind: str, sort: str, words: str) -> None:
    assert (kind, sort, words) in {(fact.kind, fact.sort, fact.text) for fact in facts(text, known=TOLD)}


@pytest.mark.parametrize(
    "text", ["It may rain", "They march on", "Two-thirds left", "North Denver High won", "All three"]
)
def test_words_that_only_look_like_facts_are_left_alone(text: str) -> None:
    assert facts(text, known=TOLD) == []


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("The bridge was closed in May.", "The bridge was not closed in May."),
        ("Keane took the prize.", "Keane did not take the prize."),
        ("Keane says it was fair.", "Keane does not say it was fair."),
        ("The town has a bridge.", "The town has no bridge."),
        ("The town can pay for it.", "The town cannot pay for it."),
        ("He did not enter again.", "He did enter again."),
        ("He won't enter again.", "He will enter again."),
        ("There was no evidence of it.", "There was some evidence of it."),
        ("Nobody was hurt.", "Somebody was hurt."),
        ("It is no longer open.", "It is still open."),
    ],
)
def test_negations_go_in_and_out(text: str, false: str) -> None:
    assert false in {text[:start] + after + text[end:] for _, start, end, after in negations(text)}


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Keane beat Aldous by 31 votes.", "Aldous beat Keane by 31 votes."),
        ("Police arrested a man on Friday.", "A man arrested police on Friday."),
        ("Keane was stopped by Aldous.", "Aldous was stopped by Keane."),
        ("It flew from Boston to Denver.", "It flew from Denver to Boston."),
    ],
)
def test_sides_change_places(text: str, false: str) -> None:
    assert [text[:start] + after + text[end:] for _, start, end, after in roles(text, f"{ARTICLE} by Keane")] == [false]


def test_two_who_met_do_not_change_places() -> None:
    assert list(roles("Keane met Aldous in May.", f"{ARTICLE} by Keane")) == []


def test_a_replacement_that_the_article_also_tells_is_refused() -> None:
    article = "Maria Keane and Tom Aldous won the Harbour Prize in Boston. Ruth Vane lost."
    changed = corrupt("Maria Keane won the Harbour Prize.", article, others={})
    assert {one.after for one in changed if one.kind == "name"} == {"Ruth Vane"}


@pytest.mark.parametrize(
    ("statement", "unnamed"),
    [
        ("Amy Tull: The prize should go to the young.", True),
        ("The prize should go to the young, Tull says.", True),
        ("The prize should go to the young, writes Amy Tull.", True),
        ("Maria Keane: The prize should go to the young.", False),
        ("She says the prize should go to the young.", False),
        ("The prize went to Amy Tull.", False),
    ],
)
def test_a_speaker_whom_the_article_does_not_name_is_told(statement: str, unnamed: bool) -> None:
    assert has_unnamed_speaker(statement, ARTICLE) is unnamed


def test_more_than_a_number_is_only_replaced_by_a_larger_one() -> None:
    article = "More than 400 people came. There were 212 boats and 900 tents."
    changed = corrupt("More than 400 people came.", article, others={})
    assert [one.after for one in changed if one.kind == "number"] == ["900"]


def test_nothing_of_the_program_is_loaded_to_make_corruptions() -> None:
    code = (
        "import sys, corruptions; print([name for name in sys.modules if name.split('.')[0] in ('summarizer', 'web')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
