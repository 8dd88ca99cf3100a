"""The page that says how a batch went: counts, times, and the articles to look at. Complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from summarizer.batch.statistics import Counts, Statistics
from summarizer.outputs.htmldocument import document
from summarizer.outputs.inplace import new_file
from summarizer.outputs.timechart import time_chart

_TITLE = "Report of a batch"


def write(statistics: Statistics, path: Path) -> None:
    """Write the page, whole or not at all. Raises OSError if the file cannot be written."""
    with new_file(path) as file:
        file.write(render(statistics).encode("utf-8", "backslashreplace"))


def render(statistics: Statistics) -> str:
    """Return the page; everything that comes from articles and their records is escaped."""
    body = "\n".join(["<main>", f"<h1>{_TITLE}</h1>", *_sections(statistics), "</main>"])
    return document(_TITLE, body, style=("summarizer.outputs", "report.css"))


def _sections(found: Statistics) -> Iterator[str]:
    yield _figures(found)
    charts = (
        ("Outcome", found.statuses),
        ("Verdict", found.verdicts),
        ("Language", found.languages),
        ("Engine", found.engines),
        ("Warnings", found.warnings),
        ("Problems", found.codes),
    )
    drawn = "".join(_bars(name, counts, of=found.records) for name, counts in charts if counts)
    yield f'<h2>Articles</h2>\n<div class="charts">{drawn}</div>' if drawn else ""
    yield from _times(found)
    yield from _problems(found)


def _figures(found: Statistics) -> str:
    rate = found.records / found.seconds if found.seconds else 0.0
    figures = [
        (f"{found.records:,}", "articles"),
        (f"{found.done:,}", "summarised"),
        (f"{found.failed:,}", "refused or failed"),
        (f"{found.equal:,}", "equal to an earlier one"),
        (_duration(found.seconds), f"in {_count(found.sessions, 'session')}"),
        (f"{rate:,.1f}", f"a second, {_count(found.workers, 'worker')}"),
    ]
    if found.near:
        figures.insert(4, (f"{found.near:,}", "more nearly so"))
    if found.reused:
        figures.insert(4, (f"{found.reused:,}", "took an equal one’s result"))
    cells = "".join(f"<div><dd>{value}</dd><dt>{name}</dt></div>" for value, name in figures)
    return f'<dl class="figures">{cells}</dl>'


def _bars(name: str, counts: Counts, *, of: int) -> str:
    """Draw counts as a table whose bars are in proportion to the largest."""
    largest = max(many for _, many in counts)
    rows = "".join(
        f'<tr><th scope="row">{escape(each)}</th><td>{many:,}</td><td>{many / of:.1%}</td>'
        f'<td class="bar" aria-hidden="true"><i style="width:{100 * many / largest:.1f}%"></i></td></tr>'
        for each, many in counts
    )
    return f"<figure><figcaption>{name}</figcaption><table>{rows}</table></figure>"


def _times(found: Statistics) -> Iterator[str]:
    if not found.percentiles:
        return
    yield f'<h2>Time an article</h2>\n<figure class="scroll">{time_chart(found.times, found.percentiles)}</figure>'
    yield "<h3>Slowest</h3>" + _table(
        ("Article", "Time"), ((each.id, _duration(each.seconds)) for each in found.slowest)
    )


def _problems(found: Statistics) -> Iterator[str]:
    if not found.problems:
        return
    rows = (
        (each.id, each.verdict.replace("_", " ") or each.code.replace("_", " "), each.detail, str(each.attempts))
        for each in found.problems
    )
    yield "<h2>Refused or failed</h2>" + _table(("Article", "Why", "In words", "Attempts"), rows)
    if found.failed > len(found.problems):
        yield f'<p class="soft">And {found.failed - len(found.problems):,} more, in the file of problems.</p>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table class="list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _count(many: int, name: str) -> str:
    return f"{many:,} {name}" if many == 1 else f"{many:,} {name}s"


def _duration(seconds: float) -> str:
    if seconds < 1:
        return f"{1000 * seconds:,.1f} ms"
    if seconds < 120:
        return f"{seconds:,.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60:,} h {minutes % 60} min"
