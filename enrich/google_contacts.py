"""Google's contacts as CSV, with the columns of today or those of before; there are as many as it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data.texts import message
from enrich.content_lines import Property, escaped
from enrich.entries import BadRow, Entry, Row
from enrich.export_columns import columns, head
from enrich.point_kinds import kinds
from enrich.table_rows import TableRow, lines_of, rows

SOURCE = "google"
_NUMBERED = re.compile(r"(?P<what>.+?) (?P<number>\d+) - (?P<field>.+)")
_STARRED = "* "  # begins the label that Google takes where nobody chose one
_LABEL = ("Label", "Type")
_NAMES = {"E-mail": "EMAIL", "Phone": "TEL", "Website": "URL"}
_PLACE = ("PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country")
"""The parts of an address in the order of a vCard's ADR."""


def found(text: str) -> bool:
    """Whether `text` is such a file, by its header."""
    return head(lines_of(text), SOURCE) is not None


def read(text: str) -> Iterator[Row]:
    """Each contact; a row that says nobody and gives no way to reach them is bad."""
    lines = lines_of(text)
    if top := head(lines, SOURCE):
        for row in rows(lines, top):
            yield row if isinstance(row, BadRow) else _entry(row)


def _entry(row: TableRow) -> Row:
    said = (*_person(row), *_points(row))
    if not any(found.name in {"FN", "N", "ORG", "TEL", "EMAIL"} for found in said):
        return BadRow(row.line, message("import.row-nobody"))
    known = columns(SOURCE)["kept"].items()
    extra = [f"{name}:{escaped(text)}" for name, of in known if (text := row.first(of))]
    return Entry(SOURCE, row.line, said, extra="\n".join(extra))


def _person(row: TableRow) -> Iterator[Property]:
    names = columns(SOURCE)
    cut = tuple(row.first(names[what]) for what in ("family", "given", "more", "prefix", "suffix"))
    if any(cut[:3]):
        yield Property("N", (), cut)
    elif whole := row.first(names["whole"]):
        yield Property("FN", (), (whole,))
    if company := row.first(names["company"]):
        yield Property("ORG", (), tuple(filter(None, (company, row.first(names["department"])))))
    for name, what in (("TITLE", "title"), ("NOTE", "note")):
        if text := row.first(names[what]):
            yield Property(name, (), (text,))
    groups = row.first(names["groups"]).split(names["between"])
    if own := ", ".join(group for group in groups if not group.startswith(_STARRED)):
        yield Property("NOTE", (), (own,))


def _points(row: TableRow) -> Iterator[Property]:
    """Phones, e-mails, addresses and websites; anything else that is numbered, as a note."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for column, text in row.cells.items():
        if cut := _cut(column):
            what, number, field = cut
            groups.setdefault((what, number), {})[field] = text
    for (what, _), cells in groups.items():
        label = next((cells[name] for name in _LABEL if name in cells), "").removeprefix(_STARRED)
        if what in _NAMES:
            for text in filter(None, cells.get("Value", "").split(columns(SOURCE)["between"])):
                yield Property(_NAMES[what], kinds(label), (text.strip(),))
        elif what == "Address":
            yield from _address(cells)
        elif what != "Organization" and (text := cells.get("Value", "")):
            yield Property("NOTE", (), (f"{label or what}: {text}",))


def _address(cells: dict[str, str]) -> Iterator[Property]:
    parts = tuple(cells.get(part, "") for part in _PLACE)
    if any(parts):
        yield Property("ADR", (), parts)
    elif whole := cells.get("Formatted"):
        yield Property("LABEL", (), (whole,))


@cache
def _cut(column: str) -> tuple[str, str, str] | None:
    match = _NUMBERED.fullmatch(column)
    return (match["what"], match["number"], match["field"]) if match else None
