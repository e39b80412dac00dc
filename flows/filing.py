"""What follows when a person is in the store: their vCard in `people/`, one for each.

The store is the truth and its transaction comes first; a vCard whose writing was cut short is written at
the next look, and so goes that of somebody who was joined to another. What was edited in a file comes in
before it is written again or goes, and where both sides say different things the file stays as it is until
its owner was asked (`aroma sync`).
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from data.database import Database
from data.errors import CardFileError
from data.foreign_cards import digest
from data.models import Person
from data.people import person as read_person
from data.people import vcards_of_joined, without_vcard
from data.vdir import file_name, remove_leftovers
from data.written_cards import WrittenCard, came_as, forget_written, written_card
from enrich.card_lines import card_lines, uid_of
from flows.bringing import Ask, Brought, bring, write_first
from flows.card_files import CardFile, Folder, read_file, read_folder
from flows.settings import Settings

LEFT_BEHIND = timedelta(days=1)  # no vCard takes a day to write
NOTHING = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
"""The base of a comparison with a file of which nothing was kept: all that differs is asked."""
_logger = logging.getLogger(__name__)


def write_missing_vcards(settings: Settings, database: Database) -> int:
    """How many people had no vCard yet, and have one now; those of who was joined go. Raises HomeError."""
    remove_leftovers(settings.home.people, before=datetime.now(UTC) - LEFT_BEHIND)
    for number in vcards_of_joined(database):
        _take_away(settings, database, number)
    written = 0
    for person in without_vcard(database):
        try:
            written += write_vcard(settings, database, person)
        except CardFileError as error:  # `aroma sync` says what is to be done
            _logger.warning("the vCard of person %d stays as it is: %s", person.number, error)
    return written


def write_vcard(settings: Settings, database: Database, person: Person) -> bool:
    """Whether the person's vCard says all that is known, and is recorded. Raises HomeError, CardFileError."""
    card = written_card(database, person.number)
    folder = settings.home.people
    name = card.file or file_name(person.number)
    looked = Folder({}, {})
    if (folder / name).exists() and not came_as(database, person.number):
        looked = Folder({name: read_file(folder, name)}, {})
    elif card.text or came_as(database, person.number):
        looked = read_folder(folder)
    return not settle(settings, database, person, card, looked, lambda *_: None).left


def _take_away(settings: Settings, database: Database, number: int) -> None:
    """Take in what was edited in the vCard of somebody who was joined to another, and remove it."""
    card, file = own_file(database, written_card(database, number), read_folder(settings.home.people))
    if file is None:
        forget_written(database, number)
        return
    try:
        bring(settings, database, read_person(database, number), card, file, lambda *_: None)
    except CardFileError as error:
        _logger.warning("the vCard of person %d stays as it is: %s", number, error)


def settle(
    settings: Settings, db: Database, person: Person, card: WrittenCard, folder: Folder, ask: Ask
) -> Brought:
    """Bring a person and their file together; who has none yet gets one. Raises what `bring` does."""
    card, file = own_file(db, card, folder)
    if file is not None:
        return bring(settings, db, person, card, file, ask)
    write_first(settings, db, person, replace(card, file=card.file or file_name(card.number)))
    return Brought(written=True)


def own_file(db: Database, card: WrittenCard, folder: Folder) -> tuple[WrittenCard, CardFile | None]:
    """The person's file in the folder, and what is known of it; None where there is none.

    Somebody who came as the file of another program keeps that file.
    """
    uids = [card.uid, uid_of(card_lines(card.text)) if card.text else ""]
    file = folder.find(card.file or file_name(card.number), *filter(None, uids))
    came = came_as(db, card.number) if file is None and not card.text else None
    if came is None:
        return card, file
    file = folder.find(came.file, came.key)
    if file is None:
        return replace(card, extra=came.extra), None
    unchanged = digest(file.text) == came.digest
    return replace(card, text=file.text if unchanged else NOTHING, extra=came.extra), file
