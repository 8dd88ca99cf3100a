"""How long articles took, as columns on a scale of times that doubles and halves; SVG, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from summarizer.batch.statistics import share_in_words

_WIDTH, _HEIGHT = 760, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 16, 44, 48


def time_chart(times: Sequence[tuple[float, int]], percentiles: Sequence[tuple[float, float]]) -> str:
    """Draw how many articles took how long.

    ``times`` are upper bounds in seconds, rising, and how many articles took at most that and more than the bound
    before; ``percentiles`` are shares of the articles and the seconds that so many took at most.
    """
    if not times:
        return ""
    across = (_WIDTH - _LEFT - _RIGHT) / len(times)
    tallest = max(many for _, many in times)
    deep = _HEIGHT - _BOTTOM
    parts = [f'<line class="axis" x1="{_LEFT}" y1="{deep}" x2="{_WIDTH - _RIGHT}" y2="{deep}"/>']
    for place, (bound, many) in enumerate(times):
        x = _LEFT + place * across
        tall = (deep - _TOP) * many / tallest
        parts.append(
            f'<rect class="column" x="{x + 2:.1f}" y="{deep - tall:.1f}" width="{across - 4:.1f}" height="{tall:.1f}"/>'
        )
        middle = x + across / 2
        if many:
            parts.append(f'<text x="{middle:.1f}" y="{deep - tall - 6:.1f}" text-anchor="middle">{many:,}</text>')
        parts.append(f'<text x="{middle:.1f}" y="{deep + 18}" text-anchor="middle">{_named(bound)}</text>')
    said = "; ".join(f"{share_in_words(share)} {_named(seconds)}" for share, seconds in percentiles)
    parts.append(f'<text class="said" x="{_LEFT}" y="20">{escape(said)}</text>')
    parts.append(
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle">articles that took at most so long</text>'
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="times-title times-desc">'
        f'<title id="times-title">Time an article</title><desc id="times-desc">{escape(said)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _named(seconds: float) -> str:
    return f"{1000 * seconds:.3g} ms" if seconds < 0.9995 else f"{seconds:.3g} s"
