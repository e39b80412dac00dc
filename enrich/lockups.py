"""A line right under a company that may be the rest of its name: "SAMPLE", and below it "MIDDLE EAST".

Logos are set so, and slogans too; whether such a line belongs to the name, nobody can tell by the print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.wordlists import section
from enrich.assignment import Decision
from enrich.evidence import Candidate
from enrich.layout import Piece, Row, is_below, joined, overlap
from enrich.likelihoods import has_legal_form
from enrich.phrases import hits, tokens

SMALLER = 1.2  # times the company's letter height, which the rest of a name does not exceed
WITHIN = 0.6  # of its width under the company
JOINED = re.compile(r"\w\s?[&+]\s?\w")  # as firms join their trades
UNSURE = 0.7  # how sure the company is where such a line stands below it


def with_rest(decision: Decision, rows: Sequence[Row], taken: frozenset[int]) -> Decision:
    """The decision about the company, unsure where the line below may be the rest of it.

    `taken` are the numbers of the rows that other fields have.
    """
    if decision.chosen is None:
        return decision
    piece = decision.chosen.piece
    rest = rest_below(piece, rows, taken)
    if rest is None:
        return decision
    longer = Candidate("company", joined([*piece.rows, rest], 1.0), ())
    return replace(decision, sure=min(decision.sure, UNSURE), otherwise=longer)


def rest_below(company: Piece, rows: Sequence[Row], taken: frozenset[int]) -> Row | None:
    """The row that may be the rest of `company`, None without one."""
    if has_legal_form(company.text):
        return None
    last = company.rows[-1]
    under = (row for row in rows if row.number not in taken and row not in company.rows)
    return next((row for row in under if _is_under(row, last) and _goes_on(row.text)), None)


def _is_under(row: Row, last: Row) -> bool:
    covered = overlap(last.area.left, last.area.right, row.area.left, row.area.right)
    smaller = row.area.height <= SMALLER * last.area.height
    return smaller and covered >= WITHIN and is_below(last.area, row.area)


def _goes_on(text: str) -> bool:
    """Whether a sign joins words as in names of firms, or all words are of trades and parts of the world."""
    if JOINED.search(text):
        return True
    words = [word for word in tokens(text) if word.isalpha()]
    known = (
        section("company_words", "strong") | section("job_words", "areas") | section("company_words", "world")
    )
    return bool(words) and all(hits(words, known)) and not section("slogan_words", "").intersection(words)
