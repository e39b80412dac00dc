r"""A person as a vCard 4.0 (RFC 6350), written here: vobject knows 3.0 alone.

>>> from datetime import UTC, datetime
>>> from data.models import Answer, Decision
>>> person = Person(1, Answer(Decision.FILE, who="Hace barcos"))
>>> "NOTE:Quién es: Hace barcos\r\n" in vcard4(person, revision=datetime(2026, 11, 5, tzinfo=UTC))
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from data.letters import tidy
from data.models import Contact, Person, Value
from data.texts import Language
from enrich import vcard as vcard3
from enrich.card_fold import escape, fold
from enrich.vcard import display_name, note

PHONE_TYPES = {"mobile": "cell", "landline": "work,voice", "toll_free": "work,voice", "fax": "work,fax"}
"""The types of RFC 6350, 6.4.1; a phone of a kind not known is a voice."""
GLOBAL = re.compile(r"\+[0-9]+")
KEPT = "".join(map(chr, range(33, 127)))
"""What stands in an address of the web as it is; the rest is written in percents (RFC 3986)."""


def vcard4(person: Person, *, revision: datetime, language: Language = "es") -> str:
    """The vCard 4.0 of `person`, as it stood at `revision`; its note is BE and DO, in `language`.

    Lines end in CRLF and have at most 75 octets. Text from the card is escaped, so that it can be no other
    line.
    """
    lines = ("BEGIN:VCARD", "VERSION:4.0", *_lines(person, revision, language), "END:VCARD")
    return "".join(map(fold, lines))


def _lines(person: Person, revision: datetime, language: Language) -> Iterator[str]:
    if uid := tidy(person.uid):
        yield f"UID:urn:uuid:{escape(uid)}"
    yield f"FN:{escape(display_name(person))}"
    yield from _job(person.answer.contact)
    yield from _points(person.answer.contact)
    yield from _addresses(person.answer.contact)
    said = "\n".join(note(person.answer, language))
    yield from _texts("NOTE", said)
    interests = [escape(text) for text in map(tidy, person.answer.interests) if text]
    if interests:
        yield f"CATEGORIES:{','.join(interests)}"
    yield f"REV:{revision.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _job(contact: Contact) -> Iterator[str]:
    if contact.name:
        name = vcard3.name_parts(contact.name)
        yield f"N:{_cut(name.family, name.given, name.additional, name.prefix, name.suffix)}"
    if contact.company:
        yield from _texts("ORG", tidy(contact.company.value))
    if contact.job_title:
        yield from _texts("TITLE", tidy(contact.job_title.value))


def _points(contact: Contact) -> Iterator[str]:
    for phone in contact.phones:
        yield from _phone(phone)
    for email in contact.emails:
        yield from _texts("EMAIL", tidy(email.value))
    for website in contact.websites:
        if address := tidy(website.value):
            yield f"URL:{quote(vcard3.url(address), safe=KEPT)}"
    for account in contact.social:
        kind = tidy(account.kind or "")
        typed = f";TYPE={kind}" if kind.isalnum() and kind.isascii() else ""
        yield from _texts(f"X-SOCIALPROFILE{typed}", tidy(account.value))


def _phone(phone: Value) -> Iterator[str]:
    """A number as a tel URI (RFC 3966) where it has a country, as text where it has none."""
    kinds = PHONE_TYPES.get(phone.kind or "", "voice")
    extension = tidy(phone.part("extension"))
    number = tidy(phone.value)
    head = f'TEL;TYPE="{kinds}"' if "," in kinds else f"TEL;TYPE={kinds}"
    if GLOBAL.fullmatch(number) and (not extension or (extension.isascii() and extension.isdigit())):
        yield f"{head};VALUE=uri:tel:{number}" + (f";ext={extension}" if extension else "")
    elif number:
        yield f"{head}:{escape(f'{number} ext. {extension}' if extension else number)}"


def _addresses(contact: Contact) -> Iterator[str]:
    for place in vcard3.addresses(contact):
        if whole := tidy(place.value):
            part = vcard3.address_parts(place, whole)
            cut = _cut("", "", part.street, part.city, part.region, part.code, part.country)
            label = whole.replace("^", "^^").replace('"', "^'")  # RFC 6868
            yield f'ADR;TYPE=work;LABEL="{label}":{cut}'


def _texts(head: str, text: str) -> Iterator[str]:
    if text:
        yield f"{head}:{escape(text)}"


def _cut(*parts: str) -> str:
    return ";".join(escape(part) for part in parts)
