"""What was read on a straightened card → the lines of a reading, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.models import Area, Box, Line
from ocr.card import Print
from ocr.geometry import Quad, back_matrix, moved
from ocr.order import reading_order
from ocr.straight import Straight


def lines(
    card: Straight, prints: Sequence[Print], witness: Sequence[str | None], size: tuple[int, int]
) -> tuple[Line, ...]:
    """One line for each print, with what the witness says of it; `size` is the photo's width and height."""
    back = back_matrix(card.corners, card.width, card.height)
    unordered = [
        Line(
            text=each.said.text,
            confidence=min(max(each.said.confidence, 0.0), 1.0),
            box=box(moved(each.corners, back), size),
            area=_area(each.corners, card),
            witness=also,
        )
        for each, also in zip(prints, witness, strict=True)
    ]
    return tuple(unordered[place] for place in reading_order([line.area for line in unordered]))


def box(corners: Quad, size: tuple[int, int]) -> Box:
    """The corners as plain numbers, drawn into the photo where they reach beyond it."""
    first, second, third, fourth = np.clip(corners, 0, np.array(size, np.float32)).tolist()
    return tuple(first), tuple(second), tuple(third), tuple(fourth)


def _area(corners: Quad, card: Straight) -> Area:
    inside = np.clip(corners, 0, np.array((card.width, card.height), np.float32))
    (left, top), (right, bottom) = inside.min(axis=0).tolist(), inside.max(axis=0).tolist()
    return Area(left, top, right, bottom)
