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


@pytest.mark.parametrize(
    "sentence",
    [
        "Engineers had found cracks in two of its piers.",
        "Two years of work lie before the engineers of the bridge.",
        '"We had no choice left in the matter," Maya Lind, the mayor, said on Monday.',
        "The new bridge will stand here, on the northern bank.",
        "Maya Lind, pictured on the bridge, wants it to stay open to all buses.",
        "The lorry pictured on the bridge belonged to a firm in the north.",
    ],
)
def test_a_plain_sentence_loses_nothing(sentence: str) -> None:
    assert factor(sentence) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Stranded: Drivers waited for hours on the northern bank.",
        "Maya Lind and Ida Krag pictured on the bridge shortly before it was closed to lorries.",
        "Maya Lind (left) is pictured with the engineers of the bridge.",
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
        "The opinions expressed in this commentary are solely those of Maya Lind.",
        "Maya Lind and Ida Krag contributed to this report from the southern bank.",
        "See the full list of the hundred best bridges of the decade here.",
        "Share your photographs of the bridge with the editors of the Courier.",
        "This press release contains forward-looking statements about the bridge.",
        "We reserve the right to edit letters about the bridge.",
        "Two years later a barge hit the northern pier and sank.",
        "The next morning a barge hit the northern pier and sank.",
        "The following drivers were fined for crossing the closed bridge.",
        '"We had no choice left in the matter at all," she said on Monday.',
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
        ("de", "Das teilte der Hafenmeister am Montag mit.", "Das neue Hafenbecken wird im Mai geöffnet."),
        ("es", "Añadió que el puerto abrirá en mayo.", "El alcalde añadió que el puerto abrirá en mayo."),
        ("it", "Ha aggiunto che il porto aprirà a maggio.", "Il sindaco ha aggiunto che il porto aprirà a maggio."),
        ("pt", "Disse que o porto abrirá em maio.", "O prefeito disse que o porto abrirá em maio."),
        ("ru", "Он добавил, что порт откроют в мае.", "Мэр добавил, что порт откроют в мае."),
        ("ar", "وأضافت أن الميناء سيفتح في مايو.", "وأضافت رئيسة البلدية أن الميناء سيفتح في مايو."),
        ("ja", "また、港は五月に再開する見通しだ。", "港は五月に再開する見通しだ。"),
        ("zh", "她说，港口将于五月重新开放。", "市长说，港口将于五月重新开放。"),
        ("ko", "그는 항구가 오월에 다시 열린다고 말했다.", "시장은 항구가 오월에 다시 열린다고 말했다."),
    ],
)
def test_a_sentence_of_another_language_that_leans_on_the_one_before_loses(
    language: str, leaning: str, plain: str
) -> None:
    assert factor(leaning, language) < factor(plain, language) == 1


def test_an_indonesian_speaker_who_goes_on_without_a_name_loses_more_than_another_pronoun() -> None:
    assert factor("Ia menambahkan, pelabuhan itu dibuka pada Mei.", "id") < factor("Ia membuka pelabuhan itu.", "id")


@pytest.mark.parametrize(
    ("language", "nameless", "named"),
    [
        ("de", "«Der Hafen bleibt zu», sagte sie.", "«Der Hafen bleibt zu», sagte Maya Lind."),
        ("fr", "« Le port reste fermé », a-t-elle dit.", "« Le port reste fermé », a dit la maire."),
        ("id", '"Pelabuhan masih ditutup," kata dia.', '"Pelabuhan masih ditutup," kata Maya Lind.'),
        ("nl", '"De haven blijft dicht", zei ze.', '"De haven blijft dicht", zei de burgemeester.'),
    ],
)
def test_words_of_a_pronoun_lose(language: str, nameless: str, named: str) -> None:
    assert factor(nameless, language) < factor(named, language) == 1


def test_an_expletive_leans_on_nothing() -> None:
    assert factor("Il y a trois bateaux dans le port de la ville.", "fr") == 1
