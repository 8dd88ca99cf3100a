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
