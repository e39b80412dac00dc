"""What QR codes on cards say: vCards of three versions, MeCards, web addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tests.cards.phones import Phone


class Somebody(Protocol):
    """Whom a code is about."""

    @property
    def name(self) -> str: ...
    @property
    def company(self) -> str: ...
    @property
    def job_title(self) -> str: ...
    @property
    def phones(self) -> tuple[Phone, ...]: ...
    @property
    def email(self) -> str: ...
    @property
    def website(self) -> str: ...


def payload(person: Somebody, kind: str) -> str:
    """The text of the person's code."""
    return WRITERS[kind](person)


def vcard2(person: Somebody) -> str:
    """A vCard 2.1, as old generators write it."""
    tels = [
        f"TEL;{'CELL' if phone.kind == 'mobile' else 'WORK'};VOICE:{phone.e164}" for phone in voices(person)
    ]
    return vcard("2.1", person, tels, f"EMAIL;INTERNET:{person.email}", charset=";CHARSET=UTF-8")


def vcard3(person: Somebody) -> str:
    """A vCard 3.0."""
    tels = [
        f"TEL;TYPE={'CELL' if phone.kind == 'mobile' else 'WORK'}:{phone.e164}" for phone in voices(person)
    ]
    return vcard("3.0", person, tels, f"EMAIL;TYPE=INTERNET:{person.email}")


def vcard4(person: Somebody) -> str:
    """A vCard 4.0, whose numbers are addresses."""
    tels = [f"TEL;VALUE=uri;TYPE=work:tel:{phone.e164}" for phone in voices(person)]
    return vcard("4.0", person, tels, f"EMAIL:{person.email}")


def vcard(version: str, person: Somebody, tels: list[str], email: str, charset: str = "") -> str:
    """The lines that all versions share around those that differ."""
    given, _, surname = person.name.partition(" ")
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"N{charset}:{surname};{given};;;",
        f"FN{charset}:{person.name}",
    ]
    lines += [
        f"ORG{charset}:{escaped(person.company)}",
        f"TITLE{charset}:{escaped(person.job_title)}",
        *tels,
        email,
    ]
    lines += [f"URL:https://{person.website}"] if person.website else []
    return "\r\n".join([*lines, "END:VCARD", ""])


def mecard(person: Somebody) -> str:
    """A MeCard: surname first, as its makers (NTT DOCOMO) set down."""
    given, _, surname = person.name.partition(" ")
    tels = "".join(f"TEL:{phone.e164};" for phone in voices(person))
    url = f"URL:https://{person.website};" if person.website else ""
    return f"MECARD:N:{surname},{given};ORG:{escaped(person.company)};{tels}EMAIL:{person.email};{url};"


def url(person: Somebody) -> str:
    """A page of the company."""
    return f"https://www.{person.email.partition('@')[2]}/{person.email.partition('@')[0]}"


def voices(person: Somebody) -> list[Phone]:
    """The numbers that one talks to."""
    return [phone for phone in person.phones if phone.printed_kind != "fax"]


def escaped(text: str) -> str:
    """Text with the signs marked that part values."""
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")


WRITERS: dict[str, Callable[[Somebody], str]] = {
    "vcard2": vcard2,
    "vcard3": vcard3,
    "vcard4": vcard4,
    "mecard": mecard,
    "url": url,
}
