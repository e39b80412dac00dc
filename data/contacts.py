"""The values of a contact as rows, for the draft of a card and for a person alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select

from data.bulk import insert_rows, next_numbers
from data.columns import keepable
from data.models import Contact, Value
from data.schema import contact_values, value_doubts, value_parts
from data.texts import Message

SINGLE = ("name", "job_title", "company", "address")
AT_ONCE = 10_000  # numbers in one statement; SQLite takes 32,766
COLUMNS = ("number", "value", "raw", "confidence", "kind", "doubt")
SEVERAL = ("phones", "emails", "websites", "social", "also")


def fields(contact: Contact) -> Iterator[tuple[str, Value]]:
    """Each value of `contact` with the name of its field, in the contact's order."""
    for name in SINGLE:
        value = getattr(contact, name)
        if value is not None:
            yield name, value
    for name in SEVERAL:
        for value in getattr(contact, name):
            yield name, value
    for line in contact.rest:
        yield "rest", Value(line, line)


def contact(found: Iterable[tuple[str, Value]]) -> Contact:
    """The contact that `fields` was made from."""
    values: dict[str, list[Value]] = defaultdict(list)
    for name, value in found:
        values[name].append(value)
    single = {name: values[name][0] for name in SINGLE if values[name]}
    several = {name: tuple(values[name]) for name in SEVERAL}
    rest = tuple(value.value for value in values["rest"])
    return Contact(**single, **several, rest=rest)  # type: ignore[arg-type]


def insert_value(connection: Connection, value: Value) -> int:
    """The number of the row that keeps `value`, its parts and its doubt."""
    return insert_values(connection, [value])[0]


def insert_values(connection: Connection, values: Sequence[Value]) -> tuple[int, ...]:
    """The numbers of the rows that keep `values`, their parts and their doubts, in their order."""
    numbers = next_numbers(connection, contact_values, len(values))
    kept = tuple(zip(numbers, values, strict=True))
    insert_rows(connection, contact_values, COLUMNS, [(number, *_row(value)) for number, value in kept])
    _insert_pairs(connection, value_parts, ((number, value.parts) for number, value in kept))
    doubts = ((number, value.doubt.facts) for number, value in kept if value.doubt)
    _insert_pairs(connection, value_doubts, doubts)
    return tuple(numbers)


def _row(value: Value) -> tuple[object, ...]:
    kind = None if value.kind is None else keepable(value.kind)
    doubt = value.doubt.key if value.doubt else None
    return keepable(value.value), keepable(value.raw), value.confidence, kind, doubt


def _insert_pairs(
    connection: Connection, table: Table, found: Iterable[tuple[int, Iterable[tuple[str, str]]]]
) -> None:
    rows = [
        (number, place, keepable(name), keepable(text))
        for number, pairs in found
        for place, (name, text) in enumerate(pairs)
    ]
    insert_rows(connection, table, ("value_number", "position", "name", "text"), rows)


def delete_values(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete the rows with these numbers, which nothing refers to any more, their parts and doubts."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        for kept in (value_parts, value_doubts):
            connection.execute(delete(kept).where(kept.c.value_number.in_(some)))
        connection.execute(delete(contact_values).where(contact_values.c.number.in_(some)))


def load_values(connection: Connection, numbers: Select[Any]) -> Mapping[int, Value]:
    """The values whose numbers `numbers` selects, by number."""
    chosen = select(contact_values).where(contact_values.c.number.in_(numbers))
    found = connection.execute(chosen).mappings().all()
    parts = _load_pairs(connection, value_parts, numbers)
    facts = _load_pairs(connection, value_doubts, numbers)
    return {
        row["number"]: Value(
            value=row["value"],
            raw=row["raw"],
            confidence=row["confidence"],
            doubt=None if row["doubt"] is None else Message(row["doubt"], facts[row["number"]]),
            kind=row["kind"],
            parts=parts[row["number"]],
        )
        for row in found
    }


def _load_pairs(
    connection: Connection, table: Table, numbers: Select[Any]
) -> defaultdict[int, tuple[tuple[str, str], ...]]:
    chosen = select(table).where(table.c.value_number.in_(numbers))
    pairs: defaultdict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for row in connection.execute(chosen.order_by(table.c.value_number, table.c.position)).mappings():
        pairs[row["value_number"]] += ((row["name"], row["text"]),)
    return pairs
