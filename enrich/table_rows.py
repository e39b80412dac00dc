"""The rows of a CSV file below the header that names its columns, however they came to be.

A header may stand below a preamble; commas, semicolons or tabs part the cells; lines end in any way. A
quotation mark that is never closed costs its own row and not all that follow.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.texts import message
from enrich.encodings import mended
from enrich.entries import BadRow

PREAMBLE = 60  # lines that may stand above the header
LONGEST_ROW = 300  # lines of one row: a note may be long, an open quotation mark is longer
SEPARATORS = ",;\t"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is (lines from 0), what parts its cells, and its columns."""

    at: int
    separator: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line where it begins, counted from 1, and its cells by column, empty ones left out."""

    line: int
    cells: Mapping[str, str]

    def first(self, columns: Iterable[str]) -> str:
        """The cell of the first of these columns that says something, "" where none does."""
        return next((self.cells[name] for name in columns if name in self.cells), "")


def lines_of(text: str) -> list[str]:
    """The lines of `text` with their ends; only a line feed and a carriage return end one."""
    return _LINE.findall(text)


def header(lines: Sequence[str], known_by: Iterable[Sequence[str]]) -> Header | None:
    """The header among the first lines that has all columns of a group of `known_by`; None if none has."""
    groups = [frozenset(group) for group in known_by]
    for at, line in enumerate(lines[:PREAMBLE]):
        for separator in SEPARATORS:
            columns = _cells(line, separator)
            if any(group <= set(columns) for group in groups):
                return Header(at, separator, columns)
    return None


def _cells(line: str, separator: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), ()))
    except csv.Error:
        return ()


def rows(lines: Sequence[str], found: Header) -> Iterator[TableRow | BadRow]:
    """Each row below the header that says something, or why it is none."""
    at = found.at + 1
    while at < len(lines):
        for start, end, cells in _records(lines, at, found.separator):
            row = _row(start, cells, found.columns)
            if row is not None:
                yield row
            broken = isinstance(row, BadRow) and end - start > 1
            at = start + 1 if broken else end
            if broken:  # an open quotation mark: begin anew on the line below
                break


@dataclass
class _Feed:
    """Hands lines to the reader of one row after the other, and knows how far it has read."""

    lines: Sequence[str]
    at: int
    start: int

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= min(len(self.lines), self.start + LONGEST_ROW):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def _records(lines: Sequence[str], at: int, separator: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """Where each record begins and ends, and its cells; None for one that no reader can make out."""
    feed = _Feed(lines, at, at)
    reader = csv.reader(feed, delimiter=separator)
    while feed.at < len(lines):
        try:
            cells = next(reader, None)
        except csv.Error:  # longer than any cell is
            cells = None
        yield feed.start, feed.at, cells
        feed.start = feed.at


def _row(start: int, cells: list[str] | None, columns: Sequence[str]) -> TableRow | BadRow | None:
    """The row, None where it is empty."""
    if cells is None:
        return BadRow(start + 1, message("import.row-unreadable"))
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(columns):
        return BadRow(start + 1, message("import.row-cells", count=len(cells), columns=len(columns)))
    named = zip(columns, cells, strict=True)
    return TableRow(start + 1, {name: mended(text) for name, cell in named if (text := cell.strip())})
