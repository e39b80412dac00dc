"""A person's rows are written: what was answered about them, and how to reach them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from data.contacts import fields, insert_value
from data.indexing import forget_card, index_person
from data.models import Answer, CardState, Contact
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
    told_apart,
)
from data.schema import (
    people as table,
)

CARDS = uuid.UUID("9c1e6f0c-5f43-4c39-9d0d-3f6f2b3b6a51")
"""The namespace of people's uids (RFC 9562, version 5); any constant does."""


def insert_person(connection: Connection, card_id: str, answer: Answer, at: datetime) -> int:
    """The number of the person that the card is filed as from now on."""
    own = {"who": answer.who.strip(), "does": answer.does, "heading": answer.heading, "filed": at}
    row = insert(table).values(uid=str(uuid.uuid5(CARDS, card_id)), **own)
    number: int = connection.execute(row).inserted_primary_key[0]  # type: ignore[index]
    _insert_answers(connection, number, answer)
    _insert_contact(connection, number, card_id, answer.contact)
    filed = {"state": CardState.FILED, "person_number": number, "changed": at}
    connection.execute(update(cards).where(cards.c.id == card_id).values(**filed))
    index_person(connection, number)
    forget_card(connection, card_id)
    _tell_apart(connection, card_id, answer.different)
    return number


def _tell_apart(connection: Connection, card_id: str, numbers: Sequence[int]) -> None:
    """Remember that a card is none of these people: nobody is asked about them again."""
    known = select(told_apart.c.person_number).where(told_apart.c.card_id == card_id)
    new = select(table.c.number).where(table.c.number.in_(numbers), table.c.number.not_in(known))
    rows = [
        {"card_id": card_id, "person_number": person} for person in connection.execute(new).scalars().all()
    ]
    if rows:
        connection.execute(insert(told_apart), rows)


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
