"""How print stands on a card: how large, what is below what, and which pieces may belong together.

A `Piece` is print that one field might be made of: a line, a part of a line ("Ana Ruiz (Director)" has
two), or lines that stand together. Nothing here knows what a name or an address is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import median

from data.models import Area, Line

Atom = tuple[int, int]
"""Line number, and number of the part within that line: no two fields may share one."""

SEPARATOR = re.compile(
    r"\s*[|•·●▪■◆()\[\]]\s*|\s*[–—]\s+|\s+[-/]\s+|,\s+|\s{2,}|:\s+"
    r"|\s+(?=(?:since|established|est\.|desde|fundad[ao] en|seit|depuis|dal|sinds)\s+(?:1[89]|20)\d\d)",
    re.IGNORECASE,
)
MOST_PARTS = 4  # a line of more parts is an enumeration; its runs of parts would be guesswork
SAME_SIZE = 1.4  # letters of one block differ by less, even where one line has no descenders
LIKE_SIZE = 6.0  # a logo's first word may be that much larger than what stands under it
COVERED = 0.45  # of the shorter line, under another that it is not flush with
ASIDE = 1.6  # letter heights between two boxes of one row


@dataclass(frozen=True, slots=True)
class Row:
    """A line of print as far as no contact value was taken out of it: its number, text and place.

    `cuts` are the start and end of each of its parts.
    """

    number: int
    text: str
    area: Area
    cuts: tuple[tuple[int, int], ...]


def row_of(number: int, text: str, area: Area) -> Row:
    """A row, cut at the separators in its text."""
    return Row(number, text, area, parts(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """Print that may fill one field. `size` is its letter height, 1 being what is usual on the card."""

    text: str
    atoms: frozenset[Atom]
    rows: tuple[Row, ...]
    area: Area
    size: float
    whole: bool = True

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lines it stands on, in the order of its text."""
        return tuple(row.number for row in self.rows)


def usual_height(lines: Sequence[Line]) -> float:
    """The letter height in card pixels of most lines on the card, 1 where there are none."""
    return median([line.area.height for line in lines if line.area.height > 0] or [1.0])


def parts(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each part of a line, as separators cut it."""
    ends, start = [], 0
    for cut in SEPARATOR.finditer(text):
        ends.append((start, cut.start()))
        start = cut.end()
    ends.append((start, len(text)))
    return tuple((a, b) for a, b in ends if text[a:b].strip())


def union(areas: Sequence[Area]) -> Area:
    """The smallest rectangle around all of `areas`, of which there is at least one."""
    return Area(
        min(a.left for a in areas),
        min(a.top for a in areas),
        max(a.right for a in areas),
        max(a.bottom for a in areas),
    )


def overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    """The share of the shorter of two ranges that lies within the other, 0 to 1."""
    shorter = min(high - low, other_high - other_low)
    return max(0.0, min(high, other_high) - max(low, other_low)) / shorter if shorter > 0 else 0.0


def is_beside(left: Area, right: Area, *, within: float = ASIDE) -> bool:
    """Whether `right` goes on where `left` ends, in the same row; `within` in letter heights."""
    height = min(left.height, right.height)
    gap = right.left - left.right
    return (
        overlap(left.top, left.bottom, right.top, right.bottom) > 0.5
        and -0.5 * height < gap < within * height
    )


def is_below(upper: Area, lower: Area, *, within: float = 1.0) -> bool:
    """Whether `lower` stands right under `upper`: close, and flush left, right, centred or covered."""
    height = min(upper.height, lower.height)
    centre = (upper.top + upper.bottom) / 2
    if not (
        lower.top - upper.bottom < within * height and (lower.top + lower.bottom) / 2 - centre > 0.6 * height
    ):
        return False
    reach = 0.8 * max(upper.height, lower.height)
    flush = (
        abs(upper.left - lower.left) < reach
        or abs(upper.right - lower.right) < reach
        or abs(upper.left + upper.right - lower.left - lower.right) < 2 * reach
    )
    covered = overlap(upper.left, upper.right, lower.left, lower.right)
    return covered > 0 and (flush or covered > COVERED)


def size_ratio(one: Area, other: Area) -> float:
    """How many times larger the larger print of two is, 1 or more."""
    low, high = sorted((one.height, other.height))
    return high / low if low > 0 else float("inf")


def next_below(row: Row, rows: Sequence[Row], *, ratio: float = SAME_SIZE, within: float = 1.0) -> Row | None:
    """The nearest row right under `row` whose letters are alike in size, None where there is none."""
    under = [
        other
        for other in rows
        if other is not row
        and size_ratio(row.area, other.area) <= ratio
        and is_below(row.area, other.area, within=within)
    ]
    return min(under, key=lambda other: (other.area.top, abs(other.area.left - row.area.left)), default=None)


def stacks(
    rows: Sequence[Row],
    *,
    most: int,
    ratio: float = SAME_SIZE,
    within: float = 1.0,
    ends: Sequence[Area] = (),
) -> Iterator[tuple[Row, ...]]:
    """Every run of 2 to `most` rows that stand right under one another, no one of `ends` between them."""
    following = {row.number: next_below(row, rows, ratio=ratio, within=within) for row in rows}
    for row in rows:
        run, last = [row], following[row.number]
        while last is not None and len(run) < most and last not in run and not _parted(run[-1], last, ends):
            run.append(last)
            yield tuple(run)
            last = following[last.number]


def _parted(upper: Row, lower: Row, ends: Sequence[Area]) -> bool:
    """Whether other print stands between two rows."""
    above, below = ((row.area.top + row.area.bottom) / 2 for row in (upper, lower))
    both = union([upper.area, lower.area])
    return any(
        above < (end.top + end.bottom) / 2 < below
        and overlap(both.left, both.right, end.left, end.right) > 0.3
        for end in ends
    )


def pairs(rows: Sequence[Row], *, ratio: float = SAME_SIZE) -> Iterator[tuple[Row, ...]]:
    """Two boxes that one row of print fell into."""
    for left, right in permutations(rows, 2):
        if size_ratio(left.area, right.area) <= ratio and is_beside(left.area, right.area):
            yield (left, right)


def logos(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Two boxes side by side, whatever their sizes, and the row under both."""
    for left, right in pairs(rows, ratio=LIKE_SIZE):
        both = union([left.area, right.area])
        for under in rows:
            if under not in (left, right) and is_below(both, under.area) and under.area.height <= both.height:
                yield (left, right, under)


def joined(rows: Sequence[Row], usual: float, *, glue: str = " ") -> Piece:
    """One piece of whole rows."""
    atoms = frozenset((row.number, n) for row in rows for n in range(len(row.cuts)))
    size = sum(row.area.height for row in rows) / len(rows) / usual
    return Piece(
        glue.join(row.text.strip() for row in rows), atoms, tuple(rows), union([r.area for r in rows]), size
    )


def within_row(row: Row, usual: float) -> Iterator[Piece]:
    """The parts of one row, and its runs of parts that are not the whole row."""
    cuts = row.cuts
    if not 1 < len(cuts) <= MOST_PARTS:
        return
    for first in range(len(cuts)):
        for last in range(first, len(cuts)):
            if last - first + 1 == len(cuts):
                continue
            text = row.text[cuts[first][0] : cuts[last][1]].strip()
            atoms = frozenset((row.number, n) for n in range(first, last + 1))
            yield Piece(
                text,
                atoms,
                (row,),
                slice_of(row, *cuts[first][:1], cuts[last][1]),
                row.area.height / usual,
                False,
            )


def slice_of(row: Row, start: int, end: int) -> Area:
    """About where the letters from `start` to `end` of a row stand."""
    width = row.area.width / max(len(row.text), 1)
    left = row.area.left
    return Area(left + start * width, row.area.top, left + end * width, row.area.bottom)
