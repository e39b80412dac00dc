"""Somebody's contact as a QR code that a telephone reads off a screen: the only door to `segno`.

It holds what one wants in an address book and no more: the fewer squares, the further off it is read. So
where there is too much for a small code, websites, further numbers and titles are left out, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import segno

from data.letters import tidy
from data.models import Contact, Person
from enrich.card_fold import escape
from enrich.vcard import display_name, name_parts, url

LARGEST = 12
"""The version of a code that is still read off a terminal at arm's length: 65 by 65 squares."""
BORDER = 4
"""Squares of light around a code; less is not a code by its standard (ISO/IEC 18004)."""
PNG_SCALE = 8  # pixels of a square
BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""Two squares, one above the other, as one letter: full where it is light, for terminals are dark."""


def payload(person: Person) -> str:
    """A vCard 3.0 of name, company, title, numbers, e-mails and website, as many as a small code holds."""
    for contact in _smaller(person.answer.contact):
        text = _card(replace(person, answer=replace(person.answer, contact=contact)))
        if _fits(text):
            break
    return text


def in_blocks(text: str) -> tuple[str, ...]:
    """The code of `text` in block letters, two rows of squares a line, its light border too."""
    rows = [[not dark for dark in row] for row in segno.make(text, error="m").matrix_iter(border=BORDER)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        "".join(BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


def as_png(text: str) -> bytes:
    """The code of `text` as a PNG, black on white."""
    file = BytesIO()
    segno.make(text, error="m").save(file, kind="png", scale=PNG_SCALE, border=BORDER)
    return file.getvalue()


def _fits(text: str) -> bool:
    version = segno.make_qr(text, error="m").version
    return isinstance(version, int) and version <= LARGEST


def _smaller(contact: Contact) -> Iterator[Contact]:
    """The contact, and then the contact with ever less of what one can do without."""
    contact = replace(
        contact, websites=contact.websites[:1], phones=contact.phones[:3], emails=contact.emails[:2]
    )
    yield contact
    contact = replace(contact, websites=())
    yield contact
    contact = replace(contact, phones=contact.phones[:1], emails=contact.emails[:1])
    yield contact
    contact = replace(contact, job_title=None)
    yield contact
    yield replace(contact, company=None)


def _card(person: Person) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(person), "END:VCARD"]
    return "\n".join(lines)


def _lines(person: Person) -> Iterator[str]:
    contact = person.answer.contact
    if contact.name:
        name = name_parts(contact.name)
        yield "N:" + ";".join(map(escape, (name.family, name.given, "", name.prefix, name.suffix)))
    yield f"FN:{escape(display_name(person))}"
    for line, value in (("ORG", contact.company), ("TITLE", contact.job_title)):
        if value:
            yield f"{line}:{escape(tidy(value.value))}"
    for phone in contact.phones:
        extension = phone.part("extension")
        kind = ";TYPE=FAX" if phone.kind == "fax" else ";TYPE=CELL" if phone.kind == "mobile" else ""
        yield f"TEL{kind}:{escape(tidy(phone.value))}" + (f" ext. {escape(extension)}" if extension else "")
    for email in contact.emails:
        yield f"EMAIL:{escape(tidy(email.value))}"
    for website in contact.websites:
        yield f"URL:{escape(tidy(url(website.value)))}"
