"""An accusation does not go out without the denial that stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer import Summarizer
from summarizer.document import Document
from summarizer.extract.rejoinder import heard
from summarizer.extract.select import Budget
from summarizer.settings import Settings
from summarizer.sources import read_text
from summarizer.text.assemble import assemble

PAIRS = {
    "de": ("Die Anklage beschuldigt Jan Krag, Geld veruntreut zu haben.", "Krag bestreitet die Vorwürfe."),
    "en": ("Prosecutors accuse Jan Krag of stealing the harbour's money.", "Krag denies the charges."),
    "es": ("La fiscalía acusa a Jan Krag de robar el dinero del puerto.", "Krag niega los cargos."),
    "fr": ("Le parquet accuse Jan Krag d'avoir volé l'argent du port.", "Krag dément les faits."),
    "id": ("Jaksa menuduh Jan Krag mencuri uang pelabuhan.", "Krag membantah tuduhan itu."),
    "it": ("La procura accusa Jan Krag di aver rubato i soldi del porto.", "Krag nega ogni addebito."),
    "nl": ("Justitie beschuldigt Jan Krag van diefstal uit de havenkas.", "Krag ontkent de diefstal."),
    "pt": ("A promotoria acusa Jan Krag de roubar o dinheiro do porto.", "Krag nega as acusações."),
}


def read(*sentences: str, language: str = "en") -> Document:
    settings = Settings()
    text = "\n\n".join(sentences)
    return assemble(read_text(text, settings=settings), title=None, language=language, settings=settings)


def points(document: Document, chosen: list[int], budget: Budget) -> list[int]:
    sizes = np.array([[end - start, end - start] for start, end, _ in document.sentences])
    return heard(document, chosen, sizes=sizes, budget=budget)


@pytest.mark.parametrize("language", PAIRS)
def test_a_denial_takes_the_place_of_the_least_point(language: str) -> None:
    document = read("The port is old.", *PAIRS[language], "The port is large.", language=language)
    assert points(document, [1, 0, 3], Budget(3)) == [1, 0, 2]


@pytest.mark.parametrize(
    ("accusation", "answer"),
    [
        ("Krag was charged with fraud in May.", "He pleaded not guilty."),
        ("The port claims that Krag took the money.", "His lawyer called the claims false."),
        ("The port sued Krag for the money.", "Krag rejected the allegations."),
        ("Krag allegedly took the money.", "He maintains his innocence."),
    ],
)
def test_many_words_accuse_and_deny(accusation: str, answer: str) -> None:
    assert points(read(accusation, answer, "The port is old."), [0, 2], Budget(2)) == [0, 1]


@pytest.mark.parametrize(
    ("accusation", "answer"),
    [
        ("Krag was charged with fraud in May.", "He was denied bail."),
        ("Krag was charged with fraud in May.", "A judge denied him bail."),
        ("Krag was charged with fraud in May.", "He admitted two charges of making false statements."),
        ("Krag, who denies it, was charged with fraud.", "His brother denies it, too."),
        ("The port was closed in May.", "Krag denies having been there."),
    ],
)
def test_what_denies_no_accusation_takes_no_place(accusation: str, answer: str) -> None:
    assert points(read(accusation, answer, "The port is old."), [0, 2], Budget(2)) == [0, 2]


def test_an_accusation_stays_with_its_denial_before_another_has_its_turn() -> None:
    document = read(*PAIRS["en"], "The port sued Ida Holm for the rest.", "Holm denies it.")
    assert points(document, [0, 2], Budget(2)) == [0, 1]
    assert points(document, [0, 2], Budget(4)) == [0, 2, 1, 3]


def test_a_denial_stays_out_where_the_budget_has_no_room_for_it() -> None:
    document = read("The port is old.", *PAIRS["en"])
    assert points(document, [1, 0], Budget(2, words=70)) == [1, 0]
    assert points(document, [1], Budget(1)) == [1]


def test_the_denial_is_among_the_highlights() -> None:
    accusation, denial = PAIRS["en"]
    text = (
        f"The harbour of Mole was closed for a week after its money had gone. {accusation} {denial} The harbour of "
        "Mole earns nine million pounds a year from its ferries. The ferries of Mole carry four million people a year."
    )
    made = Summarizer(engine="extractive", highlights=3).summarize(text)
    assert denial in [highlight.text for highlight in made.highlights]
