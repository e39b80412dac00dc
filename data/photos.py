"""The photos that came in: each is kept once, by its content, and every arrival is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.card_rows import insert_card
from data.cards import ALONE, ask_anew, card_id, require_waiting
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.models import CardRead, Contact, Side
from data.schema import arrivals, cards, photos
from data.sides import attach


class PhotoState(StrEnum):
    """What became of a photo so far."""

    CLAIMED = "claimed"
    READ = "read"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: the name that it came with, the path where it lies, and why it was set aside, else "".

    `attempts` is how often it was tried to read it since it came in. `taken` is when it was photographed,
    None where that is not known.
    """

    sha256: str
    name: str
    path: str
    state: PhotoState
    reason: str
    arrived: datetime
    attempts: int = 0
    taken: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A photo that comes in: its name, where it lies, its bytes, when it came, and when it was taken."""

    sha256: str
    name: str
    path: str
    size: int
    at: datetime
    taken: datetime | None = None


def record_arrival(db: Database, came: Arrival) -> bool:
    """True where the photo is to be read: it is new, or was set aside and came again. Else a duplicate.

    When it was taken stays as it was first recorded. A duplicate is noted as an arrival and changes nothing
    else. The same arrival again, as after a stop before its claim had ended, is no other one: it is noted
    once, and True for as long as the photo is still to be read.
    """
    kept = {"name": came.name, "path": came.path, "size": came.size, "changed": came.at}
    photo = {**kept, "state": PhotoState.CLAIMED, "reason": "", "attempts": 0}
    new = {"sha256": came.sha256, "arrived": came.at, "taken": came.taken, **photo}
    with db.transaction() as connection:
        if _arrived_already(connection, came):
            return _locked(connection, came.sha256).state == PhotoState.CLAIMED
        fresh = _insert_photo(connection, new)
        if not fresh:
            again = photos.c.sha256 == came.sha256, photos.c.state == PhotoState.SET_ASIDE
            known = {**photo, "taken": func.coalesce(photos.c.taken, came.taken)}
            fresh = connection.execute(update(photos).where(*again).values(known)).rowcount == 1
        connection.execute(insert(arrivals).values(sha256=came.sha256, name=came.name, arrived=came.at))
    return fresh


def _arrived_already(connection: Connection, came: Arrival) -> bool:
    same = arrivals.c.sha256 == came.sha256, arrivals.c.name == came.name, arrivals.c.arrived == came.at
    return connection.execute(select(arrivals.c.number).where(*same)).first() is not None


def _insert_photo(connection: Connection, photo: dict[str, object]) -> bool:
    """False where it is there already, also where another process put it there a moment ago."""
    there = select(photos.c.sha256).where(photos.c.sha256 == photo["sha256"])
    if connection.execute(there).first():
        return False
    try:
        with connection.begin_nested():
            connection.execute(insert(photos).values(photo))
    except IntegrityError:
        if connection.execute(there).first():
            return False
        raise
    return True


def unread(db: Database) -> tuple[Photo, ...]:
    """The photos that were claimed and not yet read, oldest first."""
    chosen = select(photos).where(photos.c.state == PhotoState.CLAIMED)
    with db.reading() as connection:
        found = connection.execute(chosen.order_by(photos.c.arrived, photos.c.sha256)).mappings()
        return tuple(map(load_photo, found))


def unread_count(db: Database) -> int:
    """How many photos were claimed and not yet read."""
    return int(db.rows("SELECT count(*) FROM photos WHERE state = 'claimed'")[0][0])


def photo(db: Database, sha256: str) -> Photo:
    """The photo with this content; raises NotFoundError."""
    with db.reading() as connection:
        return _locked(connection, sha256)


def record_attempt(db: Database, sha256: str) -> int:
    """How often it was tried to read the photo since it came in, this time counted; raises NotFoundError."""
    chosen = update(photos).where(photos.c.sha256 == sha256).values(attempts=photos.c.attempts + 1)
    with db.transaction() as connection:
        attempts = connection.execute(chosen.returning(photos.c.attempts)).scalar()
    if attempts is None:
        raise NotFoundError("store.no_photo", sha256=sha256[:12])
    return int(attempts)


def forgive_attempt(db: Database, sha256: str) -> None:
    """Count the last attempt to read the photo no more: it was not begun, for no fault of the photo's."""
    chosen = update(photos).where(photos.c.sha256 == sha256, photos.c.attempts > 0)
    with db.transaction() as connection:
        connection.execute(chosen.values(attempts=photos.c.attempts - 1))


def record_cards(db: Database, sha256: str, read: Sequence[CardRead], *, at: datetime) -> tuple[str, ...]:
    """The ids of the photo's cards, which wait from now on; all of them in one transaction.

    Again, for a photo that has been read: the same ids, and nothing is doubled. Raises NotFoundError
    for an unknown photo and StoreError where there is no card in it.
    """
    with db.transaction() as connection:
        found = _locked(connection, sha256)
        if found.state != PhotoState.READ:
            if not read:
                raise StoreError("store.no_cards_read", name=found.name)
            for card in read:
                front, *others = (_insert_side(connection, sha256, side, at) for side in card.sides)
                if others:
                    attach(connection, front, others, card.contact, at)
            _change(connection, sha256, PhotoState.READ, "", at)
        return _cards_of(connection, sha256)


def record_other_sides(
    db: Database, sha256: str, sides: Sequence[Side], front: str, contact: Contact, *, at: datetime
) -> None:
    """The photo shows other sides of a waiting card, which is asked about anew; all say `contact`.

    Again, for a photo that has been read, changes nothing. Raises StoreError where the card waits no more.
    """
    with db.transaction() as connection:
        if _locked(connection, sha256).state != PhotoState.READ:
            require_waiting(connection, front)
            ask_anew(connection, front)
            attach(
                connection, front, [_insert_side(connection, sha256, side, at) for side in sides], contact, at
            )
            _change(connection, sha256, PhotoState.READ, "", at)


def read_again(db: Database, sha256: str, at: datetime) -> None:
    """Let a photo that was set aside be read once more; of any other nothing changes."""
    with db.transaction() as connection:
        if _locked(connection, sha256).state == PhotoState.SET_ASIDE:
            _change(connection, sha256, PhotoState.CLAIMED, "", at)


def record_set_aside(db: Database, sha256: str, reason: str, at: datetime) -> None:
    """The photo could not be read, for `reason`. Of a photo that has been read, nothing changes."""
    if not reason.strip():
        raise StoreError("store.no_reason")
    with db.transaction() as connection:
        if _locked(connection, sha256).state != PhotoState.READ:
            _change(connection, sha256, PhotoState.SET_ASIDE, reason.strip(), at)


def _locked(connection: Connection, sha256: str) -> Photo:
    chosen = select(photos).where(photos.c.sha256 == sha256).with_for_update()
    found = connection.execute(chosen).mappings().first()
    if found is None:
        raise NotFoundError("store.no_photo", sha256=sha256[:12])
    return load_photo(found)


def _change(connection: Connection, sha256: str, state: PhotoState, reason: str, at: datetime) -> None:
    chosen = update(photos).where(photos.c.sha256 == sha256)
    connection.execute(chosen.values(state=state, reason=reason, changed=at))


def _insert_side(connection: Connection, sha256: str, side: Side, at: datetime) -> str:
    name = card_id(sha256, side.reading.page, side.reading.card)
    insert_card(connection, name, side.reading, side.contact, at)
    return name


def _cards_of(connection: Connection, sha256: str) -> tuple[str, ...]:
    chosen = select(cards.c.id).where(cards.c.sha256 == sha256, ALONE)
    return tuple(connection.execute(chosen.order_by(cards.c.page, cards.c.position)).scalars())


def load_photo(row: RowMapping) -> Photo:
    """The photo that a row of `photos` keeps."""
    return Photo(
        sha256=row["sha256"],
        name=row["name"],
        path=row["path"],
        state=PhotoState(row["state"]),
        reason=row["reason"],
        arrived=row["arrived"],
        attempts=row["attempts"],
        taken=row["taken"],
    )
