"""Print that a card lies on (a newspaper, the cover of a disc), told from print of the card."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.geometry import Quad, area, height, width
from ocr.prints import common_direction, direction

_CARD_RATIO = (1.3, 2.0)  # long side to short side, seen a little from the side; a card is 1.4 to 1.8
_MAIN = 0.3  # share of all print that the cards must hold
_TILT = 15.0  # degrees
_FAR = 0.5  # short sides of a card
_BORDER = 0.015  # of the photo's size


def is_background(
    left: Sequence[Quad], cards: Sequence[Quad], lines: Sequence[Quad], size: tuple[int, int]
) -> bool:
    """Whether all of `left`, the lines outside the `cards`, is surely no print of a card.

    Only beside something that has the shape of a card and holds much of the print: a coloured field on a
    card has neither. Then print that is turned otherwise, far away, or cut by the photo's edge is foreign.
    """
    held = 1 - sum(area(line) for line in left) / sum(area(line) for line in lines)
    if held < _MAIN or not all(_has_card_shape(card) for card in cards):
        return False
    return _surrounds(left, cards) or all(_is_foreign(line, cards, size) for line in left)


def _has_card_shape(card: Quad) -> bool:
    short, long = sorted((width(card), height(card)))
    return _CARD_RATIO[0] <= long / max(short, 1.0) <= _CARD_RATIO[1]


def _surrounds(left: Sequence[Quad], cards: Sequence[Quad]) -> bool:
    """Whether there is print on three sides or more."""
    points = np.array([line.mean(axis=0) for line in left])
    low, high = np.concatenate(cards).min(axis=0), np.concatenate(cards).max(axis=0)
    return int((points < low).any(axis=0).sum() + (points > high).any(axis=0).sum()) >= 3


def _is_foreign(line: Quad, cards: Sequence[Quad], size: tuple[int, int]) -> bool:
    border = _BORDER * max(size)
    cut = bool((line < border).any() or (line > np.array(size) - border).any())
    return cut or all(_is_tilted(line, card) or _is_far(line, card) for card in cards)


def _is_tilted(line: Quad, card: Quad) -> bool:
    difference = abs(direction(line) - common_direction([card]))
    return min(difference, 90 - difference) > _TILT


def _is_far(line: Quad, card: Quad) -> bool:
    x, y = line.mean(axis=0).tolist()
    return -cv2.pointPolygonTest(card, (x, y), measureDist=True) > _FAR * min(width(card), height(card))
