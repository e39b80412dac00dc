from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import START_SECONDS, PostgresServer, postgres_server
from sqlalchemy import insert, text
from stores import NOW, photographed, sha

from data.database import Database, open_database
from data.errors import StoreError
from data.photos import Arrival, record_arrival
from data.schema import photos
from data.turns import turn

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parent.parent

WRITER = """
import sys
from datetime import UTC, datetime
from data.database import Database
from data.photos import Arrival, record_arrival
db, number = Database(sys.argv[1]), 0
while True:
    number += 1
    record_arrival(db, Arrival(f"{number:064d}", "x", "x", 1, datetime.now(UTC)))
    print(number, flush=True)
"""

HOLDER = """
import sys
from data.database import Database
from data.turns import turn
with turn(Database(sys.argv[1]), "ana.jpg") as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def frail() -> Iterator[PostgresServer]:
    """A PostgreSQL of these tests alone, who end it as they like."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def store(frail) -> Database:
    return open_database(frail.create("store"))


def python(code: str, url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_server_that_is_killed_is_told_in_words_and_once_it_is_back_all_goes_on(frail, store):
    photographed(store, "before.jpg")
    frail.kill()
    with pytest.raises(StoreError) as caught:
        photographed(store, "meanwhile.jpg")
    frail.start()
    assert caught.value.message.key == "store.away"
    assert caught.value.text("es") != caught.value.text("en")
    photographed(store, "after.jpg")
    assert sorted(store.rows("SELECT name FROM photos")) == [("after.jpg",), ("before.jpg",)]


def test_a_step_during_which_the_connection_is_lost_is_kept_whole_or_not_at_all(frail, store):
    def step() -> None:
        with store.transaction() as connection:
            row = {"sha256": sha("x"), "name": "x", "path": "x", "size": 1, "state": "claimed"}
            connection.execute(insert(photos), row | {"attempts": 0, "arrived": NOW, "changed": NOW})
            frail.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'store'")
            connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError) as caught:
        step()
    assert caught.value.message.key == "store.away"
    assert store.rows("SELECT count(*) FROM photos") == [(0,)]


def test_what_a_process_was_told_is_kept_is_there_after_the_server_was_killed(frail, store):
    with python(WRITER, store.url) as writer:
        for _ in range(20):
            last = int(writer.stdout.readline())
        frail.kill()
        rest, said = writer.communicate()
    last = int(rest.split()[-1]) if rest.split() else last
    frail.start()
    assert "does not answer" in said
    ((kept,),) = store.rows("SELECT count(*) FROM photos")
    assert kept in {last, last + 1}  # the answer to the last one may have been lost on its way


def test_the_turn_of_a_killed_process_is_over(store):
    with python(HOLDER, store.url) as holder:
        assert holder.stdout.readline() == "True\n"
        with turn(store, "ana.jpg") as mine:
            assert not mine
        with turn(store, "marta.jpg") as mine:
            assert mine
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
    deadline = time.monotonic() + START_SECONDS
    while not mine_now(store):  # until the server notices that nobody is there any more
        assert time.monotonic() < deadline


def mine_now(store: Database) -> bool:
    with turn(store, "ana.jpg") as mine:
        return mine


def test_a_forked_process_speaks_through_connections_of_its_own(store):
    photographed(store, "before.jpg")
    child = os.fork()
    if child == 0:
        record_arrival(store, Arrival(sha("child"), "child", "x", 1, NOW))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    photographed(store, "after.jpg")
    assert store.rows("SELECT count(*) FROM photos") == [(3,)]
