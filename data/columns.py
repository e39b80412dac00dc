"""The kinds of column that the store's tables are made of, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Text,
)
from sqlalchemy.types import TypeDecorator

BLANKS = " \t\n\r"
CORNERS = tuple(f"{axis}{corner}" for corner in range(1, 5) for axis in "xy")
"""Column names of a box: four corners in photo pixels, clockwise from the left top."""
SIDES = ("left", "top", "right", "bottom")
"""Column names of an area in card pixels."""
POINTS = ("address", "phones", "emails", "websites", "social", "also", "rest")
"""The fields of `data.models.Contact` that are neither a name nor a job."""
FIELDS = ("name", "job_title", "company", *POINTS)
"""The fields of `data.models.Contact`."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


WORD = Text().with_variant(Text(collation="C"), "postgresql")
"""A word of an index. PostgreSQL compares it by bytes, as SQLite does, so that a range is a prefix."""


class Words(TypeDecorator[str]):
    """Any text. What no database can keep (NUL, half a surrogate pair) becomes U+FFFD, seen and not lost."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else keepable(value)


class Moment(TypeDecorator[datetime]):
    """A point in time. Goes in with any time zone (none is an error), comes out in UTC.

    SQLite keeps no time zone, so what lies there is UTC too.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def keepable(text: str) -> str:
    """`text` with U+FFFD in place of characters that cannot be stored: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:  # as most is
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def number() -> Column[int]:
    """A row's own number; never given twice."""
    return Column("number", Integer, primary_key=True, autoincrement=True)


def position(*, nullable: bool = False) -> Column[int]:
    """The place of a row among its siblings, from 0."""
    return Column(
        "position", Integer, CheckConstraint("position >= 0", name="position_from_0"), nullable=nullable
    )


def words(name: str) -> Column[str]:
    """Text that may be empty and is never NULL."""
    return Column(name, Words, nullable=False, default="")


def said(name: str) -> Column[str]:
    """Text that says something: not empty, not only blanks."""
    return Column(
        name, Words, CheckConstraint(not_blank(name), name=f"{name}_says_something"), nullable=False
    )


def share(name: str) -> Column[float]:
    """A number from 0 to 1."""
    check = CheckConstraint(f"{name} >= 0 AND {name} <= 1", name=f"{name}_from_0_to_1")
    return Column(name, Float, check, nullable=False)


def measures(*names: str, nullable: bool = False) -> list[Column[float]]:
    """Numbers."""
    return [Column(name, Float, nullable=nullable) for name in names]


def chosen(name: str, choices: type[StrEnum] | Iterable[str], *, key: bool = False) -> Column[str]:
    """One of a few words."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    check = CheckConstraint(f"{name} IN ({listed})", name=f"{name}_is_known")
    return Column(name, Text, check, nullable=False, primary_key=key)


def belongs(name: str, target: str, *, nullable: bool = False, key: bool = False) -> Column[Any]:
    """A reference to a row of another table; `target` is `table.column`."""
    return Column(name, ForeignKey(target), nullable=nullable, primary_key=key, index=not key)


def day(name: str) -> Column[date]:
    """A date without a time, NULL where it is not known."""
    return Column(name, Date)


def moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A point in time."""
    return Column(name, Moment, nullable=nullable)


def not_blank(name: str) -> str:
    """The condition, in SQL, that a text says something."""
    return f"trim({name}, '{BLANKS}') <> ''"
