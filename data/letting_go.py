"""Contacts of an old heap that their owner keeps or lets go, each in one step that can be taken back.

One that was let go is not found any more. For some days it can be brought back; then what it said is erased,
and only the key stays by which the next export knows that it is not to come again.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import and_, delete, exists, select, update

from data.card_rows import delete_drafts, load_drafts
from data.cards import Card, ask_anew, load_cards, lock_card, require_waiting
from data.database import Database
from data.errors import StoreError
from data.indexing import forget_card, index_cards
from data.models import CardState
from data.schema import answer_rounds, answers, card_keys, card_values, imported, told_apart
from data.schema import cards as table

NOT_ERASED = exists().where(card_values.c.card_id == table.c.id)


def keep(db: Database, card_id: str, at: datetime | None) -> None:
    """Let a contact that waits be asked about next; None takes that back."""
    with db.transaction() as connection:
        require_waiting(connection, card_id)
        connection.execute(update(table).where(table.c.id == card_id).values(kept=at))


def let_go(db: Database, card_id: str, gone_on: date, at: datetime) -> None:
    """Let a contact that waits go. Until `gone_on` it can be brought back. Again changes nothing.

    Raises StoreError for a photographed card: its photo says what it is, and is kept.
    """
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        if found["state"] == CardState.LET_GO:
            return
        require_waiting(connection, card_id)
        if found["sha256"] is not None:
            raise StoreError("letting_go.photographed", card=card_id)
        gone = {"state": CardState.LET_GO, "gone_on": gone_on, "run_id": None, "changed": at}
        connection.execute(update(table).where(table.c.id == card_id).values(**gone))
        forget_card(connection, card_id)


def take_back(db: Database, card_id: str, at: datetime) -> None:
    """Let a contact that was let go wait again. Raises StoreError where it was not, or is erased already."""
    with db.transaction() as connection:
        if lock_card(connection, card_id)["state"] != CardState.LET_GO:
            raise StoreError("letting_go.not_let_go", card=card_id)
        drafts = load_drafts(connection, table.c.id == card_id)
        if not drafts:
            raise StoreError("letting_go.erased", card=card_id)
        back = {"state": CardState.WAITING, "gone_on": None, "changed": at}
        connection.execute(update(table).where(table.c.id == card_id).values(**back))
        ask_anew(connection, card_id)
        index_cards(connection, drafts)


def gone(db: Database) -> tuple[tuple[Card, date], ...]:
    """The contacts that were let go and can be brought back, each with its last day, the next to go first."""
    which = and_(table.c.state == CardState.LET_GO, NOT_ERASED)
    with db.reading() as connection:
        chosen = connection.execute(select(table.c.id, table.c.gone_on).where(which))
        days = {row.id: row.gone_on for row in chosen}
        found = ((card, days[card.id]) for card in load_cards(connection, which))
        return tuple(sorted(found, key=lambda each: each[1]))


def erase_gone(db: Database, today: date) -> int:
    """How many contacts were erased because their last day is over: what they said, and each word of it."""
    over = and_(table.c.state == CardState.LET_GO, table.c.gone_on < today, NOT_ERASED)
    with db.reading() as connection:
        if connection.execute(select(table.c.id).where(over).limit(1)).first() is None:
            return 0  # as nearly always; and nobody had to wait for it
    with db.transaction() as connection:
        names = connection.execute(select(table.c.id).where(over).with_for_update()).scalars().all()
        delete_drafts(connection, names)
        for kept in (answers, answer_rounds, card_keys, told_apart):
            connection.execute(delete(kept).where(kept.c.card_id.in_(names)))
        connection.execute(update(imported).where(imported.c.card_id.in_(names)).values(file="", extra=""))
        return len(names)
