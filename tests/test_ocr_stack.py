from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.engine import Said
from ocr.stack import Word, dark_on_light, joined, stacked, unstacked


def crop(height: int = 48, width: int = 100, paper: int = 240, ink: int = 10):
    picture = np.full((height, width, 3), paper, np.uint8)
    picture[height // 3 : 2 * height // 3, 10 : width // 3] = ink
    return picture


def word(text: str, left: float, middle: float, *, sure: float = 0.9, line: int = 1) -> Word:
    return Word(text, sure, (1, 1, line), left, middle - 10, left + 50, middle + 10)


def rows_of_ink(page) -> list[int]:
    """The middle of each run of rows that hold ink."""
    dark = np.flatnonzero(np.diff(np.concatenate([[0], (page < 90).any(axis=1), [0]]).astype(int)))
    return ((dark[::2] + dark[1::2]) / 2).astype(int).tolist()


def test_each_word_goes_back_to_the_crop_at_its_height():
    crops = [crop(), crop(60, 300), crop(20)]
    middles = rows_of_ink(stacked(crops))
    words = [word(text, 40, middle) for text, middle in zip("abc", middles, strict=True)]
    assert [said.text for said in unstacked(reversed(words), crops)] == ["a", "b", "c"]


def test_lines_that_were_seen_side_by_side_are_joined_from_the_left():
    crops = [crop()]
    (middle,) = rows_of_ink(stacked(crops))
    seen = [word("Prado", 300, middle, line=2), word("Marta", 40, middle), word("Ejemplo", 90, middle)]
    assert unstacked(seen, crops)[0].text == "Marta Ejemplo Prado"


def test_words_of_one_line_keep_the_order_in_which_they_were_read():
    assert joined([word("131", 0, 0), word("Main", 95, 0), word("Street", 90, 0)]).text == "131 Main Street"


def test_a_crop_in_which_nothing_was_read_says_nothing():
    crops = [crop(), crop(), crop()]
    first, _second, third = rows_of_ink(stacked(crops))
    said = unstacked([word("a", 0, first), word("c", 0, third)], crops)
    assert [each.text for each in said] == ["a", "", "c"]


def test_lines_that_the_engine_split_or_joined_still_go_back_to_their_crops():
    crops = [crop(), crop()]
    above, below = rows_of_ink(stacked(crops))
    slanted = [word("one", 0, above - 6), word("two", 90, above + 7), word("three", 0, below + 9)]
    assert [said.text for said in unstacked(slanted, crops)] == ["one two", "three"]


def test_the_confidence_of_a_line_is_the_mean_over_its_letters():
    assert joined([word("abc", 0, 0, sure=1.0), word("d", 60, 0, sure=0.2)]) == Said("abc d", 0.8)


def test_light_print_on_dark_becomes_dark_on_light():
    page = dark_on_light(crop(paper=30, ink=200))
    assert np.median(page) > 200
    assert page[24, 20] < 50


def test_faint_print_gets_its_full_contrast():
    page = dark_on_light(crop(paper=250, ink=228))
    assert page[24, 20] == 0
    assert page[2, 90] == 255


@given(
    st.lists(st.tuples(st.integers(1, 70), st.integers(1, 400)), min_size=1, max_size=8),
    st.lists(st.tuples(st.text(min_size=1, max_size=5), st.floats(0, 500), st.floats(-50, 900)), max_size=12),
)
def test_no_word_is_lost_wherever_it_was_seen(sizes, seen):
    crops = [np.zeros((high, wide, 3), np.uint8) for high, wide in sizes]
    said = unstacked([word(text, left, middle) for text, left, middle in seen], crops)
    assert len(said) == len(crops)
    letters = sorted("".join(text for text, _left, _middle in seen).replace(" ", ""))
    assert sorted("".join(each.text for each in said).replace(" ", "")) == letters
