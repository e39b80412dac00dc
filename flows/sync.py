"""`aroma sync`: the people folder and the store are brought to say the same, edit by edit.

    read the folder → take in what was edited → write what the store has more → let new files wait → ask

An address book may be wrong too, so nothing is lost by it: an old number gets its end and stays in the
history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.database import Database, open_database
from data.errors import CardFileError
from data.foreign_cards import SOURCE, digest, take_up_foreign
from data.forgotten import forgotten
from data.models import Answer, Decision, Imported, Person
from data.naming import one_person
from data.people import people
from data.people import person as read_person
from data.texts import say
from data.written_cards import WrittenCard, all_written, forget_written
from enrich.card_weaving import kept
from enrich.code_contact import contact_of
from enrich.content_lines import properties
from enrich.three_ways import Edit
from enrich.vcard import display_name
from flows.bringing import Brought
from flows.card_files import CardFile, Folder, read_folder
from flows.filing import NOTHING, own_file, settle
from flows.forget import forget
from flows.printing import complain, put
from flows.settings import Settings
from flows.sync_asking import Asking, Missing, describe, listed

DONE, NOT_ALL = 0, 1
NOBODY = Answer(Decision.FILE)


@dataclass
class Sync:
    """One run of it: what was found so far, and what is still to be settled."""

    settings: Settings
    db: Database
    folder: Folder
    asking: Asking
    known: dict[int, Person]
    same_as: Mapping[int, int | None]
    used: set[str] = field(default_factory=set)
    uids: set[str] = field(default_factory=set)
    written: int = 0
    changed: bool = False
    unsettled: bool = False

    def tell(self, sentence: str, /, **facts: object) -> None:
        """Say what was done."""
        self.changed = True
        put(say(f"sync.{sentence}", self.settings.language, **facts))

    def warn(self, sentence: str, /, **facts: object) -> None:
        """Say what could not be done; the exit status tells it too."""
        self.unsettled = True
        complain(say(f"sync.{sentence}", self.settings.language, **facts))


def sync_people(settings: Settings, asking: Asking) -> int:
    """Bring the folder and the store together, and print what came of it; 1 where something is left.

    Raises HomeError and StoreError.
    """
    db = open_database(settings.store_url, migrate=False)
    cards = all_written(db)
    known = {person.number: person for person in people(db)}
    run = Sync(
        settings, db, read_folder(settings.home.people), asking, known, {c.number: c.same_as for c in cards}
    )
    for name, reason in run.folder.broken.items():
        run.warn("broken", file=name, reason=reason.text(settings.language))
    for card in sorted(cards, key=lambda card: card.same_as is None):  # what they know is their person's too
        _one(run, card)
    for file in run.folder.cards.values():
        if file.name not in run.used:
            _stranger(run, file)
    if run.written:
        run.tell("written", count=run.written)
    if not run.changed and not run.unsettled:
        run.tell("nothing")
    return NOT_ALL if run.unsettled else DONE


def _one(run: Sync, card: WrittenCard) -> None:
    """Settle one person and their file."""
    person = run.known[_head(run, card.number)]
    found, file = own_file(run.db, card, run.folder)
    if file is not None:
        run.used.add(file.name)
        run.uids.add(file.uid)
    elif card.file in run.folder.broken:
        return
    elif card.same_as is not None:
        forget_written(run.db, card.number)
        return
    elif card.text and card.file and not _put_back(run, person, card):
        return
    try:
        brought = settle(run.settings, run.db, person, card, run.folder, run.asking.conflict)
        _tell(run, person, brought)
        if brought.edit:
            run.known[person.number] = read_person(run.db, person.number)
    except CardFileError as error:
        run.warn("broken", file=found.file, reason=error.text(run.settings.language))


def _head(run: Sync, number: int) -> int:
    """The number under which a person is known now."""
    while (other := run.same_as[number]) is not None:
        number = other
    return number


def _put_back(run: Sync, person: Person, card: WrittenCard) -> bool:
    """Whether a deleted card is to be written again."""
    match run.asking.missing(person):
        case Missing.BACK:
            return True
        case Missing.FORGET:
            forget(run.settings, run.db, one_person(run.db, str(card.number)), dry_run=False)
            run.tell("forgotten", name=display_name(person))
        case None:
            run.warn("deleted", name=display_name(person), file=card.file, number=person.number)
    return False


def _tell(run: Sync, person: Person, brought: Brought) -> None:
    language = run.settings.language
    for line in _edits(run, brought.edit):
        run.tell("taken", name=display_name(person), what=line)
    for conflict in brought.left:
        run.warn("left", what=describe(person, conflict, language))
    run.written += brought.written


def _edits(run: Sync, edit: Edit) -> Iterator[str]:
    """A line for each field that was edited: what was there, and what is there now."""
    language = run.settings.language
    for name in dict.fromkeys(each.field for each in (*edit.gone, *edit.come)):
        gone, come = (
            listed((each for each in some if each.field == name), language) for some in (edit.gone, edit.come)
        )
        yield say("sync.edit", language, field=say(f"sync.field-{name}", language), gone=gone, come=come)


def _stranger(run: Sync, file: CardFile) -> None:
    """A file that is nobody's: it waits as a card, or is a second one of somebody."""
    if file.uid and file.uid in run.uids:
        run.warn("double", file=file.name)
        return
    key = file.uid or file.name  # a file may be renamed, and then it is still the same
    if forgotten(run.db).has(SOURCE, key):
        run.warn("was-forgotten", file=file.name)
        return
    extra = kept(file.text, NOTHING, "", NOBODY).extra_text
    said = tuple(found for line in file.lines if line.name != "NOTE" for found in properties(line.whole))
    contact = contact_of(said, region=run.settings.region)
    found = Imported(SOURCE, key, digest(file.text), file.name, 1, contact, extra=extra)
    card = take_up_foreign(run.db, found, at=datetime.now(UTC))
    if card:
        run.tell("waits", file=file.name, card=card)
