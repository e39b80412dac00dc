r"""A person as a vCard 3.0 (RFC 2426), which address books everywhere read.

>>> from datetime import UTC, datetime
>>> from data.models import Answer, Decision
>>> person = Person(1, Answer(Decision.FILE, who="Hace barcos"))
>>> "NOTE:Quién es: Hace barcos\r\n" in vcard(person, revision=datetime(2026, 11, 5, tzinfo=UTC))
True
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import vobject
from vobject.vcard import Address, Name

from data.letters import tidy
from data.models import Answer, Contact, Person, Value
from data.texts import Language, say
from enrich.past import met_again, past

PHONE_TYPES = {
    "mobile": ("CELL", "VOICE"),
    "landline": ("WORK", "VOICE"),
    "toll_free": ("WORK", "VOICE"),
    "fax": ("WORK", "FAX"),
}
"""The types of RFC 2426, 3.3.1; a phone of a kind not known is a VOICE."""


NATIVE = ("native_name", "native_company")
"""What the note tells, each under its heading: FN and ORG hold one script, and NICKNAME would be shown."""


def vcard(person: Person, *, revision: datetime, language: Language = "es") -> str:
    """The vCard of `person`, as it stood at `revision`; its note, in `language`, is BE, DO, and what changed.

    Lines end in CRLF. Text from the card is escaped and kept on its line, so that it can be no other line.
    """
    card = vobject.vCard()
    _add_names(card, person)
    _add_points(card, person.answer.contact)
    told = note(person.answer, language), met_again(person.again, language), past(person.history, language)
    _add(card, "NOTE", "\n".join(chain(*told)))
    interests = [text for text in map(tidy, person.answer.interests) if text]
    if interests:
        card.add("CATEGORIES").value = interests
    _add(card, "UID", person.uid)
    _add(card, "REV", revision.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    text: str = card.serialize()
    return text


def display_name(person: Person) -> str:
    """What an address book shows: the name, else the company, else how to reach them, else who they are."""
    contact = person.answer.contact
    found = (contact.name, contact.company, *contact.emails, *contact.phones)
    texts = [tidy(value.value) for value in found if value]
    return next(filter(None, [*texts, tidy(person.answer.who)]), str(person.number))


def note(answer: Answer, language: Language) -> Iterator[str]:
    """The lines of the note, without those that would say nothing."""
    for key, text in _told(answer, language):
        if clean := tidy(text):
            day = answer.gift_by or ""
            yield say(f"vcard.{key}", language, text=clean, day=day)


def _told(answer: Answer, language: Language) -> Iterator[tuple[str, str]]:
    """What the owner told: the sentence's key, and the text that fills it."""
    yield "who", answer.who
    yield "does", answer.does
    yield "heading", answer.heading
    yield "interests", ", ".join(answer.interests)
    yield "met", _met(answer, language)
    for need in answer.needs:
        yield need.kind.value, need.text
    for offer in answer.offers:
        yield "offers", offer
    yield "gift-by" if answer.gift_by else "gift", answer.gift
    for value in answer.contact.also:
        if value.kind != "address":
            yield value.kind if value.kind in NATIVE else "rest", value.value
    for line in answer.contact.rest:
        yield "rest", line


def _met(answer: Answer, language: Language) -> str:
    through = tidy(answer.met_through)
    facts = (
        answer.met_where,
        answer.met_when.isoformat() if answer.met_when else "",
        say("vcard.through", language, text=through) if through else "",
    )
    return ", ".join(fact for fact in map(tidy, facts) if fact)


def _add_names(card: Any, person: Person) -> None:
    contact = person.answer.contact
    card.add("FN").value = display_name(person)
    card.add("N").value = name_parts(contact.name) if contact.name else Name()
    if contact.company and (company := tidy(contact.company.value)):
        card.add("ORG").value = [company]
    if contact.job_title:
        _add(card, "TITLE", contact.job_title.value)


def name_parts(name: Value) -> Name:
    """The name in its parts; a name that was not taken apart stands where the given name does."""
    parts = {part: tidy(name.part(part)) for part in ("given", "surname", "prefix", "suffix")}
    if not parts["given"] and not parts["surname"]:
        parts["given"] = tidy(name.value)
    return Name(family=parts["surname"], given=parts["given"], prefix=parts["prefix"], suffix=parts["suffix"])


def _add_points(card: Any, contact: Contact) -> None:
    for phone in contact.phones:
        extension = phone.part("extension")
        number = f"{phone.value} ext. {extension}" if extension else phone.value
        _add(card, "TEL", number, *PHONE_TYPES.get(phone.kind or "", ("VOICE",)))
    for email in contact.emails:
        _add(card, "EMAIL", email.value, "INTERNET")
    for website in contact.websites:
        _add(card, "URL", url(website.value))
    for account in contact.social:
        kind = tidy(account.kind or "")
        _add(card, "X-SOCIALPROFILE", account.value, *([kind] if kind.isalnum() else []))
    for place in addresses(contact):
        if whole := tidy(place.value):
            address = card.add("ADR")
            address.value = address_parts(place, whole)
            address.type_param = ["WORK"]
            _add(card, "LABEL", whole, "WORK")


def addresses(contact: Contact) -> tuple[Value, ...]:
    """The address, and those of further offices."""
    first = (contact.address,) if contact.address else ()
    return (*first, *(value for value in contact.also if value.kind == "address"))


def url(website: str) -> str:
    """A whole address: without its scheme an address book would not open it."""
    return website if "://" in website else f"https://{website}"


def address_parts(address: Value, whole: str) -> Address:
    """The address in its parts. The street is all that stands before the postcode and the city."""
    parts = {part: tidy(address.part(part)) for part in ("city", "region", "postcode", "country")}
    ends = [whole.rfind(parts[part]) for part in ("postcode", "city") if parts[part]]
    street = whole[: min((end for end in ends if end >= 0), default=len(whole))].strip(" ,;-–")
    return Address(
        street=street or whole,
        city=parts["city"],
        region=parts["region"],
        code=parts["postcode"],
        country=parts["country"],
    )


def _add(card: Any, name: str, text: str, *types: str) -> None:
    """One line of the card, where there is something to say; only a note has line breaks of its own."""
    clean = text if name == "NOTE" else tidy(text)
    if not clean:
        return
    line = card.add(name)
    line.value = clean
    if types:
        line.type_param = list(types)
