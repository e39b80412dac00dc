"""The order in which a person reads the lines of a card: from the top, and column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from data.models import Area

_GAP = 0.8  # heights of a line of white that part two columns
_LABEL = 4.5  # a column no wider than so many heights of its lines holds the labels of the next column
_SAME_ROW = 0.5  # of the smaller height: lines that overlap more than that stand side by side


def reading_order(areas: Sequence[Area]) -> list[int]:
    """The places of `areas` in the order of reading, each once."""
    return _ordered(areas, list(range(len(areas))))


def _ordered(areas: Sequence[Area], places: list[int]) -> list[int]:
    """The rows from the top; as many rows as stand in common columns are read column by column."""
    rows = _rows(areas, places)
    order: list[int] = []
    first = 0
    while first < len(rows):
        last, columns = _longest_columns(areas, rows, first)
        order += (
            [place for column in columns for place in _ordered(areas, column)] if columns else rows[first]
        )
        first = last
    return order


def _longest_columns(areas: Sequence[Area], rows: list[list[int]], first: int) -> tuple[int, list[list[int]]]:
    """Where the longest run of rows in columns from `first` on ends, and its columns; [] if it is one row."""
    for last in range(len(rows), first, -1):
        columns = _columns(areas, [place for row in rows[first:last] for place in row])
        if len(columns) > 1 and last - first > 1:
            return last, columns
    return first + 1, []


def _rows(areas: Sequence[Area], places: list[int]) -> list[list[int]]:
    """Groups that share no height with each other, from the top; in a group from the left."""
    overlap = _SAME_ROW * min((areas[place].height for place in places), default=0)
    rows = _parted(places, lambda place: (areas[place].top, areas[place].bottom), -overlap)
    return [sorted(row, key=lambda place: areas[place].left) for row in rows]


def _columns(areas: Sequence[Area], places: list[int]) -> list[list[int]]:
    """Groups with white between them from the top to the bottom; one group if some hold only labels."""
    gap = _GAP * median(areas[place].height for place in places)
    columns = _parted(places, lambda place: (areas[place].left, areas[place].right), gap)
    labels = any(_are_labels(areas, column) for column in columns[:-1])
    return [places] if labels else columns


def _are_labels(areas: Sequence[Area], column: list[int]) -> bool:
    widest = max(areas[place].width for place in column)
    return widest <= _LABEL * median(areas[place].height for place in column)


def _parted(places: list[int], span: Callable[[int], tuple[float, float]], gap: float) -> list[list[int]]:
    """`places` along one axis, parted wherever at least `gap` of it is free."""
    groups: list[list[int]] = []
    reach = 0.0
    for place in sorted(places, key=span):
        start, end = span(place)
        if groups and start - reach < gap:
            groups[-1].append(place)
            reach = max(reach, end)
        else:
            groups.append([place])
            reach = end
    return groups
