"""What was brought to somebody, with its day, and what one still wants to bring. Never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from data.database import Database
from data.people_tables import gifts as table
from data.people_tables import people

FIRST = 0


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
    return _found(db, _open(_mine() == person))


def due_steps(db: Database, until: date) -> tuple[Gift, ...]:
    """What one wanted to bring to anybody by this day and has not brought yet, the first due first."""
    return _found(db, _open(table.c.due <= until))


def given_to(db: Database, person: int) -> tuple[Gift, ...]:
    """What was brought to this person, the last first."""
    which = (table.c.given.is_not(None), _mine() == person)
    return _found(db, _gifts(*which).order_by(table.c.given.desc(), table.c.number.desc()))


def _open(which: ColumnElement[bool]) -> Select[tuple[int, int, str, date, datetime]]:
    chosen = _gifts(table.c.given.is_(None), which)
    return chosen.order_by(table.c.due.is_(None), table.c.due, table.c.number)


def _gifts(*which: ColumnElement[bool]) -> Select[tuple[int, int, str, date, datetime]]:
    columns = (table.c.number, _mine().label("person"), table.c.text, table.c.due, table.c.given)
    return select(*columns).join(people, people.c.number == table.c.person_number).where(*which)


def _mine() -> ColumnElement[int]:
    """Whose gift a row is: of somebody who was filed twice, the one who is kept."""
    return func.coalesce(people.c.merged_into, people.c.number)


def _found(db: Database, chosen: Select[tuple[int, int, str, date, datetime]]) -> tuple[Gift, ...]:
    with db.reading() as connection:
        rows: list[Row[tuple[int, int, str, date, datetime]]] = list(connection.execute(chosen))
    return tuple(Gift(*row) for row in rows)
