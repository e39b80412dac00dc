"""A card straightened out of a photo, and the lines of print cut from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocr.geometry import Image, Quad, back_matrix, cut, height, moved, scaled, turned, width

LONG = 1.5
"""Times as long as high: such a line says which way print runs."""

_ENLARGED = 3.0  # at most; more adds no detail
_LINE_HEIGHT = 48  # pixels, what recognisers are made for


@dataclass(frozen=True, slots=True)
class Straight:
    """A straightened card: its corners in the photo, its size in card pixels, and its picture."""

    corners: Quad
    width: int
    height: int
    image: Image


def straighten(photo: Image, corners: Quad, long_side: int) -> Straight:
    """The content of `corners` as an upright picture, enlarged or reduced to `long_side` pixels."""
    across, down = max(width(corners), 1.0), max(height(corners), 1.0)
    factor = min(long_side / max(across, down), _ENLARGED)
    size = max(round(across * factor), 32), max(round(down * factor), 32)
    reduced = min(2 * factor, 1.0)  # cutting alone would skip pixels where it makes much smaller
    source = scaled(photo, reduced) if reduced < 1 else photo
    return Straight(corners, *size, cut(source, corners * np.float32(reduced), *size))


def crop(photo: Image, card: Straight, line: Quad) -> Image:
    """The picture of one line, cut from the photo itself with all its detail, upright."""
    there = moved(line, back_matrix(card.corners, card.width, card.height))
    if height(line) >= LONG * width(line):
        there = turned(there, -1)
    picture = cut(photo, there, max(round(width(there)), 4), max(round(height(there)), 4))
    return scaled(picture, _LINE_HEIGHT / picture.shape[0])
