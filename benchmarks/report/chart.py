"""The survival curve as an SVG of its own: how many statements are solved within so much time, or so much money.

Drawn by hand: one step line and two axes are a page of text, and a plotting library would be the largest dependency.
"""

import math
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 28, 44
LINE, GRID, TEXT = "#1f5fa8", "#d8d8d8", "#222"
MARKS = 5  # at most, on the upright axis


def survival(title: str, unit: str, values: Sequence[float], of: int) -> str:
    """An SVG: for each amount on a logarithmic axis, how many of `of` tries had succeeded with no more than that.

    `values` are the amounts that each success took. They must be above 0, others are drawn at the least that is.
    """
    above = [value for value in values if value > 0]
    least = 10 ** math.floor(math.log10(min(above, default=1.0)))
    most = 10 ** math.ceil(math.log10(max(above, default=1.0)))
    most = most if most > least else least * 10
    top = max(of, 1)

    def x(value: float) -> float:
        share = math.log10(max(value, least) / least) / math.log10(most / least)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(count: float) -> float:
        return HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="{TEXT}" role="img" aria-label="{escape(title)}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="18" font-size="13">{escape(title)}</text>',
    ]
    for count in _marks(top):
        parts.append(f'<path d="M{LEFT} {y(count):.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(count) + 4:.1f}" text-anchor="end">{count}</text>')
    for power in range(round(math.log10(least)), round(math.log10(most)) + 1):
        at = x(10**power)
        parts.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{GRID}"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(unit)}</text>')
    path = f"M{LEFT} {y(0):.1f}" + "".join(f"H{x(v):.1f}V{y(n):.1f}" for n, v in enumerate(sorted(values), 1))
    parts.append(f'<path d="{path}H{WIDTH - RIGHT}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    return "\n".join([*parts, "</svg>", ""])


def _marks(top: int) -> list[int]:
    """Round numbers from 0 to `top`."""
    step = 10 ** math.floor(math.log10(top))
    step = next(s for s in (max(step // 5, 1), max(step // 2, 1), step, 2 * step) if top // s <= MARKS)
    return [*range(0, top + 1, step)]
