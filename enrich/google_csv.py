r"""People as the CSV that Google Contacts imports, with its own columns, and harmless to spreadsheets.

A spreadsheet takes a cell that begins with one of `= + - @` for a formula. Such a cell gets an apostrophe
before it, which spreadsheets do not show. A phone is written `(+34) 600 …` instead: that is no formula, and
everybody who reads numbers, Google and Aroma too, reads the same number.

>>> harmless("=HYPERLINK(1)"), phone("+34600000074")
("'=HYPERLINK(1)", '(+34) 600000074')
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO

from data.letters import tidy
from data.models import Contact, Person, Value
from data.texts import Language
from enrich import numbering
from enrich.vcard import address_parts, addresses, display_name, name_parts, note, url

SEVERAL = " ::: "
"""What Google puts between several values in one cell."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
LABELS = {"mobile": "Mobile", "landline": "Work", "toll_free": "Work", "fax": "Work Fax"}
ADDRESS = ("Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address")
FIRST = (
    *("First Name", "Middle Name", "Last Name"),
    *("Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name"),
    *("Name Prefix", "Name Suffix", "Nickname", "File As"),
    *("Organization Name", "Organization Title", "Organization Department"),
    *("Birthday", "Notes", "Photo", "Labels"),
)
"""The columns that every export has; the others are as many as the data needs."""
GROUPS = ("E-mail", "Phone", "Address", "Website")

Cell = tuple[str, str]
"""A column and what stands in it."""


def google_csv(people: Sequence[Person], language: Language) -> str:
    """The whole file, its header first; the notes are BE and DO, in `language`."""
    rows = [dict(_row(person, language)) for person in people]
    used = {column for row in rows for column in row}
    columns = [*FIRST, *sorted(used - set(FIRST), key=_place)]
    file = StringIO()
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def harmless(cell: str) -> str:
    """`cell` as no spreadsheet computes with it."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def phone(number: str) -> str:
    """A number as it begins with no plus sign, and is still the same number."""
    digits = number.removeprefix("+")
    codes = (digits[:length] for length in range(1, 4))  # no country's code begins with another's
    code = next((code for code in codes if number != digits and numbering.is_code(code)), "")
    return f"(+{code}) {digits.removeprefix(code)}" if code else harmless(number)


def _row(person: Person, language: Language) -> Iterator[Cell]:
    contact = person.answer.contact
    for column, text in (*_named(person), *_points(contact), *_addresses(contact)):
        if text:
            yield column, text
    yield "Notes", harmless("\n".join(note(person.answer, language)))
    yield "Labels", harmless(SEVERAL.join(["* myContacts", *map(_alone, person.answer.interests)]))


def _named(person: Person) -> Iterator[Cell]:
    contact = person.answer.contact
    if contact.name:
        name = name_parts(contact.name)
        parts = (name.given, name.family, name.prefix, name.suffix)
        columns = ("First Name", "Last Name", "Name Prefix", "Name Suffix")
        yield from ((column, harmless(part)) for column, part in zip(columns, parts, strict=True))
    else:
        yield "File As", harmless(display_name(person))
    yield "Organization Name", harmless(_text(contact.company))
    yield "Organization Title", harmless(_text(contact.job_title))


def _points(contact: Contact) -> Iterator[Cell]:
    webs = [*map(url, (value.value for value in contact.websites)), *(v.value for v in contact.social)]
    yield from _labelled("E-mail", [("Work", _alone(value.value)) for value in contact.emails])
    numbers = [(LABELS.get(value.kind or "", "Other"), _number(value)) for value in contact.phones]
    yield from _labelled("Phone", numbers)
    yield from _labelled("Website", [("Work", _alone(web)) for web in webs])


def _labelled(group: str, values: Sequence[Cell]) -> Iterator[Cell]:
    """The values by their labels, those with one label together in one cell."""
    cells: defaultdict[str, list[str]] = defaultdict(list)
    for label, value in values:
        if value:
            cells[label].append(value)
    for number, (label, texts) in enumerate(cells.items(), start=1):
        yield f"{group} {number} - Label", label
        yield f"{group} {number} - Value", harmless(SEVERAL.join(texts))


def _addresses(contact: Contact) -> Iterator[Cell]:
    for number, place in enumerate(addresses(contact), start=1):
        whole = tidy(place.value)
        part = address_parts(place, whole)
        texts = (whole, part.street, part.city, "", part.region, part.code, part.country, "")
        yield f"Address {number} - Label", "Work"
        for column, text in zip(ADDRESS, texts, strict=True):
            yield f"Address {number} - {column}", harmless(text)


def _number(value: Value) -> str:
    extension = value.part("extension")
    return phone(_alone(value.value)) + (f" ext. {_alone(extension)}" if extension else "")


def _place(column: str) -> tuple[int, int, int]:
    """Where Google has a column: by group, by number, and within it the label first."""
    found = re.fullmatch(r"(?P<group>[A-Za-z-]+) (?P<number>\d+) - (?P<part>.+)", column)
    if found is None:
        raise ValueError(column)
    parts = ("Label", "Value", *ADDRESS)
    return GROUPS.index(found["group"]), int(found["number"]), parts.index(found["part"])


def _text(value: Value | None) -> str:
    return tidy(value.value) if value else ""


def _alone(text: str) -> str:
    """A text that is one value: what stands between several is not in it."""
    return tidy(text).replace(SEVERAL.strip(), "::")
