"""Every piece of print on a card that could be a name, a post, a company or an address, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from data.models import Line
from enrich.evidence import Candidate, weigh
from enrich.layout import LIKE_SIZE, Piece, Row, joined, logos, pairs, stacks, usual_height, within_row
from enrich.surroundings import Surroundings

LONGEST = 90  # letters; no name, post or company is longer
ADDRESS_LINES = 7
ADDRESS_GAP = 1.3  # letter heights between two lines of one address
LOOSE_LINES = 3  # lines of a company that is set in a logo, or of a long job title


def find_candidates(
    lines: Sequence[Line], rows: Sequence[Row], around: Surroundings
) -> tuple[Candidate, ...]:
    """All candidates for all fields, in no order."""
    usual = usual_height(lines)
    single = tuple(joined([row], usual) for row in rows)
    inside = tuple(piece for row in rows for piece in within_row(row, usual))
    beside = tuple(joined(run, usual) for run in pairs(rows))
    near = tuple(joined(run, usual) for run in pairs(rows, ratio=LIKE_SIZE))
    logo = tuple(joined(run, usual) for run in logos(rows))
    tight = tuple(joined(run, usual) for run in stacks(rows, most=2))
    loose = tuple(joined(run, usual) for run in stacks(rows, most=LOOSE_LINES, ratio=LIKE_SIZE))
    free = {row.number for row in rows}
    ends = [line.area for number, line in enumerate(lines) if number not in free]
    runs = stacks(rows, most=ADDRESS_LINES, within=ADDRESS_GAP, ends=ends)
    blocks = tuple(joined(run, usual) for run in runs)
    print_of = {
        "name": (single, inside, beside, tight),
        "job_title": (single, inside, beside, tight),
        "company": (single, inside, near, loose, logo),
        "address": (single, inside, beside, blocks),
    }
    return tuple(
        weigh(field, piece, around)
        for field, sources in print_of.items()
        for piece in _distinct(chain.from_iterable(sources))
        if field == "address" or len(piece.text) <= LONGEST
    )


def _distinct(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without those that are of the same print as an earlier one."""
    seen = set()
    for piece in pieces:
        if piece.atoms not in seen:
            seen.add(piece.atoms)
            yield piece
