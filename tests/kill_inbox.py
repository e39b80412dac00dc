"""Stop a collector at every single thing that it does to the disk; run by test_flows_inbox.

    python tests/kill_inbox.py (kill | full) (same-disk | other-disk | no-links) FOLDER

For each step there is a fresh home, a child that is killed with SIGKILL right before that step, or is
told by the system that the disk is full, and a second run that finishes. Prints how many steps there
were; ends with an error at the first thing lost or doubled.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from data.errors import HomeError
from flows.home import Home, home_errors
from flows.inbox import Claimed, Rules, Taken, take

EVENTS = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.utime"}
OTHER_DISK = Path("/dev/shm")  # noqa: S108 - another file system than that of temporary files, mostly
NEEDS_SPACE = {"open", "os.mkdir", "os.link", "os.rename"}
LATER = 1e9  # seconds, by which this clock runs ahead: every file has stood still for long
RULES = Rules("es", settle=0, now=lambda: time.time() + LATER, sleep=lambda _: None)


def photo(path: Path, seed: int) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (24, 32, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path.read_bytes()


def fill(inbox: Path) -> tuple[set[bytes], bytes]:
    """Two photos, one of them twice, and a broken one; what is to be kept, and the broken one's bytes."""
    good = {photo(inbox / "a.jpg", 1), photo(inbox / "Camera" / "b ñ🌹\n.png", 2)}
    shutil.copy(inbox / "a.jpg", inbox / "again.jpg")
    broken = photo(inbox / "broken.jpg", 3)[:-300]
    (inbox / "broken.jpg").write_bytes(broken)
    return good, broken


class Book:
    """A store as `take` may expect it: what was recorded under one hash and time counts once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> set[str]:
        return set(self.path.read_text().splitlines()) if self.path.exists() else set()

    def record(self, claimed: Claimed) -> bool:
        assert hashlib.sha256(claimed.path.read_bytes()).hexdigest() == claimed.sha256
        new = not any(line.startswith(claimed.sha256) for line in self.lines())
        with home_errors(self.path), self.path.open("ab") as file:
            file.write(f"{claimed.sha256} {claimed.at.isoformat()} {claimed.name}\n".encode())
        return new


def disturb(act: Callable[[int, str], None]) -> None:
    """Call `act` with 1, 2, 3 … and what it is, right before each change of this process to the disk."""
    steps = count(1)

    def watch(event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if event in EVENTS or writes:
            act(next(steps), event)

    sys.addaudithook(watch)


def kill_at(step: int) -> Callable[[int, str], None]:
    return lambda number, _: os.kill(os.getpid(), signal.SIGKILL) if number == step else None


def full_at(step: int) -> Callable[[int, str], None]:
    def full(number: int, event: str) -> None:
        if number == step and event in NEEDS_SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return full


def collect(home: Home, book: Book) -> Taken:
    return take(home, book.record, RULES)


def in_a_child(work: Callable[[], object]) -> int:
    """What `work` ended with in a process of its own: 0, 1 for a HomeError, or minus the signal."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except HomeError as error:
            assert "no space" in str(error)  # noqa: PT017 - pytest does not run here
            os._exit(1)
        except BaseException:
            traceback.print_exc()
            os._exit(2)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def check(home: Home, book: Book, good: set[bytes], broken: bytes) -> None:
    originals = [path.read_bytes() for path in home.cards.iterdir() if path.is_file()]
    assert sorted(originals) == sorted(good), "an original was lost or doubled"
    arrivals = sorted(line.split(" ", 2)[2] for line in book.lines())
    assert arrivals == ["a.jpg", "again.jpg", "b ñ🌹\\n.png"], "an arrival was lost or doubled"
    assert [path.read_bytes() for path in home.set_aside.glob("*.jpg")] == [broken]
    assert sorted(path.name for path in home.set_aside.iterdir()) == ["broken.jpg", "broken.jpg.reason.txt"]
    assert [path.name for path in home.claimed.iterdir()] == [home.collecting_file.name]
    assert [path.name for path in home.inbox.resolve().rglob("*")] == ["Camera"]


def attempt(stop: str, home: Home, book: Book, step: int) -> None:
    """Stop a collector at its `step`th change, then collect again, and check."""
    good, broken = fill(home.inbox)

    def work() -> None:
        disturb(kill_at(step) if stop == "kill" else full_at(step))
        collect(home, book)

    status = in_a_child(work)
    assert status in ((0, -signal.SIGKILL) if stop == "kill" else (0, 1)), status
    assert stop == "kill" or not list(home.path.rglob(".aroma-*.tmp")), "a half copy was left"
    collect(home, book)
    check(home, book, good, broken)


def steps(home: Home) -> int:
    """How many changes to the disk a collector makes that nobody stops."""
    fill(home.inbox)
    book = Book(home.path.with_name("book"))

    def work() -> None:
        seen: list[int] = []
        disturb(lambda number, _: seen.append(number))
        collect(home, book)
        home.path.with_name("steps").write_text(str(len(seen)))

    assert in_a_child(work) == 0
    return int(home.path.with_name("steps").read_text())


def fresh_home(root: Path, away: str | None) -> Home:
    (root / "home").mkdir(parents=True)
    if away:
        (root / "home" / "inbox").symlink_to(away)
    home = Home(root / "home")
    home.prepare()
    return home


def main(stop: str, disks: str, folder: Path) -> None:
    number = 0
    for step in count(0):
        root = folder / str(step)
        with tempfile.TemporaryDirectory(dir=OTHER_DISK if OTHER_DISK.is_dir() else None) as away:
            home = fresh_home(root, away if disks == "other-disk" else None)
            if step == 0:
                number = steps(home)
            else:
                attempt(stop, home, Book(root / "book"), step)
        shutil.rmtree(root)
        if step == number:
            sys.stdout.write(f"{number}\n")
            return


def refuse(disks: str, folder: Path) -> None:
    """Let the system refuse what it would on such disks, where this machine has none."""
    real_rename = os.rename
    one_disk = not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == folder.stat().st_dev

    def rename(source: Any, target: Any, **options: Any) -> None:
        if "inbox" in Path(source).parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        real_rename(source, target, **options)

    def link(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if disks == "other-disk" and one_disk:
        os.rename = rename
    if disks == "no-links":
        os.link = link


if __name__ == "__main__":
    refuse(sys.argv[2], Path(sys.argv[3]))
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
