"""Somebody is forgotten: every row that belongs to them goes, in all tables, or none does.

What belongs to somebody is told by the references between the tables, so that a table which is added later is
not forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, or_, select, update

from data.contacts import delete_values
from data.database import Database
from data.forgotten import remember_forgotten
from data.found import Found
from data.mentions import Mention, mentions
from data.schema import (
    METADATA,
    arrivals,
    card_sides,
    card_values,
    cards,
    contact_points,
    contact_values,
    front_values,
    imported,
    jobs,
    names,
    people,
    photos,
)
from data.stacks import members, of

DATED = (names, jobs, contact_points)
VALUES = ("value_number", "company_number", "title_number")
"""The columns that name a row of `contact_values`."""
OWNERS = {"people.number": "numbers", "cards.id": "cards", "answer_rounds.card_id": "cards"}
"""What a reference leads to, and whose it then is."""


@dataclass(frozen=True, slots=True)
class PhotoKept:
    """A photo in the store: its hash, its file among the originals, and whether others are on it too."""

    sha256: str
    path: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Traces:
    """All that the store knows of somebody.

    `numbers` are those under which they were filed, `cards` the ids of their cards and of the other sides.
    `texts` are their names, numbers and addresses, to be looked for elsewhere. `rows` says how many rows go,
    by table. `named_in` is what others' words say of them: that stays.
    """

    numbers: tuple[int, ...]
    cards: tuple[str, ...]
    texts: tuple[str, ...]
    photos: tuple[PhotoKept, ...]
    files: tuple[str, ...]
    uids: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    named_in: tuple[Mention, ...]


def erase(db: Database, found: Found, *, dry_run: bool) -> Traces:
    """What was erased of `found`, a person or a card; with `dry_run` the same, and all of it is still there.

    Again, for somebody who is gone, finds nothing. Raises StoreError.
    """
    with db.transaction() as connection:
        step = connection.begin_nested()
        traces = _erase(connection, found)
        if dry_run:
            step.rollback()
        else:
            step.commit()
        return traces


def _erase(connection: Connection, found: Found) -> Traces:
    numbers = members(of(connection), [found.number] if found.number is not None else [])
    own = _cards(connection, numbers, found.cards)
    values = _value_numbers(connection, numbers, own)
    texts = tuple(_texts(connection, values))
    shown = tuple(_photos(connection, own))
    files, uids = _files(connection, numbers, own)
    keys = connection.execute(_came(own)).all()
    rows = [
        (table.name, _delete(connection, table, numbers, own, shown, values))
        for table in reversed(METADATA.sorted_tables)
    ]
    remember_forgotten(connection, [(row.source, row.key) for row in keys])
    gone = tuple((name, count) for name, count in rows if count)
    return Traces(numbers, own, texts, shown, files, uids, gone, mentions(connection, texts))


def _cards(connection: Connection, numbers: Sequence[int], more: Sequence[str]) -> tuple[str, ...]:
    """The ids of all cards of somebody, the fronts of sides and the sides of fronts among them."""
    mine = or_(cards.c.person_number.in_(numbers), cards.c.id.in_(more))
    found = set(connection.execute(select(cards.c.id).where(mine)).scalars())
    while True:
        sides = select(card_sides.c.card_id, card_sides.c.front_id).where(
            or_(card_sides.c.card_id.in_(found), card_sides.c.front_id.in_(found))
        )
        more_sides = {name for row in connection.execute(sides) for name in row} - found
        if not more_sides:
            return tuple(sorted(found))
        found |= more_sides


def _value_numbers(connection: Connection, numbers: Sequence[int], own: Sequence[str]) -> tuple[int, ...]:
    found: set[int] = set()
    for table in (*DATED, card_values, front_values):
        which = _belongs(table, numbers, own)
        for column in (table.c[name] for name in VALUES if name in table.c):
            found.update(connection.execute(select(column).where(which, column.is_not(None))).scalars())
    return tuple(sorted(found))


def _belongs(table: Table, numbers: Sequence[int], own: Sequence[str]) -> ColumnElement[bool]:
    """The rows of a table that refer to somebody or their cards; where a value ended says not whose it is."""
    owned = {"numbers": numbers, "cards": own}
    conditions = [
        column.in_(owned[OWNERS[key.target_fullname]])
        for column in table.c
        for key in column.foreign_keys
        if key.target_fullname in OWNERS and column.name != "to_card"
    ]
    if table is people:
        conditions.append(people.c.number.in_(numbers))
    if table is cards:
        conditions.append(cards.c.id.in_(own))
    return or_(*conditions) if conditions else people.c.number.in_([])


def _delete(
    connection: Connection,
    table: Table,
    numbers: Sequence[int],
    own: Sequence[str],
    shown: Sequence[PhotoKept],
    values: Sequence[int],
) -> int:
    """How many rows of one table went. What somebody's card has ended elsewhere has not ended any more."""
    gone = [photo.sha256 for photo in shown if not photo.shared]
    if table in {photos, arrivals}:
        return connection.execute(delete(table).where(table.c.sha256.in_(gone))).rowcount
    if table is contact_values:
        delete_values(connection, values)
        return len(values)
    if not any(key.target_fullname in OWNERS for key in table.foreign_keys) and table not in {people, cards}:
        return 0
    count = connection.execute(delete(table).where(_belongs(table, numbers, own))).rowcount
    if table in DATED:
        connection.execute(update(table).where(table.c.to_card.in_(own)).values(to_card=None))
    return count


def _texts(connection: Connection, values: Sequence[int]) -> Iterator[str]:
    """What somebody is called, and how one reaches them: what is looked for in other places."""
    fields = dict.fromkeys(connection.execute(select(names.c.value_number)).scalars(), "name")
    for table in (contact_points, card_values, front_values):
        kept = select(table.c.value_number, table.c.field).where(table.c.value_number.in_(values))
        fields.update((row.value_number, row.field) for row in connection.execute(kept))
    chosen = select(contact_values.c.value, contact_values.c.raw, contact_values.c.number)
    found: dict[str, None] = {}
    for row in connection.execute(chosen.where(contact_values.c.number.in_(values))):
        if fields.get(row.number) in {"name", "phones", "emails"}:
            found.update(dict.fromkeys([row.value, row.raw]))
    return (text for text in found if text.strip())


def _photos(connection: Connection, own: Sequence[str]) -> Iterator[PhotoKept]:
    mine = select(cards.c.sha256).where(cards.c.id.in_(own), cards.c.sha256.is_not(None)).distinct()
    for row in connection.execute(select(photos).where(photos.c.sha256.in_(mine))):
        others = select(cards.c.id).where(cards.c.sha256 == row.sha256, cards.c.id.not_in(own))
        yield PhotoKept(row.sha256, row.path, connection.execute(others).first() is not None)


def _files(
    connection: Connection, numbers: Sequence[int], own: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the UIDs of somebody's vCards, those of other programs too."""
    filed = connection.execute(select(people.c.vcard, people.c.uid).where(people.c.number.in_(numbers))).all()
    came = [row for row in connection.execute(_came(own)) if row.source == "people" and row.file]
    files = [*(row.vcard for row in filed if row.vcard), *(row.file for row in came)]
    return tuple(files), (*(row.uid for row in filed), *(row.key for row in came))


def _came(own: Iterable[str]) -> Select[Any]:
    columns = (imported.c.source, imported.c.key, imported.c.file)
    return select(*columns).where(imported.c.card_id.in_(own))
