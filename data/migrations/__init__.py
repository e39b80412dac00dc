"""The store's tables, brought up to date step by step with Alembic, from inside the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from data.database import Database
from data.engine import begin
from data.errors import StoreError

LOCK = 0x41726F6D61
"""PostgreSQL's advisory lock for migrations: the bytes of "Aroma"."""


def upgrade(db: Database) -> None:
    """Make the tables of `db`, or bring them up to date, in one transaction; nobody else does meanwhile.

    Raises StoreError where a row would refer to another that is not there; then nothing was changed.
    """
    with begin(db, writing=True, migrating=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            _check_references(connection, db)


def _check_references(connection: Connection, db: Database) -> None:
    lost = connection.execute(text("PRAGMA foreign_key_check")).first()
    if lost is not None:
        raise StoreError("store.lost_reference", place=db.place, table=lost[0], other=lost[2])


def configuration() -> Config:
    """Alembic's configuration; the connection is handed over in its attributes."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
