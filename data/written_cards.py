"""The vCards as Aroma wrote them last, and what others had written on them: the base of every comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from data.database import Database
from data.schema import cards, imported, people, written_cards


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A person's file in the people folder: its name, "" before it was ever written, and its text.

    `extra` are properties that others wrote on it, word for word; `text` is "" where Aroma of old wrote the
    file, which kept no copy. `uid` is the person's; `same_as` the number of the person that this one turned
    out to be.
    """

    number: int
    file: str = ""
    text: str = ""
    extra: str = ""
    uid: str = ""
    same_as: int | None = None


def written_card(db: Database, number: int) -> WrittenCard:
    """What is known of the person's file; a card without text for somebody who has none."""
    return next((card for card in _load(db, number)), WrittenCard(number))


def all_written(db: Database) -> tuple[WrittenCard, ...]:
    """What is known of everybody's file, in the order in which they were filed."""
    return _load(db)


def _load(db: Database, number: int | None = None) -> tuple[WrittenCard, ...]:
    chosen = select(
        *(people.c.number, people.c.uid, people.c.vcard, people.c.merged_into),
        *(written_cards.c.text, written_cards.c.extra),
    ).outerjoin_from(people, written_cards)
    if number is not None:
        chosen = chosen.where(people.c.number == number)
    with db.reading() as connection:
        return tuple(
            WrittenCard(
                row.number, row.vcard or "", row.text or "", row.extra or "", row.uid, row.merged_into
            )
            for row in connection.execute(chosen.order_by(people.c.number))
        )


@dataclass(frozen=True, slots=True)
class CameAs:
    """The file of another program that somebody came as: its name, key, digest, and own properties."""

    file: str
    key: str
    digest: str
    extra: str


def came_as(db: Database, number: int) -> CameAs | None:
    """The file from which somebody came; None for all who came otherwise."""
    chosen = (
        select(imported.c.file, imported.c.key, imported.c.digest, imported.c.extra)
        .join(cards, cards.c.id == imported.c.card_id)
        .where(cards.c.person_number == number, imported.c.source == "people", imported.c.file != "")
        .order_by(imported.c.imported)
    )
    with db.reading() as connection:
        row = connection.execute(chosen).first()
    return CameAs(*row) if row else None


def record_written(db: Database, card: WrittenCard, at: datetime) -> None:
    """The person's file has this name and this text from now on."""
    with db.transaction() as connection:
        keep_written(connection, card, at)


def keep_written(connection: Connection, card: WrittenCard, at: datetime) -> None:
    """What `record_written` does, in the caller's transaction."""
    connection.execute(update(people).where(people.c.number == card.number).values(vcard=card.file))
    connection.execute(delete(written_cards).where(written_cards.c.person_number == card.number))
    row = {"person_number": card.number, "text": card.text, "extra": card.extra, "written": at}
    connection.execute(insert(written_cards).values(row))


def forget_written(db: Database, number: int) -> None:
    """The person has no file any more, and had none."""
    with db.transaction() as connection:
        connection.execute(delete(written_cards).where(written_cards.c.person_number == number))
        connection.execute(update(people).where(people.c.number == number).values(vcard=None))
