"""A hundred thousand invented people on file in some minutes, and vectors for what was said of them.

The rows are those that filing each of them would leave behind, except for the drafts of their cards.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, insert

from benchmarks.invented import THINGS, contact
from data.contacts import fields
from data.database import Database
from data.indexing import insert_words, word_rows
from data.models import Answer, CardState, Decision, Need, NeedKind
from data.schema import (
    cards,
    contact_points,
    contact_values,
    interests,
    jobs,
    names,
    needs,
    offers,
    people,
)
from data.vectors import record_vectors, without_vector
from enrich.encoder import MODEL, encode

PLACES = "Vigo Trujillo Tolosa Morella Ronda Olot Laredo Soria Utrera Llanes Priego Teruel".split()
AT_ONCE = 1000
VALUES = 4  # of one contact: name, company, phone, e-mail

Row = tuple[Table, dict[str, Any]]


def file_people(database: Database, count: int) -> None:
    """So many people on file, numbered from 1."""
    chance = random.Random(1)
    for start in range(1, count + 1, AT_ONCE):
        told = {number: _answer(number, chance) for number in range(start, min(start + AT_ONCE, count + 1))}
        with database.transaction() as connection:
            _insert(connection, [row for number, answer in told.items() for row in _rows(number, answer)])
            each = (word_rows(number, [answer], fields(answer.contact)) for number, answer in told.items())
            insert_words(connection, sorted(row for rows in each for row in rows))


def _answer(number: int, chance: random.Random) -> Answer:
    thing = chance.choice(THINGS)
    return Answer(
        Decision.FILE,
        who=f"Vive de {chance.choice(THINGS)} en {chance.choice(PLACES)}",
        does=f"Vende {thing} a quien lo sabe apreciar",
        interests=(chance.choice(THINGS),),
        needs=(Need(NeedKind.OTHER, f"alguien que entienda de {chance.choice(THINGS)}"),),
        offers=(f"enseña todo lo que sabe de {thing}",),
        contact=contact(number, chance),
    )


def _rows(number: int, answer: Answer) -> Iterator[Row]:
    now = datetime.now(UTC)
    card = f"{number:012x}"
    said = {"who": answer.who, "does": answer.does, "heading": "", "language": ""}
    yield people, {"number": number, "uid": str(uuid.uuid4()), **said, "filed": now}
    moments = {"arrived": now, "changed": now}
    own = {"state": CardState.FILED, "person_number": number, "round": 0, "discarded_because": ""}
    yield cards, {"id": card, **own, **moments}
    mine = {"person_number": number, "position": 0}
    yield interests, {**mine, "text": answer.interests[0]}
    yield needs, {**mine, "kind": answer.needs[0].kind, "text": answer.needs[0].text}
    yield offers, {**mine, "text": answer.offers[0]}
    yield from _contact_rows(number, answer, card)


def _contact_rows(number: int, answer: Answer, card: str) -> Iterator[Row]:
    for place, (field, value) in enumerate(fields(answer.contact)):
        key = VALUES * number + place
        kept = {"value": value.value, "raw": value.raw, "confidence": 1.0, "kind": value.kind}
        yield contact_values, {"number": key, **kept, "doubt": None}
        mine = {"person_number": number, "from_card": card}
        if field == "name":
            yield names, {**mine, "position": 0, "value_number": key}
        elif field == "company":
            yield jobs, {**mine, "position": 0, "company_number": key}
        else:
            yield contact_points, {**mine, "position": place, "field": field, "value_number": key}


def _insert(connection: Connection, rows: list[Row]) -> None:
    for table in (people, cards, contact_values, interests, needs, offers, names, jobs, contact_points):
        connection.execute(insert(table), [row for kept, row in rows if kept is table])


def learn_meanings(database: Database) -> None:
    """Vectors for all that was said: each text is encoded once, and its vectors differ a little."""
    known: dict[str, NDArray[np.float32]] = {}
    rng = np.random.default_rng(1)
    while missing := without_vector(database, MODEL, limit=20_000):
        new = sorted({meant.text for meant in missing} - known.keys())
        known |= dict(zip(new, encode(new), strict=True))
        matrix = np.array([known[meant.text] for meant in missing])
        matrix += rng.normal(0, 0.01, matrix.shape).astype(np.float32)
        record_vectors(database, MODEL, missing, matrix)
