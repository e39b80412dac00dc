"""The people on file: who they are, what one can do for them, and how to reach them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, select, true

from data.cards import lock_card
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.models import Answer, CardState, Person
from data.person_loading import load_people
from data.person_rows import insert_person
from data.schema import (
    people as table,
)
from data.stacks import heads, of


def file_card(db: Database, card_id: str, answer: Answer, *, at: datetime) -> Person:
    """The person that the card is filed as. Again, also at the same time: the same person, unchanged.

    It is a person of its own; one who is on file already is joined by `data.merging`. Raises StoreError
    where nobody said who the person is, or the card is put off or discarded.
    """
    if not answer.who.strip():
        raise StoreError("store.no_who", card=card_id)
    with db.transaction() as connection:
        number = number_of_filed(lock_card(connection, card_id))
        if number is None:
            number = insert_person(connection, card_id, answer, at)
        head = heads(of(connection), [number])[number]
        return load_people(connection, table.c.number == head)[0]


def number_of_filed(card: RowMapping) -> int | None:
    """The number as which a card was filed, None where it waits to be. Raises StoreError for other states."""
    match card["state"]:
        case CardState.FILED:
            number: int = card["person_number"]
            return number
        case CardState.WAITING:
            return None
        case state:
            raise StoreError(f"store.is_{state}", card=card["id"], until=card["later_until"] or "")


def people(db: Database) -> tuple[Person, ...]:
    """Everybody on file, each once, in the order in which they were filed."""
    with db.reading() as connection:
        return load_people(connection, true())


def person(db: Database, number: int) -> Person:
    """The person with this number, or to whom it was joined; raises NotFoundError."""
    with db.reading() as connection:
        head = heads(of(connection), [number]).get(number)
        if head is None:
            raise NotFoundError("store.no_person", number=number)
        return load_people(connection, table.c.number == head)[0]


def without_vcard(db: Database) -> tuple[Person, ...]:
    """The people whose vCard was not written yet: Aroma was stopped between filing and writing."""
    with db.reading() as connection:
        return load_people(connection, table.c.vcard.is_(None))


def vcards_of_joined(db: Database) -> tuple[int, ...]:
    """The numbers of those who were joined to somebody and have a vCard of their own still."""
    joined = table.c.merged_into.is_not(None), table.c.vcard.is_not(None)
    with db.reading() as connection:
        return tuple(connection.execute(select(table.c.number).where(*joined)).scalars())
