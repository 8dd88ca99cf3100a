"""What people say in other words than the article passes the fact gate, and its false twin does not."""

# ruff: noqa: E501 — a paragraph is one line, as in the files that newsrooms send

from __future__ import annotations

import pytest

from summarizer.document import RawArticle, RawBlock
from summarizer.faithfulness import Evidence, read_evidence, verify
from summarizer.faithfulness.denials import denies
from summarizer.faithfulness.reading import read
from summarizer.text.assemble import assemble

STORY = (
    "The Eastgate Chapel Trust said that its train to North Carolina had waited for 13½ hours near Port Dalby. A claim for half a million dollars was sent in.",
    "Rafa Molinar ran 60 miles in 18 months of trying, and Bob Tansey came second. The carts that they passed do 59 miles per hour.",
    "The Justice Department had no comment, nor had the Federal Reserve. Dozens of passengers fell ill, the trust said, and 48 patients were seen.",
    '"I\'m angry, and we want him (Tansey) to answer for it," Molinar said. "It wasn\'t until the dinner that anybody laughed."',
    'Tansey said: "They can not kill my race." The mayor killed a plan for another.',
)


@pytest.fixture(scope="module")
def story() -> Evidence:
    return read_evidence(assemble(RawArticle(tuple(map(RawBlock, STORY))), language="en"))


@pytest.mark.parametrize(
    ("said", "false"),
    [
        ("ECT's train waited for hours near Port Dalby.", "ECB's train waited for hours near Port Dalby."),
        ("The train to N. Carolina waited near Port Dalby.", "The train to S. Carolina waited near Port Dalby."),
        ("Rafael Molinar ran for months.", "Raul Molinar ran for months."),
        ("Robert Tansey came second.", "Richard Tansey came second."),
        ("DOJ had no comment.", "NASA had no comment."),
        ("Fed had no comment.", "NATO had no comment."),
        ("The train waited for 13.5 hours.", "The train waited for 13 hours."),
        ("The claim was for $500,000.", "The claim was for $1 million."),
        ("The carts do 59 mph.", "The carts do 95 mph."),
        ("The carts do 95kph.", "The carts do 59kph."),
        ("The trust said that 48 passengers fell ill.", "The trust said that 49 passengers fell ill."),
        ('Molinar said "I am angry".', 'Molinar said "I was angry".'),
        ('Molinar: "We want him to answer for it"', 'Molinar: "We want them to answer for it"'),
        ("Dinner made them laugh, said Molinar.", "Dinner made NATO laugh, said Molinar."),
        (
            'The mayor killed a plan, but they "can not kill" Tansey\'s race.',
            "The mayor never killed a plan for another.",
        ),
    ],
)
def test_the_same_in_other_words_passes_and_its_false_twin_does_not(said: str, false: str, story: Evidence) -> None:
    assert [check for check in verify(said, story).checks if check.status != "supported"] == []
    assert not verify(false, story).supported


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Never mind the weather.", "Never", False),
        ("He never minded the weather.", "never", True),
        ("It is no wonder that they left.", "no", False),
        ("They are no strangers to the court.", "no", False),
        ("It wasn't until Monday that they left.", "wasn't", False),
        ("It wasn't on Monday that they left.", "wasn't", True),
        ("They barely escaped.", "barely", False),
        ("They hardly spoke.", "hardly", True),
    ],
)
def test_turns_of_phrase_deny_nothing(text: str, word: str, expected: bool) -> None:
    reading = read(text)
    assert denies(reading, reading.surfaces.index(word)) is expected
