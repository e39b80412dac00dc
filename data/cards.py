"""The cards: from waiting to filed, put off or discarded, and what was typed about them on the way.

`waiting → filed | discarded | later` and `later → waiting` are the only steps; every other is refused
with what to do instead. Filing stands in `data.people`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, select, update

from data.card_rows import code, line, load_drafts, load_typed
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.indexing import forget_card
from data.models import CardState, Code, Contact, Line
from data.schema import (
    answer_rounds,
    answers,
    card_codes,
    card_lines,
    photos,
)
from data.schema import (
    cards as table,
)
from data.typed import rows


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands: its photo's name, its draft, and how far asking has come.

    `round` is the round to ask, or asked, by the review run `run_id`; `later_until` the day on which a
    postponed card comes back. `typed` are the words of the latest answer, None where nobody answered.
    `index` counts the cards of the photo from 0. `person` is the number of who it was filed as.
    """

    id: str
    sha256: str
    photo: str
    page: int
    index: int
    state: CardState
    contact: Contact
    round: int
    run_id: str | None
    later_until: date | None
    arrived: datetime
    typed: Mapping[str, Any] | None
    person: int | None = None


def card_id(sha256: str, page: int, card: int) -> str:
    """The name of a card, always the same for the same place in the same photo: 12 hex digits."""
    return hashlib.sha256(f"{sha256}/{page}/{card}".encode()).hexdigest()[:12]


def card(db: Database, name: str) -> Card:
    """The card with this id, or whose id alone begins with it; raises NotFoundError."""
    wanted = name.strip().lower()
    with db.reading() as connection:
        begins = func.substr(table.c.id, 1, len(wanted)) == wanted
        ids = (
            connection.execute(select(table.c.id).where(begins).order_by(table.c.id).limit(5)).scalars().all()
        )
        if not wanted or not ids:
            raise NotFoundError("store.no_card", card=name)
        if len(ids) > 1:
            raise NotFoundError("store.many_cards", card=name, found=", ".join(ids))
        return _load(connection, table.c.id == ids[0])[0]


def cards(db: Database, *states: CardState) -> tuple[Card, ...]:
    """The cards in any of `states` (without any: all), oldest first."""
    with db.reading() as connection:
        return _load(connection, table.c.state.in_(states or tuple(CardState)))


def without_run(db: Database) -> tuple[Card, ...]:
    """The waiting cards for which no review run is open, oldest first."""
    with db.reading() as connection:
        return _load(connection, and_(table.c.state == CardState.WAITING, table.c.run_id.is_(None)))


def lines(db: Database, card_id: str) -> tuple[Line, ...]:
    """What the readers saw on the card, in reading order."""
    chosen = select(card_lines).where(card_lines.c.card_id == card_id).order_by(card_lines.c.position)
    with db.reading() as connection:
        return tuple(map(line, connection.execute(chosen).mappings()))


def codes(db: Database, card_id: str) -> tuple[Code, ...]:
    """What the codes on the card say, in the order in which they were found."""
    chosen = select(card_codes).where(card_codes.c.card_id == card_id).order_by(card_codes.c.position)
    with db.reading() as connection:
        return tuple(map(code, connection.execute(chosen).mappings()))


def record_run(db: Database, card_id: str, run_id: str, round: int) -> None:  # noqa: A002, the form's own word
    """The review run that asks about a waiting card, and the round that it asks."""
    with db.transaction() as connection:
        _waiting(connection, card_id)
        _change(connection, card_id, run_id=run_id, round=round)


def forget_run(db: Database, card_id: str) -> None:
    """The review run of a waiting card is lost; another is to be opened, for a round of its own."""
    with db.transaction() as connection:
        _waiting(connection, card_id)
        _change(connection, card_id, run_id=None, round=table.c.round + 1)


def record_answer(db: Database, card_id: str, round: int, typed: Mapping[str, Any], at: datetime) -> None:  # noqa: A002
    """Keep every word that was typed in this round, whatever becomes of it; again replaces the round."""
    key = {"card_id": card_id, "round": round}
    with db.transaction() as connection:
        lock_card(connection, card_id)
        for kept in (answers, answer_rounds):
            connection.execute(delete(kept).where(kept.c.card_id == card_id, kept.c.round == round))
        connection.execute(insert(answer_rounds).values(answered=at, **key))
        found = [{**key, "position": place, **row._asdict()} for place, row in enumerate(rows(typed))]
        if found:
            connection.execute(insert(answers), found)


def postpone(db: Database, card_id: str, until: date, at: datetime) -> None:
    """Put a waiting card off until a day. Again with the same day changes nothing."""
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        if (found["state"], found["later_until"]) != (CardState.LATER, until):
            _waiting(connection, card_id)
            _change(connection, card_id, state=CardState.LATER, later_until=until, changed=at)


def come_back(db: Database, today: date) -> tuple[str, ...]:
    """The ids of the postponed cards whose day has come; they wait again, for a new run and a new round."""
    due = and_(table.c.state == CardState.LATER, table.c.later_until <= today)
    with db.transaction() as connection:
        return _return(connection, due)


def bring_back(db: Database, card_id: str) -> None:
    """Let a postponed card wait again before its day. A card that waits already stays as it is."""
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        if found["state"] not in {CardState.LATER, CardState.WAITING}:
            _waiting(connection, card_id)
        _return(connection, and_(table.c.id == card_id, table.c.state == CardState.LATER))


def discard(db: Database, card_id: str, reason: str, at: datetime) -> None:
    """This is not a card, or not one to keep. Again changes nothing."""
    if not reason.strip():
        raise StoreError("store.no_reason")
    with db.transaction() as connection:
        if lock_card(connection, card_id)["state"] == CardState.DISCARDED:
            return
        _waiting(connection, card_id)
        _change(connection, card_id, state=CardState.DISCARDED, discarded_because=reason.strip(), changed=at)
        forget_card(connection, card_id)


def lock_card(connection: Connection, card_id: str) -> RowMapping:
    """The card's row, which nobody else changes until the transaction ends; raises NotFoundError."""
    chosen = select(table).where(table.c.id == card_id).with_for_update()
    found = connection.execute(chosen).mappings().first()
    if found is None:
        raise NotFoundError("store.no_card", card=card_id)
    return found


def _waiting(connection: Connection, card_id: str) -> None:
    """Refuse a step that only a waiting card can take."""
    found = lock_card(connection, card_id)
    if found["state"] != CardState.WAITING:
        raise StoreError(f"store.is_{found['state']}", card=card_id, until=found["later_until"] or "")


def _change(connection: Connection, card_id: str, **facts: object) -> None:
    connection.execute(update(table).where(table.c.id == card_id).values(**facts))


def _return(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    ids = tuple(connection.execute(select(table.c.id).where(which).with_for_update()).scalars())
    facts = {"state": CardState.WAITING, "later_until": None, "run_id": None}
    connection.execute(update(table).where(table.c.id.in_(ids)).values(round=table.c.round + 1, **facts))
    return ids


def _load(connection: Connection, which: ColumnElement[bool]) -> tuple[Card, ...]:
    chosen = select(table, photos.c.name.label("photo")).join(photos).where(which)
    found = (
        connection.execute(chosen.order_by(table.c.arrived, table.c.sha256, table.c.position))
        .mappings()
        .all()
    )
    drafts = load_drafts(connection, which)
    latest = load_typed(connection, which)
    return tuple(
        Card(
            id=row["id"],
            sha256=row["sha256"],
            photo=row["photo"],
            page=row["page"],
            index=row["position"],
            state=CardState(row["state"]),
            contact=drafts.get(row["id"], Contact()),
            round=row["round"],
            run_id=row["run_id"],
            later_until=row["later_until"],
            arrived=row["arrived"],
            typed=latest.get(row["id"]),
            person=row["person_number"],
        )
        for row in found
    )
