"""How to reach somebody, as it was changed in an address book: new values come, old ones get their end.

Nothing is overwritten: an edit is a card of its own, without a photo, filed to the person in the moment in
which it comes. Values that it brought were taken from it, values that it took out were no longer true on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Table, func, insert, select, update

from data.card_rows import insert_draft
from data.contacts import insert_value, load_values
from data.database import Database
from data.indexing import forget_card, index_person
from data.models import CardState, Contact, Person, Value
from data.person_loading import load_people
from data.schema import cards, contact_points, contact_values, imported, jobs, names, people
from data.stacks import members, of
from data.written_cards import WrittenCard, keep_written

JOB = {"company": "company_number", "job_title": "title_number"}
"""The columns of a job by the fields that they keep."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an address book changed of somebody, and the file as it stands: all that it says, and its text.

    `gone` and `come` are values with the fields of `Contact` in which they are kept.
    """

    gone: tuple[tuple[str, Value], ...]
    come: tuple[tuple[str, Value], ...]
    says: Contact
    file: WrittenCard


def take_in(db: Database, number: int, edit: Edited, *, at: datetime) -> Person:
    """The person as the edit leaves them; the file's text is the base of the next comparison.

    `number` is whose contact it changes, `edit.file` may be that of somebody who is the same person.
    """
    with db.transaction() as connection:
        if edit.gone or edit.come:
            taking = _Taking(connection, number, edit, at)
            taking.end_points()
            taking.change_jobs()
            taking.add()
            index_person(connection, number)
        keep_written(connection, edit.file, at)
        return load_people(connection, people.c.number == number)[0]


@dataclass(frozen=True, slots=True)
class _Taking:
    """One edit on its way into the rows of somebody, and of those who are the same person.

    A value ends where it is kept, on a card of that number's own, so that people can still be parted; what
    comes in its place is kept beside it. `places` are these numbers by field, `made` the cards by number.
    """

    connection: Connection
    number: int
    edit: Edited
    at: datetime
    places: dict[str, int] = field(default_factory=dict)
    made: dict[int, str] = field(default_factory=dict)

    def end_points(self) -> None:
        """End the numbers, addresses and names that were taken out."""
        for row in self._current(contact_points):
            self._end_if_gone(contact_points, row, row["field"])
        for row in self._current(names):
            self._end_if_gone(names, row, "name")

    def change_jobs(self) -> None:
        """End the jobs of which something was changed; what was not goes on in the next one."""
        changed = {name for name, _ in (*self.edit.gone, *self.edit.come)} & set(JOB)
        come = {name: value for name, value in self.edit.come if name in JOB}
        for row in self._current(jobs) if changed else ():
            had = {name: self._value(row[column]) for name, column in JOB.items() if row[column] is not None}
            gone = {name for name, value in had.items() if self._is_gone(name, value)}
            if gone or any(name not in had for name in come):
                self._end(jobs, row)
                self._add_job(row["person_number"], {k: v for k, v in had.items() if k not in gone} | come)
                come = {}
        self._add_job(self.number, come)

    def add(self) -> None:
        """Add the names, numbers and addresses that came."""
        taken = {row["field"] for row in self._current(contact_points)}
        for name, value in self.edit.come:
            if name == "name":
                added = insert_value(self.connection, value)
                self._insert(names, self.places.get(name, self.number), value_number=added)
            elif name not in JOB:
                office = name == "address" and "address" in taken
                kept = replace(value, kind="address") if office else value
                row = {
                    "field": "also" if office else name,
                    "value_number": insert_value(self.connection, kept),
                }
                self._insert(contact_points, self.places.get(name, self.number), **row)
                taken.add(name)

    def _current(self, table: Table) -> list[RowMapping]:
        mine = table.c.person_number.in_(members(of(self.connection), [self.number]))
        chosen = select(table).where(mine, func.coalesce(table.c.to_card, "") == "").order_by(table.c.number)
        return list(self.connection.execute(chosen).mappings())

    def _end_if_gone(self, table: Table, row: RowMapping, name: str) -> None:
        if self._is_gone(name, self._value(row["value_number"])):
            self.places.setdefault("address" if name == "also" else name, row["person_number"])
            self._end(table, row)

    def _is_gone(self, name: str, value: Value) -> bool:
        return any((name, value.value) == (taken, other.value) for taken, other in self.edit.gone)

    def _end(self, table: Table, row: RowMapping) -> None:
        card = self._card(row["person_number"])
        ended = update(table).where(table.c.number == row["number"])
        self.connection.execute(ended.values(to_card=card))

    def _add_job(self, number: int, job: Mapping[str, Value]) -> None:
        if job:
            kept = {JOB[name]: insert_value(self.connection, value) for name, value in job.items()}
            self._insert(jobs, number, **kept)

    def _insert(self, table: Table, number: int, **columns: object) -> None:
        last = select(func.max(table.c.position)).where(table.c.person_number == number)
        place = self.connection.execute(last).scalar()
        row = {"position": 0 if place is None else place + 1, "from_card": self._card(number), **columns}
        self.connection.execute(insert(table).values(person_number=number, **row))

    def _value(self, number: int) -> Value:
        chosen = select(contact_values.c.number).where(contact_values.c.number == number)
        return load_values(self.connection, chosen)[number]

    def _card(self, number: int) -> str:
        """The card that this edit is in the history of `number`."""
        if number not in self.made:
            self.made[number] = self._insert_card(number)
        return self.made[number]

    def _insert_card(self, number: int) -> str:
        file = self.edit.file
        key = f"{file.file} {number} {self.at.isoformat()}"
        digest = hashlib.sha256(file.text.encode()).hexdigest()
        card = hashlib.sha256(f"people/{key}/{digest}".encode()).hexdigest()[:12]
        facts = {"person_number": number, "arrived": self.at, "changed": self.at, "round": 0}
        self.connection.execute(insert(cards).values(id=card, state=CardState.FILED, **facts))
        came = {"key": key, "digest": digest, "file": "", "extra": "", "imported": self.at}
        self.connection.execute(insert(imported).values(card_id=card, source="people", **came))
        insert_draft(self.connection, card, self.edit.says)
        forget_card(self.connection, card)  # it is its person who is found
        return card
