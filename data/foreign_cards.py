"""Cards that other programs put among ours: each waits, like every card, until its owner says who it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from data.card_rows import delete_draft, insert_draft
from data.cards import ask_anew
from data.database import Database
from data.models import CardState, Contact
from data.schema import cards, imported

SOURCE = "people"


@dataclass(frozen=True, slots=True)
class ForeignCard:
    """One file: its name, its UID ("" for none), what it says, and what of it Aroma does not know."""

    file: str
    uid: str
    text: str
    contact: Contact
    extra: str

    @property
    def key(self) -> str:
        """What names it for ever: a file may be renamed, and then it is still the same."""
        return self.uid or self.file

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:32]


def take_up_foreign(db: Database, found: ForeignCard, *, at: datetime) -> str | None:
    """The id of the card as which the file waits from now on; None where nothing of it is new.

    A card that waits already is asked about anew with what the file says now. One that its owner has settled
    stays as it is.
    """
    with db.transaction() as connection:
        chosen = select(imported.c.card_id, imported.c.digest, cards.c.state).join_from(imported, cards)
        known = connection.execute(
            chosen.where(imported.c.source == SOURCE, imported.c.key == found.key)
        ).first()
        if known is None:
            return _insert(connection, found, at)
        if known.digest != found.digest and known.state == CardState.WAITING:
            _renew(connection, known.card_id, found)
            return str(known.card_id)
        return None


def _insert(connection: Connection, found: ForeignCard, at: datetime) -> str:
    card = hashlib.sha256(f"{SOURCE}/{found.key}/{at.isoformat()}".encode()).hexdigest()[:12]
    connection.execute(insert(cards).values(id=card, state=CardState.WAITING, arrived=at, changed=at))
    told = {"digest": found.digest, "file": found.file, "extra": found.extra, "imported": at}
    connection.execute(insert(imported).values(card_id=card, source=SOURCE, key=found.key, **told))
    insert_draft(connection, card, found.contact)
    return card


def _renew(connection: Connection, card: str, found: ForeignCard) -> None:
    delete_draft(connection, card)
    insert_draft(connection, card, found.contact)
    told = {"digest": found.digest, "file": found.file, "extra": found.extra}
    connection.execute(update(imported).where(imported.c.card_id == card).values(**told))
    ask_anew(connection, card)
