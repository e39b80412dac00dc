"""Whose turn it is, where several machines share a store: one at a time for each thing, and nobody waits.

The turn is PostgreSQL's own advisory lock, which ends with the transaction: a machine that is killed, or
loses its connection, leaves none behind. https://www.postgresql.org/docs/current/explicit-locking.html
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from data.database import Database

_ASKED = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:what, 0))")


@contextmanager
def turn(db: Database, what: str) -> Iterator[bool]:
    """True where nobody else has a turn with `what`, until the block is left. Raises StoreError.

    A store in a file belongs to one home, whose own locks see to it: there it is always True.
    """
    if db.file is not None:
        yield True
        return
    with db.transaction() as connection:
        yield bool(connection.execute(_ASKED, {"what": what}).scalar())
