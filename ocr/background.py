"""Print that a card lies on (a newspaper, the cover of a disc), told from print of the card."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.geometry import Quad, area, height, width
from ocr.prints import common_direction, direction, inclination, turn

_CARD_RATIO = (1.3, 2.0)  # long side to short side, seen a little from the side; a card is 1.4 to 1.8
_MAIN = 0.3  # share of all print that the cards must hold
_TILT = 15.0  # degrees
_FAR = 0.5  # short sides of a card
_BORDER = 0.015  # of the photo's size
_LONG = 2.0  # times as long as high: such a line says which way it runs
_ALIKE = 25.0  # degrees between lines of one page, which is seen from the side
_CUT = 0.3  # share of a page's lines that the photo's edge cuts, at least
_WHOLE = 0.1  # and of a card's, at most
_FEW = 3  # lines of a card


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


def without_page(lines: Sequence[Quad], size: tuple[int, int]) -> Sequence[Quad]:
    """The `lines` of a card that lies on a printed page whose lines run otherwise; all, where that is not so.

    A page is larger than the photo: its lines are cut by the photo's edge, those of a card are whole.
    """
    groups = _by_inclination(lines)
    shares = [sum(_is_cut(line, size) for line in group) / len(group) for group in groups]
    whole = [group for group, share in zip(groups, shares, strict=True) if share <= _WHOLE]
    if max(shares, default=0.0) < _CUT or not any(len(group) >= _FEW for group in whole):
        return lines
    return [line for group in whole for line in group]


def _by_inclination(lines: Sequence[Quad]) -> list[list[Quad]]:
    """The long lines in groups that run alike, each around the longest line that is left."""
    left = sorted(lines, key=lambda line: -max(width(line), height(line)))
    left = [line for line in left if max(width(line), height(line)) >= _LONG * min(width(line), height(line))]
    groups = []
    while left:
        angle = inclination(left[0])
        alike = [line for line in left if turn(inclination(line), angle) <= _ALIKE]
        left = [line for line in left if turn(inclination(line), angle) > _ALIKE]
        groups.append(alike)
    return groups


def _has_card_shape(card: Quad) -> bool:
    short, long = sorted((width(card), height(card)))
    return _CARD_RATIO[0] <= long / max(short, 1.0) <= _CARD_RATIO[1]


def _surrounds(left: Sequence[Quad], cards: Sequence[Quad]) -> bool:
    """Whether there is print on three sides or more."""
    points = np.array([line.mean(axis=0) for line in left])
    low, high = np.concatenate(cards).min(axis=0), np.concatenate(cards).max(axis=0)
    return int((points < low).any(axis=0).sum() + (points > high).any(axis=0).sum()) >= 3


def _is_cut(line: Quad, size: tuple[int, int]) -> bool:
    """Whether a line reaches the photo's edge."""
    border = _BORDER * max(size)
    return bool((line < border).any() or (line > np.array(size) - border).any())


def _is_foreign(line: Quad, cards: Sequence[Quad], size: tuple[int, int]) -> bool:
    return _is_cut(line, size) or all(_is_tilted(line, card) or _is_far(line, card) for card in cards)


def _is_tilted(line: Quad, card: Quad) -> bool:
    difference = abs(direction(line) - common_direction([card]))
    return min(difference, 90 - difference) > _TILT


def _is_far(line: Quad, card: Quad) -> bool:
    x, y = line.mean(axis=0).tolist()
    return -cv2.pointPolygonTest(card, (x, y), measureDist=True) > _FAR * min(width(card), height(card))
