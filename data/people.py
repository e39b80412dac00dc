"""The people on file: who they are, what one can do for them, and how to reach them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import true

from data.cards import lock_card
from data.database import Database
from data.errors import NotFoundError, StoreError
from data.models import Answer, CardState, Person
from data.person_rows import insert_person, load_people
from data.schema import (
    people as table,
)


def file_card(db: Database, card_id: str, answer: Answer, *, at: datetime) -> Person:
    """The person that the card is filed as. Again, also at the same time: the same person, unchanged.

    Raises StoreError where nobody said who the person is, or the card is put off or discarded.
    """
    if not answer.who.strip():
        raise StoreError("store.no_who", card=card_id)
    with db.transaction() as connection:
        found = lock_card(connection, card_id)
        match found["state"]:
            case CardState.FILED:
                number = found["person_number"]
            case CardState.WAITING:
                number = insert_person(connection, card_id, answer, at)
            case state:
                raise StoreError(f"store.is_{state}", card=card_id, until=found["later_until"] or "")
        return load_people(connection, table.c.number == number)[0]


def people(db: Database) -> tuple[Person, ...]:
    """Everybody on file, in the order in which they were filed."""
    with db.reading() as connection:
        return load_people(connection, true())


def person(db: Database, number: int) -> Person:
    """The person with this number; raises NotFoundError."""
    with db.reading() as connection:
        found = load_people(connection, table.c.number == number)
    if not found:
        raise NotFoundError("store.no_person", number=number)
    return found[0]


def without_vcard(db: Database) -> tuple[Person, ...]:
    """The people whose vCard was not written yet: Aroma was stopped between filing and writing."""
    with db.reading() as connection:
        return load_people(connection, table.c.vcard.is_(None))
