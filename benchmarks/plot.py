"""A plot of growth as SVG: both axes by powers of ten, one line a series, its name at its end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 40, 50
COLOURS = ("#4269d0", "#c26a00", "#d1394a", "#2f8a68", "#8a5fc7", "#7a5c2e", "#0f7f94", "#666666")


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the plot."""

    name: str
    """Written at the line's end."""
    points: tuple[tuple[float, float], ...]
    """(x, y), both above 0, in the order of x."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where values fall between two pixels, by powers of ten."""

    low: int
    high: int
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Pixel of a value."""
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + part * (self.end - self.begin)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Every power of ten on the axis."""
        return tuple(10.0**power for power in range(self.low, self.high + 1))


def _axis(values: Sequence[float], begin: float, end: float) -> _Axis:
    low = math.floor(math.log10(min(values)))
    return _Axis(low, max(low + 1, math.ceil(math.log10(max(values)))), begin, end)


def growth(title: str, unit: str, series: Sequence[Series]) -> str:
    """The plot as an SVG document; `unit` names the y axis, posts are on the x axis."""
    across = _axis([x for line in series for x, _ in line.points], LEFT, WIDTH - RIGHT)
    up = _axis([y for line in series for _, y in line.points], HEIGHT - BOTTOM, TOP)
    ends = _apart([(up.at(line.points[-1][1]), index) for index, line in enumerate(series)])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 22, title, "start", "#222222"),
        *(_down(across, tick) for tick in across.ticks),
        *(_across(up, tick, unit) for tick in up.ticks),
        *(_line(across, up, line, COLOURS[index % len(COLOURS)]) for index, line in enumerate(series)),
        *(
            _text(WIDTH - RIGHT + 10, ends[index] + 4, line.name, "start", COLOURS[index % len(COLOURS)])
            for index, line in enumerate(series)
        ),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _apart(wanted: Sequence[tuple[float, int]], gap: float = 15) -> dict[int, float]:
    """Places of names so that no two overlap: (place, index) → index to place."""
    places: dict[int, float] = {}
    last = -math.inf
    for place, index in sorted(wanted):
        last = max(place, last + gap)
        places[index] = last
    return places


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#555555") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _down(axis: _Axis, tick: float) -> str:
    x = axis.at(tick)
    rule = f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#e4e4e4"/>'
    return rule + _text(x, HEIGHT - BOTTOM + 18, f"{tick:,.0f}", "middle")


def _across(axis: _Axis, tick: float, unit: str) -> str:
    y = axis.at(tick)
    rule = f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#e4e4e4"/>'
    return rule + _text(LEFT - 8, y + 4, f"{tick:g} {unit}", "end")


def _line(across: _Axis, up: _Axis, line: Series, colour: str) -> str:
    places = [(across.at(x), up.at(y)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
