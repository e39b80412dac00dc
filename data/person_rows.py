"""A person's rows: what was answered about them, and how to reach them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    insert,
    literal,
    select,
    union_all,
    update,
)

from data.contacts import contact, fields, insert_value, load_values
from data.indexing import forget_card, index_person
from data.models import Answer, CardState, Contact, Decision, Need, NeedKind, Person, Value
from data.schema import (
    cards,
    contact_points,
    gifts,
    interests,
    jobs,
    meetings,
    names,
    needs,
    offers,
)
from data.schema import (
    people as table,
)

CARDS = uuid.UUID("9c1e6f0c-5f43-4c39-9d0d-3f6f2b3b6a51")
"""The namespace of people's uids (RFC 9562, version 5); any constant does."""

NOT_MET: Mapping[str, Any] = {"place": "", "day": None, "through": ""}
NO_GIFT: Mapping[str, Any] = {"text": "", "due": None}


def insert_person(connection: Connection, card_id: str, answer: Answer, at: datetime) -> int:
    """The number of the person that the card is filed as from now on."""
    own = {"who": answer.who.strip(), "does": answer.does, "heading": answer.heading, "filed": at}
    row = insert(table).values(uid=str(uuid.uuid5(CARDS, card_id)), **own)
    number: int = connection.execute(row).inserted_primary_key[0]  # type: ignore[index]
    _insert_answers(connection, number, answer)
    _insert_contact(connection, number, card_id, answer.contact)
    filed = {"state": CardState.FILED, "person_number": number, "changed": at}
    connection.execute(update(cards).where(cards.c.id == card_id).values(**filed))
    index_person(connection, number, answer)
    forget_card(connection, card_id)
    return number


def _insert_answers(connection: Connection, number: int, answer: Answer) -> None:
    met = {"place": answer.met_where, "day": answer.met_when, "through": answer.met_through}
    gift = {"text": answer.gift, "due": answer.gift_by}
    _insert_rows(connection, interests, number, ({"text": text} for text in answer.interests if text.strip()))
    _insert_rows(
        connection,
        needs,
        number,
        ({"kind": need.kind, "text": need.text} for need in answer.needs if need.text.strip()),
    )
    _insert_rows(connection, offers, number, ({"text": text} for text in answer.offers if text.strip()))
    _insert_rows(connection, meetings, number, [met] if _says(met) else [])
    _insert_rows(connection, gifts, number, [gift] if _says(gift) else [])


def _says(row: dict[str, Any]) -> bool:
    return any(str(fact).strip() for fact in row.values() if fact is not None)


def _insert_contact(connection: Connection, number: int, card_id: str, found: Contact) -> None:
    kept = [(field, insert_value(connection, value)) for field, value in fields(found)]
    single = dict(kept)
    seen = {"from_card": card_id}
    if found.name:
        _insert_rows(connection, names, number, [{"value_number": single["name"], **seen}])
    if found.company or found.job_title:
        job = {"company_number": single.get("company"), "title_number": single.get("job_title")}
        _insert_rows(connection, jobs, number, [{**job, **seen}])
    points = [
        {"field": field, "value_number": value, **seen}
        for field, value in kept
        if field not in {"name", "company", "job_title"}
    ]
    _insert_rows(connection, contact_points, number, points)


def _insert_rows(connection: Connection, table: Table, number: int, found: Iterable[dict[str, Any]]) -> None:
    rows = [{"person_number": number, "position": place, **row} for place, row in enumerate(found)]
    if rows:
        connection.execute(insert(table), rows)


def load_people(connection: Connection, which: ColumnElement[bool]) -> tuple[Person, ...]:
    """The people whom `which` chooses, in the order in which they were filed."""
    found = connection.execute(select(table).where(which).order_by(table.c.number)).mappings().all()
    told = {kept: _load_rows(connection, kept, which) for kept in (interests, needs, offers, meetings, gifts)}
    contacts = _load_contacts(connection, which)
    return tuple(
        Person(
            number=row["number"],
            answer=_answer(row, {kept: rows[row["number"]] for kept, rows in told.items()}, contacts),
            uid=row["uid"],
        )
        for row in found
    )


def _load_rows(
    connection: Connection, kept: Table, which: ColumnElement[bool]
) -> defaultdict[int, list[RowMapping]]:
    """The rows of one table by the person to whom they belong, in their order."""
    mine = kept.c.person_number.in_(select(table.c.number).where(which))
    chosen = select(kept).where(mine).order_by(kept.c.person_number, kept.c.position)
    rows: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(chosen).mappings():
        rows[row["person_number"]].append(row)
    return rows


def _answer(
    row: RowMapping, told: Mapping[Table, Sequence[RowMapping]], contacts: Mapping[int, Contact]
) -> Answer:
    met = dict(told[meetings][0]) if told[meetings] else NOT_MET
    gift = next((fact for fact in told[gifts] if fact["given"] is None), NO_GIFT)
    return Answer(
        Decision.FILE,
        who=row["who"],
        does=row["does"],
        heading=row["heading"],
        interests=tuple(fact["text"] for fact in told[interests]),
        met_where=met["place"],
        met_when=met["day"],
        met_through=met["through"],
        needs=tuple(Need(NeedKind(fact["kind"]), fact["text"]) for fact in told[needs]),
        offers=tuple(fact["text"] for fact in told[offers]),
        gift=gift["text"],
        gift_by=gift["due"],
        contact=contacts.get(row["number"], Contact()),
    )


def _load_contacts(connection: Connection, which: ColumnElement[bool]) -> dict[int, Contact]:
    """How each person can be reached now: the values that no later card has replaced."""
    numbers = select(table.c.number).where(which)
    parts = [
        select(
            kept.c.person_number, field.label("field"), kept.c.position, value.label("value_number")
        ).where(kept.c.person_number.in_(numbers), kept.c.to_card.is_(None), value.is_not(None))
        for kept, field, value in (
            (names, literal("name"), names.c.value_number),
            (jobs, literal("company"), jobs.c.company_number),
            (jobs, literal("job_title"), jobs.c.title_number),
            (contact_points, contact_points.c.field, contact_points.c.value_number),
        )
    ]
    every = union_all(*parts).subquery()
    values = load_values(connection, select(every.c.value_number))
    found: dict[int, list[tuple[str, Value]]] = {}
    for row in connection.execute(select(every).order_by(every.c.position)):
        found.setdefault(row.person_number, []).append((row.field, values[row.value_number]))
    return {number: contact(held) for number, held in found.items()}
