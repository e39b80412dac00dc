"""When one was last in touch with each person: the last meeting or gift, else the day of filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Connection, func, or_, select, update

from data.database import Database
from data.errors import NotFoundError
from data.people_tables import gifts, meetings, people
from data.stacks import joined, of


@dataclass(frozen=True, slots=True)
class Touch:
    """A person, and the day on which one was last in touch. `known` is False where it is that of filing."""

    person: int
    day: date
    known: bool


def quiet_since(db: Database, before: date, *, today: date) -> tuple[Touch, ...]:
    """The people one was last in touch with before this day and who are not put off, longest first."""
    awake = or_(people.c.snoozed_until.is_(None), people.c.snoozed_until <= today)
    chosen = select(people.c.number, people.c.filed).where(people.c.merged_into.is_(None), awake)
    with db.reading() as connection:
        heads, days = joined(of(connection)), dict[int, date]()
        for number, day in (*_last(connection, meetings.c.day), *_last(connection, gifts.c.given)):
            head = heads.get(number, number)
            days[head] = max(days.get(head, day), day)
        filed = connection.execute(chosen).all()
    touches = [Touch(number, days.get(number) or _local(at), number in days) for number, at in filed]
    return tuple(sorted((one for one in touches if one.day < before), key=lambda one: (one.day, one.person)))


def snooze(db: Database, person: int, until: date) -> None:
    """Do not name this person among those one has lost touch with before that day. Raises NotFoundError."""
    chosen = update(people).where(people.c.number == person).values(snoozed_until=until)
    with db.transaction() as connection:
        if connection.execute(chosen).rowcount == 0:
            raise NotFoundError("store.no_person", number=person)


def _last(connection: Connection, column: Column[date] | Column[datetime]) -> Iterator[tuple[int, date]]:
    """The latest day that one table keeps of each row of people."""
    mine = column.table.c.person_number
    chosen = select(mine, func.max(column)).where(column.is_not(None)).group_by(mine)
    for number, last in connection.execute(chosen):
        yield number, _local(last) if isinstance(last, datetime) else last


def _local(moment: datetime) -> date:
    return moment.astimezone().date()
