"""One card out of a photo: straightened, turned upright, and its lines read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.engine import Engine, Said
from ocr.geometry import Image, Quad, back_matrix, cut, height, moved, scaled, turned, width
from ocr.missed import missed

_ENLARGED = 3.0  # at most; more adds no detail
_LINE_HEIGHT = 48  # pixels, what recognisers are made for
_READ = 0.5  # confidence below which a line is only texture
_SURE = 0.9  # mean confidence from which nobody asks whether the card stands on its head
_ASKED = 4  # longest lines that are read both ways
_LONG = 1.5  # times as long as high: such a line says which way print runs


@dataclass(frozen=True, slots=True)
class Straight:
    """A straightened card: its corners in the photo, its size in card pixels, and its picture."""

    corners: Quad
    width: int
    height: int
    image: Image


@dataclass(frozen=True, slots=True)
class Print:
    """A line of print on a straightened card: its corners in card pixels, its picture, what it says."""

    corners: Quad
    crop: Image
    said: Said


def read_card(
    photo: Image, corners: Quad, engine: Engine, seen: Sequence[Quad] = ()
) -> tuple[Straight, tuple[Print, ...]]:
    """The card within `corners` of the photo, turned upright, and its lines; these in no order yet.

    `seen` are lines that were found in the whole photo: what the straightened card hides of them is read too.
    """
    card, lines = _search(photo, corners, engine)
    if _on_its_side(lines):
        card, lines = _search(photo, turned(card.corners, 1), engine)
    prints = _read(photo, card, lines, engine)
    if _mean(prints) < _SURE and _on_its_head(prints, engine):
        card, lines = _search(photo, turned(card.corners, 2), engine)
        prints = _read(photo, card, lines, engine)
    legible = _legible(prints)
    again = missed(seen, [each.corners for each in legible], card.corners, (card.width, card.height))
    return card, (*legible, *_legible(_read(photo, card, again, engine)))


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
    if height(line) >= _LONG * width(line):
        there = turned(there, -1)
    picture = cut(photo, there, max(round(width(there)), 4), max(round(height(there)), 4))
    return scaled(picture, _LINE_HEIGHT / picture.shape[0])


def _search(photo: Image, corners: Quad, engine: Engine) -> tuple[Straight, tuple[Quad, ...]]:
    card = straighten(photo, corners, engine.detail)
    return card, engine.find(card.image)


def _read(photo: Image, card: Straight, lines: Sequence[Quad], engine: Engine) -> tuple[Print, ...]:
    crops = [crop(photo, card, line) for line in lines]
    return tuple(Print(*each) for each in zip(lines, crops, engine.read(crops), strict=True))


def _legible(prints: Sequence[Print]) -> tuple[Print, ...]:
    """Without what is only texture, rules or ornaments."""
    return tuple(
        each for each in prints if each.said.confidence >= _READ and any(map(str.isalnum, each.said.text))
    )


def _on_its_side(lines: Sequence[Quad]) -> bool:
    """Whether most print runs up or down."""
    level = sum(width(line) for line in lines if width(line) > _LONG * height(line))
    steep = sum(height(line) for line in lines if height(line) > _LONG * width(line))
    return steep > level


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
