"""The cards: from waiting to filed, put off or discarded, and what was typed about them on the way.

`waiting → filed | discarded | later` and `later → waiting` are the only steps; every other is refused
with what to do instead. Filing stands in `data.people`. A card that is the other side of one takes none
of them: it goes with its front (`data.sides`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select, update

from data.card_rows import code, keep_words, line, load_drafts, load_typed
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.indexing import forget_card
from data.models import CardState, Code, Contact, Line
from data.schema import card_codes, card_lines, card_sides, imported, photos
from data.schema import cards as table

ALONE = table.c.id.not_in(select(card_sides.c.card_id))
"""Of those that are asked about: not the other side of one."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands: its photo's name, its draft, and how far asking has come.

    `round` is the round to ask, or asked, by the review run `run_id`; `later_until` the day on which a
    postponed card comes back. `typed` are the words of the latest answer, None where nobody answered.
    `index` counts the cards of the photo from 0. `person` is the number of who it was filed as. `others`
    are the ids of its other sides; `side_of` is the id of the front that this is another side of.

    A contact that was imported has its `source` (see `data.known_tables.SOURCES`), no `sha256` (""), and
    its file's name for that of a photo. `met` is the day of the meeting as far as the card tells it, `kept`
    when its owner said to be asked about it next.
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
    others: tuple[str, ...] = ()
    side_of: str | None = None
    source: str | None = None
    met: date | None = None
    kept: datetime | None = None


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
        return load_cards(connection, table.c.id == ids[0])[0]


def cards(db: Database, *states: CardState) -> tuple[Card, ...]:
    """The cards in any of `states` (without any: all), oldest first; other sides go with their fronts."""
    with db.reading() as connection:
        return load_cards(connection, and_(ALONE, table.c.state.in_(states or tuple(CardState))))


def cards_on(db: Database, sha256: str) -> tuple[Card, ...]:
    """All that was read on a photo, in reading order, other sides too."""
    with db.reading() as connection:
        return load_cards(connection, table.c.sha256 == sha256)


def without_run(db: Database) -> tuple[Card, ...]:
    """The photographed cards that wait and for which no review run is open, oldest first."""
    mine = (table.c.state == CardState.WAITING, table.c.run_id.is_(None), table.c.sha256.is_not(None))
    with db.reading() as connection:
        return load_cards(connection, and_(ALONE, *mine))


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
        require_waiting(connection, card_id)
        _change(connection, card_id, run_id=run_id, round=round)


def forget_run(db: Database, card_id: str, run_id: str | None) -> bool:
    """Whether a waiting card let go of its review run, which is lost: it is to be asked about anew.

    A card that was settled meanwhile, or is asked about by another run, stays as it is.
    """
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        if (found["state"], found["run_id"]) != (CardState.WAITING, run_id):
            return False
        ask_anew(connection, card_id)
        return True


def record_answer(db: Database, card_id: str, round: int, typed: Mapping[str, Any], at: datetime) -> None:  # noqa: A002
    """Keep every word that was typed in this round, whatever becomes of it; again replaces the round."""
    with db.transaction() as connection:
        lock_card(connection, card_id)
        keep_words(connection, card_id, round, typed, at)


def postpone(db: Database, card_id: str, until: date, at: datetime) -> None:
    """Put a waiting card off until a day. Again with the same day changes nothing."""
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        if (found["state"], found["later_until"]) != (CardState.LATER, until):
            require_waiting(connection, card_id)
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
            require_waiting(connection, card_id)
        _return(connection, and_(table.c.id == card_id, table.c.state == CardState.LATER))


def discard(db: Database, card_id: str, reason: str, at: datetime) -> None:
    """This is not a card, or not one to keep. Again changes nothing."""
    if not reason.strip():
        raise StoreError("store.no_reason")
    with db.transaction() as connection:
        if lock_card(connection, card_id)["state"] == CardState.DISCARDED:
            return
        require_waiting(connection, card_id)
        _change(connection, card_id, state=CardState.DISCARDED, discarded_because=reason.strip(), changed=at)
        forget_card(connection, card_id)


def lock_card(connection: Connection, card_id: str) -> RowMapping:
    """The card's row, which nobody else changes until the transaction ends; raises NotFoundError."""
    chosen = select(table).where(table.c.id == card_id).with_for_update()
    found = connection.execute(chosen).mappings().first()
    if found is None:
        raise NotFoundError("store.no_card", card=card_id)
    return found


def require_waiting(connection: Connection, card_id: str) -> RowMapping:
    """The card's row, locked. Refuses a step that only a waiting card can take: raises StoreError."""
    found = lock_card(connection, card_id)
    front = select(card_sides.c.front_id).where(card_sides.c.card_id == card_id)
    if side_of := connection.execute(front).scalar():
        raise StoreError("store.is_side", card=card_id, front=side_of)
    if found["state"] != CardState.WAITING:
        raise StoreError(f"store.is_{found['state']}", card=card_id, until=found["later_until"] or "")
    return found


def ask_anew(connection: Connection, card_id: str) -> None:
    """Let another review run be opened for a waiting card, for a round of its own."""
    _change(connection, card_id, run_id=None, round=table.c.round + 1)


def _change(connection: Connection, card_id: str, **facts: object) -> None:
    connection.execute(update(table).where(table.c.id == card_id).values(**facts))


def _return(connection: Connection, which: ColumnElement[bool]) -> tuple[str, ...]:
    ids = tuple(connection.execute(select(table.c.id).where(which).with_for_update()).scalars())
    facts = {"state": CardState.WAITING, "later_until": None, "run_id": None}
    connection.execute(update(table).where(table.c.id.in_(ids)).values(round=table.c.round + 1, **facts))
    return ids


def load_cards(connection: Connection, which: ColumnElement[bool]) -> tuple[Card, ...]:
    """The cards that `which` chooses, oldest first."""
    came = select(table, photos.c.name.label("photo"), imported.c.source, imported.c.file)
    chosen = came.outerjoin_from(table, photos).outerjoin(imported).where(which)
    found = (
        connection.execute(chosen.order_by(table.c.arrived, table.c.sha256, table.c.position))
        .mappings()
        .all()
    )
    drafts = load_drafts(connection, which)
    latest = load_typed(connection, which)
    front_of, others_of = _load_sides(connection, which)
    return tuple(
        Card(
            id=row["id"],
            sha256=row["sha256"] or "",
            photo=row["photo"] or row["file"] or "",
            page=row["page"] or 0,
            index=row["position"] or 0,
            state=CardState(row["state"]),
            contact=drafts.get(row["id"], Contact()),
            round=row["round"],
            run_id=row["run_id"],
            later_until=row["later_until"],
            arrived=row["arrived"],
            typed=latest.get(row["id"]),
            person=row["person_number"],
            others=tuple(others_of.get(row["id"], ())),
            side_of=front_of.get(row["id"]),
            source=row["source"],
            met=row["met"],
            kept=row["kept"],
        )
        for row in found
    )


def _load_sides(
    connection: Connection, which: ColumnElement[bool]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The front of each other side, and the other sides of each front, of the cards that `which` chooses."""
    ids = select(table.c.id).where(which)
    mine = or_(card_sides.c.card_id.in_(ids), card_sides.c.front_id.in_(ids))
    fronts: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for row in connection.execute(select(card_sides).where(mine).order_by(card_sides.c.position)):
        fronts[row.card_id] = row.front_id
        others.setdefault(row.front_id, []).append(row.card_id)
    return fronts, others
