"""Stores full of invented people, for benchmarks."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime

from data.database import Database
from data.models import Answer, CardRead, Contact, Decision, Reading, Side, Value
from data.people import file_card
from data.photos import record_arrival, record_cards

GIVEN = "Ana Luis María José Carmen Javier Lucía Pablo Elena Marta Iker Aitor Nuria Jordi Pau".split()
SURNAMES = "García López Pérez Ibáñez Peña Muñoz Ruiz Vidal Soler Ferrer Costa Silva Rocha".split()
THINGS = "queso barcos madera vino música trenes pintura riego abejas pan aceite mar montaña cine".split()
BOX = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 580.0), (0.0, 580.0))


def lay_card(database: Database, number: int, chance: random.Random) -> tuple[str, Contact]:
    """The id and the contact of one more card that waits."""
    name = f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)} {chance.choice(SURNAMES)}"
    company = f"Taller de {chance.choice(THINGS)} {number}, S.L."
    contact = Contact(
        name=Value(name, name),
        company=Value(company, company),
        phones=(Value(f"+3461{number:07d}", f"61{number:07d}", kind="mobile"),),
        emails=(Value(f"hola@taller-{number}-ejemplo.es", ""),),
    )
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    now = datetime.now(UTC)
    record_arrival(database, sha256=digest, name=f"{number}.jpg", path=f"{digest}.jpg", size=1, at=now)
    reading = Reading(f"{number}.jpg", digest, 0, 0, BOX, (), 1000, 580, b"")
    (card,) = record_cards(database, digest, [CardRead((Side(reading, contact),), contact)], at=now)
    return card, contact


def file_person(database: Database, number: int, chance: random.Random) -> None:
    """One more person on file."""
    card, contact = lay_card(database, number, chance)
    likes = chance.choice(THINGS)
    answer = Answer(
        Decision.FILE, who=f"Vive de {chance.choice(THINGS)}", interests=(likes,), contact=contact
    )
    file_card(database, card, answer, at=datetime.now(UTC))
