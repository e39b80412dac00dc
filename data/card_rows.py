"""A card's rows: its lines, its codes and its draft, written once; and the latest words typed about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, delete, func, insert, select

from data.bulk import insert_rows
from data.columns import CORNERS, SIDES
from data.contacts import contact, delete_values, fields, insert_values, load_values
from data.indexing import forget_cards, index_cards
from data.models import Area, Box, CardState, Code, Contact, Line, Reading, Value
from data.schema import answer_rounds, answers, card_codes, card_lines, card_values
from data.schema import cards as table
from data.typed import TypedRow, rows, typed


def insert_card(connection: Connection, name: str, reading: Reading, draft: Contact, at: datetime) -> None:
    """Keep a card that was read, waiting, with its lines, its codes and its draft."""
    connection.execute(
        insert(table).values(
            id=name,
            sha256=reading.sha256,
            page=reading.page,
            position=reading.card,
            state=CardState.WAITING,
            arrived=at,
            changed=at,
            width=reading.width,
            height=reading.height,
            framed=reading.framed,
            seconds=reading.seconds,
            **_corners(reading.box),
        )
    )
    lines = [_line_row(name, place, line) for place, line in enumerate(reading.lines)]
    if lines:
        connection.execute(insert(card_lines), lines)
    codes = [_code_row(name, place, code) for place, code in enumerate(reading.codes)]
    if codes:
        connection.execute(insert(card_codes), codes)
    insert_draft(connection, name, draft)


def _corners(box: Box) -> dict[str, float]:
    return dict(zip(CORNERS, (float(axis) for corner in box for axis in corner), strict=True))


def _line_row(name: str, place: int, line: Line) -> dict[str, object]:
    sides = dict(zip(SIDES, map(float, astuple(line.area)), strict=True))
    own = {"text": line.text, "confidence": float(line.confidence), "witness": line.witness}
    return {"card_id": name, "position": place, **own, **_corners(line.box), **sides}


def _code_row(name: str, place: int, code: Code) -> dict[str, object]:
    return {"card_id": name, "position": place, "text": code.text, **_corners(code.box)}


def insert_draft(connection: Connection, name: str, draft: Contact) -> None:
    """Let this be what a card says, and the card be found by it."""
    insert_drafts(connection, {name: draft})


def insert_drafts(connection: Connection, drafts: Mapping[str, Contact]) -> None:
    """Let these be what cards say, by id, and each be found by it."""
    found = [
        (name, place, field, value)
        for name, draft in drafts.items()
        for place, (field, value) in enumerate(fields(draft))
    ]
    numbers = insert_values(connection, [value for *_, value in found])
    rows = [
        (name, place, field, number) for (name, place, field, _), number in zip(found, numbers, strict=True)
    ]
    insert_rows(connection, card_values, ("card_id", "position", "field", "value_number"), rows)
    index_cards(connection, drafts)


def delete_draft(connection: Connection, name: str) -> None:
    """Forget what a card says; its lines stay."""
    delete_drafts(connection, [name])


def delete_drafts(connection: Connection, names: Sequence[str]) -> None:
    """Forget what these cards say; their lines stay."""
    mine = card_values.c.card_id.in_(names)
    numbers = connection.execute(select(card_values.c.value_number).where(mine)).scalars().all()
    connection.execute(delete(card_values).where(mine))
    delete_values(connection, numbers)
    forget_cards(connection, names)


def load_drafts(
    connection: Connection, which: ColumnElement[bool], kept: Table = card_values
) -> dict[str, Contact]:
    """The drafts of the cards that `which` chooses, by id, as the table `kept` has them."""
    mine = kept.c.card_id.in_(select(table.c.id).where(which))
    values = load_values(connection, select(kept.c.value_number).where(mine))
    drafts: dict[str, list[tuple[str, Value]]] = {}
    for row in connection.execute(select(kept).where(mine).order_by(kept.c.position)).mappings():
        drafts.setdefault(row["card_id"], []).append((row["field"], values[row["value_number"]]))
    return {name: contact(found) for name, found in drafts.items()}


def keep_words(
    connection: Connection,
    name: str,
    round: int,  # noqa: A002, the form's own word
    words: Mapping[str, Any],
    at: datetime,
) -> None:
    """Keep every word that was typed about a card in this round, in place of those kept before."""
    key = {"card_id": name, "round": round}
    for kept in (answers, answer_rounds):
        connection.execute(delete(kept).where(kept.c.card_id == name, kept.c.round == round))
    connection.execute(insert(answer_rounds).values(answered=at, **key))
    found = [{**key, "position": place, **row._asdict()} for place, row in enumerate(rows(words))]
    if found:
        connection.execute(insert(answers), found)


def load_typed(connection: Connection, which: ColumnElement[bool]) -> dict[str, dict[str, Any]]:
    """What was typed last about the cards that `which` chooses, by id; nothing where nobody answered."""
    rounds = answer_rounds.alias()
    last = (
        select(func.max(rounds.c.round)).where(rounds.c.card_id == answer_rounds.c.card_id).scalar_subquery()
    )
    latest = and_(answer_rounds.c.card_id.in_(select(table.c.id).where(which)), answer_rounds.c.round == last)
    chosen = select(answer_rounds.c.card_id, answers).outerjoin_from(answer_rounds, answers).where(latest)
    found: dict[str, list[TypedRow]] = {}
    for row in connection.execute(chosen.order_by(answer_rounds.c.card_id, answers.c.position)):
        mine = found.setdefault(row[0], [])
        if row.question is not None:
            mine.append(TypedRow(row.question, row.path, row.kind, row.text))
    return {name: typed(mine) for name, mine in found.items()}


def line(row: RowMapping) -> Line:
    """The line that a row of `card_lines` keeps."""
    area = Area(*(row[name] for name in SIDES))
    return Line(row["text"], row["confidence"], _box(row), area, row["witness"])


def code(row: RowMapping) -> Code:
    """The code that a row of `card_codes` keeps."""
    return Code(row["text"], _box(row))


def _box(row: RowMapping) -> Box:
    ends = [row[name] for name in CORNERS]
    return tuple(zip(ends[::2], ends[1::2], strict=True))  # type: ignore[return-value]
