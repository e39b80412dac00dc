from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.models import Area
from ocr.order import reading_order


def at(left: float, top: float, width: float = 200, height: float = 20) -> Area:
    return Area(left, top, left + width, top + height)


def test_lines_one_below_the_other_are_read_from_the_top():
    assert reading_order([at(0, 90), at(0, 10), at(0, 50)]) == [1, 2, 0]


def test_what_stands_on_one_row_is_read_from_the_left():
    assert reading_order([at(300, 12), at(0, 10)]) == [1, 0]


def test_two_columns_below_a_heading_are_read_one_after_the_other():
    heading, left, right = at(100, 0, 400), [at(0, 60), at(0, 90)], [at(400, 58), at(400, 91)]
    assert reading_order([right[1], left[0], heading, right[0], left[1]]) == [2, 1, 4, 3, 0]


def test_a_line_below_two_columns_comes_last():
    areas = [at(0, 0), at(400, 0), at(0, 30), at(400, 30), at(100, 90, 400)]
    assert reading_order(areas) == [0, 2, 1, 3, 4]


def test_labels_stay_with_their_values():
    labels = [at(0, 0, 40), at(0, 30, 30), at(0, 60, 60)]
    values = [at(90, 0), at(90, 30), at(90, 60)]
    assert reading_order([*labels, *values]) == [0, 3, 1, 4, 2, 5]


def test_a_column_in_a_column_is_read_within_it():
    areas = [at(0, 0), at(0, 30), at(500, 0), at(800, 0), at(500, 30), at(800, 30)]
    assert reading_order(areas) == [0, 1, 2, 4, 3, 5]


def test_no_lines_have_no_order():
    assert reading_order([]) == []


AREAS = st.lists(
    st.builds(
        at,
        st.floats(-50, 1500),
        st.floats(-50, 900),
        st.floats(0, 900),
        st.floats(0, 200),
    ),
    max_size=25,
)


@given(AREAS)
def test_every_line_is_read_once_wherever_it_stands(areas):
    assert sorted(reading_order(areas)) == list(range(len(areas)))
