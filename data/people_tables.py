"""The store's tables of people: what their owner said of them, and how to reach them, from when to when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint

from data.columns import (
    METADATA,
    POINTS,
    belongs,
    chosen,
    day,
    moment,
    not_blank,
    number,
    position,
    said,
    words,
)
from data.models import NeedKind

people = Table(
    "people",
    METADATA,
    number(),
    Column("uid", Text, nullable=False, unique=True),  # from the card that was filed: at most one person each
    said("who"),
    words("does"),
    words("heading"),
    words("language"),  # the one to write to them in; "" where nobody said
    moment("filed"),
    Column("vcard", Text, unique=True),
    belongs("merged_into", "people.number", nullable=True),  # the same person, filed before
    day("snoozed_until"),  # not named among those one has lost touch with before this day
    CheckConstraint("merged_into <> number", name="merged_into_another"),
    sqlite_autoincrement=True,
)


def _of_person(name: str, *columns: Column[Any] | CheckConstraint) -> Table:
    """A table of numbered rows that each belong to one person, in their order."""
    person: Column[int] = Column("person_number", ForeignKey("people.number"), nullable=False)
    unique = UniqueConstraint("person_number", "position")
    return Table(name, METADATA, number(), person, position(), *columns, unique)


def _seen() -> tuple[Column[Any], Column[Any]]:
    """The card that a row was taken from, and the card on which it was no longer true."""
    return (
        belongs("from_card", "cards.id"),
        belongs("to_card", "cards.id", nullable=True),
    )


names = _of_person(
    "names",
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
    *_seen(),
)

jobs = _of_person(
    "jobs",
    Column("company_number", ForeignKey("contact_values.number"), unique=True),
    Column("title_number", ForeignKey("contact_values.number"), unique=True),
    *_seen(),
    CheckConstraint("company_number IS NOT NULL OR title_number IS NOT NULL", name="company_or_title"),
)

contact_points = _of_person(
    "contact_points",
    chosen("field", POINTS),
    Column("value_number", ForeignKey("contact_values.number"), nullable=False, unique=True),
    *_seen(),
)

interests = _of_person("interests", said("text"))
needs = _of_person("needs", chosen("kind", NeedKind), said("text"))
offers = _of_person("offers", said("text"))

meetings = _of_person(
    "meetings",
    words("place"),
    day("day"),
    words("through"),
    CheckConstraint(
        f"{not_blank('place')} OR day IS NOT NULL OR {not_blank('through')}", name="says_something"
    ),
)

gifts = _of_person(
    "gifts",
    words("text"),
    day("due"),
    moment("given", nullable=True),
    CheckConstraint(f"{not_blank('text')} OR due IS NOT NULL", name="says_something"),
)
