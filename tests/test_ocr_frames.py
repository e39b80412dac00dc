from __future__ import annotations

import numpy as np
import pytest
from drawn_cards import DESK, as_page, card, photo

from ocr.edges import Outline, outlines
from ocr.frames import frames
from ocr.geometry import Quad, area, common_area, overlap, quad, rectangle
from ocr.prints import around, common_direction

SIZE = (1600, 1200)
CARD = rectangle(400, 300, 1200, 800)


def lines(left: float, top: float, count: int = 4, *, angle: float = 0, long: float = 300) -> list[Quad]:
    """`count` lines of print below each other, each turned by `angle` degrees around its beginning."""
    turn = np.radians(angle)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32)
    corners = rectangle(0, 0, long, 30) @ matrix
    return [corners + np.array([left, top + 60 * number], np.float32) for number in range(count)]


def found(*quads: Quad) -> list[Outline]:
    return [Outline(corners, 0.9) for corners in quads]


def inside(inner: Quad, outer: Quad) -> bool:
    return common_area(inner, outer) > 0.99 * area(inner)


def test_an_outline_that_holds_all_print_is_the_card():
    (frame,) = frames(found(CARD), lines(450, 350), SIZE)
    assert frame.framed
    assert overlap(frame.corners, CARD) > 0.9


def test_where_no_outline_is_found_the_print_shows_the_card():
    print_ = lines(450, 350)
    (frame,) = frames([], print_, SIZE)
    assert not frame.framed
    assert all(inside(line, frame.corners) for line in print_)


def test_a_photo_without_print_has_no_card():
    assert frames(found(CARD), [], SIZE) == ()


def test_an_outline_that_cuts_through_print_is_not_taken():
    print_ = lines(1000, 350, long=400)
    (frame,) = frames(found(CARD), print_, SIZE)
    assert not frame.framed
    assert all(inside(line, frame.corners) for line in print_)


def test_a_field_with_print_and_print_beside_it_are_one_card():
    field, print_ = rectangle(400, 300, 1200, 520), [*lines(450, 330, 3), *lines(450, 560, 3)]
    (frame,) = frames(found(field), print_, SIZE)
    assert all(inside(line, frame.corners) for line in print_)


def test_an_outline_without_print_is_no_card():
    picture = rectangle(50, 50, 350, 250)
    (frame,) = frames(found(picture, CARD), lines(450, 350), SIZE)
    assert overlap(frame.corners, CARD) > 0.9


def test_the_desk_around_the_card_is_not_the_card():
    desk = rectangle(50, 50, 1550, 1150)
    (frame,) = frames(found(desk, CARD), lines(450, 350), SIZE)
    assert overlap(frame.corners, CARD) > 0.9


def test_two_cards_are_two_frames_in_reading_order():
    left, right, below = (
        rectangle(50, 100, 750, 540),
        rectangle(850, 60, 1550, 500),
        rectangle(400, 640, 1100, 1080),
    )
    print_ = [*lines(100, 150), *lines(900, 150), *lines(450, 700)]
    in_order = frames(found(below, right, left), print_, SIZE)
    assert [
        overlap(frame.corners, card) > 0.9 for frame, card in zip(in_order, (left, right, below), strict=True)
    ]


def test_a_newspaper_under_the_card_is_left_out():
    around_it = [*lines(20, 60, 3), *lines(1250, 500, 5), *lines(500, 900, 4)]
    (frame,) = frames(found(CARD), [*lines(450, 350, 6, long=700), *around_it], SIZE)
    assert frame.framed
    assert not any(inside(line, frame.corners) for line in around_it)


def test_print_that_runs_otherwise_is_not_of_the_card():
    (frame,) = frames(found(CARD), [*lines(450, 350), *lines(900, 60, 1, angle=40)], SIZE)
    assert frame.framed


@pytest.mark.parametrize("angle", [-40, -7, 0, 1, 30, 44])
def test_the_place_of_print_follows_its_direction(angle):
    print_ = lines(600, 500, angle=angle)
    place = around(print_, SIZE)
    assert common_direction(print_) == pytest.approx(angle, abs=0.5)
    assert all(inside(line, place) for line in print_)


@pytest.mark.parametrize("angle", [0, 25, 90, 137])
@pytest.mark.parametrize(("paper", "desk"), [((250, 250, 247), DESK), ((20, 20, 30), (190, 180, 170))])
def test_the_edges_of_a_card_are_found_however_it_lies(angle, paper, desk):
    page = as_page(photo(card(paper=paper, ink=(128, 128, 128)), angle=angle, desk=desk))
    turn = np.radians(angle)
    sides = np.array([[-500, -300], [500, -300], [500, 300], [-500, 300]])
    true = quad(sides @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) + (750, 600))
    assert max(overlap(outline.corners, true) for outline in outlines(page)) > 0.93


def test_a_plain_picture_has_no_edges():
    assert outlines(np.full((300, 400, 3), 90, np.uint8)) == ()
