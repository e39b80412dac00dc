"""A Dask scheduler and its workers, each a process of its own on this machine, ended by its id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from conftest import START_SECONDS, free_port
from distributed import Client

ROOT = Path(__file__).parent.parent


@dataclass(slots=True)
class Cluster:
    """A scheduler that runs, and its workers by their process ids."""

    address: str
    folder: Path
    environment: Mapping[str, str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self) -> subprocess.Popen[bytes]:
        """A worker of one thread more, known to the scheduler when this returns."""
        there = self.known()
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(self.folder))
        self.workers.append(
            _start(["worker", f"tcp://{self.address}", *options], self.folder, self.environment)
        )
        deadline = time.monotonic() + START_SECONDS
        while self.known() <= there:
            assert time.monotonic() < deadline, (self.folder / "dask.log").read_text()
            time.sleep(0.2)
        return self.workers[-1]

    def known(self) -> int:
        """How many workers the scheduler knows."""
        with Client(f"tcp://{self.address}", set_as_default=False, timeout=START_SECONDS) as client:
            return len(client.nthreads())


@contextmanager
def dask_cluster(
    folder: Path, workers: int, environment: Mapping[str, str] = os.environ
) -> Iterator[Cluster]:
    """A scheduler with so many workers."""
    address = f"127.0.0.1:{free_port()}"
    host, port = address.split(":")
    scheduler = _start(["scheduler", "--host", host, "--port", port, "--no-dashboard"], folder, environment)
    cluster = Cluster(address, folder, environment)
    try:
        for _ in range(workers):
            cluster.add()
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()


def _start(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with (folder / "dask.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
