"""Contacts of exports that were forgotten: the next import of the same file does not bring them back.

What is kept is no name and no address: a hash of what the export calls the contact, keyed with a salt of this
store's own. Nobody is found by it who is not asked about, word for word, with the store at hand.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from data.database import Database
from data.schema import forgotten as table

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The marks of all that was forgotten, to be asked about many contacts at once."""

    salt: str
    marks: frozenset[str]

    def has(self, source: str, key: str) -> bool:
        """Whether the contact that `source` calls `key` was forgotten."""
        return bool(self.marks) and _mark(self.salt, source, key) in self.marks


def forgotten(db: Database) -> Forgotten:
    """All that was forgotten in this store."""
    with db.reading() as connection:
        return _load(connection)


def remember_forgotten(connection: Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Have these contacts, each a source and its key, not come back."""
    known = _load(connection)
    salt = known.salt or secrets.token_hex(SALT_BYTES)
    marks = {_mark(salt, source, key) for source, key in keys} - known.marks
    if marks:
        connection.execute(insert(table), [{"mark": mark, "salt": salt} for mark in sorted(marks)])


def _load(connection: Connection) -> Forgotten:
    rows = connection.execute(select(table.c.mark, table.c.salt)).all()
    return Forgotten(rows[0].salt if rows else "", frozenset(row.mark for row in rows))


def _mark(salt: str, source: str, key: str) -> str:
    told = f"{source}\n{key}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, key=bytes.fromhex(salt), digest_size=32).hexdigest()
