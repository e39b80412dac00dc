"""One card out of a photo: straightened, turned upright, and its lines read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.engine import Engine, Said
from ocr.geometry import Image, Quad, turned, width
from ocr.missed import missed
from ocr.prints import inclination, turn
from ocr.search import search
from ocr.straight import Straight, crop

_READ = 0.5  # confidence below which a line is only texture
_SURE = 0.9  # mean confidence from which nobody asks whether the card stands on its head
_ALONG = 20.0  # degrees from level, up to which print runs along the card
_ASKED = 4  # longest lines that are read both ways


@dataclass(frozen=True, slots=True)
class Print:
    """A line of print on a straightened card: its corners in card pixels, its picture, what it says."""

    corners: Quad
    crop: Image
    said: Said


def read_card(
    photo: Image, corners: Quad, engine: Engine, seen: Sequence[Quad] = (), *, amid: bool = False
) -> tuple[Straight, tuple[Print, ...]]:
    """The card within `corners` of the photo, turned upright, and its lines; these in no order yet.

    `seen` are lines that were found in the whole photo: what the straightened card hides of them is read too.
    With `amid`, print that does not run along the card is that of the page on which it lies, and left out.
    """
    card, lines = search(photo, corners, engine, seen, amid=amid)
    prints = _read(photo, card, lines, engine)
    if _mean(prints) < _SURE and _on_its_head(prints, engine):
        card, lines = search(photo, turned(card.corners, 2), engine, seen, amid=amid)
        prints = _read(photo, card, lines, engine)
    again = missed(seen, [each.corners for each in prints], card.corners, (card.width, card.height))
    found = _legible((*prints, *_read(photo, card, again, engine)))
    return card, tuple(each for each in found if not amid or turn(inclination(each.corners), 0) <= _ALONG)


def _read(photo: Image, card: Straight, lines: Sequence[Quad], engine: Engine) -> tuple[Print, ...]:
    crops = [crop(photo, card, line) for line in lines]
    return tuple(Print(*each) for each in zip(lines, crops, engine.read(crops), strict=True))


def _legible(prints: Sequence[Print]) -> tuple[Print, ...]:
    """Without what is only texture, rules or ornaments."""
    return tuple(
        each for each in prints if each.said.confidence >= _READ and any(map(str.isalnum, each.said.text))
    )


def _on_its_head(prints: Sequence[Print], engine: Engine) -> bool:
    """Whether the longest lines read better turned by half."""
    longest = sorted(prints, key=lambda each: width(each.corners))[-_ASKED:]
    turned_over = engine.read([np.ascontiguousarray(each.crop[::-1, ::-1]) for each in longest])
    return _sure(turned_over) > _sure([each.said for each in longest])


def _mean(prints: Sequence[Print]) -> float:
    """The mean confidence over all letters."""
    return _sure([each.said for each in prints]) / max(sum(len(each.said.text) for each in prints), 1)


def _sure(said: Sequence[Said]) -> float:
    """Letters read, each weighed by how surely."""
    return sum(each.confidence * len(each.text) for each in said)
