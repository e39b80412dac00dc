"""Who watches over Aroma while it is killed: starts it again, and waits until it runs."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from flows.home import Home

ROOT = Path(__file__).parents[1]
RUNNING = "Aroma is running."
START_SECONDS = 240.0
USUAL_START = 8.0
"""Seconds that a whole start takes on a quiet machine."""


@dataclass
class Watched:
    """`aroma up`, and whoever starts it again when it is gone."""

    home: Home
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    slowness: float = 1.0
    """How much longer the last whole start took than it does on a quiet machine."""
    said: list[str] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.home.path.with_name("aroma.log")

    def start(self) -> None:
        """Start it; it need not be ready when this returns."""
        with self.log.open("wb") as out:
            command = [sys.executable, "-c", "from flows.cli import main; main()", "up"]
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )
        self.starts += 1

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ready(self) -> bool:
        return self.alive() and RUNNING in self.log.read_text("utf-8", "replace")

    def keep(self) -> None:
        """Start it again if it is gone, and wait until it runs."""
        until = time.monotonic() + START_SECONDS
        started = 0.0
        while not self.ready():
            if not self.alive():
                self.note()
                self.start()
                started = time.monotonic()
            if time.monotonic() > until:
                raise TimeoutError(self.log.read_text("utf-8", "replace"))
            time.sleep(0.1)
        if started:
            self.slowness = max(1.0, (time.monotonic() - started) / USUAL_START)

    def note(self) -> None:
        """Keep what it said last, where that was no sentence."""
        if self.log.exists() and "Traceback" in (text := self.log.read_text("utf-8", "replace")):
            self.said.append(text)

    def stop(self) -> int | None:
        """Ctrl-C; the exit status."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)
