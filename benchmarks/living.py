"""A living Aroma for benchmarks: `aroma up` on a home of its own, and what each part of it uses. On Linux."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processor import family_megabytes, family_seconds

PATIENCE = 240  # seconds
LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Living:
    """An `aroma up` that runs, and the server that it started."""

    home: Path
    up: int
    server: int

    def seconds(self) -> tuple[float, float]:
        """Processor seconds so far: of Aroma's own part with all that it started, and of Prefect's server."""
        server = family_seconds(self.server)
        return family_seconds(self.up, but=self.server), server

    def megabytes(self) -> tuple[float, float]:
        """Memory in use by Aroma's own part and by Prefect's server."""
        server = family_megabytes(self.server)
        return family_megabytes(self.up) - server, server


@contextmanager
def living(home: Path, settings: Mapping[str, str]) -> Iterator[Living]:
    """`aroma up` on `home` with these settings, ready; ended, and its server with it, after the block."""
    environment = os.environ | {"AROMA_HOME": str(home), **settings}
    log = home.with_name(f"{home.name}.log")
    command = [str(Path(sys.executable).with_name("aroma")), "up"]
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=environment, stdout=written, stderr=written)
    try:
        until(lambda: "Ctrl-C" in log.read_text("utf-8"), process)
        yield Living(home, process.pid, int((home / "prefect" / "server.pid").read_text()))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def until(wished, process: subprocess.Popen[bytes] | None = None) -> float:
    """Seconds until `wished` gives something true. Raises TimeoutError; RuntimeError if Aroma ended."""
    started = time.monotonic()
    while not wished():
        if process is not None and process.poll() is not None:
            raise RuntimeError("aroma up ended")
        if time.monotonic() - started > PATIENCE:
            raise TimeoutError
        time.sleep(LOOK)
    return time.monotonic() - started


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
