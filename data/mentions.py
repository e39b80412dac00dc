"""Where others' words name somebody: sentences, meetings, gifts and notes that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from data.letters import fold
from data.schema import gifts, interests, me, meetings, needs, notes, offers, people

TOLD: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (people, ("who", "does", "heading")),
    (meetings, ("place", "through")),
    (interests, ("text",)),
    (needs, ("text",)),
    (offers, ("text",)),
    (gifts, ("text",)),
    (notes, ("text", "about")),
    (me, ("who", "does", "heading")),
)
"""Where the owner writes in their own words."""
SHORTEST = 4
"""Letters of a text that is looked for: shorter ones stand everywhere."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One text that names somebody: the table it is in, whose it is (None for notes and for `me`)."""

    table: str
    person: int | None
    text: str


def mentions(connection: Connection, texts: Sequence[str]) -> tuple[Mention, ...]:
    """The texts that hold any of `texts` as whole words, accents and case aside."""
    sought = _sought(texts)
    return tuple(_in_all(connection, sought)) if sought else ()


def _sought(texts: Iterable[str]) -> re.Pattern[str] | None:
    folded = {fold(text) for text in texts}
    long = sorted(re.escape(text) for text in folded if len(text) >= SHORTEST)
    return re.compile(rf"(?<!\w)(?:{'|'.join(long)})(?!\w)") if long else None


def _in_all(connection: Connection, sought: re.Pattern[str]) -> Iterable[Mention]:
    for table, columns in TOLD:
        owner = table.c.get("person_number", people.c.number if table is people else None)
        for name in columns:
            chosen = select(table.c[name], *([owner] if owner is not None else []))
            for row in connection.execute(chosen):
                if sought.search(fold(row[0])):
                    yield Mention(table.name, row[1] if owner is not None else None, row[0])
