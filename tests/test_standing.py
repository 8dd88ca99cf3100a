"""What would not stand on a page by itself counts for less than what would."""

from __future__ import annotations

import pytest

from summarizer.extract.standing import standing
from summarizer.settings import Settings
from summarizer.sources import read_text
from summarizer.text.assemble import assemble

PLAIN = "The council closed the old bridge to all lorries on Monday."


def factor(sentence: str, language: str = "en") -> float:
    settings = Settings()
    document = assemble(
        read_text(f"{PLAIN} {sentence}", settings=settings), title=None, language=language, settings=settings
    )
    plain, *others = standing(document)
    assert plain == 1
    return float(min(others))


def test_a_plain_sentence_loses_nothing() -> None:
    assert factor("Engineers had found cracks in two of its piers.") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Stranded: Drivers waited for hours on the northern bank.",
        "Maya Lind: Have you ever crossed it on foot?",
        "Read more: How the bridge was built and who paid for it.",
        "He had crossed it every day for thirty years.",
        "However, the ferries will run all night until the spring.",
        "Probably not.",
        "Good morning, and welcome to the ferry page of the Courier.",
        "Stay with us for the rest of the crossing tonight.",
        "Here's a picture of the quay from our reader Ida.",
        "The Courier has launched a WhatsApp community for its readers.",
        "Follow @ferries on Twitter to hear of the next crossing.",
        "Harbour: Holm; Lind, Jensen, Krag; Berg, Dahl.",
        "Fishermen say that is because there is no other quay.",
        "Who will pay for the new piers of the bridge?",
        '"We had no choice left in the matter."',
    ],
)
def test_a_label_a_link_a_loose_opening_or_a_nameless_quotation_loses(sentence: str) -> None:
    assert factor(sentence) < 1


def test_a_link_loses_more_than_what_stands_under_a_picture() -> None:
    link, caption = "Read more: How the bridge was built.", "Stranded: Drivers waited for hours."
    assert factor(link) < factor(caption)


def test_a_colon_late_in_a_sentence_is_no_label() -> None:
    assert factor("The engineers who looked at it gave one reason: cracks in the piers.") == 1


def test_who_plays_loses_as_much_as_a_link() -> None:
    assert factor("Harbour: Holm; Lind, Jensen, Krag; Berg, Dahl, Voss, Beck.") == factor(
        "Read more: How it was built."
    )


def test_spaces_before_full_stops_are_held_against_nobody_where_all_have_them() -> None:
    settings = Settings()
    text = " ".join(f"The council closed the bridge number {number} to all lorries ." for number in range(6))
    document = assemble(read_text(text, settings=settings), title=None, language="en", settings=settings)
    assert standing(document).min() == 1


def test_a_space_before_a_full_stop_marks_a_caption_where_the_others_have_none() -> None:
    settings = Settings()
    text = f"{PLAIN} {PLAIN} {PLAIN} Ten more bridges that were closed to all lorries ."
    document = assemble(read_text(text, settings=settings), title=None, language="en", settings=settings)
    *plain, caption = standing(document)
    assert caption < min(plain) == 1


@pytest.mark.parametrize(
    ("language", "leaning", "plain"),
    [
        ("de", "Damit ist der Streit um den Hafen vorerst beendet.", "Der Streit um den Hafen ist vorerst beendet."),
        ("nl", "Daardoor blijft de haven nog een jaar dicht.", "De haven blijft nog een jaar dicht."),
        ("fr", "Elle a promis un nouveau port aux pêcheurs.", "La maire a promis un nouveau port aux pêcheurs."),
        ("es", "Ella prometió un puerto nuevo a los pescadores.", "La alcaldesa prometió un puerto nuevo."),
        ("it", "Inoltre il porto resta chiuso fino a maggio.", "Il porto resta chiuso fino a maggio."),
        ("pt", "Isso deixou os pescadores sem porto.", "A tempestade deixou os pescadores sem porto."),
        ("id", "Mereka meminta pelabuhan baru di kota itu.", "Para nelayan meminta pelabuhan baru."),
        ("ms", "Namun pelabuhan itu masih ditutup.", "Pelabuhan itu masih ditutup."),
    ],
)
def test_a_sentence_of_another_language_that_leans_on_the_one_before_loses(
    language: str, leaning: str, plain: str
) -> None:
    assert factor(leaning, language) < factor(plain, language) == 1


def test_an_expletive_leans_on_nothing() -> None:
    assert factor("Il y a trois bateaux dans le port de la ville.", "fr") == 1
