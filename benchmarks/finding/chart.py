"""A bar chart as SVG, on a logarithmic scale: small enough to be written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, LEFT, RIGHT = 860, 170, 90
BAR, GAP, GROUP_GAP, TOP = 16, 3, 18, 76
COLOURS = ("#b3261e", "#3a6ea5", "#6b8e23", "#8a6d9e", "#8c8c8c")
Group = tuple[str, Mapping[str, float]]  # a label, and a value above zero for each series


def bars(title: str, unit: str, groups: Sequence[Group]) -> str:
    """One group of bars for each label, a bar for each series, shorter is better."""
    series = list(dict.fromkeys(name for _, values in groups for name in values))
    scale = _Scale([value for _, values in groups for value in values.values()])
    body = [*_legend(series), *_grid(scale, unit, _height(groups)), *_groups(groups, series, scale)]
    size = f'width="{WIDTH}" height="{_height(groups)}" viewBox="0 0 {WIDTH} {_height(groups)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            f'<text x="12" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
            *body,
            "</svg>\n",
        ]
    )


class _Scale:
    """From the power of ten below the least value to the one above the greatest."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low, self.high = floor(log10(min(values))), ceil(log10(max(values)))
        self.high = max(self.high, self.low + 1)

    def x(self, value: float) -> float:
        return LEFT + (log10(value) - self.low) / (self.high - self.low) * (WIDTH - LEFT - RIGHT)


def _height(groups: Sequence[Group]) -> int:
    return TOP + sum(len(values) * (BAR + GAP) + GROUP_GAP for _, values in groups) + 8


def _legend(series: Sequence[str]) -> Iterator[str]:
    x = 12
    for number, name in enumerate(series):
        yield f'<rect x="{x}" y="36" width="12" height="12" fill="{_colour(number)}"/>'
        yield f'<text x="{x + 17}" y="47">{escape(name)}</text>'
        x += 34 + 7 * len(name)


def _grid(scale: _Scale, unit: str, height: int) -> Iterator[str]:
    for power in range(scale.low, scale.high + 1):
        x = scale.x(10.0**power)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - 8}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{TOP - 12}" text-anchor="middle" fill="#555">{10.0**power:g} {escape(unit)}</text>'


def _groups(groups: Sequence[Group], series: Sequence[str], scale: _Scale) -> Iterator[str]:
    y = TOP
    for label, values in groups:
        middle = y + len(values) * (BAR + GAP) / 2 + 3
        yield f'<text x="{LEFT - 10}" y="{middle:.1f}" text-anchor="end">{escape(label)}</text>'
        for name, value in values.items():
            end, colour = scale.x(value), _colour(series.index(name))
            yield f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" fill="{colour}"/>'
            yield f'<text x="{end + 5:.1f}" y="{y + 12}">{_short(value)}</text>'
            y += BAR + GAP
        y += GROUP_GAP


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
