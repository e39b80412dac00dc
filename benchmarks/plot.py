"""How measures grow with N, as a plain SVG: `python -m benchmarks.plot FILE X Y [--plain]`.

Both axes are logarithmic, with --plain neither. Each row of the input is a name, a number of things and a
measure, with tabs between; rows of one name are one line of the plot. Nothing but the standard library, so
that whoever repeats a benchmark can draw it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from math import ceil, floor, log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 230, 20, 50
MOST_MARKS = 8  # of a plain axis, beside 0
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5572", "#b8860b", "#4a4e69", "#00798c", "#9c6644")

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first to the last of its `marks`, laid out from `start` to `end` in the picture's units."""

    marks: Sequence[float]
    start: float
    end: float
    plain: bool

    def at(self, value: float) -> float:
        """Where a value lies; above 0 on an axis that is not plain."""
        low, high, place = map(self._scaled, (self.marks[0], self.marks[-1], value))
        return self.start + (place - low) / (high - low) * (self.end - self.start)

    def _scaled(self, value: float) -> float:
        return value if self.plain else log10(value)


def axis(values: Iterable[float], start: float, end: float, *, plain: bool) -> Axis:
    """An axis for these values: a line for each power of ten, or a few round numbers from 0 on."""
    known = sorted(values)
    if plain:
        step = next(each for each in _round_steps() if known[-1] <= MOST_MARKS * each)
        return Axis([step * number for number in range(ceil(known[-1] / step) + 1)], start, end, plain)
    low, high = floor(log10(known[0])), ceil(log10(known[-1]))
    return Axis([10.0**power for power in range(low, max(high, low + 1) + 1)], start, end, plain)


def _round_steps() -> Iterator[float]:
    """1, 2, 5, 10, 20, 50 and so on."""
    return (factor * 10.0**power for power in count() for factor in (1, 2, 5))


def plot(lines: Mapping[str, Points], across: str, up: str, *, plain: bool = False) -> str:
    """The picture: a line for each name, its name beside its last point's colour."""
    points = [point for line in lines.values() for point in line]
    x = axis((point[0] for point in points), LEFT, WIDTH - RIGHT, plain=plain)
    y = axis((point[1] for point in points), HEIGHT - BOTTOM, TOP, plain=plain)
    parts = [*_grid(x, y, across, up)]
    for place, (name, line) in enumerate(lines.items()):
        parts += _line(name, sorted(line), x, y, place)
    font = 'font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {font}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *parts, "</svg>", ""])


def _grid(x: Axis, y: Axis, across: str, up: str) -> Iterable[str]:
    for mark in x.marks:
        at = x.at(mark)
        yield f'<path d="M{at:.1f} {y.start}V{y.end}" stroke="#ddd"/>'
        yield f'<text x="{at:.1f}" y="{y.start + 18}" text-anchor="middle">{_number(mark)}</text>'
    for mark in y.marks:
        at = y.at(mark)
        yield f'<path d="M{x.start} {at:.1f}H{x.end}" stroke="#ddd"/>'
        yield f'<text x="{x.start - 8}" y="{at + 4:.1f}" text-anchor="end">{_number(mark)}</text>'
    middle = (x.start + x.end) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>'
    yield f'<text transform="translate(16 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'


def _line(name: str, line: Points, x: Axis, y: Axis, place: int) -> Iterable[str]:
    colour, beside = COLOURS[place % len(COLOURS)], TOP + 14 + 20 * place
    at = [(x.at(across), y.at(up)) for across, up in line]
    path = "L".join(f"{across:.1f} {up:.1f}" for across, up in at)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{across:.1f}" cy="{up:.1f}" r="3" fill="{colour}"/>' for across, up in at)
    yield f'<text x="{x.end + 14}" y="{beside}" fill="{colour}">{escape(name)}</text>'


def _number(value: float) -> str:
    """A mark as people write it."""
    return f"{value:,.0f}" if value >= 1 or not value else f"{value:g}"


def main(file: Path, across: str, up: str, *, plain: bool) -> None:
    """Draw what comes on the standard input."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in sys.stdin:
        name, number, measure = row.rstrip("\n").split("\t")
        lines.setdefault(name, []).append((float(number), float(measure)))
    file.write_text(plot(lines, across, up, plain=plain), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], plain="--plain" in sys.argv)
