"""Kill Aroma at random while it works: `python -m benchmarks.kills [--photos 300] [--kills 200] [--seed 1]`.

A real `aroma up` with its real server on a home of its own. Photos arrive, its owner answers through the API
as Prefect's page does, and some process is killed with SIGKILL, again and again: the runner, the server, a
collector, a process that handles an answer, a reader, or all at once; whoever watches over Aroma starts it
again. In the end it is left in peace, and everything is counted. With `--postgres` the store is in a
PostgreSQL started for it, which is killed and started again too; `--database URL` names one that is there.
The exit status is 1 where anything contradicts. For Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from benchmarks import kill_checks
from benchmarks.kill_owner import HARMLESS, Owner, read_ledger
from benchmarks.kill_photos import draw, put_into
from benchmarks.kill_supervisor import ROOT, Watched
from benchmarks.kill_targets import Target, choose, kill, processes, wait_gone
from data.database import open_database
from flows.home import Home

CALM_SECONDS = 7200.0
MEND_SECONDS = 200.0  # by then all that is left Running must have been found
BETWEEN = (1.0, 6.0)
"""Seconds between two kills where Aroma starts in `USUAL_START`; a busy machine gets more."""
PATIENCE = 5.0
"""Seconds to wait for a process of the kind that was drawn, on such a machine."""


@dataclass
class Fight:
    """One home under fire."""

    watched: Watched
    owner: Owner
    book: kill_checks.Book
    chance: random.Random
    database: Any = None
    """The PostgreSQL that may be killed, None where there is none."""
    killed: Counter[Target] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def rage(self, kills: int) -> None:
        """Drop the photos in pieces, and kill so often."""
        drops = list(self.book.drops)
        each = max(1, round(len(drops) / max(1.0, kills * 0.9)))
        while sum(self.killed.values()) < kills:
            for drop in drops[:each]:
                put_into(self.book.home.inbox, drop, self.chance)
            del drops[:each]
            if self.chance.random() < 0.7:  # otherwise it may be killed while it starts
                self.watched.keep()
            elif not self.watched.alive():
                self.watched.start()
            time.sleep(self.chance.uniform(*BETWEEN) * self.watched.slowness)
            self.hit()
        for drop in drops:
            put_into(self.book.home.inbox, drop, self.chance)

    def hit(self) -> None:
        """Kill one target that is there."""
        patience = PATIENCE * self.watched.slowness
        database = self.database is not None
        target = choose(self.book.home.path, self.chance, database=database, patience=patience)
        if target is Target.DATABASE:
            self.database.kill()
            time.sleep(self.chance.uniform(0.0, 4.0))
            self.database.start()
        elif not kill(self.book.home.path, target, self.chance):
            return
        self.killed[target] += 1
        if target is Target.SERVER and not wait_gone(self.book.home.path, Target.RUNNER):
            self.problems.append("aroma up went on without its server")
        count, answers = sum(self.killed.values()), len(self.owner.said)
        told = f"kill {count}: {target}; {self.watched.starts} starts, {answers} answers"
        print(f"{time.strftime('%H:%M:%S')} {told}", file=sys.stderr, flush=True)

    def calm(self) -> None:
        """Leave it in peace until nothing is left to do, and look at the runs."""
        until = time.monotonic() + CALM_SECONDS
        with httpx.Client(base_url=self.owner.api, timeout=30) as client:
            while time.monotonic() < until:
                self.watched.keep()
                with suppress(*HARMLESS):
                    if (
                        kill_checks.quiet(self.book)
                        and not self.owner.left(client)
                        and not kill_checks.unanswered(client)
                    ):
                        break
                time.sleep(1)
            else:
                self.problems.append(f"not everything was done within {CALM_SECONDS:.0f} s")
            self.owner.stop.set()
            self.problems += _settled(lambda: [*kill_checks.waits(self.book, client)])
            self.problems += _settled(lambda: [*kill_checks.under_way(client)])


def _settled(look: Callable[[], list[str]]) -> list[str]:
    """What a look finds, once it finds nothing or has had time enough."""
    until = time.monotonic() + MEND_SECONDS
    while (left := look()) and time.monotonic() < until:
        time.sleep(1)
    return left


def fight(photos: int, kills: int, seed: int, folder: Path, database: Any = None, url: str = "") -> Fight:
    """Kill so often in a home in `folder`; what was done and found."""
    chance = random.Random(seed)
    drawn = folder / "drawn"
    drawn.mkdir()
    drops = draw(drawn, photos, chance)
    home = Home(folder / "Aroma")
    home.prepare()
    port = _free_port()
    store = database.create("aroma") if database else url
    db = open_database(store or home.database_url)
    watched = Watched(home, _environment(home, port, store))
    wishes = {drop.sha256: drop.wish for drop in reversed(drops)}  # of a card, not of its copy
    owner = Owner(f"http://127.0.0.1:{port}/api", db, wishes, random.Random(seed + 1), folder / "said.tsv")
    fought = Fight(watched, owner, kill_checks.Book(home, db, drops, owner.said), chance, database)
    answering = threading.Thread(target=owner.run, daemon=True)
    try:
        watched.keep()
        answering.start()
        fought.rage(kills)
        fought.calm()
        status = watched.stop()
        if status != 0:
            fought.problems.append(f"aroma up ended with {status}")
    finally:
        owner.stop.set()
        for process in processes(home.path):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
    fought.problems += kill_checks.found(fought.book)
    return fought


def _environment(home: Home, port: int, store: str) -> dict[str, str]:
    given = {
        "AROMA_HOME": str(home.path),
        "AROMA_PORT": str(port),
        "AROMA_LANGUAGE": "en",
        "AROMA_REGION": "ES",
        "AROMA_SCHEDULE": "30",
        "AROMA_SETTLE": "0.3",
        "AROMA_PATIENCE": "2",
        "AROMA_POLL": "0.5",
        "AROMA_DATABASE_URL": store,
        "PYTHONPATH": str(ROOT),
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | given


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def _postgres(wanted: bool) -> Iterator[Any]:
    """A PostgreSQL of this run, where it is wanted."""
    if not wanted:
        yield None
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from postgres_server import postgres_server  # noqa: PLC0415 - the tests' own

    with postgres_server() as server:
        yield server


def report(fought: Fight, seconds: float) -> None:
    """Print what was killed how often, how the photos ended, and what contradicts."""
    print(f"seed and time: {seconds / 60:.0f} min, {fought.watched.starts} starts")
    for target, count in fought.killed.most_common():
        print(f"  killed  {target:20} {count:4}")
    for end, count in sorted(kill_checks.ends(fought.book).items()):
        print(f"  photos  {end:20} {count:4}")
    print(f"  answers accepted {len(fought.owner.said)}, cut off {fought.owner.unsure}")
    for problem in fought.problems:
        print(f"  WRONG: {problem}")
    for text in fought.watched.said[:5]:
        print(f"  SAID: {text[-1500:]}")
    print(f"  contradictions: {len(fought.problems)}")


def check_again(folder: Path, photos: int, seed: int, url: str) -> int:
    """Count what a run left in `folder`, and print it; 1 where anything contradicts."""
    with TemporaryDirectory() as temporary:
        drops = draw(Path(temporary), photos, random.Random(seed))
        home = Home(folder / "Aroma")
        db = open_database(url or home.database_url)
        book = kill_checks.Book(home, db, drops, read_ledger(folder / "said.tsv"))
        print(dict(kill_checks.ends(book)), f"answers {len(book.said)}")
        problems = list(kill_checks.found(book))
    print(*problems, sep="\n")
    return 1 if problems else 0


def main() -> int:
    """Run as the command line says."""
    parser = argparse.ArgumentParser()
    for name, usual in (("--photos", 300), ("--kills", 200), ("--seed", 1)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--database", default="")
    parser.add_argument("--keep", type=Path, help="where the home stays to be looked at")
    parser.add_argument("--check", type=Path, help="only count once more what was kept there")
    told = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # also then nothing is left running
    if told.check:
        return check_again(told.check, told.photos, told.seed, told.database)
    with TemporaryDirectory() as temporary, _postgres(told.postgres) as database:
        folder = told.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        started = time.monotonic()
        fought = fight(told.photos, told.kills, told.seed, folder, database, told.database)
        report(fought, time.monotonic() - started)
    return 1 if fought.problems else 0


if __name__ == "__main__":
    sys.exit(main())
