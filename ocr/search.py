"""The lines of print on one card, found with as little searching as its print allows.

Searching takes time by the area searched, and large print shows in a small picture. So lines that were found
in the whole photo, and stand there high enough, are taken as they are; otherwise the straightened card is
searched in the size that its smallest print needs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.engine import Engine
from ocr.geometry import Image, Quad, height, moved, quad, scaled, turned, warp_matrix, width
from ocr.missed import within
from ocr.straight import LONG, Straight, straighten

_SMALLEST = 10  # per cent of the lines that may be smaller than what counts as the smallest print
_MARGIN = 1.1  # times as high as must be: print that was not seen yet may be smaller
_LEAST = 640  # pixels of the long side, for print that was not seen at all


def search(
    photo: Image, corners: Quad, engine: Engine, seen: Sequence[Quad], *, amid: bool = False
) -> tuple[Straight, tuple[Quad, ...]]:
    """The card within `corners` of the photo, upright or on its head, and its lines in card pixels.

    `seen` are the lines that were found in the whole photo, in photo pixels. With `amid`, they alone tell
    which way the card lies: what else is found may be of a page below it.
    """
    inside = within(seen, corners)
    card = straighten(photo, corners, engine.detail)
    if _on_its_side(_on_card(inside, card)):
        card = straighten(photo, turned(corners, 1), engine.detail)
    if _smallest(inside) * engine.overview / max(photo.shape[:2]) >= engine.sharp:
        return card, _on_card(inside, card)
    lines = _found(card, inside, engine)
    if not amid and _on_its_side(lines):
        card = straighten(photo, turned(card.corners, 1), engine.detail)
        lines = _found(card, inside, engine)
    return card, lines


def _found(card: Straight, inside: Sequence[Quad], engine: Engine) -> tuple[Quad, ...]:
    """The lines that the engine finds on the card, reduced as far as the print that was seen allows."""
    factor = _factor(card, inside, engine)
    return tuple(line / np.float32(factor) for line in engine.find(scaled(card.image, factor)))


def _factor(card: Straight, inside: Sequence[Quad], engine: Engine) -> float:
    if not inside:
        return 1.0
    wanted = _MARGIN * engine.sharp / max(_smallest(_on_card(inside, card)), 1.0)
    return min(max(wanted, _LEAST / max(card.width, card.height)), 1.0)


def _on_card(lines: Sequence[Quad], card: Straight) -> tuple[Quad, ...]:
    there = warp_matrix(card.corners, card.width, card.height)
    return tuple(quad(moved(line, there)) for line in lines)


def _smallest(lines: Sequence[Quad]) -> float:
    """The height of the smallest print in pixels; 0 where there is none."""
    heights = [min(width(line), height(line)) for line in lines]
    return float(np.percentile(heights, _SMALLEST)) if heights else 0.0


def _on_its_side(lines: Sequence[Quad]) -> bool:
    """Whether most print runs up or down."""
    level = sum(width(line) for line in lines if width(line) > LONG * height(line))
    steep = sum(height(line) for line in lines if height(line) > LONG * width(line))
    return steep > level
