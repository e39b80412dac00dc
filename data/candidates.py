"""Who could be the same person: those that share a key, found in the store before anybody is compared.

What a key is, is not known here; see `flows.knowing`. Beside the keys of a row stands a mark, which says
that they were asked for, and by which rule: a row without it, or with another, is asked for anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, Table, and_, delete, func, insert, select

from data.card_rows import load_drafts
from data.cards import ALONE
from data.database import Database
from data.models import CardState, Contact
from data.person_loading import load_answers
from data.schema import card_keys, cards, people, person_keys, told_apart
from data.stacks import heads, of, stacks


def mark(rule: str) -> str:
    """The key that says that all others were asked for by this rule; no other begins like it."""
    return f"={rule}"


def people_without_keys(db: Database, rule: str, *, limit: int) -> Mapping[int, Contact]:
    """Rows of people whose keys by this rule are not known yet, with all that they say; at most `limit`."""
    with db.reading() as connection:
        marked = person_keys.c.person_number == people.c.number, person_keys.c.key == mark(rule)
        new = select(people.c.number).outerjoin(person_keys, and_(*marked)).where(person_keys.c.key.is_(None))
        numbers = connection.execute(new.order_by(people.c.number).limit(limit)).scalars().all()
        chosen = select(people.c.number).where(people.c.number.in_(numbers))
        answers = load_answers(connection, chosen, ended=True)
        return {number: answer.contact for number, answer in answers.items()}


def cards_without_keys(db: Database, rule: str, *, limit: int) -> Mapping[str, Contact]:
    """The drafts of cards that wait, whose keys by this rule are not known yet; at most `limit`."""
    with db.reading() as connection:
        marked = card_keys.c.card_id == cards.c.id, card_keys.c.key == mark(rule)
        waits = ALONE, cards.c.state == CardState.WAITING, card_keys.c.key.is_(None)
        new = select(cards.c.id).outerjoin(card_keys, and_(*marked)).where(*waits).limit(limit)
        ids = connection.execute(new).scalars().all()
        drafts = load_drafts(connection, cards.c.id.in_(ids))
        return {name: drafts.get(name, Contact()) for name in ids}


def record_person_keys(db: Database, rule: str, found: Mapping[int, Iterable[str]]) -> None:
    """Keep the keys of these rows in place of those kept before."""
    _record(db, person_keys, "person_number", rule, found)


def record_card_keys(db: Database, rule: str, found: Mapping[str, Iterable[str]]) -> None:
    """Keep the keys of these cards in place of those kept before."""
    _record(db, card_keys, "card_id", rule, found)


def holders(db: Database, card_id: str, rule: str, *, most: int) -> Mapping[str, tuple[int, ...]]:
    """Each key of a card that people have too, and the numbers of those people's heads.

    Keys that more than `most` rows have are left out, and people of whom the owner said that it is not them.
    """
    with db.reading() as connection:
        rows = connection.execute(_sharing(card_id, rule, most)).all()
        head_of = heads(of(connection), sorted({row.person_number for row in rows}))
        numbers = connection.execute(_apart(card_id)).scalars().all()
        apart = set(heads(of(connection), numbers).values())
    found: dict[str, dict[int, None]] = {}
    for key, number in rows:
        if head_of[number] not in apart:
            found.setdefault(key, {})[head_of[number]] = None
    return {key: tuple(held) for key, held in found.items()}


def contacts_of(db: Database, numbers: Sequence[int]) -> Mapping[int, tuple[Contact, ...]]:
    """What each card of these people says, what is no longer true too: one is known again by what one had."""
    with db.reading() as connection:
        mine = stacks(of(connection), numbers)
        every = [layer.number for stack in mine.values() for layer in stack]
        answers = load_answers(
            connection, select(people.c.number).where(people.c.number.in_(every)), ended=True
        )
    return {head: tuple(answers[layer.number].contact for layer in stack) for head, stack in mine.items()}


def waiting_like(db: Database, number: int, rule: str) -> tuple[str, ...]:
    """The ids of the cards that wait and share a key with a row of people."""
    mine = select(person_keys.c.key).where(person_keys.c.person_number == number)
    shared = select(card_keys.c.card_id).where(card_keys.c.key.in_(mine), card_keys.c.key != mark(rule))
    chosen = select(cards.c.id).where(cards.c.id.in_(shared), cards.c.state == CardState.WAITING, ALONE)
    with db.reading() as connection:
        return tuple(connection.execute(chosen.order_by(cards.c.arrived)).scalars())


def _sharing(card_id: str, rule: str, most: int) -> Select[tuple[str, int]]:
    """The keys that a card shares with rows of people, each with each of those rows."""
    mine = select(card_keys.c.key).where(card_keys.c.card_id == card_id, card_keys.c.key != mark(rule))
    shared = select(person_keys.c.key).where(person_keys.c.key.in_(mine)).group_by(person_keys.c.key)
    telling = shared.having(func.count() <= most)
    return select(person_keys.c.key, person_keys.c.person_number).where(person_keys.c.key.in_(telling))


def _apart(card_id: str) -> Select[tuple[int]]:
    return select(told_apart.c.person_number).where(told_apart.c.card_id == card_id)


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
