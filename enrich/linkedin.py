"""LinkedIn's Connections.csv: name, profile, firm, post, day of connecting, and seldom an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from data.texts import message
from enrich.content_lines import Property
from enrich.entries import BadRow, Entry, Row
from enrich.export_columns import columns, head
from enrich.table_rows import TableRow, lines_of, rows

SOURCE = "linkedin"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})[ .-]([A-Za-z]{3})[a-z]*\.?[ .-](\d{4}|\d{2})")
_SLUG = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)


def found(text: str) -> bool:
    """Whether `text` is such a file, by its header."""
    return head(lines_of(text), SOURCE) is not None


def read(text: str) -> Iterator[Row]:
    """Each connection; a row without any name or address was a person who left, and is none."""
    lines = lines_of(text)
    if top := head(lines, SOURCE):
        for row in rows(lines, top):
            if isinstance(row, BadRow):
                yield row
            elif said := _entry(row):
                yield said


def _entry(row: TableRow) -> Row | None:
    cell = {what: row.first(names) for what, names in columns(SOURCE).items() if what != "known_by"}
    if not (cell["given"] or cell["family"] or cell["address"] or cell["email"]):
        left = not (cell["company"] or cell["title"])
        return None if left else BadRow(row.line, message("import.row-nobody"))
    slug = _SLUG.search(cell["address"])
    day = connected(cell["day"])
    said = (
        Property("N", (), (cell["family"], cell["given"])),
        *(
            Property(name, (), (cell[what],))
            for name, what in (("ORG", "company"), ("TITLE", "title"), ("EMAIL", "email"), ("URL", "address"))
            if cell[what]
        ),
        *([Property("NOTE", (), (cell["day"],))] if cell["day"] and day is None else []),
    )
    return Entry(SOURCE, row.line, said, day, slug[1].casefold() if slug else "")


def connected(text: str) -> date | None:
    """The day as LinkedIn writes it, also after a spreadsheet has changed it; None for any other text.

    >>> connected("12 Mar 2024"), connected("7-Feb-22"), connected("2024-03-12")
    (datetime.date(2024, 3, 12), datetime.date(2022, 2, 7), datetime.date(2024, 3, 12))
    """
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            return date.fromisoformat(text.strip())
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)  # LinkedIn began in 2003
        return date(year, _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    except ValueError:
        return None
