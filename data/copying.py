"""A store copied whole, as it is at one moment, while others go on writing; and poured into another store.

A copy is always one SQLite file, whatever the store is, so that it can become a store of either kind.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, bindparam, func, insert, select, text, update

from data.database import PATIENCE, Database, open_database
from data.errors import StoreError
from data.refusals import refusal
from data.schema import METADATA

AT_ONCE = 1000  # rows on their way from one store to the other


def snapshot(db: Database, target: Path) -> Database:
    """A copy of all that is in `db` at this moment, in the new file `target`.

    Raises StoreError, where `db` is damaged too, and OSError where there is no room for `target`.
    """
    copy = Database(f"sqlite:///{target}")
    if db.file is not None:
        _copy_pages(db.file, target)
    else:
        with pouring(db, open_database(copy.url)):
            pass
    if not sound(copy):
        raise StoreError("store.not_a_database", place=db.place)
    return copy


def sound(db: Database) -> bool:
    """Whether an SQLite file is in order, and each reference in it leads somewhere. Raises StoreError."""
    return db.rows("PRAGMA quick_check(1)") == [("ok",)] and not db.rows("PRAGMA foreign_key_check")


@contextmanager
def pouring(source: Database, target: Database) -> Iterator[None]:
    """All rows of `source` are in `target` once the block has ended; none where an error leaves it.

    Both have the newest tables. Raises StoreError, where `target` is not empty too.
    """
    with source.reading() as read, target.transaction() as write:
        if read.dialect.name == "postgresql":
            read.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        _refuse_full(write, target)
        for table in METADATA.sorted_tables:
            _pour(read, write, table)
        yield


def _copy_pages(file: Path, target: Path) -> None:
    uri = f"{file.absolute().as_uri()}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.execute("BEGIN")  # the copying itself would wait for ever for a store that is locked
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
            live.backup(copy)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:  # nothing is written but the copy
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error
        raise refusal(error, str(file)) from error


def _refuse_full(write: Connection, target: Database) -> None:
    for table in METADATA.sorted_tables:
        if write.execute(select(table).limit(1)).first() is not None:
            raise StoreError("store.not_empty", place=target.place)


def _pour(read: Connection, write: Connection, table: Table) -> None:
    """Copy the rows of a table. What refers to a row of the same table is told when all of them are there."""
    rows = read.execution_options(yield_per=AT_ONCE).execute(select(table))
    own = [column for column in table.c if any(key.column.table is table for key in column.foreign_keys)]
    for some in rows.mappings().partitions(AT_ONCE):
        write.execute(insert(table), [{**row, **{column.name: None for column in own}} for row in some])
    for column in own:
        _tell_own(read, write, table, column)
    counted = [column for column in table.primary_key if column.autoincrement is True]
    if write.dialect.name == "postgresql":
        for column in counted:
            _count_on(write, table, column)


def _tell_own(read: Connection, write: Connection, table: Table, column: Column[Any]) -> None:
    keys = list(table.primary_key)
    chosen = select(*keys, column.label("told")).where(column.is_not(None))
    which = and_(*(key == bindparam(f"key_{key.name}") for key in keys))
    told = [
        {f"key_{key.name}": row[key.name] for key in keys} | {"told": row["told"]}
        for row in read.execute(chosen).mappings()
    ]
    if told:
        write.execute(update(table).where(which).values({column.name: bindparam("told")}), told)


def _count_on(write: Connection, table: Table, column: Column[Any]) -> None:
    """Let the next row that PostgreSQL numbers come after the last one."""
    last = write.execute(select(func.max(column))).scalar()
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        write.execute(select(func.setval(sequence, last)))
