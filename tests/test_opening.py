"""What stands before a sentence proper: whoever sold the story, and where it was written."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.opening import begin


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("(WIRED)", "Screens are rectangles."),
        ("(The Hollywood Reporter)", "Two actors left the harbour film."),
        ("(The Hollywood Reporter) ", "Two actors left the harbour film."),
        ("(Reuters)", "A ferry sank off Mole."),
        ("(Harbour Weekly)", "Two actors left the harbour film."),
        ("TAIPEI Taiwan — ", "The ferry sank off Mole."),
        ("TAIPEI Taiwan ", "The ferry sank off Mole."),
        ("Sir – ", "Your report on the harbour left me in tears."),
        ("HarbourNews.com -- ", "Two actors left the harbour film."),
        ("Rolling Stone -- ", "Two actors left the harbour film."),
        ("Mole, Norway — ", "The ferry sank off the quay."),
        ("MOLE, Norway – 14 May 2024 – ", "Perrin Ferries today announced a night boat."),
        ("", "NASA Administrator Anna Perrin left the harbour."),
        ("", "(Some say) Anna Perrin left the harbour."),
        ("", "(Perrin) said that the ferry sank."),
    ],
)
def test_a_sentence_begins_behind_its_seller_and_its_place(before: str, rest: str) -> None:
    text = before + rest
    assert text[begin(text, Span(0, len(text))) :] == rest


@pytest.mark.parametrize(
    ("language", "before", "rest"),
    [
        ("de", "Mole (dpa) – ", "Der Hafen bleibt zu."),
        ("de", "Mole/Perrin (dpa/lno) - ", "Der Hafen bleibt zu."),
        ("de", "", "NATO – das Bündnis der Häfen – tagt in Mole."),
        ("de", "", "Anna Perrin (SPD) – Ministerin seit Mai – besuchte den Hafen."),
        ("de", "", "Anna Perrin (SPD): Der Hafen bleibt zu."),
        ("es", "MOLE, 14 may (EFE).- ", "El puerto cerrará el lunes."),
        ("it", "(ANSA) - MOLE, 14 MAG - ", "Il porto resta chiuso."),
        ("pt", "SÃO MOLE, 14 de maio (Reuters) - ", "O porto fecha na segunda."),
        ("id", "MOLE, KABAR.com - ", "Pelabuhan ditutup pada hari Senin."),
        ("ar", "المرفأ (رويترز) - ", "أغلق الميناء يوم الاثنين."),
        ("ja", "【モーレ＝山田花子】", "港は月曜日に閉鎖された。"),
        ("ja", "", "世界港湾機関（WPO）は月曜日に港を閉鎖した。"),
        ("zh", "新华社摩尔5月14日电（记者 李明）", "港口周一关闭。"),
        ("zh", "", "世界港口组织（WPO）周一宣布关闭港口。"),
        ("ko", "[모레=항구통신] 김항구 기자 = ", "항구가 월요일에 문을 닫는다."),
        ("ru", "МОЛЕ, 14 мая — РИА Новости. ", "Порт закрыт до понедельника."),
    ],
)
def test_a_dateline_of_any_language_stands_before_the_sentence(language: str, before: str, rest: str) -> None:
    text = before + rest
    assert text[begin(text, Span(0, len(text)), language=language) :] == rest


def test_a_dateline_stands_only_at_the_head_of_a_paragraph() -> None:
    text = "Das Schiff sank. Mole (dpa) – Der Hafen bleibt zu."
    assert begin(text, Span(17, len(text)), language="de") == 17
