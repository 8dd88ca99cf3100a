"""The records of an evaluation: what ``--json`` prints, and what the text and the page are drawn from."""

from __future__ import annotations

from pydantic import Field

from summarizer.evaluation.bootstrap import Interval
from summarizer.records import Record


class Shares(Record):
    """Faults and coverage of a system's highlights; every share is 0 to 1."""

    unresolved: float = Field(description="Share of highlights that open with an unresolved pronoun or a connective.")
    incomplete: float = Field(description="Share of highlights that are not whole sentences.")
    repeats: float = Field(description="Share of highlights that say again what an earlier one said.")
    boilerplate: float = Field(description="Share of highlights that carry a credit, a dateline or a promotion.")
    names: float | None = Field(description="Share of the article's mentions of names whose name a highlight mentions.")
    numbers: float | None = Field(description="Share of the article's different numbers that a highlight gives.")


class Point(Record):
    """One article: how long a system's highlights are, and how they score."""

    words: int = Field(description="Words of its highlights together.")
    score: float = Field(description="Mean of the three ROUGEs.")


class Row(Record):
    """A system's figures over all articles that have reference highlights."""

    name: str = Field(description="lead, oracle, or an engine.")
    rouge1: Interval = Field(description="ROUGE-1 F1.")
    rouge2: Interval = Field(description="ROUGE-2 F1.")
    rougel: Interval = Field(description="ROUGE-Lsum F1.")
    mean: Interval = Field(description="Mean of the three.")
    gap_closed: Interval | None = Field(
        description="(system - lead) / (oracle - lead) of the mean; none for lead and oracle, or if they do not differ."
    )
    words: float = Field(description="Mean words of an article's highlights together.")
    highlights: float = Field(description="Mean number of highlights.")
    documents_per_second: float = Field(description="From raw text to highlights, on one core.")
    refused: dict[str, int] = Field(description="Articles refused, by verdict; each scores 0.")
    quality: Shares = Field(description="Faults and coverage.")
    places: tuple[float, ...] = Field(description="Share of highlights that begin in each tenth of the article.")
    points: tuple[Point, ...] = Field(description="A sample of articles, length against score.")


class HeadlineRow(Record):
    """A system's figures over all articles that have a title, which it has not seen."""

    name: str = Field(description="An engine, or a baseline.")
    rouge1: Interval = Field(description="ROUGE-1 F1 against the title.")
    rouge2: Interval = Field(description="ROUGE-2 F1 against the title.")
    rougel: Interval = Field(description="ROUGE-L F1 against the title.")
    characters: float = Field(description="Mean length in characters.")


class TrimRow(Record):
    """A compressor's figures over all sentences that have a reference compression."""

    name: str = Field(description="The product's trimming, or a baseline.")
    f1: Interval = Field(description="F1 of the kept words.")
    exact: Interval = Field(description="Share of sentences of which exactly the reference's words are kept.")
    cut_precision: float | None = Field(description="Share of the words cut that the reference cuts too.")
    cut_sentences: float = Field(description="Share of sentences from which anything is cut.")
    kept_characters: float = Field(description="Mean share of a sentence's characters that is kept.")


class FactRow(Record):
    """How well the fact gate agrees with people, over all statements of a set; a share without statements is none."""

    name: str = Field(description="The set, or human highlights, which are all taken to be true.")
    statements: int = Field(description="Statements judged.")
    unsupported: float = Field(description="Share of them that most judges say the article does not support.")
    stopped: Interval | None = Field(
        description="False alarms: share of the statements that all judges say is supported, and the gate stops."
    )
    caught: Interval | None = Field(description="Share of the unsupported statements that the gate stops.")
    balanced_accuracy: Interval | None = Field(description="Of the gate's own decision, against most judges.")
    at_chosen_threshold: Interval | None = Field(
        description="Balanced accuracy of its score, at a threshold chosen on the other half of the articles."
    )
    auroc: Interval | None = Field(description="Area under the ROC curve of its score.")


class EntityRow(Record):
    """How well the facts that the gate doubts meet the names, dates and numbers that people doubt."""

    name: str = Field(description="What people say of those that are meant.")
    entities: int = Field(description="Entities judged.")
    meant: int = Field(description="Those of them that are so.")
    flagged: int = Field(description="Those of them that the gate doubts.")
    precision: float | None = Field(description="Share of the doubted ones that are meant.")
    recall: float | None = Field(description="Share of the meant ones that are doubted.")


class Column(Record):
    """What one system says in a sample of the gallery."""

    name: str = Field(description="lead, oracle, or an engine.")
    highlights: tuple[str, ...] = Field(description="Its highlights.")
    score: float = Field(description="Mean of the three ROUGEs.")
    refusal: str | None = Field(description="Why it says nothing, if so.")


class Sample(Record):
    """One article of the gallery, with what everybody says about it."""

    id: str = Field(description="The example's identifier.")
    title: str | None = Field(description="Its title.")
    text: str = Field(description="Its text.")
    reference: tuple[str, ...] = Field(description="Highlights that people wrote.")
    columns: tuple[Column, ...] = Field(description="Each system's, in the rows' order.")


class Report(Record):
    """An evaluation: rows for highlights, headlines, trimming and facts, as far as the data serve them."""

    data: str = Field(description="Name of the data file.")
    version: str = Field(description="Version of the product.")
    articles: int = Field(description="Articles with reference highlights.")
    titles: int = Field(description="Articles with a title.")
    sentences: int = Field(description="Sentences with a reference compression.")
    judged: int = Field(description="Machine-written statements that people judged.")
    count: int = Field(description="Highlights asked of every engine, and most sentences of lead and oracle.")
    rows: tuple[Row, ...] = Field(description="Lead, the engines, oracle.")
    headlines: tuple[HeadlineRow, ...] = Field(description="Engines, then baselines.")
    trimming: tuple[TrimRow, ...] = Field(description="The product, then baselines.")
    facts: tuple[FactRow, ...] = Field(description="The fact gate, on each set of judged statements.")
    entities: tuple[EntityRow, ...] = Field(description="The fact gate, on judged names, dates and numbers.")
    gallery: tuple[Sample, ...] = Field(description="Sampled articles, for the page; not part of the JSON.", repr=False)


def to_json(report: Report) -> str:
    """Return a report as indented JSON, without the articles of its gallery."""
    return report.model_dump_json(indent=2, exclude={"gallery"})
