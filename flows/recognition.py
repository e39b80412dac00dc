"""Stands in for `enrich.same_person` until it is there: the same e-mail or the same mobile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.models import Contact
from data.texts import Message, message

RULE = "stand-in"


@dataclass(frozen=True, slots=True)
class Suggestion:
    place: int
    reasons: tuple[Message, ...]


def keys(contact: Contact) -> frozenset[str]:
    mails = {f"email:{mail.value.casefold()}" for mail in contact.emails}
    return frozenset(mails | {f"phone:{phone.value}" for phone in contact.phones if phone.kind == "mobile"})


def suggestions(contact: Contact, others: Sequence[Contact]) -> tuple[Suggestion, ...]:
    return tuple(_suggested(contact, others))


def _suggested(contact: Contact, others: Sequence[Contact]) -> Iterator[Suggestion]:
    for place, other in enumerate(others):
        shared = sorted(keys(contact) & keys(other))
        if shared:
            yield Suggestion(place, tuple(message("merging.shared", key=key) for key in shared))
