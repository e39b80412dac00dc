"""Where the store is, and how it is opened: SQLite in a file, or PostgreSQL.

Importing this is cheap on purpose: `aroma who` asks its few questions through `Database.rows`, which
needs no more than the standard library on SQLite. SQLAlchemy comes with the first transaction, Alembic
with the first migration.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import StoreError
from data.refusals import refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

REVISION = "0004"
"""The newest migration that this Aroma knows; revisions are numbered, so that they can be compared."""

PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""


@dataclass(frozen=True)
class Database:
    """A store's address. Pickled, or in a forked process, it opens its own connections."""

    url: str

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database, None for any other."""
        scheme, _, path = self.url.partition(":///")
        return Path(path) if scheme in {"sqlite", "sqlite+pysqlite"} and path else None

    @property
    def place(self) -> str:
        """What to call the database in a message: its file, or its address without user and password."""
        if self.file:
            return str(self.file)
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, made when first asked for."""
        from data.engine import make_engine  # noqa: PLC0415, see the module's docstring

        return self._engine_of_file if self.file else make_engine(self)

    @cached_property
    def _engine_of_file(self) -> Engine:
        from data.engine import make_engine  # noqa: PLC0415, the same

        return make_engine(self)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction that may write: all of it is kept, or nothing. Raises StoreError.

        On SQLite it takes the write lock at its start, so that what it read is still true when it writes.
        """
        from data.engine import begin  # noqa: PLC0415

        with begin(self, writing=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads, and sees one moment of the store. Raises StoreError."""
        from data.engine import begin  # noqa: PLC0415

        with begin(self, writing=False) as connection:
            yield connection

    def mark(self) -> str:
        """What stays the same as long as nothing was written to the store; "" where only asking it tells."""
        if self.file is None:
            return ""
        files = (self.file, self.file.with_name(f"{self.file.name}-wal"))
        return repr([(seen.st_mtime_ns, seen.st_size) for file in files if (seen := _status(file))])

    def rows(self, sql: str, facts: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one plain SELECT with `:named` facts, written so that every database knows it."""
        if self.file is None:
            from sqlalchemy import text  # noqa: PLC0415

            with self.reading() as connection:
                return [tuple(row) for row in connection.execute(text(sql), facts)]
        with self._light(self.file) as light:
            return light.execute(sql, facts or {}).fetchall()

    @contextmanager
    def _light(self, file: Path) -> Iterator[sqlite3.Connection]:
        try:
            # mode=rw: looking for somebody must not leave an empty database behind
            uri = f"{file.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as connection:
                connection.execute("PRAGMA query_only = ON")
                yield connection
        except sqlite3.Error as error:
            raise refusal(error, self.place) from error

    def __reduce__(self) -> tuple[type[Database], tuple[str]]:
        return Database, (self.url,)


def _status(file: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return file.stat()
    return None


def open_database(url: str, *, migrate: bool = True) -> Database:
    """The store at `url`, ready for use; made, or brought up to date, where `migrate` allows it.

    Raises StoreError where it cannot be opened, is not a database, is newer than this Aroma, or is
    missing or older and `migrate` is False. `url` is `sqlite:///` and the path of a file, taken as it
    stands, or SQLAlchemy's address of a PostgreSQL database.
    """
    db = Database(url)
    if url.startswith("sqlite") and db.file is None:
        raise StoreError("store.in_memory", place=url)
    found = revision(db)
    if found == REVISION:
        return db
    if found is not None and found > REVISION:
        raise StoreError("store.newer", place=db.place, found=found, known=REVISION)
    if not migrate:
        raise StoreError("store.old" if found else "store.missing", place=db.place)
    from data.migrations import upgrade  # noqa: PLC0415, see the module's docstring

    upgrade(db)
    return db


def revision(db: Database) -> str | None:
    """The revision of the store's tables, None where there are none yet."""
    if db.file is not None and not db.file.exists():
        return None
    if not _has_revisions(db):
        return None
    found = db.rows("SELECT version_num FROM alembic_version")
    return str(found[0][0]) if found else None


def _has_revisions(db: Database) -> bool:
    if db.file is not None:
        return bool(db.rows("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"))
    from sqlalchemy import inspect  # noqa: PLC0415

    with db.reading() as connection:
        return inspect(connection).has_table("alembic_version")
