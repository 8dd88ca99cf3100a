"""A report as plain text: aligned tables for a terminal or a log."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.evaluation.bootstrap import Interval
from summarizer.evaluation.report import EntityRow, FactRow, HeadlineRow, Report, Row, TrimRow

NONE = "–"

HIGHLIGHT_HEADS = (
    "", "ROUGE-1", "ROUGE-2", "ROUGE-Lsum", "mean", "gap closed", "words", "points", "articles/s", "refused",
)  # fmt: skip
FAULT_HEADS = ("", "leaning opening", "not a sentence", "repeat", "boilerplate", "names", "numbers")
HEADLINE_HEADS = ("", "ROUGE-1", "ROUGE-2", "ROUGE-L", "characters")
TRIM_HEADS = ("", "word F1", "exact", "rightly cut", "sentences cut", "length kept")
FACT_HEADS = (
    "", "statements", "unsupported", "true stopped", "false stopped", "balanced accuracy", "at other half's threshold",
    "AUROC",
)  # fmt: skip
ENTITY_HEADS = ("", "entities", "meant", "doubted", "precision", "recall")

Cells = Sequence[Sequence[str]]


def render_text(report: Report) -> str:
    """Return a report's tables, each with a line that says what it is of. ROUGE and shares are in percent."""
    parts = [f"{title}\n\n{_aligned(heads, cells)}" for title, heads, cells in tables(report)]
    return "\n\n".join(parts) + "\n"


def tables(report: Report) -> list[tuple[str, Sequence[str], Cells]]:
    """Return the title, column heads and cells of each table that the report has rows for."""
    made: list[tuple[str, Sequence[str], Cells]] = []
    if report.rows:
        articles = f"{report.articles:,} articles of {report.data}"
        title = f"Highlights, {articles}: F1 in %, with 95 % bootstrap intervals"
        made.append((title, HIGHLIGHT_HEADS, [highlight_cells(row) for row in report.rows]))
        title = f"Faults (less is better) and coverage (more is), {articles}: % of highlights, names and numbers"
        made.append((title, FAULT_HEADS, [fault_cells(row) for row in report.rows]))
    if report.headlines:
        title = f"Headlines written without the title, {report.titles:,} articles of {report.data}: F1 in %"
        made.append((title, HEADLINE_HEADS, [headline_cells(row) for row in report.headlines]))
    if report.trimming:
        title = f"Trimming, {report.sentences:,} sentences of {report.data}: %"
        made.append((title, TRIM_HEADS, [trim_cells(row) for row in report.trimming]))
    if report.facts:
        title = f"Fact gate against people's judgement, {report.data}: %, with 95 % bootstrap intervals"
        made.append((title, FACT_HEADS, [fact_cells(row) for row in report.facts]))
    if report.entities:
        title = f"Names, dates and numbers that the fact gate doubts, {report.data}: precision and recall in %"
        made.append((title, ENTITY_HEADS, [entity_cells(row) for row in report.entities]))
    return made


def highlight_cells(row: Row) -> list[str]:
    """Return one line of the table of highlights."""
    return [
        row.name,
        *(interval(value) for value in (row.rouge1, row.rouge2, row.rougel, row.mean)),
        interval(row.gap_closed),
        f"{row.words:.0f}",
        f"{row.highlights:.1f}",
        f"{row.documents_per_second:,.0f}",
        ", ".join(f"{count} {reason}" for reason, count in row.refused.items()) or NONE,
    ]


def fault_cells(row: Row) -> list[str]:
    """Return one line of the table of faults."""
    shares = row.quality
    return [
        row.name,
        *(percent(share) for share in (shares.unresolved, shares.incomplete, shares.repeats, shares.boilerplate)),
        *(percent(share) for share in (shares.names, shares.numbers)),
    ]


def headline_cells(row: HeadlineRow) -> list[str]:
    """Return one line of the table of headlines."""
    return [row.name, *(interval(value) for value in (row.rouge1, row.rouge2, row.rougel)), f"{row.characters:.0f}"]


def trim_cells(row: TrimRow) -> list[str]:
    """Return one line of the table of trimming."""
    shares = (row.cut_precision, row.cut_sentences, row.kept_characters)
    return [row.name, interval(row.f1), interval(row.exact), *(percent(share) for share in shares)]


def fact_cells(row: FactRow) -> list[str]:
    """Return one line of the table of the fact gate."""
    shares = (row.stopped, row.caught, row.balanced_accuracy, row.at_chosen_threshold, row.auroc)
    return [row.name, f"{row.statements:,}", percent(row.unsupported), *(interval(value) for value in shares)]


def entity_cells(row: EntityRow) -> list[str]:
    """Return one line of the table of judged entities."""
    counts = (row.entities, row.meant, row.flagged)
    return [row.name, *(f"{count:,}" for count in counts), percent(row.precision), percent(row.recall)]


def interval(value: Interval | None) -> str:
    """Return a figure in percent with its bounds."""
    if value is None:
        return NONE
    return f"{100 * value.value:.1f} [{100 * value.low:.1f}, {100 * value.high:.1f}]".replace("-", "−")


def percent(share: float | None) -> str:
    """Return a share in percent."""
    return NONE if share is None else f"{100 * share:.1f}"


def _aligned(heads: Sequence[str], cells: Cells) -> str:
    lines = [heads, *cells]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
