"""The fact gate: the same in other words passes, what was changed is caught, and the source's own words always pass."""

# ruff: noqa: E501 — a paragraph is one line, as in the files that newsrooms send

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import articles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.document import Document, RawArticle, RawBlock, Span
from summarizer.extract.trim import trim
from summarizer.faithfulness import Evidence, Verification, read_evidence, verify
from summarizer.provenance import wording
from summarizer.text.assemble import assemble

STORY = """Portland Harbour lost 3,482,000 dollars last year, the port authority said on Tuesday, after two ferries collided off Gull Point.

President Helen Marsh told the board that 12 people were killed and 30 were injured. "We will not hide from this," Marsh said. "We owe the families an answer."

The World Health Organization sent a team of 15 doctors from France on June 3. Passenger numbers fell by 3.5 percent in 1998 and by a third since 2004.

Captain Luis Ortega, 34, denied that he had been asleep. He may have misread the chart, an inquiry found. Ortega was arrested by police in Dover on Wednesday.

Grand Lines sued Blue Ferries over the wreck. Between 10 and 15 divers will search the hull, which is worth £1.5m. Dozens of volunteers did not wait for orders.

Shares in Grand Lines rose to 214 pence. The sister ship beat the Albatross 3-1 in a race to the cape, and the museum has more than 250 models of it."""


def document(
    text: str, *, title: str | None = None, published: datetime | None = None, language: str = "en"
) -> Document:
    blocks = tuple(RawBlock(paragraph) for paragraph in text.split("\n") if paragraph.strip())
    return assemble(RawArticle(blocks, title=title, published=published), language=language)


@pytest.fixture(scope="module")
def story() -> Evidence:
    return read_evidence(document(STORY, title="Ninety drowned, says Professor Zuckerberg"))


SAME = [
    "The port lost $3,482,000 last year.",
    "The port authority lost about $3.5 million last year.",
    "The port lost 3.48 million dollars.",
    "Passenger numbers fell 3.5% in 1998.",
    "Passenger numbers fell by three and a half per cent in 1998.",
    "Passenger numbers have fallen by one third since 2004.",
    "Twelve people were killed and thirty injured.",
    "Two ferries collided off Gull Point.",
    "The hull is worth 1.5 million pounds.",
    "The hull is worth £1,500,000.",
    "Between 10 and 15 divers will search the hull.",
    "10-15 divers will search the hull.",
    "The museum has over 200 models of the ship.",
    "Captain Luis Ortega, aged 34, denied that he had been asleep.",
    "Ortega was arrested in Dover on Wednesday.",
    "Police arrested Ortega in Dover.",
    "The WHO sent 15 French doctors on 3 June.",
    "Helen Marsh told the board that 12 people were killed.",
    "MARSH TOLD THE BOARD THAT 12 PEOPLE WERE KILLED",
    "President Marsh said: “We owe the families an answer.”",
    "Marsh told the board, 'we will not hide from this'.",
    "The captain says he was not asleep.",
    "Ortega may have misread the chart.",
    "Grand Lines sued Blue Ferries.",
    "Blue Ferries was sued by Grand Lines over the wreck.",
    "Grand Lines' shares rose to £2.14.",
    "Volunteers never waited for orders.",
]

CHANGED = [
    ("number", "12", "The port lost $12 last year."),
    ("number", "$4.2 million", "The port authority lost $4.2 million last year."),
    ("number", "3.5 percentage points", "Passenger numbers fell by 3.5 percentage points in 1998."),
    ("number", "30", "30 people were killed."),
    ("number", "half", "Passenger numbers have fallen by half since 2004."),
    ("number", "40", "40 divers will search the hull."),
    ("number", "€1.5m", "The hull is worth €1.5m."),
    ("date", "1989", "Passenger numbers fell by 3.5 percent in 1989."),
    ("date", "Friday", "Ortega was arrested by police in Dover on Friday."),
    ("date", "Tuesday", "Ortega was arrested by police in Dover on Tuesday."),
    ("date", "July 3", "The World Health Organization sent a team of doctors on July 3."),
    ("name", "Diego Ortega", "Captain Diego Ortega denied that he had been asleep."),
    ("name", "Portland", "Ortega was arrested by police in Portland on Wednesday."),
    ("name", "Spain", "The World Health Organization sent a team of 15 doctors from Spain."),
    ("name", "Naomi Fields", "President Naomi Fields told the board that 12 people were killed."),
    ("name", "UNICEF", "UNICEF sent a team of 15 doctors."),
    ("quote", '"We owe the families a fortune."', 'Marsh said: "We owe the families a fortune."'),
    ("quote", '"This is the end of ferries."', 'Marsh said: "This is the end of ferries."'),
    ("negation", "not wait", "Dozens of volunteers did wait for orders."),
    ("negation", "not collide", "Two ferries did not collide off Gull Point."),
    ("negation", "not told", "President Helen Marsh has not told the board that 12 people were killed."),
    ("negation", "misread", "Ortega misread the chart."),
    ("role", "Blue Ferries", "Blue Ferries sued Grand Lines over the wreck."),
    ("name", "Luis Ortega", 'Luis Ortega said: "We owe the families an answer."'),
]


def failed(found: Verification) -> set[str]:
    return {check.kind for check in found.checks if check.status != "supported"}


@pytest.mark.parametrize("statement", SAME)
def test_other_words_for_the_same_thing_are_supported(statement: str, story: Evidence) -> None:
    found = verify(statement, story)
    assert failed(found) == set()
    assert found.supported


@pytest.mark.parametrize(("kind", "text", "statement"), CHANGED)
def test_a_changed_fact_is_caught_and_named(kind: str, text: str, statement: str, story: Evidence) -> None:
    found = verify(statement, story)
    assert kind in failed(found), (text, found.checks)
    assert not found.supported


def test_each_check_shows_the_source_words_that_bear_on_it(story: Evidence) -> None:
    for statement in [*SAME, *(statement for _, _, statement in CHANGED)]:
        for check in verify(statement, story).checks:
            context = check.context
            assert context is None or story.document.text[context.offset :].startswith(context.quote)
            assert context is not None or check.status == "absent"
            assert check.status != "supported" or context is not None


def test_a_statement_rests_on_the_sentences_that_share_its_words(story: Evidence) -> None:
    found = verify("Grand Lines sued Blue Ferries, and divers will search the hull.", story)
    quotes = [story.document.quote(span) for span in found.spans]
    assert "Grand Lines sued Blue Ferries over the wreck." in quotes[:2]
    assert any("divers will search the hull" in quote for quote in quotes)


def test_the_title_bears_no_witness(story: Evidence) -> None:
    assert failed(verify("Professor Zuckerberg says ninety drowned off Gull Point.", story)) == {"name", "number"}


def test_a_statement_about_something_else_is_unsupported_although_it_names_no_fact(story: Evidence) -> None:
    found = verify("cats purr whenever somebody warms their milk", story)
    assert found.checks == ()
    assert not found.supported


def test_a_true_statement_scores_above_its_false_twin(story: Evidence) -> None:
    true = verify("Ortega was arrested by police in Dover on Wednesday.", story)
    false = verify("Ortega was arrested by police in Dover on Friday.", story)
    assert 0 <= false.score < true.score <= 1


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Two Ferries Collide Off Gull Point", True),
        ("Captain Denies He Had Been Asleep", True),
        ("Port Loses $3.5 Million After Ferries Collide", True),
        ("Port Loses $9 Million After Ferries Collide", False),
        ("Captain Diaz Denies He Had Been Asleep", False),
    ],
)
def test_title_case_makes_no_names(statement: str, supported: bool, story: Evidence) -> None:
    assert verify(statement, story, headline=True).supported is supported


@pytest.mark.parametrize(
    ("word", "supported"), [("yesterday", True), ("on Tuesday", True), ("today", False), ("on Monday", False)]
)
def test_days_are_counted_from_the_publication(word: str, supported: bool) -> None:
    text = "The council sold the old mill. The mill burnt down on Tuesday, and nobody was hurt. It will be rebuilt."
    wednesday = datetime(2024, 5, 15, tzinfo=UTC)
    evidence = read_evidence(document(text, published=wednesday))
    assert verify(f"The mill burnt down {word}.", evidence).supported is supported


def test_last_week_cannot_be_judged_without_a_publication_date() -> None:
    evidence = read_evidence(document("The mill burnt down on Tuesday. Nobody was hurt. It will be rebuilt."))
    found = verify("The mill burnt down last week.", evidence)
    assert found.checks == ()
    assert found.supported


def test_a_name_may_stand_for_a_pronoun_but_not_for_another_name() -> None:
    evidence = read_evidence(
        document(
            "Anna Lind bought the mill in spring. She hired forty weavers from the valley. "
            "Otto Berg sold two looms to the museum in Bergen."
        )
    )
    assert verify("Anna Lind hired forty weavers from the valley.", evidence).supported
    assert not verify("Anna Lind sold two looms to the museum in Bergen.", evidence).supported


@pytest.mark.parametrize(
    "statement",
    [
        "Tennis legend Anna Lindqvist bought the mill.",
        "Anna Lindqvsit bought the mill.",
        "Both brothers left in the second half, and the two never met again.",
    ],
)
def test_slips_turns_of_phrase_and_ordinary_words_are_no_facts_of_their_own(statement: str) -> None:
    evidence = read_evidence(
        document("Anna Lindqvist bought the mill. Both brothers left after the break. They never met again.")
    )
    assert verify(statement, evidence).supported


def test_without_a_publication_date_yesterday_needs_its_own_word() -> None:
    evidence = read_evidence(document("The mill burnt down on Tuesday. Nobody was hurt. It will be rebuilt."))
    assert not verify("The mill burnt down yesterday.", evidence).supported


@pytest.mark.parametrize(
    ("language", "true", "false"),
    [
        (
            "de",
            "Der Stadtrat beschloss, die Linie nach 40 Jahren wieder zu öffnen.",
            "Der Stadtrat rechnet mit 63 Millionen Euro.",
        ),
        ("ms", "Tapak baharu itu mempunyai 420 petak niaga.", "Tapak baharu itu mempunyai 470 petak niaga."),
        ("zh", "海临市政府将在三年内重建渔港。", "市长说：“渔港永远不会开放。”"),
    ],
)
def test_other_languages_are_held_to_their_figures_and_quotations(language: str, true: str, false: str) -> None:
    evidence = read_evidence(document(articles.BY_LANGUAGE[language], language=language))
    assert verify(true, evidence).supported
    assert not verify(false, evidence).supported


def test_german_thousands_are_not_english_decimals() -> None:
    evidence = read_evidence(document(articles.GERMAN, language="de"))
    assert verify("Die Linie wird täglich 9000 Fahrgäste befördern.", evidence).supported
    assert not verify("Die Linie wird täglich 9 Fahrgäste befördern.", evidence).supported


def own_articles() -> list[tuple[str, str]]:
    records = (Path(__file__).parent / "quality" / "articles.jsonl").read_text("utf-8").splitlines()
    texts = [(record["id"], record["text"]) for record in map(json.loads, records)]
    return [("news", articles.NEWS), ("listicle", articles.LISTICLE), *articles.BY_LANGUAGE.items(), *texts]


@pytest.mark.parametrize(("name", "text"), own_articles())
def test_what_stands_in_the_article_is_never_doubted(name: str, text: str) -> None:
    """Verbatim sentences and trimmed ones are the product's own words: each is supported by its article."""
    article = assemble(RawArticle(tuple(RawBlock(part) for part in text.split("\n") if part.strip())))
    evidence = read_evidence(article)
    doubted = []
    for sentence in article.sentences:
        whole = Span(sentence.start, sentence.end)
        for statement in (article.quote(whole), wording(article, trim(article.text, whole, language=article.language))):
            found = verify(statement, evidence)
            if not found.supported:
                doubted.append((statement, found.checks))
    assert doubted == []


@given(st.text(max_size=300))
def test_any_text_can_be_checked(statement: str) -> None:
    found = verify(statement, read_evidence(document(articles.NEWS)))
    assert 0 <= found.score <= 1
    assert len(found.spans) <= 3


@given(st.text(max_size=300), st.sampled_from(["en", "de", "zh", "hi", "und"]))
def test_any_text_can_be_evidence(text: str, language: str) -> None:
    evidence = read_evidence(document(text, language=language))
    assert not verify("The mayor of Quito resigned in 1999.", evidence).supported


SCRAPS = [
    "12", "1,200", "3.5", "9:30", "½", "٣٤", "१२", "²", "0", "1998", "9/11", "'70s", "No. 1", "$", "£2m", "%", "per cent", "two",
    "second half", "a third of", "dozens", "between", "Tuesday", "yesterday", "last week", "3 June 2015", "May", "not", "never", "no more than", "n't",
    "may have", "“", "”", '"', "'", "’s", "...", "[", "]", ":", ".", ". ", "\n\n", "—", "Jane", "O'Neil", "J.", "U.S.", "CEOs", "New York", "said", "hit",
    "was hit by", "İstanbul", "ß", "ﬁ", "Ольга", "сказала", "λόγος", "محمد", "قال", "दिल्ली", "東京", "は", "「", "」", "한국", "กรุงเทพ", "\u200d", "\ufeff",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=25),
    st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=25),
    st.sampled_from([" ", ""]),
    st.sampled_from(["en", "de", "ru", "ar", "hi", "zh", "ja", "th", "und"]),
    st.booleans(),
)
def test_no_text_in_any_script_is_too_strange_to_be_held_against_any_other(
    statement: list[str], text: list[str], joint: str, language: str, headline: bool
) -> None:
    evidence = read_evidence(document(joint.join(text), language=language))
    found = verify(joint.join(statement), evidence, headline=headline)
    assert 0 <= found.score <= 1
    assert all(check.context is None or check.context.quote for check in found.checks)
