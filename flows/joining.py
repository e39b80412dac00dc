"""Two cards that wait become one, or one becomes two again; their forms are taken away, and asked anew.

    is nobody answering? → take the forms away → was nothing answered meanwhile? → join in the store

Stopped after any step, nothing is lost: a card whose form was taken away gets another at the next look.
"""

from __future__ import annotations

from datetime import UTC, datetime

from prefect.client.schemas.objects import StateType

from data.cards import Card, lines
from data.cards import card as read_card
from data.database import Database
from data.errors import StoreError
from data.sides import Words, join, own_drafts, split
from data.texts import Language, say
from enrich.carrying import carried, merged
from enrich.joining import joined
from enrich.sides import Face, face, front_first
from flows.runs import ENDED, Runs


def face_of(db: Database, card: Card) -> Face:
    """A card of the store as it is compared with one that may be its other side."""
    return face(card.contact, lines(db, card.id))


def withdraw(runs: Runs, card: Card, language: Language) -> bool:
    """Whether nobody has answered the card's form, which was taken away if it was open.

    Where somebody has, the run goes on with the answer, or the next look keeps the words and asks again.
    """
    run = runs.find([card.run_id]).get(card.run_id) if card.run_id else None
    if run is None:
        return True
    if run.state_type is StateType.PAUSED:
        runs.cancel(run, say("waits.superseded", language))
    elif run.state_type not in ENDED:
        return False
    return runs.answer(str(run.id), card.round) is None


def join_cards(db: Database, one: Card, other: Card, typed: Words | None = None) -> str:
    """The id of the card that asks for both from now on, the one that is the front.

    `typed` are the words that were typed about `one` last, where they are not in the store yet. Raises
    StoreError where one does not wait any more.
    """
    front, back = (one, other) if front_first(face_of(db, one), face_of(db, other)) else (other, one)
    contact = joined([draft for card in (front, back) for _, draft in own_drafts(db, card.id)])
    words = merged(
        carried(typed if typed is not None else one.typed, one.contact, contact),
        carried(other.typed, other.contact, contact),
    )
    join(db, front.id, back.id, contact, at=datetime.now(UTC), typed=words)
    return front.id


def split_card(db: Database, card: Card, typed: Words | None = None) -> tuple[str, ...]:
    """The ids of the card's sides, which now wait as cards of their own; what was typed stays with the first.

    Raises StoreError where it does not wait any more, or has one side.
    """
    own = own_drafts(db, card.id)[0][1]
    words = carried(typed if typed is not None else card.typed, card.contact, own)
    return split(db, card.id, at=datetime.now(UTC), typed=words)


def join_by_hand(db: Database, runs: Runs, names: tuple[str, str], language: Language) -> Card:
    """The card that these two became, as their owner told. Raises StoreError, NotFoundError, ServerError."""
    one, other = (read_card(db, name) for name in names)
    if one.id == other.id:
        raise StoreError("store.same_card", card=one.id)
    _withdraw_all(runs, (one, other), language)
    return read_card(db, join_cards(db, read_card(db, one.id), read_card(db, other.id)))


def split_by_hand(db: Database, runs: Runs, name: str, language: Language) -> tuple[Card, ...]:
    """The cards that the sides of a card became. Raises StoreError, NotFoundError, ServerError."""
    card = read_card(db, name)
    _withdraw_all(runs, (card,), language)
    return tuple(read_card(db, each) for each in split_card(db, read_card(db, card.id)))


def _withdraw_all(runs: Runs, cards: tuple[Card, ...], language: Language) -> None:
    for card in cards:
        if not withdraw(runs, card, language):
            raise StoreError("store.is_answered", card=card.id)
