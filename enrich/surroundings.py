"""What a card says around a piece of print: its addresses, its domains, how often a text stands on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.letters import letters_key
from data.models import Line
from enrich.layout import LIKE_SIZE, Piece, Row, is_below, is_beside, stacks, usual_height
from enrich.offices import part_office

OFFICE_REACH = 6.0  # letter heights between the name of an office and its address
LOGO_LINES = 3  # a logo rarely has more


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the card says: parts of its e-mail addresses before the @, stems of its domains.

    `mailboxes` are those of the first that stand before a mail provider's domain (acmetools@gmail.com);
    `keys` counts how often each text stands on the card, `sure` is the first reader's confidence by line,
    `first` the number of the first line that is no contact point, `offices` the numbers of the rows beside
    which stands what office they are of, `numbered` those right above a number, or before it in its line.
    `second_size` is the letter height of the second largest line, 1 being what is usual on the card.
    """

    locals: tuple[str, ...]
    stems: tuple[str, ...]
    mailboxes: tuple[str, ...]
    keys: Mapping[str, int]
    sure: Mapping[int, float]
    region: str
    first: int
    offices: frozenset[int] = frozenset()
    numbered: frozenset[int] = frozenset()
    second_size: float = 0.0


Feature = Callable[[Piece, Surroundings], float]
"""Measures one thing about a piece of print and what stands around it, most from 0 to 1."""


def surroundings(  # noqa: PLR0913  # each is another thing that the card says
    lines: Sequence[Line],
    rows: Sequence[Row],
    *,
    locals_: Iterable[str],
    stems: Iterable[str],
    mailboxes: Iterable[str],
    region: str,
    numbers: Collection[int] = (),
) -> Surroundings:
    """What the card says around a piece of print; `numbers` are the lines with telephone numbers."""
    return Surroundings(
        locals=tuple(locals_),
        stems=tuple(stems),
        mailboxes=tuple(mailboxes),
        keys=Counter([*(letters_key(row.text) for row in rows), *_stacked_keys(rows)]),
        sure={number: line.confidence for number, line in enumerate(lines)},
        region=region,
        first=min((row.number for row in rows), default=-1),
        offices=frozenset(_beside_offices(rows)),
        numbered=frozenset(_above_numbers(rows, lines, numbers)),
        second_size=_second_size(rows, lines),
    )


def _second_size(rows: Sequence[Row], lines: Sequence[Line]) -> float:
    heights = sorted((row.area.height for row in rows), reverse=True)
    return heights[1] / usual_height(lines) if len(heights) > 1 else 0.0


def _above_numbers(rows: Sequence[Row], lines: Sequence[Line], numbers: Collection[int]) -> Iterator[int]:
    """The rows right above one of the lines `numbers`, or on it."""
    for row in rows:
        if row.number in numbers or any(is_below(row.area, lines[number].area) for number in numbers):
            yield row.number


def _beside_offices(rows: Sequence[Row]) -> Iterator[int]:
    """The numbers of the rows right of a row that names an office alone: "Head Office", and the street."""
    for label in rows:
        if part_office(label.text) == (label.text.strip(" .:-"), ""):
            yield from (row.number for row in rows if is_beside(label.area, row.area, within=OFFICE_REACH))


def _stacked_keys(rows: Sequence[Row]) -> Iterator[str]:
    """The texts of rows that stand together: a logo in three lines may be printed in one line below."""
    for run in stacks(rows, most=LOGO_LINES, ratio=LIKE_SIZE):
        yield letters_key(" ".join(row.text for row in run))
