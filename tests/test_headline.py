"""Headlines: shortened by whole phrases, complete, and true to who did what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Summarizer
from summarizer.document import Span
from summarizer.extract.branches import Branches
from summarizer.extract.clauses import clauses
from summarizer.extract.leaning import leaning
from summarizer.extract.opening import begin
from summarizer.extract.phrases import phrases
from summarizer.extract.shorten import ranges, shorten
from summarizer.extract.telegraphic import left_out
from summarizer.extract.titles import first_names
from summarizer.extract.topic import Topic
from summarizer.extract.worth import worths
from summarizer.headline import MAX_CHARACTERS
from summarizer.text.parsing import parse
from summarizer.text.words import index_words


def branches(sentence: str) -> Branches:
    tree = parse(sentence, [Span(0, len(sentence))])[0]
    assert tree is not None
    return Branches(tree)


def shortened(sentence: str, limit: int = 80) -> str:
    tree = branches(sentence)
    valued = list(worths(tree, list(phrases(tree)), [0.0] * len(tree.tokens)))
    found = shorten(tree, next(clauses(tree)), valued, limit=limit)
    return " ".join(sentence[a:b] for a, b in ranges(tree, found.kept)) if found else ""


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "The harbour board, which runs two ferries, closed the old bridge on Tuesday after a ship had hit it.",
            "The harbour board closed the old bridge on Tuesday after a ship had hit it",
        ),
        (
            "Mads Holm, a captain wanted for nine thefts of nets and boats, was arrested by the coastguard at dawn.",
            "Mads Holm was arrested by the coastguard",
        ),
        ("Anna Perrin (left) sold the boat for nine crowns.", "Anna Perrin sold the boat for nine crowns"),
        (
            "The minister resigned on Monday, hours after the fishing fleets of both towns had sailed home alone.",
            "The minister resigned",
        ),
    ],
)
def test_whole_phrases_go_and_the_point_stays(sentence: str, left: str) -> None:
    assert shortened(sentence) == left


def test_no_word_is_left_out_of_a_quotation() -> None:
    tree = branches("The mayor has voiced support for “closing the old bridge” in an interview.")
    assert {tree.tokens[i] for i in left_out(tree)} == {"The", "has", "an"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Two captains have been charged with theft of nets.", "Two captains charged with theft of nets."),
        ("The board is to sell three ferries.", "board to sell three ferries."),
        ("Nine sailors are dead after a storm.", "Nine sailors dead after storm."),
        ("The mayor has thrown out a plan.", "mayor has thrown out plan."),
        ("The mayor says her son has been hurt.", "mayor says her son has been hurt."),
        ("Sailors were asked to leave.", "Sailors were asked to leave."),
        ("The ferry was not found.", "ferry was not found."),
    ],
)
def test_an_auxiliary_goes_where_what_is_left_says_the_same(sentence: str, told: str) -> None:
    tree = branches(sentence)
    gone = left_out(tree)
    assert " ".join(token for i, token in enumerate(tree.tokens) if i not in gone) == told.replace(".", " .")


def test_whoever_is_on_record_makes_room_for_what_happened() -> None:
    found = shortened("A captain has been charged with theft of nine nets from the harbour, police in Mole said.", 65)
    assert found == "A captain has been charged with theft of nine nets"


@pytest.mark.parametrize(
    "said",
    [
        "The mayor said the ferries would be sold.",
        "Anna Perrin said the harbour of Mole had lost her trust.",
        "The sale of the ferries is “a disgrace”, the harbour master said.",
    ],
)
def test_what_is_somebody_s_word_keeps_who_gives_it(said: str) -> None:
    tree = branches(said)
    assert not [
        phrase
        for phrase, _ in worths(tree, list(phrases(tree)), [0.0] * 99)
        if phrase.first == 0 or "said" in tree.tokens[phrase.first : phrase.end]
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MOLE, Maine The harbour board sold two ferries.", "The harbour board sold two ferries."),
        ("MOLE, Maine/BATH Two ferries collided.", "Two ferries collided."),
        ("MOLE Two ferries collided. They had left Mole at dawn.", "Two ferries collided. They had left Mole at dawn."),
        ('n">Two ferries collided.', "Two ferries collided."),
        ("FIFA President Anna Perrin resigned.", "FIFA President Anna Perrin resigned."),
    ],
)
def test_a_sentence_begins_behind_the_place_it_was_written_at(text: str, rest: str) -> None:
    assert text[begin(text, Span(0, len(text))) :] == rest


def test_an_opinion_is_no_headline_without_whose_it_is() -> None:
    found = shortened("The old harbour bridge is unsafe in high winds and heavy rain, campaigners claim in a report.")
    assert "campaigners claim" in found


def test_a_condition_stays() -> None:
    found = shortened("The ferry company said on Monday it would sell three ships if the harbour board let it do so.")
    assert found == "" or "if the harbour board" in found


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("The captain will leave for Malta provided that the two clubs of the town agree on a price.", 60),
        ("The firm will close its yard and move its ships abroad unless the state pays for a new dock.", 60),
        ("The old plan is dead so long as the minister who refused it stays in her office by the river.", 60),
        ("The islanders own the harbour and run it well, while the mainland says that it is theirs.", 60),
    ],
)
def test_a_claim_that_holds_on_terms_is_not_made_without_them(sentence: str, limit: int) -> None:
    told = shortened(sentence, limit)
    bound = ("provided", "unless", "so long as", "while")
    assert not told or any(word in told for word in bound), told


def test_what_leads_up_to_the_news_goes_in_need() -> None:
    told = shortened("While the town sleeps, a fire has destroyed most of the old harbour.", limit=60)
    assert told == "a fire has destroyed most of the old harbour"


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor promised the crews they would be paid in full by May.",
        "The mayor told two of the oldest crews that they would be paid in full by May.",
        "The mayor has ordered the crews to leave the harbour before the storm.",
    ],
)
def test_who_is_promised_something_is_not_told_without_what(sentence: str) -> None:
    assert not shortened(sentence, limit=38)


def test_what_is_only_asked_is_no_headline() -> None:
    asked = branches("The mother of the girl who wanted to see if she was being bullied in the harbour.")
    assert not list(clauses(asked))


def test_a_clause_that_opens_as_another_s_costs_more() -> None:
    half, whole = (next(clauses(branches(each))) for each in ("Before the ship sank.", "The ship sank."))
    assert half.price > whole.price + 10


def test_what_was_announced_needs_nobody_who_announced_it() -> None:
    told = shortened("New rules to protect the old harbour have been announced by the mayor.", limit=60)
    assert told == "New rules to protect the old harbour have been announced"


def test_what_is_long_in_a_phrase_goes_sooner_than_the_whole() -> None:
    sentence = "The mayor praised the work of the northern crew who had searched the harbour."
    tree = branches(sentence)
    worth = {"of": 2.0, "who": 2.4}
    valued = [(each, worth[tree.lower[each.first]]) for each in phrases(tree) if tree.lower[each.first] in worth]
    found = shorten(tree, next(clauses(tree)), valued, limit=60)
    assert found is not None
    assert "who" not in [tree.lower[i] for i in found.kept]
    assert tree.lower[found.kept[-1]] == "crew"


def test_a_phrase_is_worth_what_it_says_of_the_topic() -> None:
    lead = "The mayor met the crews at the harbour on Tuesday."
    index = index_words([lead, "The harbour is old.", "The harbour will close, and the crews know."])
    tree = branches(lead)
    shares = Topic(index, 0).shares(tree)
    assert dict(zip(tree.lower, shares, strict=True))["harbour"] == pytest.approx(2 / 3)
    assert sum(shares) == pytest.approx(Topic(index, 0).whole)
    topical, plain = (dict(worths(tree, list(phrases(tree)), each)) for each in (shares, [0.0] * len(shares)))
    assert {tree.lower[each.first] for each in plain if topical[each] > plain[each]} == {"at"}


def test_an_article_that_comes_back_to_nothing_has_no_topic() -> None:
    lead = "The mayor met the crews."
    assert Topic(index_words([lead, "Boats sank."]), 0).whole == 0
    assert not any(Topic(index_words([lead, "Boats sank."]), 0).shares(branches(lead)))


def test_one_of_two_possibilities_is_no_headline() -> None:
    tree = branches("Either the mayor won the votes of the islands, or somebody has stuffed the boxes at the count.")
    assert [clause.first for clause in clauses(tree)] in ([], [0])


def test_the_time_of_what_tells_which_one_stays() -> None:
    assert "released Tuesday" in shortened("In the video released Tuesday, the captain says that the ship is hers.", 78)


def test_what_is_denied_keeps_what_limits_the_denial() -> None:
    tree = branches("No ship has sailed in such a storm since the harbour of Mole was built.")
    free = branches("A ship has sailed in such a storm since the harbour of Mole was built.")
    denied, told = (
        {phrase.first: worth for phrase, worth in worths(each, list(phrases(each)), [0.0] * 99)}
        for each in (tree, free)
    )
    assert denied[4] > told[4] + 1


def test_what_cannot_be_cut_to_the_room_is_no_headline() -> None:
    assert shortened("The harbour board closed the old bridge.", limit=20) == ""


def test_a_tree_without_a_finite_verb_holds_no_clause() -> None:
    assert list(clauses(branches("A long day at the harbour of Mole."))) == []


@pytest.mark.parametrize(
    "sentence", ["He left the harbour.", "We sold the boats.", "The panel met.", "These boats sank."]
)
def test_a_headline_that_points_back_leans(sentence: str) -> None:
    tree = branches(sentence)
    assert leaning(tree, range(len(tree.tokens)), first=False) >= 1


def test_a_headline_that_names_its_people_stands_alone() -> None:
    tree = branches("Anna Perrin sells her last boat to a museum.")
    assert leaning(tree, range(len(tree.tokens)), first=False) == 0


WORDS = (
    "the a ship mayor , – ( ) “ ” said who sailed in of over on Monday not old if this he Anna Perrin is and .".split()
)


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=25))
@settings(max_examples=80, deadline=None)
def test_whatever_the_words_what_is_kept_stands_in_order_and_fits(words: list[str]) -> None:
    sentence = " ".join(["Boats", *words])
    tree = branches(sentence)
    valued = list(worths(tree, list(phrases(tree)), [0.0] * 99))
    without = left_out(tree) | first_names(tree, len)
    for clause in clauses(tree):
        if found := shorten(tree, clause, valued, limit=60, without=without):
            assert list(found.kept) == sorted(set(found.kept))
            assert not without & set(found.kept)
            assert sum(b - a for a, b in ranges(tree, found.kept)) <= 62
            assert leaning(tree, found.kept, first=False) >= 0


ARTICLE = """\
MOLE (Reuters) — Anna Perrin, the mayor of the harbour town of Mole, has resigned after two ferries that she had \
bought for the town were found to be unsafe, the council said on Tuesday.

She had been mayor for nine years. The ferries cost the town four million pounds.

“I have made a mistake,” Perrin told the council. The council will choose a new mayor in May.
"""


def test_a_written_headline_tells_what_happened_in_words_of_the_article() -> None:
    made = Summarizer(engine="extractive").summarize(ARTICLE).headline
    assert made.text.startswith("Anna Perrin")
    assert "has resigned" in made.text
    assert len(made.text) <= MAX_CHARACTERS
    assert not made.text.endswith(".")
    assert [ARTICLE.count(context.quote) > 0 for context in made.contexts]
