"""What the lines of a vCard say about how to reach somebody, each with the form in which it is compared.

Texts are compared letter for letter, for a mended accent is an edit; numbers and addresses in their standard
form, for a telephone that writes `+34 600 …` instead of `+34600…` has edited nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from data.letters import tidy
from data.models import Answer, Contact, Decision, Person, Value
from enrich import emails, phones, social
from enrich.card_lines import CardLine, card_lines
from enrich.code_contact import contact_of
from enrich.content_lines import Property, properties
from enrich.vcard import vcard

FIELD = {
    "ORG": "company",
    "TITLE": "job_title",
    "TEL": "phones",
    "EMAIL": "emails",
    "URL": "websites",
    "X-SOCIALPROFILE": "websites",
    "SOCIALPROFILE": "websites",
    "ADR": "address",
}
"""What can be edited in an address book, beside the name: the field for each property.

Websites and accounts are one field: what is a URL on one telephone is a profile on another.
"""
ACCOUNTS = ("X-SOCIALPROFILE", "SOCIALPROFILE")
NAME = ("FN", "N")
SINGLE = ("name", "company", "job_title")
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a card: its field, the key under which it is the same value, and the value."""

    field: str
    key: str
    value: Value


def said(lines: Sequence[CardLine], *, region: str, before: Sequence[CardLine] = ()) -> tuple[Said, ...]:
    """What the lines say, each value once; phones that name no country are from `region`.

    `before` are the lines of which these are an edit: of a name that was edited in its parts alone, the parts
    count.
    """
    found = [*_name(lines, region, before), *(each for line in lines for each in of_line(line, region))]
    once = {(each.field, each.key): each for each in reversed(found) if each.key}
    return tuple(each for each in found if once.get((each.field, each.key)) is each)


def of_line(line: CardLine, region: str) -> Iterator[Said]:
    """What one line says; nothing for a line that is no part of the contact, or is empty."""
    field = FIELD.get(line.name)
    found = properties(line.whole) if field else ()
    if field is None or not found or not tidy(found[0].text.replace(";", " ")):
        return
    contact = contact_of(found, region=region)
    known: dict[str, tuple[Value | None, ...]] = {
        "company": (contact.company,),
        "job_title": (contact.job_title,),
        "phones": contact.phones,
        "emails": contact.emails,
        "websites": contact.social + contact.websites,
        "address": (contact.address,),
    }
    values = [value for value in known[field] if value] or [_as_written(found[0], field)]
    yield Said(field, _key(field, values[0]), values[0])


def of_contact(contact: Contact, *, region: str) -> tuple[Said, ...]:
    """What the store knows, under the keys that its values have once they were written on a card."""
    alone = [
        *(Contact(name=value) for value in (contact.name,) if value),
        *(Contact(company=value) for value in (contact.company,) if value),
        *(Contact(job_title=value) for value in (contact.job_title,) if value),
        *(Contact(address=value) for value in (contact.address,) if value),
        *(Contact(phones=(value,)) for value in contact.phones),
        *(Contact(emails=(value,)) for value in contact.emails),
        *(Contact(websites=(value,)) for value in contact.websites),
        *(Contact(social=(value,)) for value in contact.social),
        *(Contact(also=(value,)) for value in contact.also if value.kind == "address"),
    ]
    return tuple(each for found in alone for each in _written(found, region))


def _written(found: Contact, region: str) -> Iterator[Said]:
    """The one value of `found` as it reads on a card."""
    [kept] = [value for value in _values(found) if value]
    person = Person(0, Answer(Decision.FILE, contact=found))
    read = said(card_lines(vcard(person, revision=NO_DAY)), region=region)
    shown = "name" if found.name else ""
    for each in read:
        if each.field == shown or (each.field != "name" and not shown):
            yield replace(each, value=kept)
            return


def _values(found: Contact) -> tuple[Value | None, ...]:
    single = (found.name, found.company, found.job_title, found.address)
    return (*single, *found.phones, *found.emails, *found.websites, *found.social, *found.also)


def _name(lines: Sequence[CardLine], region: str, before: Sequence[CardLine]) -> Iterator[Said]:
    shown, parts = (_first(lines, name) for name in NAME)
    was_shown, were_parts = (_first(before, name) for name in NAME)
    used = [line for line in lines if line.name in (*NAME, "ORG")]
    if before and shown == was_shown and parts != were_parts and "".join(parts):
        used = [line for line in used if line.name != "FN"]
    read = tuple(found for line in used for found in properties(line.whole))
    value = contact_of(read, region=region).name
    if value:
        yield Said("name", "|".join([value.value, *map(tidy, parts)]).rstrip("|"), value)


def _first(lines: Iterable[CardLine], name: str) -> tuple[str, ...]:
    return next((line.fields for line in lines if line.name == name), ())


def _as_written(found: Property, field: str) -> Value:
    """A value that no rule of ours knows is kept as its owner wrote it."""
    text = tidy(found.fields[0] if field == "company" else found.text.replace(";", " "))
    if found.name in ACCOUNTS:
        return Value(text, found.text, kind=next(iter(found.kinds), "unknown"))
    return Value(text, found.text, kind="unknown" if field == "phones" else None)


KEYS: dict[str, Callable[[str], str]] = {
    "phones": phones.key,
    "emails": emails.key,
    "websites": social.key,
}


def _key(field: str, value: Value) -> str:
    key = KEYS.get(field, tidy)(value.value)
    if field == "phones":
        facts = [value.part("extension"), "fax" if value.kind == "fax" else ""]
        key = "|".join([key or tidy(value.value), *facts]).rstrip("|")
    return key or tidy(value.value)
