from __future__ import annotations

import numpy as np
import pytest

from ocr.geometry import Quad, rectangle
from ocr.search import search

CARD = rectangle(100, 100, 900, 580)


class Finder:
    """An engine that notes in which pictures it searches, and finds one line over half of each."""

    overview, detail, sharp = 800, 1088, 26

    def __init__(self) -> None:
        self.searched: list[tuple[int, int]] = []

    def find(self, image) -> tuple[Quad, ...]:
        high, wide = image.shape[:2]
        self.searched.append((wide, high))
        return (rectangle(0, 0, wide / 2, high / 10),)

    def read(self, _crops):
        raise AssertionError("nothing is to be read")


def lines(high: float) -> list[Quad]:
    return [rectangle(150, top, 600, top + high) for top in (150, 250, 350)]


def searched(high: float, size: int = 1000) -> tuple[Finder, tuple[Quad, ...]]:
    engine = Finder()
    photo = np.zeros((size * 3 // 4, size, 3), np.uint8)
    _card, found = search(photo, CARD, engine, lines(high))
    return engine, found


def test_large_print_is_not_searched_again():
    engine, found = searched(40)
    assert engine.searched == []
    assert [line.min(axis=0).tolist() for line in found] == [
        pytest.approx([68, top * 1.36], abs=0.5) for top in (50, 150, 250)
    ]


def test_small_print_is_searched_on_the_card_as_large_as_it_needs():
    (size,) = searched(24)[0].searched
    assert 800 < max(size) < Finder.detail


def test_print_that_is_too_small_is_searched_in_all_detail():
    (size,) = searched(9)[0].searched
    assert max(size) == Finder.detail


def test_print_in_a_large_photo_is_smaller_where_it_was_searched():
    assert searched(40, size=3000)[0].searched != []


def test_what_was_found_in_a_smaller_picture_stands_in_card_pixels():
    (line,) = searched(24)[1]
    assert line[2].tolist() == pytest.approx([544, 65], abs=3)


def test_a_card_on_its_side_is_turned_before_it_is_searched():
    upright = [rectangle(left, 150, left + 24, 550) for left in (150, 250, 350)]
    engine = Finder()
    card, _lines = search(np.zeros((750, 1000, 3), np.uint8), CARD, engine, upright)
    assert card.height > card.width
    assert len(engine.searched) == 1
