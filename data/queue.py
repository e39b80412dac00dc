"""The queue of what waits: the forms that are open, and the contacts that wait in the store for theirs.

A photographed card gets its form at once. Of an old heap of contacts only a few are asked about at a time,
in an order that their owner chooses; see `flows.waits`. Nothing here loads more than it hands out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from data.cards import ALONE, Card, load_cards
from data.database import Database
from data.letters import fold
from data.models import CardState, Order
from data.schema import card_sides, card_values, cards, contact_values, imported

WAITING = and_(ALONE, cards.c.state == CardState.WAITING)
HEAP = and_(WAITING, cards.c.sha256.is_(None), cards.c.run_id.is_(None))
"""Of contacts that were imported, wait, and have no form."""
LAST = "\U0010ffff"  # sorts after every letter: what has no name comes last


@dataclass(frozen=True, slots=True)
class Asked:
    """A card that is asked about: its id, and the round of its question."""

    card: str
    round: int


def waiting_count(db: Database) -> int:
    """How many cards and contacts wait in all."""
    with db.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(cards).where(WAITING)).scalar_one())


def open_cards(db: Database) -> tuple[Card, ...]:
    """The cards that wait and are asked about by a review run, oldest first."""
    return _found(db, and_(WAITING, cards.c.run_id.is_not(None)))


def open_runs(db: Database) -> dict[str, Asked]:
    """The same cards by the run that asks about each; nothing else of them is loaded."""
    chosen = select(cards.c.run_id, cards.c.id, cards.c.round)
    with db.reading() as connection:
        found = connection.execute(chosen.where(and_(WAITING, cards.c.run_id.is_not(None))))
        return {run_id: Asked(card, asked) for run_id, card, asked in found}


def cards_of(db: Database, ids: Collection[str]) -> tuple[Card, ...]:
    """The cards with these ids, oldest first."""
    with db.reading() as connection:
        return load_cards(connection, cards.c.id.in_(ids)) if ids else ()


def _found(db: Database, which: ColumnElement[bool]) -> tuple[Card, ...]:
    """The cards that `which` chooses, looked for once and not once for each of their tables."""
    with db.reading() as connection:
        ids = connection.execute(select(cards.c.id).where(which)).scalars().all()
        return load_cards(connection, cards.c.id.in_(ids)) if ids else ()


def first(db: Database, order: Order) -> Card | None:
    """The card to ask about now: the photographed or open one that waits longest, else the next contact."""
    mine = and_(WAITING, or_(cards.c.sha256.is_not(None), cards.c.run_id.is_not(None)))
    with db.reading() as connection:
        chosen = select(cards.c.id).where(mine).order_by(cards.c.arrived, cards.c.sha256, cards.c.position)
        name = connection.execute(chosen.limit(1)).scalar()
        ids = [name] if name else _ids(connection, HEAP, order, 1)
        return next(iter(load_cards(connection, cards.c.id.in_(ids))), None)


def next_contacts(db: Database, order: Order, room: int) -> tuple[Card, ...]:
    """The contacts to ask about next, at most as many as there is `room` for forms in all.

    Those that their owner wants to keep come first.
    """
    with db.reading() as connection:
        asked = and_(WAITING, cards.c.run_id.is_not(None))
        taken: int = connection.execute(select(func.count()).select_from(cards).where(asked)).scalar_one()
        if taken >= room:
            return ()
        return _cards(connection, _ids(connection, HEAP, order, room - taken))


def undecided(db: Database, order: Order, seen: Sequence[str], most: int) -> tuple[Card, ...]:
    """The next contacts of which nobody has said yet whether to keep them, those `seen` left out."""
    fronts = cards.c.id.not_in(select(card_sides.c.front_id))
    which = and_(WAITING, cards.c.sha256.is_(None), cards.c.kept.is_(None), fronts)
    with db.reading() as connection:
        ids = _ids(connection, which, order, most + len(seen))
        return _cards(connection, [name for name in ids if name not in set(seen)][:most])


def undecided_count(db: Database) -> int:
    """How many contacts wait of which nobody has said whether to keep them."""
    which = and_(WAITING, cards.c.sha256.is_(None), cards.c.kept.is_(None))
    with db.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(cards).where(which)).scalar_one())


def _cards(connection: Connection, ids: Sequence[str]) -> tuple[Card, ...]:
    """The cards with these ids, in their order."""
    found = {card.id: card for card in load_cards(connection, cards.c.id.in_(ids))} if ids else {}
    return tuple(found[name] for name in ids)


def _ids(connection: Connection, which: ColumnElement[bool], order: Order, most: int) -> list[str]:
    """The ids of the first `most` of those that `which` chooses."""
    if order in {"name", "company"}:
        return _by_word(connection, which, order, most)
    days = [cards.c.met, cards.c.arrived]
    by_day = [day.desc() if order == "newest" else day.asc() for day in days]
    kept_first = (cards.c.kept.is_(None), cards.c.kept)
    chosen = select(cards.c.id).outerjoin_from(cards, imported).where(which)
    ordered = chosen.order_by(*kept_first, cards.c.met.is_(None), *by_day, imported.c.line, cards.c.id)
    return list(connection.execute(ordered.limit(most)).scalars())


def _by_word(connection: Connection, which: ColumnElement[bool], field: str, most: int) -> list[str]:
    """The same, sorted as people sort names: databases would put Ángel behind Zoe."""
    mine = and_(card_values.c.card_id == cards.c.id, card_values.c.field == field)
    chosen = (
        select(cards.c.id, cards.c.kept, func.min(contact_values.c.value))
        .select_from(cards.outerjoin(card_values, mine).outerjoin(contact_values))
        .where(which)
        .group_by(cards.c.id, cards.c.kept)
    )
    named = (
        (row[1] is None, str(row[1]), fold(row[2] or LAST), row[0]) for row in connection.execute(chosen)
    )
    return [name for *_, name in sorted(named)[:most]]
