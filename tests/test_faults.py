"""What happens when the world fails: the rows of docs/reliability.md, by real faults."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import MOUNT
from kill_inbox import photo
from stores import NOW, answer, photographed, waiting

from data import database, engine
from data.cards import card, cards, come_back, postpone, record_answer, record_run
from data.database import Database
from data.errors import StoreError
from data.models import CardState
from data.people import file_card, people
from data.queue import open_cards
from flows import up
from flows.home import Home
from flows.inbox import Claimed, Rules, take

ROOT = Path(__file__).parent.parent
RULES = Rules("en", settle=0, patience=0, sleep=lambda _: None)
PATIENCE = 60.0

DISKS = (
    "full_while_filing",
    "full_while_writing_vcards",
    "full_while_reading",
    "full_while_exporting",
    "full_while_backing_up",
    "home_only_read",
    "inbox_only_read",
    "photo_that_cannot_be_read",
)


@pytest.mark.mounts
@pytest.mark.parametrize("scenario", DISKS)
def test_a_broken_disk_is_told_and_nothing_is_lost_by_it(tmp_path, scenario):
    program = [sys.executable, str(ROOT / "tests" / "break_disks.py"), scenario, str(tmp_path / "disk")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([*MOUNT, *program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# --- Another program has the store


HOLDER = """
import sqlite3, sys, time
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.execute(sys.argv[2])
store.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[3]))
store.execute("ROLLBACK")
"""


@contextmanager
def held(db: Database, seconds: float, first: str = "SELECT 1") -> Iterator[None]:
    """Another program holds the store for so long."""
    command = [sys.executable, "-c", HOLDER, str(db.file), first, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.kill()


def test_a_store_that_another_program_has_for_a_while_is_waited_for(sqlite):
    with held(sqlite, 1.5):
        begun = time.monotonic()
        photographed(sqlite)
        assert time.monotonic() - begun > 0.5
    assert sqlite.rows("SELECT count(*) FROM photos") == [(1,)]


def test_a_store_that_another_program_does_not_let_go_of_is_told_and_can_be_read_meanwhile(
    sqlite, monkeypatch
):
    name = waiting(sqlite)
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    other = Database(sqlite.url)
    with held(sqlite, 600):
        assert card(other, name).state is CardState.WAITING
        with pytest.raises(StoreError, match="being used by another program"):
            file_card(other, name, answer(), at=NOW)
    file_card(sqlite, name, answer(), at=NOW)  # it is as it was


def test_a_store_that_another_program_has_for_itself_alone_is_told(sqlite, monkeypatch):
    with closing_log(sqlite), held(sqlite, 600, "PRAGMA locking_mode = EXCLUSIVE"):
        monkeypatch.setattr(database, "PATIENCE", 0.2)
        with pytest.raises(StoreError, match="being used by another program"):
            sqlite.rows("SELECT count(*) FROM people")


@contextmanager
def closing_log(db: Database) -> Iterator[None]:
    """Leave no log behind that the other program would have to share."""
    with sqlite3.connect(db.file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    yield


def test_aroma_says_once_that_the_store_is_in_use_and_goes_on(desk, monkeypatch, capsys):
    """`aroma up` does not end for it."""
    monkeypatch.setattr(up, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    name = desk.lay().id

    async def watched() -> None:
        watch = asyncio.create_task(up._watch(desk.settings, Database(desk.db.url), Running()))
        await asyncio.sleep(0.1)
        with closing_log(desk.db), held(desk.db, 600, "PRAGMA locking_mode = EXCLUSIVE"):
            await asyncio.to_thread(_until, lambda: said("usando"))
            await asyncio.sleep(1)
        record_run(desk.db, name, "run-1", 0)
        await asyncio.to_thread(_until, lambda: said("runs/flow-run/run-1"))
        assert not watch.done()
        watch.cancel()

    shown: list[str] = []

    def said(word: str) -> bool:
        shown.append("".join(capsys.readouterr()))
        return word in "".join(shown)

    asyncio.run(watched())
    assert "".join(shown).count("Otro programa está usando la base de datos") == 1


class Running:
    """A server that does not end."""

    def poll(self) -> None:
        return None


# --- The clock is set back


BACK = [timedelta(days=1), timedelta(days=365)]


@pytest.mark.parametrize("back", BACK, ids=["a day", "a year"])
def test_a_clock_set_back_loses_no_wait_no_answer_and_no_meeting(db, back):
    early, late = NOW - back, NOW
    before, after = waiting(db, "before.jpg", at=late), waiting(db, "after.jpg", at=early)
    for name in (before, after):
        record_run(db, name, f"run-{name}", 0)
    record_answer(db, before, 0, {"who": "said later"}, late)
    record_answer(db, before, 1, {"who": "said after the clock was set back"}, early)
    assert card(db, before).typed == {"who": "said after the clock was set back"}
    assert {one.id for one in open_cards(db)} == {before, after}
    first = file_card(db, before, answer("Sails", met_when=date(2026, 10, 3)), at=late)
    second = file_card(db, after, answer("Rows", met_when=date(2026, 10, 4)), at=early)
    assert [person.number for person in people(db)] == [first.number, second.number]


@pytest.mark.parametrize("back", BACK, ids=["a day", "a year"])
def test_a_card_put_off_comes_back_on_its_day_though_the_clock_was_set_back(db, back):
    name, today = waiting(db), date(2026, 11, 5)
    postpone(db, name, today + timedelta(days=3), NOW)
    assert come_back(db, today - back) == ()
    assert come_back(db, today + timedelta(days=3)) == (name,)
    assert come_back(db, today - back) == ()
    assert [one.id for one in cards(db, CardState.WAITING)] == [name]


@pytest.mark.parametrize("back", BACK, ids=["a day", "a year"])
def test_photos_are_taken_and_claims_finished_though_the_clock_was_set_back(tmp_path, back):
    home = Home(tmp_path / "Aroma")
    home.prepare()
    bytes_of = {photo(home.inbox / f"{number}.png", number) for number in range(3)}

    def fails(_: Claimed) -> bool:
        raise StoreError("store.busy", place="store")

    with pytest.raises(StoreError):
        take(home, fails, RULES)  # claimed, and not recorded
    (home.cards / ".aroma-half.tmp").write_bytes(b"half")
    earlier = Rules("en", settle=0, sleep=lambda _: None, now=lambda: time.time() - back.total_seconds())
    kept: list[Claimed] = []
    taken = take(home, lambda claimed: kept.append(claimed) or True, earlier)
    assert len(taken.new) == 3
    assert {claimed.path.read_bytes() for claimed in kept} == bytes_of
    assert kept[0].at - kept[1].at > back - timedelta(minutes=5)  # the claim keeps the time that it had


# --- A share that stalls


TAKER = """
import os, sys, time
from pathlib import Path
from flows import inbox
from flows.home import Home
real = inbox.check_photo
def check(path):
    if path.name == "1.png" and not Path(sys.argv[2]).exists():
        Path(sys.argv[2]).touch()
        os.kill(os.getpid(), 19)  # as one whom the kernel makes wait for the share; until SIGCONT
    real(path)
inbox.check_photo = check
rules = inbox.Rules("en", settle=0, sleep=lambda _: None)
print(len(inbox.take(Home(Path(sys.argv[1])), lambda _: True, rules).new), flush=True)
"""


def test_a_look_that_stalls_with_its_share_goes_on_when_that_is_back(tmp_path):
    home = Home(tmp_path / "Aroma")
    home.prepare()
    for number in range(4):
        photo(home.inbox / f"{number}.png", number)
    command = [sys.executable, "-c", TAKER, str(home.path), str(tmp_path / "stalled")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as taker:
        try:
            _until(lambda: _state(taker.pid) == "T")
            photo(home.inbox / "new.png", 9)
            assert take(home, lambda _: True, RULES).busy  # the next look does not hang with it
        finally:
            os.kill(taker.pid, signal.SIGCONT)
        told, _ = taker.communicate(timeout=PATIENCE)
    assert told == "4\n"
    assert len(take(home, lambda _: True, RULES).new) == 1


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _until(wished) -> None:
    deadline = time.monotonic() + PATIENCE
    while not wished():
        assert time.monotonic() < deadline
        time.sleep(0.05)


# --- A photo replaced while it is taken


REPLACER = """
import os, sys
inbox = sys.argv[1]
photos = [open(name, "rb").read() for name in sys.argv[2:]]
number = 0
print("replacing", flush=True)
while os.path.isdir(inbox):
    number += 1
    beside = os.path.join(inbox, ".new")
    with open(beside, "wb") as file:
        file.write(photos[number % len(photos)])
    os.rename(beside, os.path.join(inbox, "a.png"))
"""


def test_a_photo_replaced_all_the_time_is_taken_as_one_or_the_other_and_never_as_a_mix(tmp_path):
    home = Home(tmp_path / "Aroma")
    home.prepare()
    whole = {photo(tmp_path / f"{number}.png", number) for number in range(3)}
    sources = [str(tmp_path / f"{number}.png") for number in range(3)]
    command = [sys.executable, "-c", REPLACER, str(home.inbox), *sources]
    kept: list[bytes] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as replacer:
        assert replacer.stdout is not None
        replacer.stdout.readline()
        try:
            deadline = time.monotonic() + PATIENCE
            while len(kept) < 5 and time.monotonic() < deadline:
                taken = take(home, lambda claimed: kept.append(claimed.path.read_bytes()) or True, RULES)
                assert not taken.set_aside
        finally:
            replacer.kill()
    take(home, lambda claimed: kept.append(claimed.path.read_bytes()) or True, RULES)
    assert kept
    assert set(kept) <= whole
    originals = {path.read_bytes() for path in home.cards.iterdir() if path.is_file()}
    assert originals <= whole


# --- Very many photos at once


def test_many_photos_at_once_are_each_taken_once(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.many_photos", "--here", "150"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "150 photos" in done.stdout
