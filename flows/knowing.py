"""Whether the person of a card that waits is on file already: who to ask about, and why.

Who shares a key is found in the store; only those are compared. Keys that are missing are asked for before
they are needed: of what was filed before there were any, of what changed since, and all by another rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from data.candidates import (
    contacts_of,
    holders,
    open_cards_without_keys,
    people_without_keys,
    record_card_keys,
    record_person_keys,
    waiting_like,
)
from data.cards import Card
from data.database import Database
from data.models import CardState, Contact, Known
from data.people import person
from data.texts import Message
from enrich.same_person import Known as OnFile
from enrich.same_person import Suggestion, suggestions
from enrich.same_person_keys import MOST_HOLDERS, chosen, keys

RULE = "1"
"""How keys are made: another one where `enrich.same_person_keys` makes others, and all are made anew."""
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
    shared = holders(db, card.id, keys(card.contact), most=MOST_HOLDERS)
    heads = chosen({key: [str(head) for head in held] for key, held in shared.items()})
    others = contacts_of(db, [int(head) for head in heads])
    found = suggestions(card.contact, [OnFile(str(head), contacts) for head, contacts in others.items()])
    return tuple(Known(person(db, int(each.known.key)), _for(each)) for each in found[:MOST_ASKED])


def _for(suggested: Suggestion) -> tuple[Message, ...]:
    """What speaks for somebody, the strongest first; what speaks against is in what is shown of them."""
    speaking = sum(clue.weight >= 0 for clue in suggested.judgement.clues)
    return suggested.judgement.reasons[:speaking]


def waiting_as(db: Database, number: int) -> tuple[str, ...]:
    """The ids of cards whose form is open and that may be those of a person who was filed just now."""
    keep_keys(db)
    _keep(db, open_cards_without_keys, record_card_keys)
    return waiting_like(db, number, RULE)


def keep_keys(db: Database) -> int:
    """How many rows of people had no keys yet, and have them now."""
    return _keep(db, people_without_keys, record_person_keys)


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
