from __future__ import annotations

import pytest

from ocr.geometry import rectangle, turned
from ocr.missed import missed

CARD = rectangle(100, 100, 500, 350)  # in the photo; on the card it is twice as large
SIZE = (800, 500)


def test_a_line_that_was_not_found_again_comes_back_where_it_is_on_the_card():
    (line,) = missed([rectangle(150, 150, 350, 170)], [], CARD, SIZE)
    assert line.ravel().tolist() == pytest.approx(rectangle(100, 100, 500, 140).ravel().tolist(), abs=0.1)


def test_a_line_that_was_found_again_does_not():
    assert missed([rectangle(150, 150, 350, 170)], [rectangle(102, 99, 497, 141)], CARD, SIZE) == ()


def test_nor_one_that_was_found_in_pieces():
    pieces = [rectangle(100, 100, 280, 140), rectangle(320, 100, 500, 140)]
    assert missed([rectangle(150, 150, 350, 170)], pieces, CARD, SIZE) == ()


def test_print_beside_the_card_stays_where_it_is():
    assert missed([rectangle(450, 150, 650, 170), rectangle(0, 0, 50, 20)], [], CARD, SIZE) == ()


def test_on_a_card_turned_upright_the_line_is_turned_too():
    (line,) = missed([rectangle(150, 120, 170, 330)], [], turned(CARD, 1), (500, 800))
    left, top, right, bottom = *line.min(axis=0).tolist(), *line.max(axis=0).tolist()
    assert right - left > bottom - top
