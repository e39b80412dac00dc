from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.models import Area, Line, Reading
from ocr.copies import without_copies

CARD = ("Marta Ejemplo", "Head of Gardens", "Rosas del Norte", "+34 612 000 000", "marta@rosas.example")
COLLEAGUE = ("Pau Ejemplo", "Head of Gardens", "Rosas del Norte", "+34 612 000 000", "pau@rosas.example")
BOX = ((0.0, 0.0), (9.0, 0.0), (9.0, 5.0), (0.0, 5.0))


def reading(*texts: str, sure: float = 0.98) -> Reading:
    lines = tuple(Line(text, sure, BOX, Area(0, 0, 9, 5), None) for text in texts)
    return Reading("a.jpg", "0" * 64, 0, 0, BOX, lines, 900, 500, b"", seconds=len("".join(texts)))


def test_a_copy_is_left_out_and_the_one_that_says_more_stays():
    cut_off = reading(*CARD[:3])
    assert without_copies([cut_off, reading(*CARD)]) == (reading(*CARD),)


def test_the_corner_of_a_copy_in_a_pile_is_no_card():
    assert without_copies([reading(*CARD), reading("s del Norte", "as.example")]) == (reading(*CARD),)


def test_a_copy_that_was_read_a_little_otherwise_is_still_one():
    other = reading("MARTA EJEMPLO", "Head 0f Gardens", "Rosas delNorte", "+34612000000", CARD[4])
    assert without_copies([reading(*CARD), other]) == (reading(*CARD),)


def test_cards_of_colleagues_are_two():
    assert len(without_copies([reading(*CARD), reading(*COLLEAGUE)])) == 2


def test_a_name_that_is_a_letter_longer_is_another_persons():
    sister = reading("Martha Ejemplo", *CARD[1:4], "martha@rosas.example")
    assert len(without_copies([reading(*CARD), sister])) == 2


def test_one_other_digit_makes_another_card():
    other = reading(*CARD[:3], "+34 612 000 001")
    assert len(without_copies([reading(*CARD), other])) == 2


def test_a_line_that_could_hardly_be_read_makes_no_card_of_its_own():
    blurred = reading(*CARD[:2])
    smear = Line("xqzvw kj", 0.6, BOX, Area(0, 0, 9, 5), None)
    doubtful = Reading("a.jpg", "0" * 64, 0, 0, BOX, (*blurred.lines, smear), 900, 500, b"")
    assert without_copies([reading(*CARD), doubtful]) == (reading(*CARD),)


def test_a_card_of_which_nothing_is_legible_is_no_copy():
    assert len(without_copies([reading(*CARD), reading("xqzvw", sure=0.6)])) == 2


@given(st.lists(st.lists(st.sampled_from((*CARD, *COLLEAGUE)), max_size=6), max_size=5))
def test_what_stays_has_no_copies_and_keeps_its_order(cards):
    readings = [reading(*texts) for texts in cards]
    kept = without_copies(readings)
    assert without_copies(kept) == kept
    assert [each for each in readings if each in kept][: len(kept)] == list(kept)
    assert bool(kept) == bool(readings)
