"""Who could be the same person: those that share a key, found in the store before anybody is compared.

What a key is, is not known here; see `flows.knowing`. Beside the keys of a row stands a mark, which says
that they were asked for, and by which rule: a row without it, or with another, is asked for anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, and_, delete, func, insert, select

from data.card_rows import load_drafts
from data.cards import ALONE
from data.contacts import contact
from data.database import Database
from data.models import CardState, Contact
from data.person_loading import load_held
from data.schema import card_keys, cards, people, person_keys, told_apart
from data.stacks import heads, of, stacks


def mark(rule: str) -> str:
    """The key that says that all others were asked for by this rule; no other begins like it."""
    return f"={rule}"


def people_without_keys(db: Database, rule: str, *, limit: int) -> Mapping[int, Contact]:
    """Rows of people whose keys by this rule are not known yet, with all that they say; at most `limit`."""
    with db.reading() as connection:
        if _count(connection, people.c.number) == _count(connection, person_keys.c.key, mark(rule)):
            return {}  # as a rule, and a hundred thousand rows need not be compared to see it
        marked = person_keys.c.person_number == people.c.number, person_keys.c.key == mark(rule)
        new = select(people.c.number).outerjoin(person_keys, and_(*marked)).where(person_keys.c.key.is_(None))
        numbers = connection.execute(new.order_by(people.c.number).limit(limit)).scalars().all()
        return _contacts(connection, numbers)


def open_cards_without_keys(db: Database, rule: str, *, limit: int) -> Mapping[str, Contact]:
    """The drafts of cards whose form is open and whose keys by this rule are not known; at most `limit`."""
    with db.reading() as connection:
        marked = card_keys.c.card_id == cards.c.id, card_keys.c.key == mark(rule)
        waits = (
            ALONE,
            cards.c.state == CardState.WAITING,
            cards.c.run_id.is_not(None),
            card_keys.c.key.is_(None),
        )
        new = select(cards.c.id).outerjoin(card_keys, and_(*marked)).where(*waits).limit(limit)
        ids = connection.execute(new).scalars().all()
        drafts = load_drafts(connection, cards.c.id.in_(ids)) if ids else {}
        return {name: drafts.get(name, Contact()) for name in ids}


def record_person_keys(db: Database, rule: str, found: Mapping[int, Iterable[str]]) -> None:
    """Keep the keys of these rows in place of those kept before."""
    _record(db, person_keys, "person_number", rule, found)


def record_card_keys(db: Database, rule: str, found: Mapping[str, Iterable[str]]) -> None:
    """Keep the keys of these cards in place of those kept before."""
    _record(db, card_keys, "card_id", rule, found)


def holders(db: Database, card_id: str, keys: Collection[str], *, most: int) -> Mapping[str, tuple[int, ...]]:
    """Those of a card's keys that people have too, each with the numbers of those people's heads.

    Keys that more than `most` rows have are left out, and people of whom the owner said that it is not them.
    """
    with db.reading() as connection:
        rows = connection.execute(_sharing(keys, most)).all()
        head_of = heads(of(connection), sorted({row.person_number for row in rows}))
        told = select(told_apart.c.person_number).where(told_apart.c.card_id == card_id)
        apart = set(heads(of(connection), connection.execute(told).scalars().all()).values())
    found: dict[str, dict[int, None]] = {}
    for key, number in rows:
        if head_of[number] not in apart:
            found.setdefault(key, {})[head_of[number]] = None
    return {key: tuple(held) for key, held in found.items()}


def contacts_of(db: Database, numbers: Sequence[int]) -> Mapping[int, tuple[Contact, ...]]:
    """What each card of these people says, what is no longer true too: one is known again by what one had."""
    with db.reading() as connection:
        mine = stacks(of(connection), numbers)
        found = _contacts(connection, [layer.number for stack in mine.values() for layer in stack])
    return {head: tuple(found[layer.number] for layer in stack) for head, stack in mine.items()}


def waiting_like(db: Database, number: int, rule: str) -> tuple[str, ...]:
    """The ids of the cards that wait, have keys, and share one with a row of people."""
    mine = select(person_keys.c.key).where(person_keys.c.person_number == number)
    shared = select(card_keys.c.card_id).where(card_keys.c.key.in_(mine), card_keys.c.key != mark(rule))
    chosen = select(cards.c.id).where(cards.c.id.in_(shared), cards.c.state == CardState.WAITING, ALONE)
    with db.reading() as connection:
        return tuple(connection.execute(chosen.order_by(cards.c.arrived)).scalars())


def _sharing(keys: Collection[str], most: int) -> Select[tuple[str, int]]:
    """The keys that rows of people have too, each with each of those rows."""
    shared = select(person_keys.c.key).where(person_keys.c.key.in_(keys)).group_by(person_keys.c.key)
    telling = shared.having(func.count() <= most)
    return select(person_keys.c.key, person_keys.c.person_number).where(person_keys.c.key.in_(telling))


def _contacts(connection: Connection, numbers: Sequence[int]) -> dict[int, Contact]:
    """All that these rows of people ever said of how to reach them."""
    if not numbers:
        return {}
    held = load_held(connection, select(people.c.number).where(people.c.number.in_(numbers)), ended=True)
    return {number: contact(held.get(number, ())) for number in numbers}


def _count(connection: Connection, column: Column[Any], value: str | None = None) -> int:
    chosen = select(func.count()).select_from(column.table)
    return int(connection.execute(chosen if value is None else chosen.where(column == value)).scalar_one())


def _record(
    db: Database,
    kept: Table,
    owner: str,
    rule: str,
    found: Mapping[int, Iterable[str]] | Mapping[str, Iterable[str]],
) -> None:
    rows = [{owner: name, "key": key} for name, keys in found.items() for key in sorted({*keys, mark(rule)})]
    names: Sequence[object] = list(found)
    with db.transaction() as connection:
        connection.execute(delete(kept).where(kept.c[owner].in_(names)))
        if rows:
            connection.execute(insert(kept), rows)
