"""What `aroma waiting` prints of each card, by plain SELECTs: a few columns of two thousand cards, not all.

Through `Database.rows`, so that neither SQLAlchemy nor a whole draft has to be loaded for a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from data.database import Database
from data.found import moment_of, waiting_cards
from data.models import CardState
from data.stacks import as_day

LISTED = """
SELECT cards.id, cards.state, later_until, cards.arrived, run_id, source, COALESCE(photos.name, file, '')
FROM cards LEFT JOIN photos ON photos.sha256 = cards.sha256 LEFT JOIN imported ON imported.card_id = cards.id
WHERE cards.state IN ('waiting', 'later') AND cards.id NOT IN (SELECT card_id FROM card_sides)
AND (cards.sha256 IS NOT NULL OR (cards.state = 'waiting' AND run_id IS NOT NULL))
ORDER BY cards.arrived, cards.sha256, cards.position
"""
HEAP = """
SELECT state, COUNT(*), MIN(arrived) FROM cards
WHERE cards.id NOT IN (SELECT card_id FROM card_sides) AND sha256 IS NULL
AND ((state = 'waiting' AND run_id IS NULL) OR state = 'later') GROUP BY state
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A card that waits or was put off; `photo` is what its photo or its export is called."""

    card: str
    state: CardState
    later_until: date | None
    arrived: datetime
    run_id: str | None
    source: str | None
    photo: str
    name: str
    company: str
    known_by: str
    """An address or a number on it, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Heap:
    """The contacts that wait in the store: how many, since when the oldest; and how many are put off."""

    count: int
    oldest: datetime | None
    later: int


def heap(db: Database) -> Heap:
    """What there is of contacts that were imported and have no form."""
    found = {state: (count, oldest) for state, count, oldest in db.rows(HEAP)}
    count, oldest = found.get(CardState.WAITING, (0, None))
    later, _ = found.get(CardState.LATER, (0, None))
    return Heap(count, moment_of(oldest) if oldest else None, later)


def lines(db: Database) -> Iterator[Line]:
    """What is listed, oldest first: the photographed cards, also put off, and every open form."""
    rows = db.rows(LISTED)
    says = {found.cards[0]: found for found in waiting_cards(db, [row[0] for row in rows])}
    for card, state, until, arrived, run_id, source, photo in rows:
        found = says[card]
        known = (*found.emails, *found.phones, *found.websites, "")
        yield Line(
            card=card,
            state=CardState(state),
            later_until=as_day(until),
            arrived=moment_of(arrived),
            run_id=run_id,
            source=source,
            photo=photo,
            name=found.name,
            company=found.company,
            known_by=known[0],
        )
