from __future__ import annotations

import pickle
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text
from stores import NOW, photographed, waiting

from data import engine
from data.columns import keepable
from data.database import REVISION, Database, open_database
from data.errors import StoreError
from data.photos import Arrival, record_arrival
from data.schema import photos

ROOT = Path(__file__).parent.parent


def key(caught: pytest.ExceptionInfo[StoreError]) -> str:
    """Which sentence the error says; it must be there in both languages."""
    error = caught.value
    assert error.text("en") != error.text("es")
    return error.message.key


def photo(number: int, **facts: object) -> dict[str, object]:
    """A row for the table of photos."""
    own = {"sha256": f"{number:064d}", "name": "x", "path": "x", "size": 1}
    return {**own, "state": "claimed", "attempts": 0, "arrived": NOW, "changed": NOW, **facts}


def set_revision(db: Database, revision: str) -> None:
    with db.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": revision})


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "aroma.db"


def test_a_new_store_is_made_and_empty(nowhere):
    db = open_database(nowhere)
    assert db.rows("SELECT count(*) FROM people") == [(0,)]


def test_opening_without_migrating_leaves_no_file_behind(file):
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite:///{file}", migrate=False)
    assert key(caught) == "store.missing"
    assert not file.exists()


def test_a_store_that_is_up_to_date_is_opened_without_migrating(db):
    assert open_database(db.url, migrate=False) == db


def test_a_store_written_by_a_newer_aroma_is_left_alone(db):
    set_revision(db, "9999")
    try:
        for migrate in (True, False):
            with pytest.raises(StoreError) as caught:
                open_database(db.url, migrate=migrate)
            assert key(caught) == "store.newer"
            assert "9999" in str(caught.value)
    finally:
        set_revision(db, REVISION)


def test_a_store_of_an_older_aroma_asks_to_be_brought_up_to_date(db):
    set_revision(db, "0000")
    try:
        with pytest.raises(StoreError) as caught:
            open_database(db.url, migrate=False)
        assert key(caught) == "store.old"
    finally:
        set_revision(db, REVISION)


@pytest.mark.parametrize("content", [b"Querida Ana, ...", b"x" * 5000, b"\xff\xd8\xff\xe0" + bytes(4000)])
def test_a_file_that_is_no_database_is_named_and_left_as_it_is(file, content):
    file.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite:///{file}")
    assert key(caught) == "store.not_a_database"
    assert str(file) in str(caught.value)
    assert file.read_bytes() == content


@pytest.mark.parametrize("path", ["no/such/folder/aroma.db", "file/aroma.db"])
def test_a_folder_that_cannot_be_used_is_told(tmp_path, path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite:///{tmp_path / path}")
    assert key(caught) == "store.cannot_open"


def test_a_folder_in_the_place_of_the_store_is_told(tmp_path):
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite:///{tmp_path}")
    assert key(caught) == "store.cannot_open"


def test_an_address_that_names_no_file_is_refused():
    with pytest.raises(StoreError) as caught:
        open_database("sqlite://")
    assert key(caught) == "store.in_memory"


def test_an_address_of_nothing_is_refused():
    with pytest.raises(StoreError) as caught:
        open_database("the blue box")
    assert key(caught) == "store.no_address"


def test_a_database_whose_driver_is_not_installed_names_it():
    with pytest.raises(StoreError) as caught:
        open_database("postgresql+pg8000://127.0.0.1/aroma")
    assert key(caught) == "store.no_driver"
    assert "pip install pg8000" in str(caught.value)


def test_a_server_that_does_not_answer_is_told():
    with pytest.raises(StoreError) as caught:
        open_database("postgresql+psycopg://ana:secret@127.0.0.1:1/aroma")
    assert key(caught) == "store.away"
    assert "secret" not in str(caught.value)


def test_a_password_is_never_said():
    db = Database("postgresql://ana:secret@127.0.0.1:1/aroma")
    assert db.place == "postgresql://127.0.0.1:1/aroma"


def test_a_full_disk_keeps_what_was_saved_and_says_so(sqlite):
    photographed(sqlite, "first.jpg")

    def fill() -> None:
        with sqlite.transaction() as connection:
            (pages,) = connection.execute(text("PRAGMA page_count")).one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))  # SQLite's own "disk full"
            connection.execute(insert(photos), [photo(number, path="p" * 500) for number in range(500)])

    with pytest.raises(StoreError) as caught:
        fill()
    assert key(caught) == "store.full"
    assert sqlite.rows("SELECT name FROM photos") == [("first.jpg",)]


def test_a_store_that_may_not_be_written_is_told(sqlite):

    def write() -> None:
        with sqlite.transaction() as connection:
            connection.execute(text("PRAGMA query_only = ON"))
            connection.execute(text("DELETE FROM photos"))

    with pytest.raises(StoreError) as caught:
        write()
    assert key(caught) == "store.read_only"


def test_a_store_that_another_program_does_not_let_go_of_is_told(sqlite, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    with closing(sqlite3.connect(sqlite.file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            photographed(Database(sqlite.url))
    assert key(caught) == "store.busy"


def test_nothing_of_a_step_that_failed_is_kept(db):
    def step() -> None:
        with db.transaction() as connection:
            connection.execute(insert(photos), photo(1))
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        step()
    assert db.rows("SELECT count(*) FROM photos") == [(0,)]


def test_sqlite_keeps_every_commit_through_a_power_cut_and_checks_references(sqlite):
    with sqlite.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_the_file_alone_is_a_whole_backup(sqlite, tmp_path):
    card = waiting(sqlite)
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(sqlite.file.read_bytes())
    assert Database(f"sqlite:///{copy}").rows("SELECT id FROM cards") == [(card,)]


@pytest.mark.parametrize("name", ["año 100%.db", "a ? b # c.db", "con espacios.db"])
def test_a_path_is_taken_as_it_stands(tmp_path, name):
    db = open_database(f"sqlite:///{tmp_path / name}")
    photographed(db)
    assert (tmp_path / name).exists()
    assert open_database(db.url, migrate=False).rows("SELECT count(*) FROM photos") == [(1,)]


def test_a_store_can_be_handed_to_another_process(db):
    photographed(db)
    again = pickle.loads(pickle.dumps(db))  # noqa: S301, our own
    assert again == db
    assert again.rows("SELECT count(*) FROM photos") == [(1,)]


def test_looking_for_somebody_imports_no_heavy_library():
    code = (
        "import sys, data.search; print(*{'sqlalchemy', 'alembic', 'asyncio', 'pydantic'} & set(sys.modules))"
    )
    with python(code) as process:
        assert process.communicate()[0].strip() == ""


def test_several_processes_may_open_a_store_that_is_not_there_yet(nowhere):
    code = "import sys; from data.database import open_database as o; o(sys.argv[1]); print('open')"
    processes = [python(code, nowhere) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in processes] == ["open"] * 3
    db = open_database(nowhere, migrate=False)
    assert db.rows("SELECT version_num FROM alembic_version") == [(REVISION,)]


def test_writers_wait_for_each_other(db):
    start = threading.Barrier(6)

    def write(writer: int) -> list[bool]:
        start.wait()
        return [
            record_arrival(db, Arrival(f"{writer}{number}".rjust(64, "0"), "x", "x", 1, NOW))
            for number in range(5)
        ]

    with ThreadPoolExecutor(6) as pool:
        assert all(map(all, pool.map(write, range(1, 7))))
    assert db.rows("SELECT count(*) FROM photos") == [(30,)]


def test_a_moment_without_a_time_zone_is_refused(db):
    with pytest.raises(Exception, match="time zone"):
        photographed(db, at=datetime(2026, 1, 1))


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_kept(text):
    kept = keepable(text)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert keepable(kept) == kept
    assert len(kept) <= len(text)
