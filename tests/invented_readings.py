"""Readings of cards that nobody printed, for tests: lines of text with a place and a size."""

from __future__ import annotations

from data.models import Area, Code, Line, Reading

LETTER = 0.55  # width of a letter by its height
SEEN = object()
"""The second reader saw the same."""


def line(
    text: str, left: float, top: float, height: float = 40, *, witness: object = SEEN, sure: float = 0.99
) -> Line:
    area = Area(left, top, left + len(text) * height * LETTER, top + height)
    box = ((area.left, area.top), (area.right, area.top), (area.right, area.bottom), (area.left, area.bottom))
    seen = text if witness is SEEN else witness
    assert seen is None or isinstance(seen, str)
    return Line(text, sure, box, area, seen)


def reading(*lines: Line, codes: tuple[Code, ...] = ()) -> Reading:
    box = ((0.0, 0.0), (1280.0, 0.0), (1280.0, 800.0), (0.0, 800.0))
    return Reading("card.jpg", "0" * 64, 0, 0, box, lines, 1280, 800, b"", codes=codes)


def column(
    *texts: str, left: float = 60, top: float = 60, height: float = 40, step: float = 50
) -> list[Line]:
    """Lines right under one another."""
    return [line(text, left, top + number * step, height) for number, text in enumerate(texts)]
