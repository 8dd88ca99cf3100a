"""Highlights, their support, the spare ones, and the one-sentence summary."""

from __future__ import annotations

import pytest
from articles import BY_LANGUAGE, CHINESE, LISTICLE, NEWS

from summarizer import Options, Summarizer, Summary
from summarizer.document import BlockKind
from summarizer.records import Context, Headline, Method
from summarizer.text.discourse import is_torn, leans

SUMMARIZER = Summarizer(engine="extractive")
ALL = [*BY_LANGUAGE.values(), LISTICLE]


def quotes(contexts: tuple[Context, ...]) -> str:
    return " ".join(context.quote for context in contexts)


def words_of(text: str) -> list[str]:
    return [bare for word in text.casefold().split() if (bare := word.strip(",.;:"))]


def summary_of(text: str, count: int = 4) -> Summary:
    return SUMMARIZER.summarize(text, options=Options(highlights=count))


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("count", [1, 3, 5])
def test_as_many_as_asked_are_given_in_reading_order(text: str, count: int) -> None:
    found = summary_of(text, count).highlights
    assert len(found) == count
    places = [highlight.contexts[0].offset for highlight in found]
    assert places == sorted(set(places))


@pytest.mark.parametrize("text", ALL)
def test_verbatim_statements_are_their_quote_and_trimmed_ones_are_made_of_it(text: str) -> None:
    made = summary_of(text)
    for statement in (made.summary, *made.highlights, *made.alternatives):
        if statement.method is Method.VERBATIM:
            assert statement.text == statement.contexts[0].quote
            assert len(statement.contexts) == 1
        else:
            assert statement.method is Method.TRIMMED
            assert words_of(statement.text) == words_of(quotes(statement.contexts))


@pytest.mark.parametrize("text", ALL)
def test_support_follows_its_point_and_is_nobody_elses(text: str) -> None:
    made = summary_of(text)
    document = SUMMARIZER.document(text)
    points = {context.offset for highlight in made.highlights for context in highlight.contexts}
    used: set[int] = set()
    headings = [block.start for block in document.of_kind(BlockKind.HEADING)]
    for highlight in made.highlights:
        start = highlight.contexts[0].offset
        for context in highlight.support:
            assert context.offset > start
            assert context.offset not in points | used
            assert not any(start < heading < context.offset for heading in headings)
            used.add(context.offset)


@pytest.mark.parametrize("text", ALL)
def test_spare_points_are_none_of_the_given_ones(text: str) -> None:
    made = summary_of(text, 3)
    given = {highlight.contexts[0].offset for highlight in made.highlights}
    spare = [highlight.contexts[0].offset for highlight in made.alternatives]
    assert spare
    assert not given & set(spare)
    assert len(spare) == len(set(spare))


@pytest.mark.parametrize("text", ALL)
def test_ranks_lie_between_zero_and_one(text: str) -> None:
    made = summary_of(text)
    assert all(0 <= highlight.rank_score <= 1 for highlight in (*made.highlights, *made.alternatives))


def test_the_summary_tells_what_happened_from_the_top_of_the_article() -> None:
    made = summary_of(NEWS).summary
    assert made.text.startswith("The council of Harlow Bay voted")
    assert summary_of(CHINESE).summary.text.endswith("。")


def test_the_summary_does_not_lean_on_a_sentence_before_it() -> None:
    text = (
        "He had warned of it for years, and nobody in the town hall had listened to a word. The northern sea wall at "
        "Harlow Bay broke on Monday night and flooded forty houses. Firefighters carried eleven people out by boat "
        "before dawn. Schools will stay closed until Thursday, the county said in a statement."
    )
    assert not summary_of(text, 3).summary.text.startswith("He ")


def test_captions_credits_and_promotions_never_reach_the_output() -> None:
    made = SUMMARIZER.summarize(LISTICLE, options=Options(highlights=8, headline=Headline.WRITTEN))
    statements = (made.headline, made.summary, *made.highlights, *made.alternatives)
    said = " ".join(statement.text for statement in statements)
    said += " ".join(quotes(highlight.support) for highlight in (*made.highlights, *made.alternatives))
    for outside in ("Image via", "From left", "Catch up", "Subscribe", "Handout"):
        assert outside not in said


def test_a_highlight_neither_joins_itself_to_another_nor_is_a_fragment() -> None:
    text = (
        "The sea wall at Harlow Bay broke on Monday night and flooded forty houses. Probably not. But the county had "
        "warned the town of the old wall for years. `It is worse than the flood of my childhood. And firefighters "
        "carried eleven people out of the water before dawn. Schools stay closed, the county said."
    )
    made = summary_of(text, 4)
    openings = [highlight.text.split()[0] for highlight in made.highlights]
    assert not {"But", "And", "Probably", "`It"} & set(openings)
    assert "The county had warned the town of the old wall for years." in [each.text for each in made.highlights]


def test_the_summary_is_judged_as_it_is_printed() -> None:
    text = (
        "The former keeper of the Mole lighthouse sold its lamp to a collector for £90,000, a court heard. The lamp "
        "was made in 1871. The court will hear the collector in June. The port has asked for the lamp to be returned."
    )
    for before in ("", "And ", "MOLE, Perrin (Reuters) - "):
        printed = summary_of(before + (text.replace("The", "the", 1) if before == "And " else text)).summary.text
        assert printed.startswith("The former keeper of the Mole lighthouse")


def test_where_nothing_at_the_top_can_stand_the_summary_is_sought_below() -> None:
    text = (
        "Wow. Thank you. So many. Look at them. Just look. Oh my. "
        "The harbour of Mole will be dredged again in the spring for the first time in forty years. "
        "It will cost nine million pounds. Half of it was promised by the county in May."
    )
    assert summary_of(text, 3).summary.text.startswith("The harbour of Mole will be dredged")


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("It emerged that the wall was old.", False),
        ("It is no surprise that the wall broke.", False),
        ("It is an old wall.", True),
        ("The second half of the wall broke.", False),
        ("The second broke.", True),
        ("So far the wall holds.", False),
        ("So the wall holds.", True),
        ("Instead of a wall the town built a dam.", False),
        ("The former was built in 1900.", True),
        ("The former mayor built a wall.", True),
        ("The former mayor of Mole built a wall.", False),
        ("The former mayor Ida Holm built a wall.", False),
    ],
)
def test_only_what_needs_the_sentence_before_leans(sentence: str, leaning: bool) -> None:
    assert leans(sentence) is leaning


def test_half_a_quotation_is_torn_whatever_its_marks() -> None:
    assert is_torn("` It is worse than the flood.")
    assert is_torn("“It is worse than the flood.")
    assert not is_torn("The wall is `worse' than the town's dam.")
