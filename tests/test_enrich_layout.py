from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Area
from enrich.layout import (
    Row,
    is_below,
    is_beside,
    joined,
    pairs,
    parts,
    row_of,
    stacks,
    usual_height,
    within_row,
)
from tests.invented_readings import column, line


def rows(lines: list) -> list[Row]:
    return [row_of(number, one.text, one.area) for number, one in enumerate(lines)]


def texts(runs: object) -> set[tuple[str, ...]]:
    return {tuple(row.text for row in run) for run in runs}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ana Ruiz (Director)", ["Ana Ruiz", "Director"]),
        ("Ana Ruiz, MBA", ["Ana Ruiz", "MBA"]),
        ("Sales - Marketing | Lima", ["Sales", "Marketing", "Lima"]),
        ("Jean-Luc Petit", ["Jean-Luc Petit"]),
        ("Head Office: 12 Sample Road", ["Head Office", "12 Sample Road"]),
    ],
)
def test_a_line_falls_apart_at_its_separators(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b in parts(text)] == pieces


@given(st.text(max_size=80))
def test_parts_lie_in_order_within_any_line(text: str) -> None:
    cuts = parts(text)
    assert all(0 <= a < b <= len(text) for a, b in cuts)
    assert all(first[1] <= second[0] for first, second in pairwise(cuts))


def test_lines_right_under_one_another_make_stacks_of_every_length() -> None:
    stacked = rows(column("one", "two", "three"))
    assert texts(stacks(stacked, most=3)) == {("one", "two"), ("two", "three"), ("one", "two", "three")}


def test_a_gap_a_size_or_another_column_ends_a_stack() -> None:
    far = rows([line("one", 60, 60), line("two", 60, 200)])
    large = rows([line("one", 60, 60, 90), line("two", 60, 160, 30)])
    aside = rows([line("one", 60, 60), line("two", 700, 110)])
    assert not [*stacks(far, most=2), *stacks(large, most=2), *stacks(aside, most=2)]


def test_centred_lines_stand_under_one_another() -> None:
    assert is_below(Area(300, 0, 700, 40), Area(450, 50, 550, 90))
    assert not is_below(Area(450, 50, 550, 90), Area(300, 0, 700, 40))


def test_two_boxes_of_one_row_are_a_pair_from_left_to_right() -> None:
    split = rows([line("Ruiz", 170, 62), line("Ana", 60, 60)])
    assert texts(pairs(split)) == {("Ana", "Ruiz")}
    assert not is_beside(Area(0, 0, 100, 40), Area(400, 0, 500, 40))


def test_size_counts_in_letter_heights_usual_on_the_card() -> None:
    lines = [*column("a", "b", "c"), line("large", 60, 400, 80)]
    assert usual_height(lines) == 40
    assert joined(rows(lines)[-1:], 40).size == 2


def test_runs_of_parts_know_their_atoms_and_leave_out_the_whole_line() -> None:
    (row,) = rows([line("Ana Ruiz | Director | Sales", 0, 0)])
    pieces = {piece.text: piece.atoms for piece in within_row(row, 40)}
    assert pieces["Ana Ruiz"] == {(0, 0)}
    assert pieces["Director | Sales"] == {(0, 1), (0, 2)}
    assert row.text not in pieces
