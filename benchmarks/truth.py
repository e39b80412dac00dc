"""What photos of cards really say, against what was read off them.

A truth file is JSON, by the photo's file name: `{"a.jpg": {"difficulty": "hard", "cards": [card, …]}}`,
as `python -m tests.cards.generate` writes it. A card has name, job_title, company, address (texts), phones
(E.164, or the bare digits where no country is known), emails, websites (lists). A field left out is not
judged; null or [] says that the card has none. `also` holds by field what is right too. `kinds`, beside
`cards`, is a list of what is difficult about the photo, each with its heading: "camera: glare".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from data.models import Contact, Value
from enrich import emails, websites

TEXTS = ("name", "job_title", "company", "address")
LISTS = ("phones", "emails", "websites")
FIELDS = TEXTS + LISTS
NATIVES = ("native_name", "native_company")
"""What a card says in another script; judged by itself: no reader here knows all of these scripts."""
REACH = ("name", "company", "phones", "emails")
"""The fields of a card that is whole when they are right."""

ALIKE = 90  # per cent of letters: an address may be printed or joined a little otherwise
LOCAL = 7  # last digits that tell a number whose country is unknown

Card = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one card: how many values it has, how many were found, and those read, right or not."""

    field: str
    true: int
    found: int
    read: tuple[tuple[Value, bool], ...]


def judge(card: Card, contact: Contact) -> Iterator[Judged]:
    """Each field of `card` that the truth tells, against what `contact` has there."""
    for field in FIELDS + NATIVES:
        if field not in card:
            continue
        wanted, also = _listed(card[field]), card.get("also", {}).get(field, [])
        read = values(contact, field)
        right = [*wanted, *also]
        found = sum(
            any(
                same(field, one, value.value)
                for value in read
                for one in ([want, *also] if field in TEXTS else [want])
            )
            for want in wanted
        )
        checked = tuple((value, any(same(field, one, value.value) for one in right)) for value in read)
        yield Judged(field, len(wanted), found, checked)


def pair(cards: Sequence[Card], contacts: Iterable[Contact]) -> tuple[list[tuple[Card, Contact]], int]:
    """Each card with the contact that has most of it, or an empty one; and how many contacts are left."""
    left = list(contacts)
    pairs = []
    for card in cards:
        best = max(left, key=lambda contact: _common(card, contact), default=None)
        if best is not None and (_common(card, best) or len(cards) == 1):
            left.remove(best)
        else:
            best = Contact()
        pairs.append((card, best))
    return pairs, len(left)


def same(field: str, true: str, read: str) -> bool:
    """Whether two values say the same: accents and digits count, case, blanks and punctuation do not."""
    if field == "phones":
        return true == read if true.startswith("+") else true[-LOCAL:] == read[-LOCAL:]
    if field == "emails":
        return emails.key(true) == emails.key(read)
    if field == "websites":
        return websites.key(true) == websites.key(read)
    first, second = _letters(true), _letters(read)
    return first == second or (field == "address" and fuzz.ratio(first, second) >= ALIKE)


def values(contact: Contact, field: str) -> tuple[Value, ...]:
    """The values of one field, of which most have one at most."""
    if field in NATIVES:
        return tuple(value for value in contact.also if value.kind == field)
    found = getattr(contact, field)
    if isinstance(found, tuple):
        return found
    return (found,) if found else ()


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value] if value else []


def _common(card: Card, contact: Contact) -> int:
    return sum(one.found for one in judge(card, contact) if one.field in FIELDS)


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(sign for sign in composed if sign.isalnum())
