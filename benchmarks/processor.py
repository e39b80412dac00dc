"""What this process and those that it started have used, on Linux."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")  # of a second
PARENT = 1  # of the fields behind the name
TIMES = slice(11, 15)  # user, system, and both of ended children


def seconds() -> float:
    """Processor seconds so far, of this process and of all that it started."""
    return family_seconds(os.getpid())


def family_seconds(process: int, *, but: int | None = None) -> float:
    """Processor seconds so far of a process and all that it started, leaving out one of these and its own."""
    running = {number: fields for number, fields in _running() if number != but}
    return sum(sum(map(int, running[one][TIMES])) for one in _family(process, running)) / TICK


def megabytes(process: int | None = None) -> float:
    """Memory in use by a process, this one if none is named, without those that it started; 0 once it ended.

    What several processes share is shared out among them (Pss), for forks have most of theirs in common.
    """
    with suppress(FileNotFoundError, ProcessLookupError):
        told = Path(f"/proc/{process or os.getpid()}/smaps_rollup").read_text("ascii")
        return int(told.partition("\nPss:")[2].split()[0]) * 1024 / 1e6
    return 0.0


def family_megabytes(process: int | None = None) -> float:
    """Memory in use by a process, this one if none is named, and all that it started."""
    return sum(map(megabytes, _family(process or os.getpid(), dict(_running()))))


def _family(process: int, running: Mapping[int, Sequence[str]]) -> Iterator[int]:
    yield process
    for child, fields in running.items():
        if int(fields[PARENT]) == process:
            yield from _family(child, running)


def _running() -> Iterator[tuple[int, list[str]]]:
    """Every process with the fields behind its name; one that ends meanwhile is left out."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield int(folder.name), (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
