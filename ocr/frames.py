"""Which outlines are cards: decided by the print that they hold.

No print of a card is lost to a frame: where an outline cuts through print, or leaves out print that may
belong to the card, the print's own place is taken instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.background import is_background, without_page
from ocr.edges import Outline
from ocr.geometry import Quad, area, common_area, grown
from ocr.prints import around

_INSIDE = 0.8  # share of a line's area from which it lies in a frame
_TOUCHED = 0.1  # share from which a frame that does not hold the line cuts it
_GROWN = 1.03  # times its size: the outline of a card with round corners or a curl is a little small
_APART = 0.1  # share of the smaller one that two cards may have in common
_EMPTY = (
    0.02  # what a square pixel of frame costs, in square pixels of print: a desk is worth less than a card
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a card lies in the photo; `framed` is False where only its print shows it.

    `amid` tells that print of a page lies around it, which runs otherwise.
    """

    corners: Quad
    framed: bool
    amid: bool = False


def frames(outlines: Sequence[Outline], lines: Sequence[Quad], size: tuple[int, int]) -> tuple[Frame, ...]:
    """The cards among `outlines` by the `lines` of print found in a photo, in reading order.

    `size` is the photo's width and height. () where there is no print.
    """
    if not lines:
        return ()
    cards = _cards([grown(outline.corners, _GROWN) for outline in outlines], lines)
    left = [line for line in lines if not any(_share(line, card) >= _INSIDE for card in cards)]
    framed = [Frame(corners, framed=True) for corners in cards]
    if not left or (cards and is_background(left, cards, lines, size)):
        return _in_reading_order(framed)
    if len(cards) > 1:
        return _in_reading_order([*framed, Frame(around(left, size), framed=False)])
    own = lines if cards else without_page(lines, size)
    return (Frame(around([*own, *cards], size), framed=False, amid=len(own) < len(lines)),)


def _cards(quads: Sequence[Quad], lines: Sequence[Quad]) -> list[Quad]:
    """Quads that hold print and cut none, and do not lie over each other; those worth most first."""
    chosen: list[Quad] = []
    for corners in sorted(
        (each for each in quads if _is_sound(each, lines)), key=lambda q: -_worth(q, lines)
    ):
        if all(common_area(corners, other) < _APART * min(area(corners), area(other)) for other in chosen):
            chosen.append(corners)
    return chosen


def _is_sound(corners: Quad, lines: Sequence[Quad]) -> bool:
    shares = [_share(line, corners) for line in lines]
    held = sum(share >= _INSIDE for share in shares)
    return held > 0 and not any(_TOUCHED < share < _INSIDE for share in shares)


def _worth(corners: Quad, lines: Sequence[Quad]) -> float:
    """Much print in little frame: a desk with a card on it holds as much, but is larger."""
    return sum(area(line) for line in lines if _share(line, corners) >= _INSIDE) - _EMPTY * area(corners)


def _share(line: Quad, corners: Quad) -> float:
    return common_area(line, corners) / max(area(line), 1e-6)


def _in_reading_order(cards: Sequence[Frame]) -> tuple[Frame, ...]:
    """By rows from the top, and in a row from the left."""
    rest = sorted(cards, key=lambda card: float(card.corners[:, 1].mean()))
    ordered: list[Frame] = []
    while rest:
        low, high = float(rest[0].corners[:, 1].min()), float(rest[0].corners[:, 1].max())
        row = [card for card in rest if float(card.corners[:, 1].mean()) < (low + 3 * high) / 4]
        rest = rest[len(row) :]
        ordered += sorted(row, key=lambda card: float(card.corners[:, 0].mean()))
    return tuple(ordered)
