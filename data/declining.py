"""Suggestions to which the owner said "not this one", remembered for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from data.database import Database
from data.giving_tables import declined as table


def decline(db: Database, suggestion: str, person: int, other: int | None, *, at: datetime) -> None:
    """Remember that this suggestion is not wanted. Again, and it is still the same."""
    known = select(table.c.suggestion).where(table.c.suggestion == suggestion)
    row = {"suggestion": suggestion, "person_number": person, "other_number": other, "declined": at}
    with db.transaction() as connection:
        if connection.execute(known).first() is None:
            connection.execute(insert(table).values(**row))


def declined(db: Database) -> frozenset[str]:
    """The keys of all suggestions that were not wanted."""
    with db.reading() as connection:
        return frozenset(connection.scalars(select(table.c.suggestion)))
