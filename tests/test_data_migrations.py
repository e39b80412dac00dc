from __future__ import annotations

from dataclasses import replace

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from stores import NOW, contact, photographed, reading, sha

from data.cards import card
from data.database import REVISION, Database, open_database
from data.migrations import configuration
from data.models import Value
from data.photos import record_cards
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


def test_a_store_of_the_first_tables_keeps_its_cards_and_learns_what_else_a_card_names(nowhere):
    first = Database(nowhere)
    with first.transaction() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    photo = photographed(first)
    old = replace(reading(photo), codes=())
    draft = replace(contact(), also=())
    name = record_cards(first, photo, [(old, draft)], at=NOW)[0]
    db = open_database(nowhere)
    assert card(db, name).contact == draft
    more = replace(contact(), also=(Value("青空造船", "青空造船", kind="native_company"),))
    other = record_cards(db, photographed(db, "other.jpg"), [(reading(sha("other.jpg")), more)], at=NOW)[0]
    assert card(db, other).contact == more
