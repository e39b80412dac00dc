from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from stores import photographed

from data.database import REVISION, Database, open_database
from data.migrations import configuration
from data.schema import METADATA


def checks(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """The CHECK constraints of every table: name and condition."""
    inspector = inspect(connection)
    return {
        table: {
            (str(check["name"]), " ".join(check["sqltext"].split()))
            for check in inspector.get_check_constraints(table)
        }
        for table in METADATA.tables
    }


def test_the_migrations_make_the_tables_that_the_schema_describes(nowhere):
    db = open_database(nowhere)
    with db.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_make_the_rules_that_the_schema_describes(nowhere):
    db = open_database(nowhere)
    with db.reading() as connection:
        migrated = checks(connection)
    with db.transaction() as connection:
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
        described = checks(connection)
    assert migrated == described
    assert sum(map(len, described.values())) > 30


def test_the_newest_migration_is_the_one_that_the_program_asks_for():
    assert ScriptDirectory.from_config(configuration()).get_heads() == [REVISION]


def test_migrating_again_changes_nothing(nowhere):
    open_database(nowhere)
    db = Database(nowhere)
    photographed(db)
    again = open_database(nowhere)
    assert again.rows("SELECT count(*) FROM photos") == [(1,)]
