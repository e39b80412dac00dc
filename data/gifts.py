"""What was brought to somebody, with its day, and what one still wants to bring. Never counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from data.database import Database
from data.people_tables import gifts as table
from data.stacks import heads, members, of

FIRST = 0
Chosen = Select[tuple[int, int, str, date, datetime]]


@dataclass(frozen=True, slots=True)
class Gift:
    """Something for somebody. `due`: until when it was meant; `given`: when it was brought, if ever."""

    number: int
    person: int
    text: str
    due: date | None = None
    given: datetime | None = None


def record_gift(db: Database, person: int, text: str, *, given: datetime) -> None:
    """Remember that `text` was brought to this person."""
    with db.transaction() as connection:
        last = select(table.c.position).where(table.c.person_number == person)
        place = connection.scalar(last.order_by(table.c.position.desc()).limit(1))
        position = FIRST if place is None else place + 1
        row = {"person_number": person, "position": position, "text": text, "given": given}
        connection.execute(insert(table).values(**row))


def mark_given(db: Database, number: int, text: str, *, given: datetime) -> None:
    """Remember that a next step was done, as `text` says."""
    with db.transaction() as connection:
        connection.execute(update(table).where(table.c.number == number).values(text=text, given=given))


def next_steps(db: Database, person: int) -> tuple[Gift, ...]:
    """What one still wants to bring to this person, the first due first."""
    with db.reading() as connection:
        return _found(connection, _open(_of(connection, person)))


def due_steps(db: Database, until: date) -> tuple[Gift, ...]:
    """What one wanted to bring to anybody by this day and has not brought yet, the first due first."""
    with db.reading() as connection:
        return _found(connection, _open(table.c.due <= until))


def brought(db: Database) -> tuple[Gift, ...]:
    """All that was brought to anybody, each with the number of the person who is kept, the first first."""
    with db.reading() as connection:
        chosen = _gifts(table.c.given.is_not(None))
        return _found(connection, chosen.order_by(table.c.given, table.c.number))


def _open(which: ColumnElement[bool]) -> Chosen:
    chosen = _gifts(table.c.given.is_(None), which)
    return chosen.order_by(table.c.due.is_(None), table.c.due, table.c.number)


def _gifts(*which: ColumnElement[bool]) -> Chosen:
    columns = (table.c.number, table.c.person_number, table.c.text, table.c.due, table.c.given)
    return select(*columns).where(*which)


def _of(connection: Connection, person: int) -> ColumnElement[bool]:
    """The gifts of somebody, those of the rows that were joined to them among them."""
    return table.c.person_number.in_(members(of(connection), [person]))


def _found(connection: Connection, chosen: Chosen) -> tuple[Gift, ...]:
    """The gifts, each with the number of the person who is kept."""
    gifts = [Gift(*row) for row in connection.execute(chosen)]
    whose = heads(of(connection), sorted({gift.person for gift in gifts}))
    return tuple(replace(gift, person=whose[gift.person]) for gift in gifts)
