"""Blanks: which of an article's values belongs where a statement has its own, told by the shipped network."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from summarizer.document import RawArticle, RawBlock
from summarizer.errors import EngineError
from summarizer.faithfulness import Evidence, read_evidence, verify
from summarizer.faithfulness.binding import Bonds
from summarizer.faithfulness.cloze import SHIPPED, Answer, answer, shipped_cloze
from summarizer.faithfulness.cloze_article import told
from summarizer.faithfulness.cloze_question import BLANK, FARTHEST, ask
from summarizer.faithfulness.cloze_weights import load_cloze
from summarizer.faithfulness.facts import Fact, find_facts
from summarizer.faithfulness.reading import read
from summarizer.text.assemble import assemble

STORY = (
    "Midfielder Karel Dusek scored twice as Brackwater beat Oldmere on Saturday night.",
    "Dusek, 24, joined from Portsea in June. He struck after 12 minutes and again after 80.",
    "Oldmere's manager Victor Hale said his side had been tired. Hale was sent from the touchline in the first half.",
    "Goalkeeper Tomas Brandt broke a finger and will miss 5 matches. The crowd of 18,400 was the largest this year.",
    "Referee Anita Sorel showed six yellow cards. Sorel had to be led from the field by the police.",
)


@pytest.fixture(scope="module")
def story() -> Evidence:
    return read_evidence(assemble(RawArticle(tuple(map(RawBlock, STORY))), language="en"))


def blank(statement: str, text: str, story: Evidence) -> tuple[Fact, Bonds]:
    reading = read(statement)
    found = next(fact for fact in find_facts(reading, story) if reading.words(fact.first, fact.last) == text)
    return found, Bonds(reading, story)


def filled(statement: str, text: str, story: Evidence) -> Answer:
    found = answer(*blank(statement, text, story), story)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("statement", "right", "wrong"),
    [
        ("{} gets two goals as Brackwater win", "Karel Dusek", "Victor Hale"),
        ("Goalkeeper {} is out for several games", "Tomas Brandt", "Anita Sorel"),
        ("Police had to protect referee {}", "Anita Sorel", "Tomas Brandt"),
        ("His team were tired, says coach {}", "Victor Hale", "Karel Dusek"),
    ],
)
def test_who_belongs_there_is_likelier_than_who_does_not(
    statement: str, right: str, wrong: str, story: Evidence
) -> None:
    good, bad = (filled(statement.format(name), name, story) for name in (right, wrong))
    assert good.chance > bad.chance
    assert good.ahead > 0 > bad.ahead
    assert good.places == bad.places > 4


def test_a_name_in_anothers_place_is_stopped_although_the_words_are_others(story: Evidence) -> None:
    assert verify("Goalkeeper Tomas Brandt is out for 5 matches with a broken finger.", story).supported
    found = verify("Goalkeeper Victor Hale is out for 5 matches with a broken finger.", story)
    assert not found.supported
    assert [(check.text, check.status) for check in found.checks if check.kind == "name"] == [
        ("Victor Hale", "altered")
    ]


def test_a_name_is_shown_without_its_letters(story: Evidence) -> None:
    vocabulary = shipped_cloze().vocabulary
    asked = [
        ask(*blank(f"{name} scored twice on Saturday night", name, story), story, vocabulary)
        for name in ("Karel Dusek", "Tomas Brandt")
    ]
    assert (asked[0].words == asked[1].words).all()
    assert (asked[0].stated == asked[1].stated).all()
    assert not (asked[0].own & asked[1].own).any()


def test_an_article_is_read_once_for_all_its_statements(story: Evidence) -> None:
    vocabulary = shipped_cloze().vocabulary
    assert told(story, vocabulary) is told(story, vocabulary)
    again = read_evidence(story.document)
    assert told(again, vocabulary) is not told(story, vocabulary)
    assert (told(again, vocabulary).words == told(story, vocabulary).words).all()


def test_the_blank_and_what_stands_round_it_are_told_apart(story: Evidence) -> None:
    question = ask(*blank("Then Karel Dusek scored twice", "Karel Dusek", story), story, shipped_cloze().vocabulary)
    assert question.distances.tolist() == [FARTHEST - 1, BLANK, BLANK, FARTHEST + 1, FARTHEST + 2]
    assert not question.equal[:, 1:3].any()
    assert question.equal[:, 3].sum() == 1


def test_a_long_article_is_read_where_it_shares_words_with_the_statement() -> None:
    filler = [f"The {word} committee of the town will meet again about the lamps and the drains." for word in "ab" * 60]
    told = read_evidence(assemble(RawArticle(tuple(map(RawBlock, [*filler, *STORY]))), language="en"))
    question = ask(*blank("Karel Dusek scored twice", "Karel Dusek", told), told, shipped_cloze().vocabulary)
    assert len(question.words) <= 400 < len(told.reading)
    assert question.own.any()


def test_a_statement_is_checked_in_a_few_milliseconds(story: Evidence) -> None:
    statement = "Goalkeeper Tomas Brandt of Brackwater, who beat Oldmere on Saturday, is out for 5 matches."
    verify(statement, story)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        verify(statement, story)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.05  # some 6 ms; ample for a busy machine


def test_the_shipped_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 300_000


@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_damaged_file_is_told_of(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "cloze.npz"
    if damage != "missing":
        path.write_bytes(SHIPPED.read_bytes()[:2_000] if damage == "cut" else b"no weights at all")
    with pytest.raises(EngineError, match=r"cloze\.npz cannot be read"):
        load_cloze(path)
