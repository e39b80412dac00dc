"""SQLAlchemy's engine for the store, and its transactions: the only place with SQLite's own settings.

SQLite runs in WAL mode, so that reading never waits for writing, with `synchronous = FULL`: with NORMAL
a power cut could take back the last transactions, and by then the photo has left the inbox.

On SQLite each transaction opens a connection of its own, so that nothing is shared between threads and
forked processes, and nothing is left to be closed: closing the last one folds the log back into the file,
so that a copy of the one file is a whole backup. To a PostgreSQL a process keeps a few connections, for
opening one costs as much as what is asked through it; each is tried before it is used again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError

from data.database import PATIENCE, Database
from data.errors import StoreError
from data.refusals import refusal

KEPT, MOST = 2, 32
"""Connections to a PostgreSQL that a process keeps, and those that it may have open at once."""

CACHE = 65_536
"""KiB of the file that a connection may keep in memory. An import writes all over the index of words."""


def make_engine(db: Database) -> Engine:
    """An engine for `db`; nothing is opened yet. Raises StoreError for an address that none is made of.

    A server's is the same for all of this process; a forked one gets its own.
    """
    if db.file is not None:
        return _sqlite_engine(db.file)
    try:
        return _server_engine(db.url, os.getpid())
    except ModuleNotFoundError as error:
        raise StoreError("store.no_driver", place=db.place, driver=error.name or error) from error
    except ArgumentError as error:
        raise StoreError("store.no_address", place=db.place) from error


@cache
def _server_engine(url: str, _process: int) -> Engine:
    return create_engine(url, pool_size=KEPT, max_overflow=MOST - KEPT, pool_pre_ping=True)


def _sqlite_engine(file: Path) -> Engine:
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Settings of every new SQLite connection; `begin` starts its transactions from here on."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")


def _begin(connection: Connection) -> None:
    """Take the write lock first where writing: a lock asked for later cannot be waited for.

    A migration makes tables anew under their names, and so looks at the references between them at its end.
    """
    options = connection.get_execution_options()
    writing = options.get("writing", False)
    if options.get("migrating", False):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # heard outside a transaction only
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def begin(db: Database, *, writing: bool, migrating: bool = False) -> Iterator[Connection]:
    """One transaction on `db`, committed at the end and taken back on any error. Raises StoreError."""
    try:
        with db.engine.connect() as connection:
            options = connection.execution_options(writing=writing, migrating=migrating)
            with options.begin():
                yield options
    except DBAPIError as error:
        raise refusal(error.orig or error, db.place) from error
