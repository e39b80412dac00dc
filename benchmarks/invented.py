"""Invented people and their cards, for benchmarks; their phones and addresses count them."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime

from data.database import Database
from data.models import CardRead, Contact, Reading, Side, Value
from data.photos import Arrival, record_arrival, record_cards

GIVEN = "Ana Luis María José Carmen Javier Lucía Pablo Elena Marta Iker Aitor Nuria Jordi Pau".split()
SURNAMES = "García López Pérez Ibáñez Peña Muñoz Ruiz Vidal Soler Ferrer Costa Silva Rocha".split()
THINGS = "queso barcos madera vino música trenes pintura riego abejas pan aceite mar montaña cine".split()
BOX = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 580.0), (0.0, 580.0))


def lay_card(database: Database, number: int, chance: random.Random) -> tuple[str, Contact]:
    """The id and the contact of one more card that waits."""
    told = contact(number, chance)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    now = datetime.now(UTC)
    record_arrival(database, Arrival(digest, f"{number}.jpg", f"{digest}.jpg", 1, now))
    reading = Reading(f"{number}.jpg", digest, 0, 0, BOX, (), 1000, 580, b"")
    (card,) = record_cards(database, digest, [CardRead((Side(reading, told),), told)], at=now)
    return card, told


def contact(number: int, chance: random.Random) -> Contact:
    """How somebody could be reached."""
    name = f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)} {chance.choice(SURNAMES)}"
    company = f"Taller de {chance.choice(THINGS)} {number}, S.L."
    return Contact(
        name=Value(name, name),
        company=Value(company, company),
        phones=(Value(f"+3461{number:07d}", f"61{number:07d}", kind="mobile"),),
        emails=(Value(f"hola@taller-{number}-ejemplo.es", ""),),
    )
