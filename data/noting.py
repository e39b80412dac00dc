"""Events and news that one noted, because somebody may be glad of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, or_, select

from data.database import Database
from data.errors import NotFoundError
from data.giving_tables import declined, vectors
from data.giving_tables import notes as table


@dataclass(frozen=True, slots=True)
class Note:
    """An event or a piece of news, what it is about, and its day where it has one."""

    number: int
    text: str
    about: str = ""
    day: date | None = None

    @property
    def key(self) -> str:
        """What names it in a suggestion."""
        return f"note:{self.number}"


def record_note(db: Database, text: str, about: str, day: date | None, *, at: datetime) -> Note:
    """The note, kept."""
    row = insert(table).values(text=text, about=about, day=day, noted=at)
    with db.transaction() as connection:
        number: int = connection.execute(row).inserted_primary_key[0]  # type: ignore[index]
    return Note(number, text, about, day)


def notes(db: Database, *, since: date | None = None) -> tuple[Note, ...]:
    """The notes in the order of their days, those without one last; none whose day is before `since`."""
    chosen = select(table.c.number, table.c.text, table.c.about, table.c.day)
    if since is not None:
        chosen = chosen.where(or_(table.c.day.is_(None), table.c.day >= since))
    with db.reading() as connection:
        rows = connection.execute(chosen.order_by(table.c.day.is_(None), table.c.day, table.c.number)).all()
    return tuple(Note(*row) for row in rows)


def forget_note(db: Database, number: int) -> None:
    """Forget a note, what it means, and what was said of it. Raises NotFoundError.

    All of it, for the database may give its number to another note.
    """
    with db.transaction() as connection:
        if connection.execute(delete(table).where(table.c.number == number)).rowcount == 0:
            raise NotFoundError("give.no-note", number=number)
        meaning = (vectors.c.kind == "note", vectors.c.row_number == number)
        connection.execute(delete(vectors).where(*meaning))
        said = declined.c.suggestion.startswith(f"note:{number}/", autoescape=True)
        connection.execute(delete(declined).where(said))
