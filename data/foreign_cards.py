"""Cards that other programs put among ours: each waits, like every card, until its owner says who it is."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select

from data.database import Database
from data.imports import insert_contacts, rewrite_contacts
from data.models import CardState, Imported
from data.schema import cards, imported

SOURCE = "people"


def digest(text: str) -> str:
    """What tells one text of a file from every other."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def take_up_foreign(db: Database, found: Imported, *, at: datetime) -> str | None:
    """The id of the card as which a file waits from now on; None where nothing of it is new.

    A card that waits already is asked about anew with what the file says now. One that its owner has settled
    stays as it is.
    """
    chosen = select(imported.c.card_id, imported.c.digest, cards.c.state).join_from(imported, cards)
    mine = chosen.where(imported.c.source == SOURCE, imported.c.key == found.key)
    with db.transaction() as connection:
        known = connection.execute(mine).first()
        if known is None:
            return insert_contacts(connection, [found], at)[0]
        if known.digest == found.digest or known.state != CardState.WAITING:
            return None
        rewrite_contacts(connection, {known.card_id: found}, at)
        return str(known.card_id)
