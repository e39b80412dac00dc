"""What an older card of a person says that a newer one has replaced: the job, and what came with it.

>>> mail = Value("ana@ejemplares.example", "")
>>> old = Contact(company=Value("Talleres Ejemplares, S.L.", ""), emails=(mail,))
>>> new = Contact(company=Value("Astilleros Prueba", ""))
>>> sorted(replaced(old, new))
[('company', 'Talleres Ejemplares, S.L.'), ('emails', 'ana@ejemplares.example')]
>>> replaced(old, Contact(phones=(Value("+34612345678", "", kind="mobile"),)))
frozenset()
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data.contacts import fields
from data.models import Contact, Value
from enrich import companies, emails, job_titles, names, phones, postal, websites
from enrich.hosts import host_of, is_provider

OFFICE_PHONES = frozenset({"landline", "fax", "toll_free"})
"""The kinds of a phone that stay where they are when somebody leaves; a mobile goes with them."""

OWN_SCRIPT = "native_name"  # of what a card names besides, all that is the person's and not the firm's

KEYS = {"phones": phones.key, "emails": emails.key, "websites": websites.key, "address": postal.key}


def replaced(older: Contact, newer: Contact) -> frozenset[tuple[str, str]]:
    """The fields and values of `older` that hold no longer: (field, value), as they stand there.

    Another company ends the job, the firm's addresses on the net, in town and by wire, unless the newer card
    has them too; another title ends the job; another name the name. What the newer card is silent
    about goes on.
    """
    return frozenset((*_personal(older, newer), *(_of_the_firm(older, newer) if _left(older, newer) else ())))


def _personal(older: Contact, newer: Contact) -> Iterator[tuple[str, str]]:
    if older.name and newer.name and not _shorter(newer.name.value, older.name.value):
        yield "name", older.name.value
    if _differ(older.job_title, newer.job_title, job_titles.key) and newer.company and older.job_title:
        yield "job_title", older.job_title.value
    if _differ(older.address, newer.address, postal.key) and older.address:
        yield "address", older.address.value


def _left(older: Contact, newer: Contact) -> bool:
    return _differ(older.company, newer.company, companies.key)


def _of_the_firm(older: Contact, newer: Contact) -> Iterator[tuple[str, str]]:
    kept = {(field, _key(field, value)) for field, value in fields(newer)}
    hosts = {host_of(value.value) for value in (*newer.emails, *newer.websites)}
    for field, value in fields(older):
        if (field, _key(field, value)) not in kept and _is_the_firms(field, value, hosts):
            yield field, value.value


def _is_the_firms(field: str, value: Value, newer_hosts: set[str]) -> bool:
    match field:
        case "company" | "job_title" | "address" | "rest":
            return True
        case "phones":
            return value.kind in OFFICE_PHONES
        case "emails" | "websites":
            host = host_of(value.value)
            return not is_provider(host) and host not in newer_hosts
        case "also":
            return value.kind != OWN_SCRIPT
    return False


def _differ(older: Value | None, newer: Value | None, key: Callable[[str], str]) -> bool:
    return bool(older and newer and key(older.value) != key(newer.value))


def _shorter(newer: str, older: str) -> bool:
    """Whether the newer name says nothing that the older does not: its words are, or begin, words of it."""
    words = names.key(older).split()
    return all(any(word.startswith(part) for word in words) for part in names.key(newer).split())


def _key(field: str, value: Value) -> str:
    return KEYS.get(field, str.casefold)(value.value)
