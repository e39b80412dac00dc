"""What texts mean, kept beside them: a vector for each sentence about a person, and for each note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, and_, func, insert, literal, null, select, union_all

from data.database import Database
from data.giving_tables import MEANT, notes
from data.giving_tables import vectors as table
from data.people_tables import interests, needs, offers, people

STORED = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Meant:
    """A text whose meaning is kept: its kind (see `data.giving_tables.MEANT`), and its row's number.

    Of `who`, `does` and `heading` the row is the person's. `person` is None for a note.
    """

    kind: str
    row: int
    person: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Meanings:
    """Texts and what they mean: `matrix` has one row for each of `texts`, as the encoder gave it."""

    texts: tuple[Meant, ...]
    matrix: NDArray[np.float32]


def without_vector(db: Database, model: str, *, limit: int = 10_000) -> tuple[Meant, ...]:
    """The texts whose meaning this model was not asked for yet; at most `limit`."""
    every = _texts(*MEANT).subquery()
    kept = and_(table.c.kind == every.c.kind, table.c.row_number == every.c.row, table.c.model == model)
    chosen = select(every).outerjoin(table, kept).where(table.c.kind.is_(None)).limit(limit)
    with db.reading() as connection:
        return tuple(Meant(*row) for row in connection.execute(chosen))


def record_vectors(db: Database, model: str, texts: Sequence[Meant], matrix: NDArray[np.float32]) -> None:
    """Keep what these texts mean, a row of `matrix` each; what another model said of them is replaced."""
    with db.transaction() as connection:
        for kind in {meant.kind for meant in texts}:
            _forget(connection, kind, [meant.row for meant in texts if meant.kind == kind])
        rows = [
            {
                "kind": meant.kind,
                "row_number": meant.row,
                "person_number": meant.person,
                "model": model,
                "vector": vector.astype(STORED).tobytes(),
            }
            for meant, vector in zip(texts, matrix, strict=True)
        ]
        if rows:
            connection.execute(insert(table), rows)


def meanings(db: Database, model: str, *kinds: str) -> Meanings:
    """The texts of these kinds whose meaning is kept, in the order of their rows, and their vectors."""
    return _meanings(db, model, _texts(*kinds))


def meanings_about(db: Database, model: str, people: Sequence[int]) -> Meanings:
    """All texts about these people whose meaning is kept, in the order of their rows, and their vectors."""
    every = _texts(*MEANT).subquery()
    return _meanings(db, model, select(every).where(every.c.person.in_(people)))


def _meanings(db: Database, model: str, texts: Select[tuple[str, int, int, str]]) -> Meanings:
    every = texts.subquery()
    kept = and_(table.c.kind == every.c.kind, table.c.row_number == every.c.row, table.c.model == model)
    chosen = select(every, table.c.vector).join(table, kept).order_by(every.c.kind, every.c.row)
    with db.reading() as connection:
        found = connection.execute(chosen).all()
    joined = b"".join(row.vector for row in found)
    size = len(found[0].vector) // STORED.itemsize if found else 0
    matrix = np.frombuffer(joined, STORED).reshape(len(found), size).astype(np.float32)
    return Meanings(tuple(Meant(*row[:4]) for row in found), matrix)


def _texts(*kinds: str) -> Select[tuple[str, int, int, str]]:
    """All texts of these kinds that say something: kind, row, person, text."""
    sources = {
        **{kind: (people.c.number, people.c.number, people.c[kind]) for kind in ("who", "does", "heading")},
        "interest": (interests.c.number, interests.c.person_number, interests.c.text),
        "need": (needs.c.number, needs.c.person_number, needs.c.text),
        "offer": (offers.c.number, offers.c.person_number, offers.c.text),
        "note": (notes.c.number, null(), notes.c.about + literal(" ") + notes.c.text),
    }
    parts: Iterable[Select[tuple[str, int, int, str]]] = (
        select(
            literal(kind).label("kind"), row.label("row"), person.label("person"), text.label("text")
        ).where(func.trim(text) != "")
        for kind, (row, person, text) in sources.items()
        if kind in kinds
    )
    every = union_all(*parts).subquery()
    return select(every.c.kind, every.c.row, every.c.person, every.c.text)


def _forget(connection: Connection, kind: str, rows: Sequence[int]) -> None:
    connection.execute(table.delete().where(table.c.kind == kind, table.c.row_number.in_(rows)))
