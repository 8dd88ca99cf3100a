"""The language of a text, from the script, from function words, or from the model that comes with py3langid."""

# ruff: noqa: E501 — a text is one line

from __future__ import annotations

import json
import lzma
from itertools import islice
from pathlib import Path

import pytest
from articles import BY_LANGUAGE
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.language import SAMPLE_CHARACTERS, detect

DATA = Path(__file__).parents[2] / "shared" / "data"

SHORT = {
    "en": "The council voted on Tuesday to rebuild the lighthouse with local stone. Work begins in May.",
    "de": "Der Stadtrat hat am Mittwoch beschlossen, die alte Linie wieder zu öffnen. Die Arbeiten beginnen im März.",
    "fr": "Le conseil a voté mardi la reconstruction du phare en pierre locale. Les travaux dureront deux ans.",
    "nl": "De gemeenteraad heeft dinsdag besloten de vuurtoren te herbouwen. De werkzaamheden duren twee jaar.",
    "es": "El ayuntamiento votó el martes a favor de reconstruir el faro. Las obras empezarán en mayo.",
    "it": "Il consiglio comunale ha votato martedì la ricostruzione del faro. I lavori dureranno due anni.",
    "pt": "A câmara municipal votou na terça-feira a reconstrução do farol. As obras vão durar dois anos.",
    "ms": "Majlis bandaraya mengumumkan pada hari Isnin bahawa pasar malam itu akan dipindahkan ke tapak baharu.",
    "id": "Pemerintah kota mengumumkan pada hari Senin bahwa pasar malam itu akan dipindahkan bulan Agustus.",
    "sv": "Kommunfullmäktige beslutade på tisdagen att bygga upp fyren igen. Arbetet börjar i maj.",
    "da": "Byrådet besluttede tirsdag at genopbygge fyrtårnet med lokale sten. Arbejdet ventes at vare to år.",
    "fi": "Kaupunginvaltuusto päätti tiistaina rakentaa majakan uudelleen. Työt alkavat toukokuussa.",
    "pl": "Rada miasta zagłosowała we wtorek za odbudową latarni morskiej. Prace potrwają dwa lata.",
    "cs": "Zastupitelstvo města v úterý schválilo obnovu majáku z místního kamene. Práce potrvají dva roky.",
    "tr": "Belediye meclisi salı günü deniz fenerini yeniden inşa etmeye karar verdi. Çalışmalar iki yıl sürecek.",
    "vi": "Hội đồng thành phố hôm thứ Ba đã bỏ phiếu xây lại ngọn hải đăng bằng đá địa phương.",
    "ru": "Городской совет во вторник проголосовал за восстановление маяка. Работы начнутся в мае.",
    "uk": "Міська рада у вівторок проголосувала за відбудову маяка. Роботи почнуться у травні.",
    "el": "Το δημοτικό συμβούλιο ψήφισε την Τρίτη την ανοικοδόμηση του φάρου με τοπική πέτρα.",
    "ar": "صوت مجلس المدينة يوم الثلاثاء على إعادة بناء المنارة بالحجر المحلي. ستبدأ الأعمال في مايو.",
    "he": "מועצת העיר הצביעה ביום שלישי בעד בנייה מחדש של המגדלור. העבודות יתחילו במאי.",
    "fa": "شورای شهر روز سه‌شنبه به بازسازی فانوس دریایی رأی داد. کارها دو سال طول می‌کشد.",
    "hi": "नगर परिषद ने मंगलवार को प्रकाशस्तंभ के पुनर्निर्माण के पक्ष में मतदान किया। काम मई में शुरू होगा।",
    "zh": "市议会周二投票决定用当地石材重建灯塔。工程预计持续两年。",
    "ja": "市議会は火曜日、地元の石材で灯台を再建することを可決した。",
    "ko": "시의회는 화요일 지역 석재로 등대를 재건하기로 의결했다.",
    "th": "สภาเมืองลงมติเมื่อวันอังคารให้สร้างประภาคารขึ้นใหม่ด้วยหินท้องถิ่น",
    "km": "ក្រុមប្រឹក្សាក្រុងបានបោះឆ្នោតកាលពីថ្ងៃអង្គារដើម្បីសាងសង់ប៉មភ្លើងហ្វារឡើងវិញ។",
}

# Long enough for function words to speak, in languages that they must leave alone.
NEIGHBOURS = {
    "es": "El gobierno regional anunció este jueves que invertirá doce millones de euros en la reparación de los caminos "
    "rurales que resultaron dañados por las lluvias de la semana pasada. La consejera explicó que los trabajos se harán en "
    "dos fases y que los vecinos de los pueblos más afectados no tendrán que pagar nada. Según la alcaldesa de Valdemar, el "
    "puente de piedra sigue cerrado y los niños tienen que dar un rodeo de diez kilómetros para ir a la escuela.",
    "ca": "El govern regional va anunciar dijous que invertirà dotze milions d'euros en la reparació dels camins rurals que "
    "van quedar malmesos per les pluges de la setmana passada. La consellera va explicar que les obres es faran en dues "
    "fases i que els veïns dels pobles més afectats no hauran de pagar res.",
    "da": "Regeringen meddelte torsdag, at den vil bruge tolv millioner kroner på at reparere de veje, der blev ødelagt af "
    "regnen i sidste uge. Ministeren forklarede, at arbejdet sker i to etaper, og at beboerne i de hårdest ramte byer ikke "
    "skal betale noget. Ifølge borgmesteren er broen stadig lukket.",
    "af": "Die regering het Donderdag aangekondig dat dit twaalf miljoen rand gaan bestee aan die herstel van paaie wat deur "
    "verlede week se reën beskadig is. Die minister het verduidelik dat die werk in twee fases gedoen sal word en dat "
    "inwoners van die dorpe wat die ergste geraak is niks hoef te betaal nie.",
    "fr": "Le gouvernement régional a annoncé jeudi qu'il investira douze millions d'euros dans la réparation des chemins "
    "ruraux endommagés par les pluies de la semaine dernière. La ministre a expliqué que les travaux se feront en deux "
    "phases et que les habitants des villages les plus touchés n'auront rien à payer.",
}


@pytest.mark.parametrize("language", sorted(SHORT))
def test_two_sentences_tell_their_language(language: str) -> None:
    assert detect(SHORT[language])[0] == language


@pytest.mark.parametrize("language", sorted(NEIGHBOURS))
def test_a_language_is_not_taken_for_its_neighbour(language: str) -> None:
    assert detect(NEIGHBOURS[language])[0] == language


@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_an_article_tells_its_language_with_near_certainty(language: str) -> None:
    code, confidence = detect(BY_LANGUAGE[language])
    assert code == language
    assert confidence > 0.95


@pytest.mark.parametrize("text", ["", "2,400 — 17.5 %", "…!?", "👍🎉"])
def test_a_text_without_letters_tells_nothing(text: str) -> None:
    assert detect(text) == ("und", 0.0)


def test_only_the_beginning_is_read() -> None:
    assert detect(SHORT["en"] * 20 + SHORT["ru"] * 400)[0] == "en"
    assert detect(" " * SAMPLE_CHARACTERS + SHORT["en"]) == ("und", 0.0)


@given(st.text())
def test_any_text_gets_a_code_and_a_confidence(text: str) -> None:
    code, confidence = detect(text)
    assert code.isalpha()
    assert 0 <= confidence <= 1


@pytest.mark.skipif(not DATA.exists(), reason="the shared corpora are not here")
@pytest.mark.parametrize(("file", "language"), [("titles/us-2016", "en"), ("multilingual/indosum", "id")])
def test_real_articles_are_told_without_an_error(file: str, language: str) -> None:
    with lzma.open(DATA / f"{file}.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 150)]
    assert {detect(text)[0] for text in texts} == {language}
