"""Whether the person of a card that waits is on file already: who to ask about, and why.

Who shares a key is found in the store; only those are compared. Keys that are missing are asked for before
they are needed: of what was filed before there were any, what changed since, and all where the rule is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from data.candidates import (
    candidates,
    cards_without_keys,
    people_without_keys,
    record_card_keys,
    record_person_keys,
    waiting_like,
)
from data.cards import Card
from data.database import Database
from data.models import CardState, Contact, Known
from data.people import person
from flows.recognition import RULE, keys, suggestions

MOST_ASKED = 3
"""People who are asked about in one form."""
AT_ONCE = 1000
"""Rows between two transactions: stopped in between, only these are asked again."""

Owner = TypeVar("Owner", int, str)


def known(db: Database, card: Card) -> tuple[Known, ...]:
    """Who may be the person of a card that waits, the likeliest first; nobody where nobody comes near."""
    if card.state is not CardState.WAITING:
        return ()
    keep_keys(db)
    others = candidates(db, card.id, RULE)
    found: dict[int, Known] = {}
    for suggested in suggestions(card.contact, [other.contact for other in others]):
        head = others[suggested.place].head
        if head not in found and len(found) < MOST_ASKED:
            found[head] = Known(person(db, head), suggested.reasons)
    return tuple(found.values())


def waiting_as(db: Database, number: int) -> tuple[str, ...]:
    """The ids of the cards that wait and may be those of a person who was filed just now."""
    keep_keys(db)
    return waiting_like(db, number, RULE)


def keep_keys(db: Database) -> int:
    """How many people and cards had no keys yet, and have them now."""
    return _keep(db, people_without_keys, record_person_keys) + _keep(
        db, cards_without_keys, record_card_keys
    )


def _keep(
    db: Database,
    missing: Callable[..., Mapping[Owner, Contact]],
    record: Callable[[Database, str, Mapping[Owner, Iterable[str]]], None],
) -> int:
    count = 0
    while found := missing(db, RULE, limit=AT_ONCE):
        record(db, RULE, {owner: keys(contact) for owner, contact in found.items()})
        count += len(found)
    return count
