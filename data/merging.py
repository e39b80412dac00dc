"""People who are the same are joined, and parted again: no row moves, nothing is overwritten.

Joining lays a stack on another, by `people.merged_into`; parting takes it off as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from data.cards import lock_card
from data.database import Database
from data.endings import Replaced, end_anew
from data.errors import NotFoundError, StoreError
from data.indexing import forget_person, index_person
from data.models import Answer, Person
from data.people import number_of_filed
from data.person_loading import load_people
from data.person_rows import insert_person
from data.schema import people as table
from data.stacks import Layer, heads, of, stacks


def file_known_card(
    db: Database, card_id: str, answer: Answer, *, at: datetime, replaced: Replaced
) -> Person:
    """The person on file to whom the card was joined: those in `answer.same`, who then are one person.

    Where nothing was said of who they are, the sentence that is on file stands. Again: the same person,
    unchanged. Raises StoreError and NotFoundError as `data.people.file_card` does.
    """
    with db.transaction() as connection:
        number = number_of_filed(lock_card(connection, card_id))
        if number is None:
            known = _heads(connection, answer.same)
            who = answer.who.strip() or load_people(connection, table.c.number == known[0])[0].answer.who
            number = insert_person(connection, card_id, replace(answer, who=who), at)
            _join(connection, [number, *known], replaced)
        return _load(connection, number)


def merge_people(db: Database, numbers: Sequence[int], *, replaced: Replaced) -> Person:
    """The one person whom all these are from now on. Raises NotFoundError."""
    with db.transaction() as connection:
        _join(connection, _heads(connection, numbers), replaced)
        return _load(connection, numbers[0])


def part_person(db: Database, number: int, *, replaced: Replaced) -> tuple[Person, Person]:
    """Whom the row `number` was joined to, and who it is by itself again, with all that was joined to it.

    Raises StoreError where it was not joined to anybody, and NotFoundError.
    """
    with db.transaction() as connection:
        (head,) = _heads(connection, [number])
        if head == number:
            raise StoreError("merging.not-joined", number=number)
        connection.execute(update(table).where(table.c.number == number).values(merged_into=None))
        for each in (head, number):
            _settle(connection, each, replaced)
        return _load(connection, head), _load(connection, number)


def layers(db: Database, number: int) -> tuple[Layer, ...]:
    """The rows of the person of whom `number` is one, from the oldest card to the newest.

    Raises NotFoundError.
    """
    with db.reading() as connection:
        (head,) = _heads(connection, [number])
        return stacks(of(connection), [head])[head]


def joined_to(db: Database, number: int) -> tuple[int, ...]:
    """The rows that were joined to this one, each of which can be parted from it."""
    chosen = select(table.c.number).where(table.c.merged_into == number).order_by(table.c.number)
    with db.reading() as connection:
        return tuple(connection.execute(chosen).scalars())


def _load(connection: Connection, number: int) -> Person:
    (head,) = _heads(connection, [number])
    return load_people(connection, table.c.number == head)[0]


def _heads(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """The heads of the stacks in which these rows are, each once."""
    known = heads(of(connection), numbers)
    for number in numbers:
        if number not in known:
            raise NotFoundError("store.no_person", number=number)
    return list(dict.fromkeys(known[number] for number in numbers))


def _join(connection: Connection, tops: Sequence[int], replaced: Replaced) -> None:
    """Lay all stacks on the one whose head was filed first."""
    head, *others = sorted(set(tops))
    if others:
        connection.execute(update(table).where(table.c.number.in_(others)).values(merged_into=head))
        for other in others:
            forget_person(connection, other)
        _settle(connection, head, replaced)


def _settle(connection: Connection, head: int, replaced: Replaced) -> None:
    """Let a stack know what ended in it, be found by all that it says, and have its vCard written anew."""
    end_anew(connection, stacks(of(connection), [head])[head], replaced)
    index_person(connection, head)
    connection.execute(update(table).where(table.c.number == head).values(vcard=None))
