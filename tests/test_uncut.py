"""Headlines without trees: no half of a sentence, unless it is seen to be one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Summarizer
from summarizer.headline import MAX_CHARACTERS
from summarizer.records import Method, Summary
from summarizer.text.discourse import is_torn

# A long first sentence that its end turns round, and a short one after it.
TURNED = {
    "de": (
        "Die Polizei schließt einen Zusammenhang mit dem Brand in der alten Werft, bei dem drei "
        "Boote sanken, nicht aus.",
        "Der Hafen von Mole bleibt bis zum Montag gesperrt.",
    ),
    "nl": (
        "De havenraad heeft het omstreden plan voor een nieuwe brug aan de rand van de oude haven "
        "gisteren niet aangenomen.",
        "De raad vergadert volgende maand opnieuw over de brug.",
    ),
    "fr": (
        "Le conseil du port a rejeté mardi le projet de pont que la maire avait pourtant promis de "
        "ne jamais abandonner.",
        "La décision a été prise par neuf voix contre quatre.",
    ),
    "es": (
        "El alcalde del puerto, acusado de vender tres barcos de la ciudad a su propio hermano, ha "
        "sido absuelto por el juez.",
        "El juicio duró nueve meses y oyó a cuarenta testigos.",
    ),
    "tr": (
        "Liman meclisi, eski rıhtımın kuzeyinde yapılması planlanan yeni köprü projesine bütçe nedeniyle onay vermedi.",
        "Meclis gelecek ay köprü projesi için yeniden toplanacak.",
    ),
    "ja": (
        "港の議会は火曜日の夜、古い埠頭の北側に計画されていた新しい橋の建設案について、費用が高すぎるという理由で賛成が"
        "多数に達せず、市長の強い要望にもかかわらず、これを承認しなかったと発表した。",
        "橋の建設費は当初の計画より四割高くなる見込みだ。",
    ),
    "id": (
        "Dewan pelabuhan menyatakan rencana pembangunan jembatan baru di utara dermaga lama pada "
        "hari Selasa tidak disetujui.",
        "Dewan akan kembali membahas jembatan itu bulan depan.",
    ),
    "ar": (
        "قال مجلس الميناء إن خطة بناء الجسر الجديد شمال الرصيف القديم التي طلبتها رئيسة البلدية قبل "
        "عامين لم تحصل على الموافقة.",
        "يجتمع المجلس مرة أخرى في الشهر المقبل لبحث الجسر.",
    ),
    "hi": (
        "बंदरगाह परिषद ने पुराने घाट के उत्तर में नए पुल के निर्माण की उस योजना को मंगलवार की रात मंज़ूरी नहीं दी जिसे मेयर चाहती थीं।",
        "परिषद अगले महीने पुल की योजना पर फिर से विचार करेगी।",
    ),
}


def written(text: str, language: str) -> Summary:
    return Summarizer(engine="extractive", language=language, headline="written").summarize(text)


@pytest.mark.parametrize("language", TURNED)
def test_a_sentence_that_its_end_turns_round_is_not_cut(language: str) -> None:
    long, short = TURNED[language]
    made = written("\n\n".join([f"{long} {short}", *[long] * 4]), language)
    assert made.headline.text == short.rstrip(".。।")
    assert made.headline.method is Method.VERBATIM
    assert "headline_cut" not in {notice.code for notice in made.warnings}


@pytest.mark.parametrize("language", TURNED)
def test_where_no_sentence_fits_the_cut_is_seen(language: str) -> None:
    long, _ = TURNED[language]
    made = written(f"{long} " * 4, language)
    assert made.headline.text.endswith("…")
    assert len(made.headline.text) <= MAX_CHARACTERS
    assert made.headline.method is Method.TRIMMED
    kept = made.headline.contexts[0].quote
    assert made.headline.text == f"{kept}…"
    assert language == "ja" or long[len(kept)] in " ,،"
    assert [notice.pointer for notice in made.warnings if notice.code == "headline_cut"] == ["/headline"]


def test_a_first_sentence_that_fits_is_taken_whole_without_its_dateline() -> None:
    text = "Hamburg (dpa) – Die Polizei schließt einen Brand in der Werft nicht aus. " + TURNED["de"][0]
    assert written(f"{text} {TURNED['de'][0]}", "de").headline.text == (
        "Die Polizei schließt einen Brand in der Werft nicht aus"
    )


@pytest.mark.parametrize("paper", ["Kabarmole - ", "MOLE.COM, KOTA MOLE - ", "Mole, Kabar Indonesia -- "])
def test_a_papers_name_before_the_first_word_is_no_part_of_an_indonesian_headline(paper: str) -> None:
    told = "Dewan pelabuhan menutup jembatan lama pada hari Selasa"
    assert written(f"{paper}{told}. " + TURNED["id"][0] * 3, "id").headline.text == told


@pytest.mark.parametrize(
    ("sentence", "language", "left"),
    [
        (
            "Der Stadtrat hat die alte Brücke am Hafen geschlossen, weil ein Schiff sie am Montag gerammt hatte.",
            "de",
            "Der Stadtrat hat die alte Brücke am Hafen geschlossen",
        ),
        (
            "El ayuntamiento cerró ayer el puente viejo del puerto; la alcaldesa abrirá otro en los próximos meses.",
            "es",
            "El ayuntamiento cerró ayer el puente viejo del puerto",
        ),
    ],
)
def test_a_clause_is_a_headline_where_nothing_after_it_can_turn_it(sentence: str, language: str, left: str) -> None:
    assert written(f"{sentence} " * 4, language).headline.text == left


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Stadtrat hat die alte Brücke am Hafen nicht geschlossen, weil ein Schiff sie am Montag gerammt hatte.",
        "Der Bürgermeister hat drei Boote der Stadt verkauft, behauptet ein früherer Angestellter der alten Werft.",
        (
            "Der Bürgermeister der Stadt tritt am Ende des Monats zurück, falls der Rat ihm das "
            "Vertrauen entziehen sollte."
        ),
    ],
)
def test_what_a_comma_may_take_back_is_not_cut_there(sentence: str) -> None:
    assert written(f"{sentence} " * 4, "de").headline.text.endswith("…")


@pytest.mark.parametrize(
    ("sentence", "torn"),
    [
        ("Sie sprach von einem „schwarzen Tag“.", False),
        ("”Vi bygger bron”, sade hon.", False),
        ("« C'est une erreur », a dit la maire.", False),
        ("„Wir bauen die Brücke.", True),
        ("« C'est une erreur.", True),
        ("「橋を建てる。", True),
    ],
)
def test_half_a_quotation_is_told_by_the_marks_of_its_language(sentence: str, torn: bool) -> None:
    assert is_torn(sentence) is torn


@given(st.lists(st.sampled_from("Brücke Hafen, nicht weil ; – Schiff . ( ) „ “ gesperrt : …".split()), min_size=45))
@settings(max_examples=60, deadline=None)
def test_whatever_the_marks_a_headline_fits_and_is_made_of_the_articles_words(words: list[str]) -> None:
    made = Summarizer(engine="extractive", language="de", headline="written").summarize(
        "Die Stadt hat die alte Brücke am Hafen lange vor dem Winter für Schiffe und Wagen gesperrt und will sie nun "
        "bauen. Der Rat tagt. Die Stadt zahlt. " + " ".join(words)
    )
    assert 0 < len(made.headline.text) <= MAX_CHARACTERS
