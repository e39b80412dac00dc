"""The store's tables, brought up to date step by step with Alembic, from inside the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from data.database import Database

LOCK = 0x41726F6D61
"""PostgreSQL's advisory lock for migrations: the bytes of "Aroma"."""


def upgrade(db: Database) -> None:
    """Make the tables of `db`, or bring them up to date, in one transaction; nobody else does meanwhile."""
    with db.transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def configuration() -> Config:
    """Alembic's configuration; the connection is handed over in its attributes."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
