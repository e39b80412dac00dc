"""The texts that have a meaning to be kept: sentences about people, and notes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func, literal, null, select, true, union_all

from data.giving_tables import MEANT, notes, vectors
from data.people_tables import interests, needs, offers, people

MAY_BE_BLANK = frozenset({"does", "heading"})
SOURCES: dict[str, tuple[Column[int], ColumnElement[Any], ColumnElement[str]]] = {
    "who": (people.c.number, people.c.number, people.c.who),
    "does": (people.c.number, people.c.number, people.c.does),
    "heading": (people.c.number, people.c.number, people.c.heading),
    "interest": (interests.c.number, interests.c.person_number, interests.c.text),
    "need": (needs.c.number, needs.c.person_number, needs.c.text),
    "offer": (offers.c.number, offers.c.person_number, offers.c.text),
    "note": (notes.c.number, null(), notes.c.about + literal(" ") + notes.c.text),
}
"""Of each kind of `MEANT`: its row, whose it is, and the text."""


def texts(*kinds: str) -> Select[tuple[str, int, int, str]]:
    """All texts of these kinds, one at least, that say something: kind, row, person, text."""
    parts = []
    for kind in kinds:
        row, person, text = SOURCES[kind]
        columns = (literal(kind).label("kind"), row.label("row"), person.label("person"), text.label("text"))
        parts.append(select(*columns).where(_says_something(kind)))
    every = union_all(*parts).subquery()
    return select(every.c.kind, every.c.row, every.c.person, every.c.text)


def lacking(connection: Connection, model: str) -> tuple[str, ...]:
    """The kinds of which this model has not as many vectors as there are texts.

    Each text has one vector at most, which goes when it goes: where both are as many, none is missing. They
    are counted in the indexes, a hundred times sooner than each is looked for.
    """
    chosen = select(vectors.c.kind, func.count()).where(vectors.c.model == model).group_by(vectors.c.kind)
    kept = Counter({kind: count for kind, count in connection.execute(chosen)})  # noqa: C416 - rows are no pairs to a type checker
    return tuple(kind for kind in MEANT if kept[kind] != _count(connection, kind))


def _count(connection: Connection, kind: str) -> int:
    table = SOURCES[kind][0].table
    return connection.execute(
        select(func.count()).select_from(table).where(_says_something(kind))
    ).scalar_one()


def _says_something(kind: str) -> ColumnElement[bool]:
    """What is asked of a text that its table lets be blank."""
    return func.trim(SOURCES[kind][2]) != "" if kind in MAY_BE_BLANK else true()
