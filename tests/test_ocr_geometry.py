from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.geometry import (
    area,
    back_matrix,
    cut,
    grown,
    height,
    moved,
    quad,
    rectangle,
    scaled,
    turned,
    warp_matrix,
    width,
)

TILTED = np.array([[100, 50], [400, 90], [380, 300], [90, 260]], np.float32)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_four_points_in_any_order_are_the_same_quad(order):
    assert quad(TILTED[list(order)]).tolist() == TILTED.tolist()


def test_width_and_height_are_those_of_the_sides():
    assert (width(rectangle(10, 20, 40, 100)), height(rectangle(10, 20, 40, 100))) == (30, 80)
    assert area(rectangle(10, 20, 40, 100)) == 2400


def test_content_turned_by_a_quarter_has_its_height_for_its_width():
    corners = rectangle(0, 0, 30, 80)
    assert (width(turned(corners, 1)), height(turned(corners, 1))) == (80, 30)
    assert turned(turned(corners, 3), 1).tolist() == corners.tolist()


def test_what_is_cut_out_stands_upright():
    image = np.zeros((100, 100, 3), np.uint8)
    image[20:40, 10:70] = 255  # a bar
    upright = cut(image, turned(rectangle(10, 20, 70, 60), 1), 40, 60)
    assert upright[30, 30].tolist() == [255, 255, 255]  # turned clockwise, its upper half is at the right
    assert upright[30, 10].tolist() == [0, 0, 0]


def test_growing_keeps_the_middle_and_the_shape():
    assert grown(rectangle(10, 10, 30, 50), 1.5).tolist() == rectangle(5, 0, 35, 60).tolist()


def test_no_picture_is_scaled_to_nothing():
    assert scaled(np.zeros((1, 4000, 3), np.uint8), 0.01).shape == (1, 40, 3)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(10, 2000), st.integers(10, 2000))
def test_the_way_to_the_card_and_back_leads_to_the_same_point(across, down, wide, high):
    point = np.array([[across * wide, down * high]], np.float32)
    there = moved(point, back_matrix(TILTED, wide, high))
    assert moved(there, warp_matrix(TILTED, wide, high)).tolist()[0] == pytest.approx(
        point.tolist()[0], abs=0.5
    )
