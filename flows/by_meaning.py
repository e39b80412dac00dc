"""`aroma who` by meaning: whom no word tells, the sense of a sentence may.

    sketches → people who may be near → their vectors → what was said of the nearest as a whole → who is shown

The sketches lie in the home, a copy of nothing but what the store says: lost, they are made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from data.database import Database
from data.found import Found, persons
from data.sketches import NONE, ROW, brought_up, near
from data.vectors import Meant, meanings_about
from enrich.closeness import fitting, shown, subject, whole
from enrich.encoder import MODEL, encode
from flows.home import Home, home_errors
from flows.meaning import keep_meanings

LOOKED_AT = 400
"""People whose vectors are compared, and of them so many as a whole, which takes two milliseconds each:"""
COMPARED = 60


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who comes near to a question, and the text about them for which they do."""

    person: Found
    because: Meant


def nearest(db: Database, home: Home, question: str) -> tuple[Near, ...]:
    """The few who come near to the question by what was said about them, the nearest first; maybe nobody.

    Raises StoreError, and HomeError where the sketches cannot be kept.
    """
    keep_meanings(db)
    sketches = _sketches(db, home.sketches(MODEL))
    (asked,) = encode([subject(question)])
    numbers = near(sketches, asked, LOOKED_AT)
    found = fitting(asked, meanings_about(db, MODEL, numbers), COMPARED)
    people = {person.number: person for person in persons(db, list(found)) if person.number}
    told = {number: fit for number, fit in found.items() if number in people}
    wholes = encode([whole(_said(people[number])) for number in told])
    return tuple(Near(people[number], told[number].because) for number in shown(asked, told, wholes))


def _sketches(db: Database, file: Path) -> NDArray[Any]:
    known = _kept(file)
    found = brought_up(db, MODEL, known)
    if found is not known and not np.array_equal(found, known):
        with home_errors(file):
            _keep(file, found)
    return found


def _kept(file: Path) -> NDArray[Any]:
    try:
        found: NDArray[Any] = np.load(file, allow_pickle=False)
    except (OSError, ValueError):  # none yet, or a torn one: they are made again
        return NONE
    return found if found.dtype == ROW else NONE


def _keep(file: Path, sketches: NDArray[Any]) -> None:
    unfinished = file.with_name(f".aroma-{uuid4().hex}.tmp")
    try:
        with unfinished.open("xb") as out:
            np.save(out, sketches)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _said(person: Found) -> tuple[str, ...]:
    needs = tuple(need.text for need in person.needs)
    return person.who, person.does, person.heading, *person.interests, *needs, *person.offers
