from __future__ import annotations

import numpy as np

from ocr.background import without_page
from ocr.geometry import Quad, rectangle

SIZE = (1000, 800)
CARD = [rectangle(300, top, 700, top + 30) for top in (300, 360, 420, 480)]
PAGE = [rectangle(left, 0, left + 25, 790) for left in (20, 80, 140, 820, 900)]


def same(one: Quad, other: Quad) -> bool:
    return bool(np.array_equal(one, other))


def test_lines_of_the_page_below_a_card_run_otherwise_and_are_cut_by_the_photo() -> None:
    kept = without_page([*CARD, *PAGE], SIZE)
    assert len(kept) == len(CARD)
    assert all(any(same(line, own) for own in CARD) for line in kept)


def test_upright_print_that_is_whole_belongs_to_the_card() -> None:
    upright = [rectangle(720, 300, 750, 520)]
    assert len(without_page([*CARD, *upright], SIZE)) == len(CARD) + 1


def test_print_that_all_runs_alike_is_left_as_it_is() -> None:
    cut = [rectangle(0, top, 500, top + 30) for top in (100, 160)]
    assert len(without_page([*CARD, *cut], SIZE)) == len(CARD) + 2
    assert without_page([], SIZE) == []
