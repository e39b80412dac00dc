"""The processes of one home, found by their environment, and what kills them. For Linux.

Nothing else on this machine is ever touched: a process is one of the home's if it was given its AROMA_HOME.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

GONE_SECONDS = 60.0


class Target(StrEnum):
    """Which process."""

    RUNNER = "aroma up"
    SERVER = "Prefect's server"
    COLLECTOR = "collector"
    REVIEW = "review process"
    READER = "second reader"
    TREE = "whole tree"
    DATABASE = "PostgreSQL"


SHARES: Mapping[Target, int] = {
    Target.RUNNER: 3,
    Target.SERVER: 3,
    Target.COLLECTOR: 4,
    Target.REVIEW: 6,
    Target.READER: 3,
    Target.TREE: 3,
    Target.DATABASE: 3,
}
"""How often each is drawn where all of them are there."""
FORKS = {
    "collect-inbox": Target.COLLECTOR,
    "weekly-bouquet": Target.COLLECTOR,
    "review-card": Target.REVIEW,
}
"""What the processes of flow runs call themselves (`flows.warm`)."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process of the home: its id, and what it does; None where it is none of the targets."""

    pid: int
    target: Target | None


def processes(home: Path) -> tuple[Process, ...]:
    """All that run for this home now."""
    mine = f"AROMA_HOME={home}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):  # it ended meanwhile, or is another user's
            environment = (folder / "environ").read_bytes().split(b"\0")
            if mine in environment:
                found.append(Process(int(folder.name), _target(folder)))
    return tuple(found)


def choose(home: Path, chance: random.Random, *, database: bool, patience: float) -> Target:
    """A target: the one that was drawn, if it comes to be there within so many seconds, else one that is."""
    names = [target for target in SHARES if database or target is not Target.DATABASE]
    drawn = chance.choices(names, [SHARES[name] for name in names])[0]
    until = time.monotonic() + patience
    while drawn not in (there := _there(home, database=database)) and time.monotonic() < until:
        time.sleep(0.2)
    return drawn if drawn in there else chance.choice(sorted(there))


def _there(home: Path, *, database: bool) -> set[Target]:
    """The targets of this moment; PostgreSQL and the tree are always there."""
    found = {process.target for process in processes(home) if process.target is not None}
    return found | {Target.TREE} | ({Target.DATABASE} if database else set())


def kill(home: Path, target: Target, chance: random.Random) -> int:
    """How many processes were killed with SIGKILL: one of that kind, or the whole tree."""
    found = [each for each in processes(home) if target in {each.target, Target.TREE}]
    if target is not Target.TREE:
        found = [chance.choice(found)] if found else []
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    return len(found)


def wait_gone(home: Path, target: Target) -> bool:
    """Whether the home's processes of one kind ended within some seconds."""
    until = time.monotonic() + GONE_SECONDS
    while any(each.target is target for each in processes(home)):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def _target(folder: Path) -> Target | None:
    words = (folder / "cmdline").read_bytes().split(b"\0")
    if b"flows.serving" in words:
        return Target.SERVER
    name = (folder / "comm").read_text("utf-8", "replace").strip()
    if name in FORKS:
        return FORKS[name]
    if b"tesseract" in words[0]:
        return Target.READER
    return Target.RUNNER if b"up" in words else None
