from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
from collections.abc import Sequence

import pytest
from docx import Document
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.document import BlockKind, RawArticle
from summarizer.errors import SourceError, TooLargeError, UnsupportedMediaError, UnusableArticleError
from summarizer.settings import Settings
from summarizer.sources import read

SETTINGS = Settings()
FIRST = "The harbour board voted on Tuesday to close the old fish market for eighteen months while its roof is rebuilt."
SECOND = "Forty stallholders move to a car park behind the station, where the board has promised them water and light."


def texts(article: RawArticle) -> list[str]:
    return [block.text for block in article.blocks]


def pdf(*pages: Sequence[tuple[str, float, float, float]], info: str = "", extra: str = "") -> bytes:
    """A PDF by hand: each page is a list of (line, size, x, y) in Helvetica, bold where a line starts with *."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    kids = []
    for lines in pages:
        stream = "".join(
            f"BT /{'B' if text.startswith('*') else 'R'} {size} Tf {x} {y} Td ({text.lstrip('*')}) Tj ET\n"
            for text, size, x, y in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /R 3 0 R /B 4 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< {info} >>")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out.encode("latin-1")))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out.encode("latin-1"))
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
    out += f"/Info {len(objects)} 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def set_lines(*lines: str, top: float = 700) -> list[tuple[str, float, float, float]]:
    return [(line, 11, 70, top - 14 * i) for i, line in enumerate(lines)]


PAGE_ONE = [
    ("Harbour Gazette", 9, 70, 810),
    ("Fish market to close", 24, 70, 740),
    *set_lines(
        "The harbour board voted on Tuesday to close the old fish", "market for eighteen months while the roof is re-"
    ),
    *set_lines("built, said its well-known chair.", top=672),
    *set_lines("*What happens next", top=640),
    *set_lines(
        "Forty stallholders move to a car park behind the station,", "where they were promised water and", top=610
    ),
    ("1", 9, 300, 30),
]
PAGE_TWO = [
    ("Harbour Gazette", 9, 70, 810),
    *set_lines("light by the board.", top=760),
    *set_lines("\\225 forty stalls", "\\225 one car park", top=730),
    ("2", 9, 300, 30),
]


def docx(*paragraphs: tuple[str, str], title: str = "", author: str = "") -> bytes:
    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for text, style in paragraphs:
        document.add_paragraph(text, style=style or None)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return out.getvalue()


def test_pdf_lines_become_paragraphs_with_title_heading_and_list() -> None:
    article = read(pdf(PAGE_ONE, PAGE_TWO), settings=SETTINGS)
    assert article.title == "Fish market to close"
    assert [(block.kind, block.text) for block in article.blocks] == [
        (None, "The harbour board voted on Tuesday to close the old fish market for eighteen months while the roof is "
               "rebuilt, said its well-known chair."),
        (BlockKind.HEADING, "What happens next"),
        (None, "Forty stallholders move to a car park behind the station, where they were promised water and light by "
               "the board."),
        (BlockKind.LIST_ITEM, "forty stalls"),
        (BlockKind.LIST_ITEM, "one car park"),
    ]  # fmt: skip


def test_a_hyphen_that_the_text_uses_elsewhere_survives_the_line_end() -> None:
    page = set_lines("The well-known chair said that the roof of the well-", "known market could not wait any longer.")
    assert texts(read(pdf(page), settings=SETTINGS)) == [
        "The well-known chair said that the roof of the well-known market could not wait any longer."
    ]


def test_pdf_properties_are_used_unless_a_program_wrote_them() -> None:
    page = set_lines(FIRST)
    article = read(pdf(page, info="/Title (Market to close) /Author (Ola Nord)"), settings=SETTINGS)
    assert (article.title, article.byline) == ("Market to close", "Ola Nord")
    article = read(pdf(page, info="/Title (Microsoft Word - draft.docx) /Author (onord)"), settings=SETTINGS)
    assert (article.title, article.byline) == (None, None)


def test_a_pdf_of_pictures_is_not_text() -> None:
    with pytest.raises(UnusableArticleError, match="may be a scan") as caught:
        read(pdf([]), settings=SETTINGS)
    assert caught.value.verdict == "not_text"


def test_a_pdf_over_the_limits_is_refused() -> None:
    with pytest.raises(TooLargeError, match="at most 2 are read"):
        read(pdf(*[set_lines(FIRST)] * 3), settings=Settings(max_pages=2))
    with pytest.raises(TooLargeError, match="characters"):
        read(pdf(*[set_lines(FIRST)] * 3), settings=Settings(max_characters=200))


def test_a_pdf_with_a_password_says_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(set_lines(FIRST)))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(SourceError, match="password"):
        read(locked.getvalue(), settings=SETTINGS)


def test_a_pdf_that_anyone_may_open_is_read() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(set_lines(FIRST)))))
    writer.encrypt("", owner_password="secret", algorithm="RC4-128")
    unlocked = io.BytesIO()
    writer.write(unlocked)
    assert texts(read(unlocked.getvalue(), settings=SETTINGS)) == [FIRST]


@given(st.integers(0, 1200), st.binary(max_size=40))
@hypothesis_settings(deadline=None, max_examples=60)
def test_no_damaged_pdf_breaks_it(at: int, damage: bytes) -> None:
    data = pdf(PAGE_ONE)
    with contextlib.suppress(SourceError):
        read(data[:at] + damage + data[at + len(damage) :], settings=SETTINGS)


def test_docx_styles_become_kinds() -> None:
    data = docx(
        ("Fish market to close", "Title"), ("What happened", "Heading 2"), (FIRST, ""), ("forty stalls", "List Bullet"),
        ("A slate came down.", "Quote"), ("From left: a hall", "Caption"), ("two\tby\ntwo", ""), author="Ola Nord",
    )  # fmt: skip
    article = read(data, settings=SETTINGS)
    assert (article.title, article.byline) == ("Fish market to close", "Ola Nord")
    assert [(block.kind, block.text) for block in article.blocks] == [
        (BlockKind.HEADING, "What happened"),
        (None, FIRST),
        (BlockKind.LIST_ITEM, "forty stalls"),
        (BlockKind.QUOTATION, "A slate came down."),
        (BlockKind.CAPTION, "From left: a hall"),
        (None, "two by"),
        (None, "two"),
    ]


@pytest.mark.parametrize(
    ("level", "kind"), [("0", BlockKind.HEADING), ("5", BlockKind.HEADING), ("9", None), ("12", None), ("", None)]
)
def test_an_outline_level_makes_a_heading_if_it_is_one(level: str, kind: BlockKind | None) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>{FIRST}</w:t></w:r></w:p><w:p><w:pPr>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>What happened</w:t></w:r></w:p></w:body></w:document>'
    )
    article = read(with_part(docx((FIRST, "")), "word/document.xml", body.encode()), settings=SETTINGS)
    assert article.blocks[1].kind == kind


def test_docx_tables_are_one_block_each() -> None:
    document = Document()
    document.add_paragraph(FIRST)
    table = document.add_table(rows=2, cols=2)
    for i, text in enumerate(["Year", "Cost", "2024", "4m"]):
        table.cell(i // 2, i % 2).text = text
    file = io.BytesIO()
    document.save(file)
    blocks = read(file.getvalue(), settings=SETTINGS).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (None, FIRST),
        (BlockKind.TABLE, "Year | Cost\n2024 | 4m"),
    ]


def test_a_docx_table_in_a_table_is_read_once() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for text in ("Year", "Cost", "4m"):
        cell.text = text
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)
    file = io.BytesIO()
    document.save(file)
    assert [block.text for block in read(file.getvalue(), settings=SETTINGS).blocks] == ["Year Cost 4m"]


def test_tracked_changes_are_read_as_if_accepted() -> None:
    data = docx((FIRST, ""))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old '
        "</w:delText></w:r></w:del><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>market</w:t></w:r>"
        "</w:hyperlink></w:p></w:body></w:document>"
    )
    assert texts(read(with_part(data, "word/document.xml", body.encode()), settings=SETTINGS)) == ["The new market"]


def test_docx_title_property_is_used_where_no_style_says_it() -> None:
    assert read(docx((FIRST, ""), title="Market to close"), settings=SETTINGS).title == "Market to close"


def test_a_docx_bomb_is_refused_before_it_is_parsed() -> None:
    bomb = with_part(docx((FIRST, "")), "word/document.xml", b" " * 20_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeError, match="part of the document"):
        read(bomb, settings=SETTINGS)


def test_docx_entities_are_refused() -> None:
    body = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(SourceError, match="entities"):
        read(with_part(docx((FIRST, "")), "word/document.xml", body), settings=SETTINGS)


@pytest.mark.parametrize("part", [b"", b"<broken", bytes(9)])
def test_a_docx_with_a_broken_part_is_unreadable(part: bytes) -> None:
    with pytest.raises(SourceError, match="damaged"):
        read(with_part(docx((FIRST, "")), "word/document.xml", part), settings=SETTINGS)


def test_a_gzipped_text_is_read_within_the_limit() -> None:
    assert texts(read(gzip.compress(FIRST.encode()), settings=SETTINGS, name="story.txt.gz")) == [FIRST]
    with pytest.raises(TooLargeError, match="decompresses"):
        read(gzip.compress(bytes(50_000_000)), settings=SETTINGS)
    with pytest.raises(SourceError, match="too early"):
        read(gzip.compress(FIRST.encode())[:-9], settings=SETTINGS)
    with pytest.raises(UnsupportedMediaError, match="inside"):
        read(gzip.compress(gzip.compress(FIRST.encode())), settings=SETTINGS)
