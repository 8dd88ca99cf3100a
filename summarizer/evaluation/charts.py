"""The charts of a report, drawn as SVG: no library, no script, no file beside the page.

Colours and strokes come from the page's style sheet (classes ``s0`` … ``s5``, one a system, told apart by dashes too),
so that they follow its light or dark scheme. Each chart says what it shows in its ``title`` and ``desc``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from summarizer.evaluation.report import Row

WIDTH = 680
STYLES = 6
"""Systems that can be told apart; a seventh looks like the first."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 20, 14, 46
_BAR = 40
_TALL = 300
_TICKS = 6

Scale = Callable[[float], float]


def gap_chart(rows: Sequence[Row]) -> str:
    """Draw how much of the gap between lead and oracle each engine closes, with its interval."""
    engines = [(row, row.gap_closed) for row in rows if row.gap_closed]
    if not engines:
        return ""
    left = 150
    highest = max(25.0, *(100 * gap.high for _, gap in engines))
    lowest = min(0.0, *(100 * gap.low for _, gap in engines))
    height = _TOP + _BAR * len(engines) + _BOTTOM
    x = _scale(lowest, highest, left, WIDTH - _RIGHT)
    parts = list(_x_axis(x, ticks=_ticks(lowest, highest), bottom=height - _BOTTOM, label="% of the gap closed"))
    said = []
    for number, (row, gap) in enumerate(engines):
        middle = _TOP + _BAR * (number + 0.5)
        name = escape(_shortened(row.name))
        value, low, high = 100 * gap.value, 100 * gap.low, 100 * gap.high
        start, end = sorted((x(0), x(value)))
        parts += [
            f'<text x="{left - 10}" y="{middle + 4:.1f}" text-anchor="end">{name}</text>',
            f'<rect class="bar s{_style(rows, row)}" x="{start:.1f}" y="{middle - 11:.1f}"'
            f' width="{end - start:.1f}" height="22"/>',
            _whisker(x(low), middle, x(high), middle),
        ]
        said.append(f"{row.name} {value:.1f} % (95 % interval {low:.1f} to {high:.1f})")
    return _svg("Gap closed", f"0 is lead, 100 is oracle. {'; '.join(said)}.", height, parts)


def places_chart(rows: Sequence[Row]) -> str:
    """Draw in which tenth of the article each system's highlights begin."""
    if not rows:
        return ""
    highest = max(100 * max(row.places) for row in rows) or 1.0
    bins = len(rows[0].places)
    x = _scale(0, bins, _LEFT, WIDTH - _RIGHT)
    y = _scale(0, highest, _TALL - _BOTTOM, _TOP)
    parts = [
        *_x_axis(x, ticks=range(bins + 1), bottom=_TALL - _BOTTOM, label="position in the article, tenths"),
        *_y_axis(y, ticks=_ticks(0, highest), label="% of highlights"),
    ]
    for row in rows:
        corners = " ".join(f"{x(tenth + 0.5):.1f},{y(100 * share):.1f}" for tenth, share in enumerate(row.places))
        parts.append(f'<polyline class="line s{_style(rows, row)}" points="{corners}"/>')
    said = "; ".join(f"{row.name} " + ", ".join(f"{100 * share:.0f}" for share in row.places) for row in rows)
    return _svg("Where the highlights begin", f"Percent in each tenth. {said}.", _TALL, parts)


def length_chart(rows: Sequence[Row]) -> str:
    """Draw score against length: a dot an article, and each system's means with its interval."""
    if not rows:
        return ""
    longest = max((point.words for row in rows for point in row.points), default=1) or 1
    best = max(
        max((point.score for row in rows for point in row.points), default=0.0), *(row.mean.high for row in rows)
    )
    x = _scale(0, longest, _LEFT, WIDTH - _RIGHT)
    y = _scale(0, 100 * best or 1.0, _TALL - _BOTTOM, _TOP)
    parts = [
        *_x_axis(x, ticks=_ticks(0, longest), bottom=_TALL - _BOTTOM, label="words of an article's highlights"),
        *_y_axis(y, ticks=_ticks(0, 100 * best), label="mean ROUGE, %"),
    ]
    for row in rows:
        style = _style(rows, row)
        parts += [
            f'<circle class="dot s{style}" cx="{x(point.words):.1f}" cy="{y(100 * point.score):.1f}" r="2.5"/>'
            for point in row.points
        ]
    for row in rows:
        across = x(row.words)
        parts += [
            _whisker(across, y(100 * row.mean.low), across, y(100 * row.mean.high)),
            f'<circle class="mark s{_style(rows, row)}" cx="{across:.1f}" cy="{y(100 * row.mean.value):.1f}" r="7"/>',
        ]
    said = "; ".join(f"{row.name} {row.words:.0f} words, {100 * row.mean.value:.1f} %" for row in rows)
    return _svg("Score against length", f"Means: {said}.", _TALL, parts)


def legend(rows: Sequence[Row]) -> str:
    """Return the key to the systems' colours and dashes, as HTML."""
    items = (
        f'<li><svg width="34" height="12" aria-hidden="true"><line class="line s{_style(rows, row)}" x1="1" y1="6"'
        f' x2="33" y2="6"/></svg> {escape(row.name)}</li>'
        for row in rows
    )
    return f'<ul class="legend">{"".join(items)}</ul>'


def _style(rows: Sequence[Row], row: Row) -> int:
    return [other.name for other in rows].index(row.name) % STYLES


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from low to high, some six of them."""
    rough = max((high - low) / _TICKS, 1e-9)
    magnitude = 10.0 ** floor(log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 5, 10) if factor * magnitude >= rough)
    return [number * step for number in range(ceil(low / step), floor(high / step) + 1)]


def _x_axis(x: Scale, *, ticks: Sequence[float], bottom: float, label: str) -> Iterator[str]:
    for tick in ticks:
        kind = "zero" if tick == 0 else "grid"
        yield f'<line class="{kind}" x1="{x(tick):.1f}" y1="{_TOP}" x2="{x(tick):.1f}" y2="{bottom}"/>'
        yield f'<text x="{x(tick):.1f}" y="{bottom + 18}" text-anchor="middle">{tick:g}</text>'
    middle = (x(ticks[0]) + x(ticks[-1])) / 2
    yield f'<text x="{middle:.1f}" y="{bottom + 38}" text-anchor="middle">{escape(label)}</text>'


def _y_axis(y: Scale, *, ticks: Sequence[float], label: str) -> Iterator[str]:
    for tick in ticks:
        yield f'<line class="grid" x1="{_LEFT}" y1="{y(tick):.1f}" x2="{WIDTH - _RIGHT}" y2="{y(tick):.1f}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'
    middle = (y(ticks[0]) + y(ticks[-1])) / 2
    yield f'<text transform="translate(16 {middle:.1f}) rotate(-90)" text-anchor="middle">{escape(label)}</text>'


def _whisker(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="whisker" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _shortened(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:8]}…{name[-11:]}"


def _svg(title: str, description: str, height: float, parts: Sequence[str]) -> str:
    key = title.lower().replace(" ", "-")
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )
