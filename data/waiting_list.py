"""The cards that wait now, as a list shows them: the first of them, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from data.cards import ALONE
from data.database import Database
from data.found import Found, waiting_cards
from data.models import CardState
from data.schema import cards


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that waits: what it says, since when, and the run that asks about it, if one does already."""

    card: str
    says: Found
    arrived: datetime
    run_id: str | None


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The first cards that wait, those with a form before the others, the oldest first; and how many do."""

    first: tuple[Waiting, ...]
    count: int


def waiting_list(db: Database, most: int) -> WaitingList:
    """At most so many cards that wait; of no other anything is loaded."""
    which = and_(ALONE, cards.c.state == CardState.WAITING)
    order = cards.c.run_id.is_(None), cards.c.arrived, cards.c.sha256, cards.c.position, cards.c.id
    chosen = select(cards.c.id, cards.c.arrived, cards.c.run_id).where(which).order_by(*order).limit(most)
    with db.reading() as connection:
        found = connection.execute(chosen).all()
        count = connection.execute(select(func.count()).select_from(cards).where(which)).scalar_one()
    says = {told.cards[0]: told for told in waiting_cards(db, [row.id for row in found])}
    first = tuple(Waiting(row.id, says[row.id], row.arrived, row.run_id) for row in found if row.id in says)
    return WaitingList(first, count)
