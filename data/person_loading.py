"""People as they stand now: of each stack of rows the head, with what all its layers say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Table,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from data import history
from data.contacts import contact, load_values
from data.models import Answer, Contact, Decision, Need, NeedKind, Person, Value
from data.schema import contact_points, gifts, interests, jobs, meetings, names, needs, offers
from data.schema import people as table
from data.stacking import stacked
from data.stacks import Layer, of, stacks

NOT_MET: Mapping[str, Any] = {"place": "", "day": None, "through": ""}
NO_GIFT: Mapping[str, Any] = {"text": "", "due": None}


def load_people(connection: Connection, which: ColumnElement[bool]) -> tuple[Person, ...]:
    """The people whose heads `which` chooses, in the order in which they were filed."""
    chosen = select(table).where(which, table.c.merged_into.is_(None)).order_by(table.c.number)
    found = connection.execute(chosen).mappings().all()
    ask, several = of(connection), _with_history(connection, which)
    layers = stacks(ask, several)
    again, told = history.meetings(ask, layers), history.histories(ask, layers)
    answers = load_answers(connection, _numbers(which))
    return tuple(
        Person(
            number=row["number"],
            answer=_together(row["number"], answers, layers),
            uid=row["uid"],
            history=told.get(row["number"], ()),
            again=again.get(row["number"], ())[1:],
        )
        for row in found
    )


def load_answers(connection: Connection, numbers: Select[Any], *, ended: bool = False) -> dict[int, Answer]:
    """What was answered about each of these rows by itself, by number.

    The contact holds what no later card has replaced; where `ended`, what was replaced too.
    """
    told = {
        kept: _load_rows(connection, kept, numbers) for kept in (interests, needs, offers, meetings, gifts)
    }
    values = load_held(connection, numbers, ended=ended)
    contacts = {number: contact(held) for number, held in values.items()}
    rows = connection.execute(select(table).where(table.c.number.in_(numbers))).mappings()
    return {
        row["number"]: _answer(
            row, {kept: of_kind[row["number"]] for kept, of_kind in told.items()}, contacts
        )
        for row in rows
    }


def _together(head: int, answers: Mapping[int, Answer], layers: Mapping[int, Sequence[Layer]]) -> Answer:
    mine = layers.get(head)
    return stacked([(layer, answers[layer.number]) for layer in mine]) if mine else answers[head]


def _numbers(which: ColumnElement[bool]) -> Select[Any]:
    """The numbers of all rows in the stacks whose heads `which` chooses."""
    top = (
        select(table.c.number.label("number"))
        .where(which, table.c.merged_into.is_(None))
        .cte("stack", recursive=True)
    )
    every = top.union_all(select(table.c.number).join(top, table.c.merged_into == top.c.number))
    return select(every.c.number)


def _with_history(connection: Connection, which: ColumnElement[bool]) -> list[int]:
    """The heads that `which` chooses, of whom there may be more to tell than what one card says."""
    below = table.alias()
    ended = (
        select(literal(1)).where(kept.c.person_number == table.c.number, kept.c.to_card.is_not(None)).exists()
        for kept in (names, jobs, contact_points)
    )
    further = select(literal(1)).where(meetings.c.person_number == table.c.number, meetings.c.position > 0)
    more = or_(
        select(literal(1)).where(below.c.merged_into == table.c.number).exists(),
        *ended,
        further.exists(),
    )
    chosen = select(table.c.number).where(which, table.c.merged_into.is_(None), more)
    return list(connection.execute(chosen).scalars())


def _load_rows(
    connection: Connection, kept: Table, numbers: Select[Any]
) -> defaultdict[int, list[RowMapping]]:
    """The rows of one table by the row of `people` to which they belong, in their order."""
    chosen = (
        select(kept).where(kept.c.person_number.in_(numbers)).order_by(kept.c.person_number, kept.c.position)
    )
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


def load_held(
    connection: Connection, numbers: Select[Any], *, ended: bool
) -> dict[int, list[tuple[str, Value]]]:
    """What the contact of each of these rows holds, by field; where `ended`, what it ever held."""
    parts = [
        select(
            kept.c.person_number, field.label("field"), kept.c.position, value.label("value_number")
        ).where(
            kept.c.person_number.in_(numbers),
            true() if ended else func.coalesce(kept.c.to_card, "") == "",
            value.is_not(None),
        )
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
    return found
