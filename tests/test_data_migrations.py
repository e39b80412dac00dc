from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, insert, inspect, text
from stores import NOW, contact, photographed, reading, sha

from data.cards import card
from data.database import REVISION, Database, open_database, revision
from data.errors import StoreError
from data.migrations import configuration
from data.models import CardRead, Contact, Side, Value
from data.people import people
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


def at_revision(db: Database, revision: str) -> None:
    with db.transaction() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_a_card_of_the_first_tables_is_there_after_all_migrations(nowhere):
    first = Database(nowhere)
    at_revision(first, "0001")
    photo = {"sha256": sha("old.jpg"), "name": "old.jpg", "path": "old.jpg", "size": 1, "state": "read"}
    corners = dict.fromkeys(("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4"), 0.0)
    waiting = {"id": "0123456789ab", "sha256": photo["sha256"], "page": 0, "position": 0, "state": "waiting"}
    known = {"width": 9, "height": 9, "framed": True, "seconds": 1.0, "round": 0, "discarded_because": ""}
    value = {"number": 1, "value": "Nuria Ferrán", "raw": "NURIA FERRÁN", "confidence": 0.9}
    rows = {
        "photos": {**photo, "reason": "", "attempts": 1, "arrived": NOW, "changed": NOW},
        "cards": {**waiting, **known, **corners, "arrived": NOW, "changed": NOW},
        "contact_values": value,
        "card_values": {"card_id": "0123456789ab", "position": 0, "field": "name", "value_number": 1},
    }
    with first.transaction() as connection:
        tables = MetaData()
        tables.reflect(connection)
        for table, row in rows.items():
            connection.execute(insert(tables.tables[table]).values(row))
    found = card(open_database(nowhere), "0123456789ab")
    assert found.contact == Contact(name=Value("Nuria Ferrán", "NURIA FERRÁN", 0.9))


def test_a_store_from_before_codes_learns_what_else_a_card_names(nowhere):
    before = Database(nowhere)
    at_revision(before, "0002")
    with before.transaction() as connection:
        connection.execute(text("SELECT 1 FROM card_sides"))
    db = open_database(nowhere)
    more = replace(contact(), also=(Value("青空造船", "青空造船", kind="native_company"),))
    photo = photographed(db, "other.jpg")
    name = record_cards(db, photo, [CardRead((Side(reading(photo), more),), more)], at=NOW)[0]
    assert card(db, name).contact == more


def test_people_and_their_cards_are_there_after_the_tables_were_made_anew(nowhere):
    db = Database(nowhere)
    at_revision(db, "0003")
    with db.transaction() as connection:
        tables = MetaData()
        tables.reflect(connection)
        person = {
            "number": 7,
            "uid": "u-7",
            "who": "Tunes organs",
            "does": "",
            "heading": "",
            "filed": NOW,
        }
        photo = {"sha256": sha("old.jpg"), "name": "old.jpg", "path": "old.jpg", "size": 1, "state": "read"}
        corners = dict.fromkeys(("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4"), 0.0)
        filed = {"id": "0123456789ab", "sha256": photo["sha256"], "page": 0, "position": 0, "state": "filed"}
        known = {"width": 9, "height": 9, "framed": True, "seconds": 1.0, "round": 0, "discarded_because": ""}
        rows = {
            "people": person,
            "photos": {**photo, "reason": "", "attempts": 1, "arrived": NOW, "changed": NOW},
            "cards": {**filed, **known, **corners, "person_number": 7, "arrived": NOW, "changed": NOW},
            "contact_values": {"number": 1, "value": "Nuria", "raw": "NURIA", "confidence": 0.9},
            "names": {"person_number": 7, "position": 0, "value_number": 1, "from_card": "0123456789ab"},
        }
        for table, row in rows.items():
            connection.execute(insert(tables.tables[table]).values(row))
    db = open_database(nowhere)
    assert [(person.number, person.answer.contact.name) for person in people(db)] == [
        (7, Value("Nuria", "NURIA", 0.9))
    ]
    assert card(db, "0123456789ab").person == 7
    with pytest.raises(StoreError), db.transaction() as connection:
        connection.execute(text("DELETE FROM people"))


def test_a_reference_to_nothing_is_found_before_the_tables_are_made_anew(nowhere):
    db = Database(nowhere)
    at_revision(db, "0003")
    if db.file is None:
        pytest.skip("PostgreSQL never keeps such a reference")
    with closing(sqlite3.connect(db.file)) as connection:
        connection.execute("INSERT INTO offers (person_number, position, text) VALUES (9, 0, 'bread')")
        connection.commit()
    with pytest.raises(StoreError, match="offers"):
        open_database(nowhere)
    assert revision(db) == "0003"
