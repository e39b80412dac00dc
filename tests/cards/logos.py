"""Small invented marks, drawn from circles and polygons."""

from __future__ import annotations

import math
from collections.abc import Callable

from tests.cards.sheet import Sheet, pixels

Mark = Callable[[Sheet, float, float, float], None]
"""Draws on the sheet, centred at x, y, `size` millimetres across."""


def disc(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A ring with a filled half."""
    box = [pixels(edge) for edge in (x - size / 2, y - size / 2, x + size / 2, y + size / 2)]
    sheet.draw.ellipse(box, outline=sheet.palette.accent, width=pixels(size * 0.09))
    sheet.draw.pieslice(box, 90, 270, fill=sheet.palette.accent)


def hexagon(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Two hexagons, one in the other."""
    for part, colour in ((1.0, sheet.palette.accent), (0.62, sheet.palette.stock), (0.36, sheet.palette.ink)):
        corners = [turn(x, y, size / 2 * part, 60 * side + 30) for side in range(6)]
        sheet.draw.polygon(corners, fill=colour)


def hills(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Two peaks and a sun."""
    half = size / 2
    far = [(x - half * 0.1, y + half * 0.7), (x + half * 0.45, y - half * 0.25), (x + half, y + half * 0.7)]
    near = [(x - half, y + half * 0.7), (x - half * 0.3, y - half * 0.6), (x + half * 0.4, y + half * 0.7)]
    for peak, colour in ((far, sheet.palette.quiet), (near, sheet.palette.accent)):
        sheet.draw.polygon([(pixels(a), pixels(b)) for a, b in peak], fill=colour)
    sun = (x + half * 0.45, y - half * 0.85, x + half * 0.85, y - half * 0.45)
    sheet.draw.ellipse([pixels(edge) for edge in sun], fill=sheet.palette.accent)


def leaf(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Three petals."""
    for angle in (-130, -90, -50):
        tip = turn(x, y + size * 0.35, size * 0.85, angle)
        left = turn(x, y + size * 0.35, size * 0.45, angle - 18)
        right = turn(x, y + size * 0.35, size * 0.45, angle + 18)
        root = (pixels(x), pixels(y + size * 0.35))
        colour = sheet.palette.accent if angle == -90 else sheet.palette.quiet
        sheet.draw.polygon([root, left, tip, right], fill=colour)


def tiles(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Four tiles, one of them turned away."""
    cell = size * 0.46
    for column, row, colour in ((0, 0, "accent"), (1, 0, "quiet"), (0, 1, "ink"), (1, 1, "accent")):
        left, top = x - size / 2 + column * size * 0.54, y - size / 2 + row * size * 0.54
        fill = getattr(sheet.palette, colour)
        box = [pixels(edge) for edge in (left, top, left + cell, top + cell)]
        sheet.draw.rounded_rectangle(box, radius=pixels(cell * 0.2), fill=fill)


def waves(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Three waves, one below the other."""
    for row in range(3):
        middle = y + size * (row - 1) * 0.28
        crests = [middle + size * 0.09 * math.sin(step / 3) for step in range(41)]
        points = [(pixels(x + size * (step / 40 - 0.5)), pixels(crest)) for step, crest in enumerate(crests)]
        sheet.draw.line(points, fill=sheet.palette.accent, width=pixels(size * 0.1), joint="curve")


def turn(x: float, y: float, radius: float, degrees: float) -> tuple[int, int]:
    """The pixel at an angle on a circle."""
    angle = math.radians(degrees)
    return pixels(x + radius * math.cos(angle)), pixels(y + radius * math.sin(angle))


MARKS: dict[str, Mark] = {
    "disc": disc,
    "hexagon": hexagon,
    "hills": hills,
    "leaf": leaf,
    "tiles": tiles,
    "waves": waves,
}
