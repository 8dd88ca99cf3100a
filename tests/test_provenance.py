"""Receipts: fragments that a browser finds, wording from spans alone, offsets in either unit."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from articles import BY_LANGUAGE, NEWS
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Options, Summarizer, Summary
from summarizer.document import Block, BlockKind, Document, Span
from summarizer.provenance import context, contexts, fragment, in_units, wording
from summarizer.records import StringIndexType

UTF_16 = StringIndexType.UTF16_CODE_UNIT
SUMMARIZER = Summarizer(engine="extractive")
TEXTS = st.text("ab ,.-&#%é—“”👍灯", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


def document_of(text: str) -> Document:
    return Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (), "en")


def halves(text: str) -> tuple[str, ...]:
    """Read a fragment as a browser does."""
    assert text.startswith("#:~:text=")
    return tuple(unquote(part) for part in text.removeprefix("#:~:text=").split(","))


@given(TEXTS, st.data())
def test_a_fragment_is_found_in_the_text_and_spans_the_kept_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    parts = halves(fragment([Span(start, end)], document_of(text)))
    source = text[start:end]
    assert len(parts) in (1, 2)
    assert source.strip().startswith(parts[0].strip())
    assert source.strip().endswith(parts[-1].strip())


def test_a_long_fragment_names_its_first_and_last_words() -> None:
    text = NEWS.partition("\n")[0]
    assert halves(fragment([Span(0, len(text))], document_of(text))) == (
        "The council of Harlow",
        "stone and volunteer labour.",
    )


def test_dashes_commas_and_ampersands_of_the_text_are_not_read_as_syntax() -> None:
    text = "Re-elected, A&B won"
    assert fragment([Span(0, len(text))], document_of(text)) == "#:~:text=Re%2Delected%2C%20A%26B%20won"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("The lamp burns.", [(0, 15)], "The lamp burns."),
        ("But the lamp burns.", [(4, 19)], "The lamp burns."),
        ("The lamp, which is old, burns.", [(0, 8), (24, 30)], "The lamp burns."),
        ("The lamp (of brass), he said, burns", [(0, 8), (19, 35)], "The lamp, he said, burns."),
        ("It burns, reported The Courier.", [(0, 8)], "It burns."),
        ("“It burns!”", [(0, 11)], "“It burns!”"),
        ("灯塔重建。", [(0, 5)], "灯塔重建。"),
        ("But eBay and iPhone sales rose.", [(4, 31)], "eBay and iPhone sales rose."),
        ("ქალაქი ააშენებს შუქურას.", [(0, 24)], "ქალაქი ააშენებს შუქურას."),
    ],
)
def test_kept_ranges_read_as_a_sentence(text: str, spans: list[tuple[int, int]], expected: str) -> None:
    assert wording(document_of(text), [Span(*span) for span in spans]) == expected


def test_a_context_is_its_words_and_their_place() -> None:
    found = context(document_of("The lamp burns."), Span(4, 8))
    assert (found.offset, found.length, found.quote) == (4, 4, "lamp")
    assert contexts(document_of("The lamp burns."), [Span(4, 8), Span(9, 14)])[1].quote == "burns"


def utf16_slice(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def ranges(summary: Summary) -> list[tuple[int, int, str]]:
    statements = (summary.headline, summary.summary, *summary.highlights, *summary.alternatives)
    found = [c for statement in statements for c in statement.contexts]
    found += [c for highlight in (*summary.highlights, *summary.alternatives) for c in highlight.support]
    return [(c.offset, c.length, c.quote) for c in found] + [(k.offset, k.length, k.text) for k in summary.keywords]


@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
@pytest.mark.parametrize("sprinkle", ["👍", "👩‍👩‍👧‍👦", "𝒜", "é"])
def test_every_range_cuts_its_quote_out_of_utf_16_text(language: str, sprinkle: str) -> None:
    text = BY_LANGUAGE[language].replace(" ", f" {sprinkle} ", 40)
    options = Options(string_index_type=UTF_16, include=("text",))
    summary = SUMMARIZER.summarize(text, options=options)
    whole = summary.document.text
    assert whole is not None
    assert summary.string_index_type is UTF_16
    assert ranges(summary)
    for offset, length, quote in ranges(summary):
        assert utf16_slice(whole, offset, length) == quote
    assert summary.document.blocks is not None
    last = summary.document.blocks[-1]
    assert 2 * (last.offset + last.length) == len(whole.encode("utf-16-le"))


def test_the_units_differ_in_their_numbers_only() -> None:
    text = NEWS.replace("lighthouse", "lighthouse 🗼")
    plain = SUMMARIZER.summarize(text)
    wide = in_units(plain, SUMMARIZER.document(text).text, UTF_16)
    assert [quote for *_, quote in ranges(plain)] == [quote for *_, quote in ranges(wide)]
    assert [offset for offset, *_ in ranges(plain)] != [offset for offset, *_ in ranges(wide)]
    assert in_units(plain, "", StringIndexType.UNICODE_CODE_POINT) is plain
