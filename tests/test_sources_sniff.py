from __future__ import annotations

import codecs
import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.errors import SourceError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources import read
from summarizer.sources.encoding import decode
from summarizer.sources.sniff import Kind, tell_kind

SETTINGS = Settings()
ENGLISH = "The café’s owner said that “naïve” plans cost £40 – and she would know, after ten years on the quay. " * 4
TEXTS = {
    "cp1252": ENGLISH,
    "cp1250": "Rada města v úterý rozhodla, že rybí trh bude na osmnáct měsíců uzavřen, protože střecha teče. " * 4,
    "cp1251": "Совет порта во вторник решил закрыть старый рыбный рынок на восемнадцать месяцев из-за ремонта. " * 4,
    "cp1253": "Το συμβούλιο του λιμανιού αποφάσισε την Τρίτη να κλείσει την παλιά ψαραγορά για δεκαοκτώ μήνες. " * 4,
    "cp932": "港の委員会は火曜日、屋根を建て替えるために古い魚市場を十八か月閉鎖することを決めた。" * 6,
    "euc_jp": "港の委員会は火曜日、屋根を建て替えるために古い魚市場を十八か月閉鎖することを決めた。" * 6,
    "gb18030": "港务委员会星期二投票决定关闭旧鱼市场十八个月，以便重建屋顶，四十名摊贩将迁往车站后面。" * 6,
    "big5": "港務委員會星期二投票決定關閉舊魚市場十八個月，以便重建屋頂，四十名攤販將遷往車站後面。" * 6,
    "cp949": "항만위원회는 화요일 지붕을 다시 짓는 동안 낡은 어시장을 열여덟 달 동안 닫기로 했다. " * 6,
}


def archive(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"The market closes.", Kind.PLAIN),
        (b"", Kind.PLAIN),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", Kind.HTML),
        (b"\n <!-- saved --> <HTML lang=en>", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", Kind.HTML),
        (b"<p>The market closes.</p>", Kind.HTML),
        ("<html><body>x".encode("utf-16"), Kind.HTML),
        (b"<3 the market, said the board.", Kind.PLAIN),
        (b"a < b and b > c", Kind.PLAIN),
        (b"# Market\n\nclosed", Kind.MARKDOWN),
        (b"#market was trending\n\n#closed", Kind.PLAIN),
        (b"%PDF-1.7\n", Kind.PDF),
        (archive(word__document_xml="<w/>"), Kind.DOCX),
        (gzip.compress(b"x"), Kind.GZIP),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: Kind) -> None:
    assert tell_kind(data) is kind


@pytest.mark.parametrize("name", ["story.pdf", "story.html", "story.docx", "story.jpg"])
def test_a_name_that_lies_is_not_believed(name: str) -> None:
    assert tell_kind(b"The market closes in May.", name=name) is Kind.PLAIN
    assert tell_kind(b"%PDF-1.4", name=name) is Kind.PDF


def test_a_media_type_decides_where_content_leaves_it_open() -> None:
    data = b"The market <b>closes</b> in May."
    assert tell_kind(data) is Kind.PLAIN
    assert tell_kind(data, media_type="text/html; charset=utf-8") is Kind.HTML
    assert tell_kind(b"The market closes in May.", media_type="text/markdown") is Kind.MARKDOWN


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8\xff\xe0" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        b"{\\rtf1 text}",
        bytes(1000),
        bytes(range(256)) * 8,
        b'{"text": "The market closes."}',
        b'{"text": "The market closes."}\n{"text": "The market opens."}\n',
        b"<?xml version='1.0'?><rss><channel/></rss>",
        archive(mimetype="x", content_xml="<x/>"),
        archive(other="x"),
    ],
)
def test_other_kinds_are_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedMediaError):
        read(data, settings=SETTINGS)


def test_a_mark_on_the_first_line_is_no_json() -> None:
    assert tell_kind(b"[1]\nThe market closes in May.") is Kind.PLAIN


def test_a_thousand_comments_are_looked_past_quickly() -> None:
    assert tell_kind(b"<!--x-->" * 400 + b"<html>") is Kind.HTML
    assert tell_kind(b"<!--x-->" * 400 + b"words") is Kind.PLAIN


def test_a_broken_archive_is_unreadable() -> None:
    with pytest.raises(SourceError, match="damaged"):
        read(b"PK\x03\x04 broken", settings=SETTINGS)


def test_more_bytes_than_the_limit_are_refused() -> None:
    with pytest.raises(TooLargeError, match="at most 10 are read"):
        read(b"x" * 11, settings=Settings(max_bytes=10))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), charset="iso-8859-1") == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_told_by_its_nulls(encoding: str) -> None:
    article = read(ENGLISH.encode(encoding), settings=SETTINGS)
    assert article.blocks[0].text == ENGLISH.strip()


@pytest.mark.parametrize("encoding", TEXTS)
def test_undeclared_text_is_told_by_its_bytes(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding)) == TEXTS[encoding]


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_declared_charset_is_used(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding), charset=encoding) == TEXTS[encoding]


def test_valid_utf_8_is_utf_8_whatever_is_declared() -> None:
    assert decode(ENGLISH.encode(), charset="iso-8859-1") == ENGLISH


def test_latin_1_means_windows_1252() -> None:
    assert decode("“£40”".encode("cp1252"), charset="ISO-8859-1") == "“£40”"


@pytest.mark.parametrize("declaration", ['<meta charset="windows-1251">', "<?xml version='1.0' encoding='cp1251'?><p>"])
def test_a_page_declares_its_own_charset(declaration: str) -> None:
    assert "рынок" in decode((declaration + "Рыбный рынок").encode("cp1251"), markup=True)


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "zlib", "unicode_escape", "no-such", "", "\0", "x" * 1000])
def test_charsets_that_hide_or_do_not_exist_are_passed_over(charset: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), charset=charset) == ENGLISH


def test_a_few_damaged_bytes_do_not_cost_the_rest() -> None:
    data = TEXTS["cp1251"].encode()
    assert decode(data[:99] + b"\xff" + data[99:]).count("\ufffd") <= 3


def test_japanese_mail_encoding_is_read_if_declared() -> None:
    text = "港の委員会は火曜日に決めた。"
    assert decode(text.encode("iso2022_jp"), charset="ISO-2022-JP") == text


STARTS = [
    b"",
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF32_BE,
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"<html>",
    b"---\n",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
@hypothesis_settings(deadline=None)
def test_no_bytes_break_it(start: bytes, rest: bytes) -> None:
    try:
        article = read(start + rest, settings=SETTINGS)
    except SourceError:
        return
    assert all(block.text.strip() for block in article.blocks)
