"""One person and the file with their card, brought to say the same.

What was edited in the file goes into the store first, in one transaction with the text that was read; only
then is the file written, and only where the store has more to say, so that two address books do not go on
answering each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from data.contacts import contact, fields
from data.database import Database
from data.edits import Edited, take_in
from data.models import Contact, Person, Value
from data.vdir import remove_card, write_card
from data.written_cards import WrittenCard, forget_written, record_written
from enrich.card_lines import card_lines, extra_lines
from enrich.card_said import Said, of_contact, said
from enrich.card_weaving import Kept, kept, woven
from enrich.three_ways import Choice, Conflict, Edit, compare
from enrich.vcard import vcard
from flows.card_files import CardFile
from flows.settings import Settings

Ask = Callable[[Person, Conflict], Choice | None]
"""Asks how to settle a conflict; None where nobody is there to say."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it: the edit taken in, the conflicts left, whether the file was written."""

    edit: Edit = field(default_factory=Edit)
    left: tuple[Conflict, ...] = ()
    written: bool = False


def bring(
    settings: Settings, db: Database, person: Person, card: WrittenCard, file: CardFile, ask: Ask
) -> Brought:
    """Take in what was edited in `file`, the person's, and write it anew where the store says more.

    Where a conflict is left, nothing is done. Raises HomeError, and CardFileError where the file was written
    to meanwhile.
    """
    base = card.text or own_text(settings, person)
    edit, left = _edit(settings, person, base, file, ask)
    if left:
        return Brought(left=left)
    found = kept(file.text, base, card.extra, person.answer)
    now = WrittenCard(card.number, file.name, file.text, found.extra_text)
    if edit or now != _known(card):
        person = take_in(db, person.number, _edited(edit, person, settings, base, file, now), at=_now())
    if card.same_as is not None:
        return Brought(edit, written=_remove(settings, db, card.number, file))
    return Brought(edit, written=_write(settings, db, person, now, found))


def write_first(settings: Settings, db: Database, person: Person, card: WrittenCard) -> None:
    """Write the card of somebody who has no file; `card.extra` are the properties that it brings along."""
    found = Kept("", (), extra_lines(card.extra))
    text = _text(settings, person, found)
    write_card(settings.home.people, card.file, text)
    record_written(db, WrittenCard(person.number, card.file, text, card.extra), _now())


def own_text(settings: Settings, person: Person) -> str:
    """The card that an Aroma which kept no copy has written: it changed nobody after that."""
    return vcard(person, revision=_now(), language=settings.language)


def _known(card: WrittenCard) -> WrittenCard:
    return WrittenCard(card.number, card.file, card.text, card.extra)


def _edit(
    settings: Settings, person: Person, base: str, file: CardFile, ask: Ask
) -> tuple[Edit, tuple[Conflict, ...]]:
    """What was edited, with what its owner chose where both changed something; and what nobody settled."""
    if file.text == base:
        return Edit(), ()
    was = card_lines(base)
    mine = of_contact(person.answer.contact, region=settings.region)
    theirs = said(file.lines, region=settings.region, before=was)
    edit, conflicts = compare(said(was, region=settings.region), mine, theirs)
    left = []
    for conflict in conflicts:
        choice = ask(person, conflict)
        if choice is None:
            left.append(conflict)
        else:
            edit += conflict.settled(choice)
    return edit, tuple(left)


def _edited(
    edit: Edit, person: Person, settings: Settings, base: str, file: CardFile, now: WrittenCard
) -> Edited:
    mine = person.answer.contact
    says = said(file.lines, region=settings.region, before=card_lines(base))
    return Edited(
        gone=tuple((_kept_in(mine, each.value), each.value) for each in edit.gone),
        come=tuple(map(_placed, edit.come)),
        says=contact(map(_placed, says)),
        file=now,
    )


def _kept_in(mine: Contact, value: Value) -> str:
    """The field in which the store keeps one of its values."""
    return next(name for name, known in fields(mine) if known == value)


def _placed(each: Said) -> tuple[str, Value]:
    """A value off a card and the field to keep it in; its owner wrote it, so that it is not doubted."""
    kept_in = "social" if each.field == "websites" and each.value.kind else each.field
    return kept_in, replace(each.value, confidence=1.0, doubt=None)


def _write(settings: Settings, db: Database, person: Person, now: WrittenCard, found: Kept) -> bool:
    """Whether the file had to be written: it did not say all that the store knows."""
    text = _text(settings, person, found)
    if text == now.text:
        return False
    write_card(settings.home.people, now.file, text, over=now.text)
    record_written(db, WrittenCard(now.number, now.file, text, now.extra), _now())
    return True


def _remove(settings: Settings, db: Database, number: int, file: CardFile) -> bool:
    """Remove the card of somebody who is the same person as another, whose card has it all."""
    remove_card(settings.home.people, file.name, over=file.text)
    forget_written(db, number)
    return True


def _text(settings: Settings, person: Person, found: Kept) -> str:
    return woven(person, found, revision=_now(), language=settings.language, region=settings.region)


def _now() -> datetime:
    return datetime.now(UTC)
