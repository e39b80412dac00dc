"""Rough copies of what was said about people, a bit for each number of a vector: all are soon looked through.

The more alike two vectors are, the fewer bits differ (as in Charikar, "Similarity Estimation Techniques from
Rounding Algorithms", 2002). So the people who come near a question are found among the bits, a thirtieth of
the vectors' size, and which of them are the nearest is then told by their vectors themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.database import Database
from data.giving_tables import MEANT
from data.vectors import STORED

KINDS = tuple(kind for kind in MEANT if kind != "note")
"""The kinds of text that are about a person; a sketch keeps the place of its own here."""
SIZE = 512
"""Numbers in a vector, and bits in a sketch."""
ROW = np.dtype([("kind", "u1"), ("row", "<i8"), ("person", "<i8"), ("bits", "u1", SIZE // 8)])
PAGE = 20_000  # vectors read at once: 40 MB
NONE: NDArray[Any] = np.empty(0, ROW)
"""The sketches of a store of which nothing was looked at yet."""


def brought_up(db: Database, model: str, known: NDArray[Any]) -> NDArray[Any]:
    """The sketches of all that this model was asked for: those `known` already, and what was added since.

    Where something was taken away, or said about somebody who was known before, all are made anew. One that
    is out of date costs nothing but a look: the vectors decide.
    """
    told = dict(db.rows("SELECT kind, COUNT(*) FROM vectors WHERE kind <> 'note' GROUP BY kind"))
    grown = _grown(db, model, known, told)
    return grown if _counts(grown) == told else _grown(db, model, NONE, told)


def near(sketches: NDArray[Any], vector: NDArray[np.float32], most: int) -> list[int]:
    """The numbers of at most so many people, those first of whom something is the nearest to `vector`."""
    words = np.ascontiguousarray(sketches["bits"]).view("<u8")
    differing = np.bitwise_count(words ^ _bits(vector[None]).view("<u8")).sum(axis=1, dtype=np.uint16)
    persons = sketches["person"][np.argsort(differing, kind="stable")]
    _, first = np.unique(persons, return_index=True)
    return [int(number) for number in persons[np.sort(first)[:most]]]


def _grown(db: Database, model: str, known: NDArray[Any], told: dict[str, int]) -> NDArray[Any]:
    counts = _counts(known)
    parts = [known]
    for place, kind in enumerate(KINDS):
        if told.get(kind, 0) > counts.get(kind, 0):
            mine = known["row"][known["kind"] == place]
            parts += _after(db, model, kind, int(mine.max()) if len(mine) else 0)
    return np.concatenate(parts)


def _counts(sketches: NDArray[Any]) -> dict[str, int]:
    found = np.bincount(sketches["kind"], minlength=len(KINDS))
    return {kind: int(count) for kind, count in zip(KINDS, found, strict=True) if count}


def _after(db: Database, model: str, kind: str, row: int) -> Iterator[NDArray[Any]]:
    """The sketches of the vectors of one kind whose rows come behind `row`, a page at a time."""
    facts = {"kind": kind, "model": model, "most": PAGE}
    while found := db.rows(
        "SELECT row_number, person_number, vector FROM vectors"
        " WHERE kind = :kind AND row_number > :row AND model = :model ORDER BY row_number LIMIT :most",
        {**facts, "row": row},
    ):
        rows, persons, vectors = zip(*found, strict=True)
        page = np.empty(len(found), ROW)
        page["kind"], page["row"], page["person"] = KINDS.index(kind), rows, persons
        page["bits"] = _bits(np.frombuffer(b"".join(map(bytes, vectors)), STORED).reshape(-1, SIZE))
        yield page
        row = rows[-1]


def _bits(vectors: NDArray[Any]) -> NDArray[np.uint8]:
    return np.packbits(vectors > 0, axis=1)
