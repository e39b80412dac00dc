"""When one was last in touch with each person: the last meeting or gift, else the day of filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, update

from data.database import Database
from data.errors import NotFoundError
from data.people_tables import gifts, meetings, people


@dataclass(frozen=True, slots=True)
class Touch:
    """A person, and the day on which one was last in touch. `known` is False where it is that of filing."""

    person: int
    day: date
    known: bool


def quiet_since(db: Database, before: date, *, today: date) -> tuple[Touch, ...]:
    """The people one was last in touch with before this day and who are not put off, longest first."""
    mine = func.coalesce(people.c.merged_into, people.c.number)
    met, given = _last(meetings.c.day, mine), _last(gifts.c.given, mine)
    awake = or_(people.c.snoozed_until.is_(None), people.c.snoozed_until <= today)
    chosen = select(people.c.number, people.c.filed).where(people.c.merged_into.is_(None), awake)
    with db.reading() as connection:
        days = {number: day for number, day in connection.execute(met)}  # noqa: C416 - rows are no pairs to a type checker
        for number, moment in connection.execute(given):
            day = _local(moment)
            days[number] = max(days.get(number, day), day)
        filed = connection.execute(chosen).all()
    touches = [Touch(number, days.get(number) or _local(at), number in days) for number, at in filed]
    return tuple(sorted((one for one in touches if one.day < before), key=lambda one: (one.day, one.person)))


def snooze(db: Database, person: int, until: date) -> None:
    """Do not name this person among those one has lost touch with before that day. Raises NotFoundError."""
    chosen = update(people).where(people.c.number == person).values(snoozed_until=until)
    with db.transaction() as connection:
        if connection.execute(chosen).rowcount == 0:
            raise NotFoundError("store.no_person", number=person)


def _last(column: ColumnElement[date], mine: ColumnElement[int]) -> Select[tuple[int, date]]:
    """The latest day of each person in one table."""
    kept = column.table
    owned = select(mine, func.max(column)).join(people, people.c.number == kept.c.person_number)
    return owned.where(column.is_not(None)).group_by(mine)


def _local(moment: datetime) -> date:
    return moment.astimezone().date()
