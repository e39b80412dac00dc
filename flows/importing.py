"""A list of contacts goes into the store: what is new waits, what changed is renewed, the rest stays.

Who was forgotten stays out, whatever the export says of them now.

    read all rows → who is known already? → make and keep the contacts, some thousands at a time

Each chunk is one transaction, so an import that is interrupted has lost nothing, and goes on when it is run
again: what is in the store already is unchanged then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from data.cards import card as read_card
from data.contacts import fields
from data.database import Database
from data.forgotten import forgotten
from data.imports import Known, add, known, renew
from data.models import Imported
from data.texts import message
from enrich.carrying import carried
from enrich.encodings import decoded
from enrich.entries import BadRow, Entry
from enrich.identity import REPEATED, assigned, key
from flows.archives import Found
from flows.progress import advance, expect
from flows.settings import Settings
from flows.withdrawing import withdrawn

CHUNK = 2000  # contacts in one transaction
STEP = 50  # rows from one move of the bar to the next


@dataclass
class Tally:
    """What became of the rows of one list."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    forgotten: int = 0
    bad: list[BadRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Fate:
    """What is known of a row before it is made a contact: its key, and the contact that it was before."""

    key: str
    digest: str
    before: Known | None
    repeated: bool
    forgotten: bool

    @property
    def unchanged(self) -> bool:
        return self.before is not None and (self.before.decided or self.before.digest == self.digest)


def import_list(settings: Settings, db: Database, found: Found) -> Tally:
    """What became of each contact in the list. Raises StoreError; the chunks before it are kept."""
    text = decoded(found.raw)
    tally = Tally()
    fates = _fates(db, found, text, tally)
    expect(len(fates))
    chunk = _Chunk(settings, db, tally)
    entries = (row for row in found.kind.read(text) if isinstance(row, Entry))
    for place, (entry, fate) in enumerate(zip(entries, fates, strict=True), start=1):
        if fate.repeated:
            tally.repeated += 1
        elif fate.forgotten:
            tally.forgotten += 1
        elif fate.unchanged:
            tally.unchanged += 1
        else:
            chunk.take(entry.imported(fate.key, found.name, settings.region), fate.before)
        if not place % STEP:
            advance(STEP)
    chunk.flush()
    tally.bad.sort(key=lambda row: row.line)
    return tally


def _fates(db: Database, found: Found, text: str, tally: Tally) -> list[_Fate]:
    """What is known of each entry before any is written; fills in the bad rows."""
    keys: list[str] = []
    digests: list[str] = []
    for row in found.kind.read(text):
        if isinstance(row, BadRow):
            tally.bad.append(row)
        else:
            keys.append(key(row))
            digests.append(row.digest)
    before = {each.card_id: each for each in known(db, found.kind.source)}
    names = assigned(keys, {name: each.key for name, each in before.items()}, found.kind.source)
    gone = forgotten(db)
    return [
        _Fate(asked, digest, before.get(name or ""), name == REPEATED, gone.has(found.kind.source, asked))
        for asked, digest, name in zip(keys, digests, names, strict=True)
    ]


@dataclass
class _Chunk:
    """Contacts that are made, and not yet kept."""

    settings: Settings
    db: Database
    tally: Tally
    new: list[Imported] = field(default_factory=list)
    changed: dict[str, tuple[Imported, Known]] = field(default_factory=dict)

    def take(self, made: Imported, before: Known | None) -> None:
        """Take one more; a full chunk is kept."""
        if not any(True for _ in fields(made.contact)):
            self.tally.bad.append(BadRow(made.line, message("import.row-nobody")))
        elif before is None:
            self.new.append(made)
        else:
            self.changed[before.card_id] = (made, before)
        if len(self.new) + len(self.changed) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Keep what there is, in the order in which it can be found again."""
        now = datetime.now(UTC)
        self.tally.new += len(add(self.db, self.new, at=now))
        self.new.clear()
        if self.changed:
            self._renew(now)
            self.changed.clear()

    def _renew(self, now: datetime) -> None:
        for name, (made, before) in tuple(self.changed.items()):
            if before.run_id and not withdrawn(self.settings, read_card(self.db, name)):
                del self.changed[name]
                self.tally.bad.append(BadRow(made.line, message("import.answered")))
        changed = {name: made for name, (made, _) in self.changed.items()}
        words = dict(_carried(self.db, self.changed))
        self.tally.changed += len(renew(self.db, changed, at=now, words=words))


def _carried(
    db: Database, changed: dict[str, tuple[Imported, Known]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The words typed about some of the contacts, as they go on where the contact says something else now."""
    for name, (made, before) in changed.items():
        if before.typed:
            card = read_card(db, name)
            if words := carried(card.typed, card.contact, made.contact):
                yield name, words
