"""What follows when a person is in the store: their vCard in `people/`, one for each.

The store is the truth and its transaction comes first; a vCard whose writing was cut short is written at
the next look, and so goes that of somebody who was joined to another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.database import Database
from data.models import Person
from data.people import forget_vcard, record_vcard, vcards_of_joined, without_vcard
from data.vdir import remove_card, remove_leftovers, write_card
from enrich.vcard import vcard
from flows.settings import Settings

LEFT_BEHIND = timedelta(days=1)  # no vCard takes a day to write


def write_vcard(settings: Settings, database: Database, person: Person) -> None:
    """Write the person's vCard, whole or not at all, and note that it is there. Raises HomeError."""
    text = vcard(person, revision=datetime.now(UTC), language=settings.language)
    path = write_card(settings.home.people, person.number, text)
    record_vcard(database, person.number, path.name)


def write_missing_vcards(settings: Settings, database: Database) -> int:
    """How many people had no vCard yet, and have one now; those of people who were joined are gone."""
    remove_leftovers(settings.home.people, before=datetime.now(UTC) - LEFT_BEHIND)
    for number, name in vcards_of_joined(database):
        remove_card(settings.home.people, name)
        forget_vcard(database, number)
    missing = without_vcard(database)
    for person in missing:
        write_vcard(settings, database, person)
    return len(missing)
