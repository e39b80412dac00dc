"""Contacts that came with an export: they wait like cards, and are known again in the next export.

What is imported again and did not change is not written at all. What changed is written over the draft of a
card that still waits. A card that was filed stays as its owner filed it: what changed waits as a new card,
which takes over the contact's key, so that the next export finds this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from data.card_rows import delete_drafts, insert_drafts, keep_words
from data.database import Database
from data.models import CardState, Imported
from data.schema import answer_rounds, card_sides, cards, imported

TAKEN_OVER = "taken-over"
"""Begins the key of a contact whose changed form waits as another card; no key of an export does."""
OPEN = frozenset({CardState.WAITING, CardState.LATER})
DECIDED = frozenset({CardState.DISCARDED, CardState.LET_GO})


@dataclass(frozen=True, slots=True)
class Known:
    """A contact that was imported before, as it was then; `typed` tells whether somebody has answered."""

    card_id: str
    key: str
    digest: str
    state: CardState
    run_id: str | None
    typed: bool

    @property
    def decided(self) -> bool:
        """Whether its owner does not want it, whatever a newer export says of it."""
        return self.state in DECIDED


def known(db: Database, source: str) -> tuple[Known, ...]:
    """The contacts that were imported from this source before, those taken over by another card left out."""
    typed = exists().where(answer_rounds.c.card_id == cards.c.id)
    chosen = (
        select(cards.c.id, imported.c.key, imported.c.digest, cards.c.state, cards.c.run_id, typed)
        .join_from(imported, cards)
        .where(imported.c.source == source, imported.c.key.not_like(f"{TAKEN_OVER}%"))
        .order_by(imported.c.imported, imported.c.line)
    )
    with db.reading() as connection:
        return tuple(
            Known(name, key, digest, CardState(state), run_id, bool(answered))
            for name, key, digest, state, run_id, answered in connection.execute(chosen)
        )


def add(db: Database, found: Sequence[Imported], *, at: datetime) -> tuple[str, ...]:
    """The ids of the cards as which these contacts wait from now on. All are kept, or none."""
    with db.transaction() as connection:
        return insert_contacts(connection, found, at)


def renew(
    db: Database,
    changed: Mapping[str, Imported],
    *,
    at: datetime,
    words: Mapping[str, Mapping[str, Any]],
) -> tuple[str, ...]:
    """The ids of the cards that wait with what an export says now, of those that said something else before.

    `changed` is by card; `words` are those typed about some of them, as they go on in the next form.
    """
    if not changed:
        return ()
    with db.transaction() as connection:
        states = _states(connection, tuple(changed))
        fresh = {name: found for name, found in changed.items() if states[name] in OPEN}
        filed = {name: found for name, found in changed.items() if states[name] is CardState.FILED}
        rewrite_contacts(connection, fresh, at)
        for name, typed in words.items():
            if name in fresh:
                asked = connection.execute(select(cards.c.round).where(cards.c.id == name)).scalar_one()
                keep_words(connection, name, asked, typed, at)
        for name in filed:
            aside = update(imported).where(imported.c.card_id == name)
            connection.execute(aside.values(key=f"{TAKEN_OVER} {name}"))
        return (*fresh, *insert_contacts(connection, tuple(filed.values()), at))


def _states(connection: Connection, names: Sequence[str]) -> dict[str, CardState]:
    """How each card stands. One that was put together with others is as good as filed: its owner did it."""
    sided = exists().where((card_sides.c.card_id == cards.c.id) | (card_sides.c.front_id == cards.c.id))
    chosen = select(cards.c.id, cards.c.state, sided).where(cards.c.id.in_(names)).with_for_update()
    return {
        name: CardState.FILED if together and state in OPEN else CardState(state)
        for name, state, together in connection.execute(chosen)
    }


def insert_contacts(connection: Connection, found: Sequence[Imported], at: datetime) -> tuple[str, ...]:
    """The ids of the cards as which these contacts wait from now on, with their drafts and where from."""
    if not found:
        return ()
    named = {_card_id(one, at): one for one in found}
    moments = {"arrived": at, "changed": at}
    rows = [
        {"id": name, "state": CardState.WAITING, "met": one.met, **moments} for name, one in named.items()
    ]
    connection.execute(insert(cards), rows)
    connection.execute(insert(imported), [_row(name, one, at) for name, one in named.items()])
    insert_drafts(connection, {name: one.contact for name, one in named.items()})
    return tuple(named)


def rewrite_contacts(connection: Connection, changed: Mapping[str, Imported], at: datetime) -> None:
    """Let these cards say what the export says now; those that have a form get another."""
    if not changed:
        return
    names = tuple(changed)
    delete_drafts(connection, names)
    connection.execute(delete(imported).where(imported.c.card_id.in_(names)))
    connection.execute(insert(imported), [_row(name, one, at) for name, one in changed.items()])
    insert_drafts(connection, {name: one.contact for name, one in changed.items()})
    for name, one in changed.items():
        connection.execute(update(cards).where(cards.c.id == name).values(met=one.met, changed=at))
    asked = cards.c.id.in_(names) & cards.c.run_id.is_not(None)
    connection.execute(update(cards).where(asked).values(run_id=None, round=cards.c.round + 1))


def _row(name: str, one: Imported, at: datetime) -> dict[str, object]:
    told = {"source": one.source, "key": one.key, "digest": one.digest, "extra": one.extra}
    return {"card_id": name, "file": one.file, "line": one.line, "imported": at, **told}


def _card_id(one: Imported, at: datetime) -> str:
    """The name of the card of a contact: 12 hex digits, others each time that it becomes a card again."""
    told = f"{one.source}/{one.key}/{one.digest}/{at.isoformat()}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]
