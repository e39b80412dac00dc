"""The owner's own card, and three sentences on who they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from data.contacts import contact, delete_values, fields, insert_value, load_values
from data.database import Database
from data.giving_tables import me as table
from data.giving_tables import me_values
from data.models import Contact


@dataclass(frozen=True, slots=True)
class Me:
    """The owner: who they are, what they do, where they are heading, and how to reach them.

    `language` is the one that the three sentences are written in, "" where nobody said.
    """

    who: str = ""
    does: str = ""
    heading: str = ""
    language: str = ""
    contact: Contact = field(default_factory=Contact)


def owner(db: Database) -> Me | None:
    """The owner, None where they never said who they are."""
    with db.reading() as connection:
        row = connection.execute(select(table)).mappings().first()
        if row is None:
            return None
        values = load_values(connection, select(me_values.c.value_number))
        kept = connection.execute(select(me_values).order_by(me_values.c.position)).mappings()
        found = contact((each["field"], values[each["value_number"]]) for each in kept)
    return Me(row["who"], row["does"], row["heading"], row["language"], found)


def record_owner(db: Database, me: Me, *, at: datetime) -> None:
    """Keep this, and nothing of what was kept before."""
    said = {"who": me.who, "does": me.does, "heading": me.heading, "language": me.language, "changed": at}
    with db.transaction() as connection:
        _forget(connection)
        connection.execute(insert(table).values(number=1, **said))
        rows = [
            {"position": place, "field": name, "value_number": insert_value(connection, value)}
            for place, (name, value) in enumerate(fields(me.contact))
        ]
        if rows:
            connection.execute(insert(me_values), rows)


def _forget(connection: Connection) -> None:
    numbers = connection.scalars(select(me_values.c.value_number)).all()
    connection.execute(delete(me_values))
    delete_values(connection, numbers)
    connection.execute(delete(table))
