"""Phrases that can be left out as wholes, read off the trees of the shipped parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.extract.branches import Branches
from summarizer.extract.guards import Guard
from summarizer.extract.phrases import Kind, Phrase, phrases
from summarizer.text.parsing import parse


def branches(sentence: str) -> Branches:
    tree = parse(sentence, [Span(0, len(sentence))])[0]
    assert tree is not None
    return Branches(tree)


def found(sentence: str) -> dict[str, Phrase]:
    tree = branches(sentence)
    return {
        sentence[tree.words[phrase.first].start : tree.words[phrase.end - 1].end]: phrase for phrase in phrases(tree)
    }


@pytest.mark.parametrize(
    ("sentence", "phrase", "kind"),
    [
        ("The harbour board closed the old bridge on Tuesday.", "on Tuesday", Kind.TIME),
        ("The mayor met the fishermen in Lisbon.", "in Lisbon", Kind.ADJUNCT),
        ("The council quickly rejected the plan.", "quickly", Kind.ADVERB),
        ("Anna Perrin, the mayor of Mole, has resigned.", ", the mayor of Mole,", Kind.APPOSITION),
        ("The captain, who had slept badly, lost his way.", ", who had slept badly,", Kind.ASIDE),
        ("The crew left the ship after it hit a rock.", "after it hit a rock", Kind.CLAUSE),
        ("The captain is in custody after he was lured ashore.", "after he was lured ashore", Kind.CLAUSE),
        ("The bank (founded in 1901) lent them the money.", "(founded in 1901)", Kind.PARENTHESIS),
        ("The skipper sold his boat and moved to Spain.", "and moved to Spain", Kind.CONJUNCT),
        ("The old bridge will close in May, police said.", ", police said", Kind.ATTRIBUTION),
        ("The minister met President Anna Perrin.", "President", Kind.TITLE),
        ("Russian oil giant Yukos sued the government.", "Russian oil giant", Kind.TITLE),
    ],
)
def test_a_phrase_is_found_whole_with_what_parts_it_from_the_rest(sentence: str, phrase: str, kind: Kind) -> None:
    assert found(sentence)[phrase].kind is kind


@pytest.mark.parametrize(
    ("sentence", "phrase", "guard"),
    [
        ("The town relies on imports.", "on imports", Guard.WANTED),
        ("It was the only ship that sank.", "that sank", Guard.TELLING),
        ("The board sold 40 boats in 2004.", "in 2004", Guard.NUMBER),
        ("The ferry will sail if the wind drops.", "if the wind drops", Guard.CONDITION),
        ("The old bridge will close in May, police said.", ", police said", Guard.SPEAKER),
    ],
)
def test_a_phrase_says_why_it_may_be_better_kept(sentence: str, phrase: str, guard: Guard) -> None:
    assert guard in found(sentence)[phrase].guards


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The president of France resigned.", "of France"),
        ("President Perrin met nobody.", "President"),
        ("The board allegedly sold the boats.", "allegedly"),
        ("The board has not sold the boats.", "not"),
        ("The board signed a deal between Spain and France.", "and France"),
        ("Mole has bought a new, cheap ferry.", "new"),
        ("The talks are in Geneva.", "in Geneva"),
        ("The fire was nothing but a rumour.", "but a rumour"),
        ("The votes were fraudulently cast.", "fraudulently"),
    ],
)
def test_what_the_sense_hangs_on_is_no_phrase_that_can_go(sentence: str, kept: str) -> None:
    assert kept not in found(sentence)


WORDS = st.sampled_from("the a ship mayor , and who sailed in on Monday ( ) “ ” said not old if Perrin".split())


@given(st.lists(WORDS, min_size=3, max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_phrase_of_whatever_tokens_lies_inside_the_sentence(words: list[str]) -> None:
    sentence = " ".join(["Boats", *words])
    tree = branches(sentence)
    assert all(0 <= phrase.first < phrase.end <= len(tree.tokens) for phrase in phrases(tree))


def test_an_adverb_that_is_joined_to_another_does_not_go_alone() -> None:
    assert "rightly" not in found("It quickly and rightly flooded the old dock with water of the river.")
