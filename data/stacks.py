"""Who is one person: rows of `people` that belong together, in a stack under the row that was filed first.

`people.merged_into` names the row below; no row is ever moved. It is always an earlier one, so there is no
circle, and a stack that was laid on another comes off whole. The questions are plain SELECTs, for
`Database.rows` and for `of` a connection alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

Rows = Callable[[str, Mapping[str, Any]], Sequence[Sequence[Any]]]
"""Asks a plain SELECT with `:named` facts, as `Database.rows` does."""

AT_ONCE = 500  # numbers in one question: databases allow about a thousand


@dataclass(frozen=True, slots=True)
class Layer:
    """One row of a stack: its number, its card ("" where there is none), and the days that order it.

    The card is the one that was filed; what came to the row later is not a layer. `day` is that of the
    card: when one met, else when it came in. `filed` is when its answers were given.
    """

    number: int
    card: str
    day: date
    filed: datetime


STACKS = """
WITH RECURSIVE stack(head, number) AS (
  SELECT number, number FROM people WHERE merged_into IS NULL AND number IN {which}
  UNION ALL
  SELECT stack.head, people.number FROM people JOIN stack ON people.merged_into = stack.number
)
SELECT stack.head, stack.number, cards.id, people.filed, cards.met, cards.arrived,
  (SELECT MIN(meetings.day) FROM meetings WHERE meetings.person_number = stack.number)
FROM stack JOIN people ON people.number = stack.number
LEFT JOIN cards ON cards.person_number = stack.number AND NOT EXISTS (
  SELECT 1 FROM imported
  WHERE imported.card_id = cards.id AND imported.source = 'people' AND imported.file = ''
)
ORDER BY stack.number, cards.arrived, cards.id
"""

HEADS = """
WITH RECURSIVE below(number, head) AS (
  SELECT number, number FROM people WHERE number IN {which}
  UNION ALL
  SELECT below.number, people.merged_into FROM people JOIN below ON people.number = below.head
  WHERE people.merged_into IS NOT NULL
)
SELECT below.number, below.head FROM below JOIN people ON people.number = below.head
WHERE people.merged_into IS NULL
"""


def of(connection: Connection) -> Rows:
    """Asks within this transaction."""
    from sqlalchemy import text  # noqa: PLC0415 - `aroma who` does without it

    return lambda sql, facts: connection.execute(text(sql), facts).all()


def stacks(ask: Rows, heads: Sequence[int]) -> dict[int, tuple[Layer, ...]]:
    """The layers under each of these heads, from the oldest card to the newest; no others' numbers count."""
    found: dict[int, dict[int, Layer]] = {}
    for head, number, card, filed, met, arrived, first in asked(ask, STACKS, heads):
        said = as_moment(filed)
        layer = Layer(number, card or "", as_day(first or met or arrived) or said.date(), said)
        found.setdefault(head, {}).setdefault(number, layer)
    return {head: tuple(sorted(mine.values(), key=_age)) for head, mine in found.items()}


def members(ask: Rows, heads: Sequence[int]) -> tuple[int, ...]:
    """The numbers of these heads, and of all rows under them."""
    return tuple(layer.number for mine in stacks(ask, heads).values() for layer in mine)


def heads(ask: Rows, numbers: Sequence[int]) -> dict[int, int]:
    """The head of the stack in which each of these rows is, by number; those not on file are missing."""
    return dict(asked(ask, HEADS, numbers))  # type: ignore[arg-type]


def joined(ask: Rows) -> dict[int, int]:
    """The head of every row that was joined to another, by number; all other rows are heads themselves."""
    which = "(SELECT number FROM people WHERE merged_into IS NOT NULL)"
    return dict(ask(HEADS.format(which=which), {}))  # type: ignore[arg-type]


def asked(ask: Rows, sql: str, numbers: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a SELECT that chooses `IN {which}`, whatever the count of `numbers`."""
    for start in range(0, len(numbers), AT_ONCE):
        which, facts = among(numbers[start : start + AT_ONCE])
        yield from ask(sql.format(which=which), facts)


def among(keys: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """The list of an `IN`, and the facts that it names."""
    facts = {f"key{place}": key for place, key in enumerate(keys)}
    return f"({', '.join(f':{name}' for name in facts)})", facts


def as_day(value: date | datetime | str | None) -> date | None:
    """A day as a plain SELECT gives it: SQLite's own type for it is text."""
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


def as_moment(value: datetime | str) -> datetime:
    """A point in time as a plain SELECT gives it; only to be compared with others of the same store."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _age(layer: Layer) -> tuple[date, int]:
    return layer.day, layer.number
