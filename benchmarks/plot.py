"""How measures grow with N, as a plain SVG, both axes logarithmic: `python -m benchmarks.plot FILE X Y`.

Each row of the input is a name, a number of things and a measure, with tabs between; rows of one name are one
line of the plot. Nothing but the standard library, so that whoever repeats a benchmark can draw it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 230, 20, 50
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5572", "#b8860b", "#4a4e69", "#00798c", "#9c6644")

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten from `low` to `high`, laid out from `start` to `end` in the picture's units."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value above 0 lies."""
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def marks(self) -> Iterable[int]:
        """The powers of ten that have a line."""
        return range(self.low, self.high + 1)


def axis(values: Iterable[float], start: float, end: float) -> Axis:
    """An axis for these values, all above 0."""
    logs = [log10(value) for value in values]
    low, high = floor(min(logs)), ceil(max(logs))
    return Axis(low, max(high, low + 1), start, end)


def plot(lines: Mapping[str, Points], across: str, up: str) -> str:
    """The picture: a line for each name, its name beside its last point's colour."""
    points = [point for line in lines.values() for point in line]
    x = axis((point[0] for point in points), LEFT, WIDTH - RIGHT)
    y = axis((point[1] for point in points), HEIGHT - BOTTOM, TOP)
    parts = [*_grid(x, y, across, up)]
    for place, (name, line) in enumerate(lines.items()):
        parts += _line(name, sorted(line), x, y, place)
    font = 'font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {font}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *parts, "</svg>", ""])


def _grid(x: Axis, y: Axis, across: str, up: str) -> Iterable[str]:
    for mark in x.marks():
        at = x.at(10.0**mark)
        yield f'<path d="M{at:.1f} {y.start}V{y.end}" stroke="#ddd"/>'
        yield f'<text x="{at:.1f}" y="{y.start + 18}" text-anchor="middle">{_number(mark)}</text>'
    for mark in y.marks():
        at = y.at(10.0**mark)
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


def _number(power: int) -> str:
    """A power of ten as people write it."""
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def main(file: Path, across: str, up: str) -> None:
    """Draw what comes on the standard input."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in sys.stdin:
        name, number, measure = row.rstrip("\n").split("\t")
        lines.setdefault(name, []).append((float(number), float(measure)))
    file.write_text(plot(lines, across, up), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
