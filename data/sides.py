"""Sides of cards: which were put together, and which their owner said are two.

Each side was read by itself and stays a card with lines and a picture of its own. Of those that are put
together one is the front: it is asked about, and its draft is what all say together. What it said by itself
is kept, so that they can be taken apart as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations, permutations
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from data.card_rows import delete_draft, insert_draft, keep_words, load_drafts
from data.cards import ask_anew, require_waiting
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.indexing import forget_card, index_card
from data.models import Contact
from data.schema import card_sides, card_values, front_values, parted_cards
from data.schema import cards as table

Words = Mapping[str, Any]


def own_drafts(db: Database, card_id: str) -> tuple[tuple[str, Contact], ...]:
    """The ids of a card's sides, the front first, each with what it says by itself."""
    with db.reading() as connection:
        return _own_drafts(connection, card_id)


def parted(db: Database, card_id: str) -> bool:
    """Whether the owner said of this card that it is nobody else's other side."""
    mine = select(parted_cards.c.card_id).where(parted_cards.c.card_id == card_id)
    with db.reading() as connection:
        return connection.execute(mine).first() is not None


def join(
    db: Database, front: str, other: str, contact: Contact, *, at: datetime, typed: Words | None = None
) -> None:
    """Let `other`, with all its sides, be sides of `front`; together they say `contact`.

    The front is asked about anew, with the words `typed` in its form. Raises StoreError where one does not
    wait, or is a side already.
    """
    with db.transaction() as connection:
        for name in (front, other):
            require_waiting(connection, name)
            ask_anew(connection, name)
        sides = [name for name, _ in _own_drafts(connection, other)]
        _take_apart(connection, other)
        _forget_parted(connection, [front, *sides])
        attach(connection, front, sides, contact, at)
        _keep(connection, front, typed, at)


def split(db: Database, card_id: str, *, at: datetime, typed: Words | None = None) -> tuple[str, ...]:
    """The ids of the sides that now wait as cards of their own, never to be joined without being told to.

    The first one's form has the words `typed`. Raises StoreError where the card does not wait, or has one
    side.
    """
    with db.transaction() as connection:
        require_waiting(connection, card_id)
        drafts = _own_drafts(connection, card_id)
        if len(drafts) == 1:
            raise StoreError("store.one_side", card=card_id)
        _take_apart(connection, card_id)
        for name, draft in drafts:
            ask_anew(connection, name)
            forget_card(connection, name)
            index_card(connection, name, draft)
        names = tuple(name for name, _ in drafts)
        pairs = [{"card_id": one, "other_id": other} for one, other in permutations(names, 2)]
        connection.execute(insert(parted_cards), pairs)
        _keep(connection, card_id, typed, at)
        return names


def attach(connection: Connection, front: str, others: Sequence[str], contact: Contact, at: datetime) -> None:
    """Let `others`, each a card by itself, be sides of `front`, which from now on says `contact`."""
    if _count(connection, front):
        delete_draft(connection, front)
    else:
        _move(connection, front, card_values, front_values)
        forget_card(connection, front)
    insert_draft(connection, front, contact)
    for other in others:
        row = {"card_id": other, "front_id": front, "position": _count(connection, front) + 1, "joined": at}
        connection.execute(insert(card_sides).values(row))
        forget_card(connection, other)


def _own_drafts(connection: Connection, card_id: str) -> tuple[tuple[str, Contact], ...]:
    if connection.execute(select(table.c.id).where(table.c.id == card_id)).first() is None:
        raise NotFoundError("store.no_card", card=card_id)
    chosen = select(card_sides.c.card_id).where(card_sides.c.front_id == card_id)
    others = connection.execute(chosen.order_by(card_sides.c.position)).scalars().all()
    drafts = load_drafts(connection, table.c.id.in_([card_id, *others]))
    if others:
        drafts |= load_drafts(connection, table.c.id == card_id, front_values)
    return tuple((name, drafts.get(name, Contact())) for name in (card_id, *others))


def _take_apart(connection: Connection, front: str) -> None:
    """Let each side of a card be a card of its own, its draft what it says by itself."""
    if _count(connection, front):
        connection.execute(delete(card_sides).where(card_sides.c.front_id == front))
        delete_draft(connection, front)
        _move(connection, front, front_values, card_values)


def _forget_parted(connection: Connection, names: Sequence[str]) -> None:
    for one, other in combinations(names, 2):
        both = parted_cards.c.card_id.in_([one, other]), parted_cards.c.other_id.in_([one, other])
        connection.execute(delete(parted_cards).where(*both))


def _move(connection: Connection, name: str, source: Table, target: Table) -> None:
    columns = [column.name for column in target.columns]
    mine = select(*(source.c[column] for column in columns)).where(source.c.card_id == name)
    connection.execute(insert(target).from_select(columns, mine))
    connection.execute(delete(source).where(source.c.card_id == name))


def _count(connection: Connection, front: str) -> int:
    """How many other sides a card has."""
    mine = select(func.count()).select_from(card_sides).where(card_sides.c.front_id == front)
    return int(connection.execute(mine).scalar_one())


def _keep(connection: Connection, name: str, typed: Words | None, at: datetime) -> None:
    if typed is not None:
        asked = connection.execute(select(table.c.round).where(table.c.id == name)).scalar_one()
        keep_words(connection, name, asked, typed, at)
