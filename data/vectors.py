"""What texts mean, kept beside them: a vector for each sentence about a person, and for each note."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, and_, insert, select

from data.database import Database
from data.giving_tables import MEANT
from data.giving_tables import vectors as table
from data.letters import fold
from data.meant_texts import lacking, texts
from data.stacks import joined, of

STORED = np.dtype("<f4")
SENTENCES = frozenset({"who", "does", "heading"})
"""The kinds of which the newest alone holds."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A text whose meaning is kept: its kind (see `data.giving_tables.MEANT`), and its row's number.

    Of `who`, `does` and `heading` the row is the person's. `person` is None for a note. Of somebody who was
    filed twice it is the row that the text came with, but in `Meanings` the one who is kept.
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
    with db.reading() as connection:
        kinds = lacking(connection, model)
        if not kinds:
            return ()
        every = texts(*kinds).subquery()
        mine = and_(table.c.kind == every.c.kind, table.c.row_number == every.c.row, table.c.model == model)
        chosen = select(every).outerjoin(table, mine).where(table.c.kind.is_(None)).limit(limit)
        return tuple(Meant(*row) for row in connection.execute(chosen))


def record_vectors(db: Database, model: str, found: Sequence[Meant], matrix: NDArray[np.float32]) -> None:
    """Keep what these texts mean, a row of `matrix` each; what another model said of them is replaced."""
    with db.transaction() as connection:
        for kind in {meant.kind for meant in found}:
            _forget(connection, kind, [meant.row for meant in found if meant.kind == kind])
        rows = [
            {
                "kind": meant.kind,
                "row_number": meant.row,
                "person_number": meant.person,
                "model": model,
                "vector": vector.astype(STORED).tobytes(),
            }
            for meant, vector in zip(found, matrix, strict=True)
        ]
        if rows:
            connection.execute(insert(table), rows)


def meanings(db: Database, model: str, *kinds: str) -> Meanings:
    """The texts of these kinds whose meaning is kept, in the order of their rows, and their vectors."""
    return _meanings(db, model, texts(*kinds))


def meanings_about(db: Database, model: str, people: Sequence[int]) -> Meanings:
    """All that came with these rows of people and whose meaning is kept, in their order, and the vectors."""
    every = texts(*MEANT).subquery()
    return _meanings(db, model, select(every).where(every.c.person.in_(people)))


def _meanings(db: Database, model: str, which: Select[tuple[str, int, int, str]]) -> Meanings:
    every = which.subquery()
    kept = and_(table.c.kind == every.c.kind, table.c.row_number == every.c.row, table.c.model == model)
    chosen = select(every, table.c.vector).join(table, kept).order_by(every.c.kind, every.c.row)
    with db.reading() as connection:
        found = connection.execute(chosen).all()
        heads = joined(of(connection))
    said = [Meant(row.kind, row.row, heads.get(row.person, row.person), row.text) for row in found]
    places = _holding(said, set(heads.values()))
    vectors = b"".join(found[place].vector for place in places)
    size = len(found[0].vector) // STORED.itemsize if found else 0
    matrix = np.frombuffer(vectors, STORED).reshape(len(places), size).astype(np.float32)
    return Meanings(tuple(said[place] for place in places), matrix)


def _holding(said: Sequence[Meant], twice: Collection[int | None]) -> list[int]:
    """The places of what holds: of people filed `twice` the newest sentence, and each other text once."""
    places: dict[tuple[object, ...], int] = {}
    for place, each in enumerate(said):
        if each.person not in twice:
            places[each.kind, each.row] = place
        elif each.kind in SENTENCES:
            places[each.kind, "", each.person] = place
        else:
            places.setdefault((each.kind, fold(each.text), each.person), place)
    return sorted(places.values())


def _forget(connection: Connection, kind: str, rows: Sequence[int]) -> None:
    connection.execute(table.delete().where(table.c.kind == kind, table.c.row_number.in_(rows)))
