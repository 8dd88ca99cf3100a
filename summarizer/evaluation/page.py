"""A report as one self-contained HTML page: tables, charts and a gallery to read, in light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from summarizer.evaluation.charts import gap_chart, legend, length_chart, places_chart
from summarizer.evaluation.report import Column, Report, Sample
from summarizer.evaluation.table import tables
from summarizer.outputs.htmldocument import document


def write_html(report: Report, path: Path) -> None:
    """Write a report's page. Raises OSError if the file cannot be written."""
    path.write_text(render_html(report), encoding="utf-8")


def render_html(report: Report) -> str:
    """Return a report's page; everything that comes from the data is escaped."""
    title = f"Evaluation on {report.data}"
    parts = (_introduction(report), _tables(report), _charts(report), _gallery(report))
    body = "\n".join(["<main>", f"<h1>{escape(title)}</h1>", *parts, "</main>"])
    return document(title, body, style=("summarizer.evaluation", "report.css"))


def _introduction(report: Report) -> str:
    return (
        f'<p class="soft">Version {escape(report.version)}; {report.articles:,} articles with reference highlights, '
        f"{report.titles:,} with a title, {report.sentences:,} sentences with a compression, {report.judged:,} "
        f"statements that people judged; {report.count} highlights asked for. Lead is the first sentences of the "
        "article, and oracle the sentences nearest to the reference: "
        "what is between them is the gap that an engine can close.</p>"
    )


def _tables(report: Report) -> str:
    return "<h2>Figures</h2>" + "".join(
        f'<div class="scroll"><table><caption>{escape(title)}</caption><thead><tr>'
        + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        + "</tr></thead><tbody>"
        + "".join(_line(line) for line in cells)
        + "</tbody></table></div>"
        for title, heads, cells in tables(report)
    )


def _line(cells: Sequence[str]) -> str:
    first, *others = (escape(cell) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _charts(report: Report) -> str:
    if not report.rows:
        return ""
    drawn = (
        ("Gap closed", gap_chart(report.rows)),
        ("Where in the article the highlights begin", places_chart(report.rows)),
        ("Score against length", length_chart(report.rows)),
    )
    figures = (f"<figure><figcaption>{name}</figcaption>{chart}</figure>" for name, chart in drawn if chart)
    return f'<h2>Charts</h2>{legend(report.rows)}<div class="charts">{"".join(figures)}</div>'


def _gallery(report: Report) -> str:
    if not report.gallery:
        return ""
    intro = '<p class="soft">Articles drawn at random, with the mean ROUGE of each system in percent.</p>'
    return f"<h2>Gallery</h2>{intro}{''.join(_sample(sample) for sample in report.gallery)}"


def _sample(sample: Sample) -> str:
    columns = (_section("reference", _points(sample.reference)), *(_column(column) for column in sample.columns))
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in sample.text.split("\n") if line.strip())
    return (
        f'<article><h3>{escape(sample.title or sample.id)}</h3><div class="columns">{"".join(columns)}</div>'
        f"<details><summary>Read the article</summary>{paragraphs}</details></article>"
    )


def _column(column: Column) -> str:
    said = f"<p>Refused: {escape(column.refusal)}</p>" if column.refusal else _points(column.highlights)
    return _section(f"{column.name} · {100 * column.score:.1f}", said)


def _section(name: str, body: str) -> str:
    return f"<section><h4>{escape(name)}</h4>{body}</section>"


def _points(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(_items(texts))}</ul>"


def _items(texts: Iterable[str]) -> Iterator[str]:
    return (f"<li>{escape(text)}</li>" for text in texts)
