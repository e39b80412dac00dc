"""What Aroma uses while nothing happens: `python -m benchmarks.idle [MINUTES]`.

Per cent of one core, of Aroma's own part (`aroma up` and every run that it starts) and of Prefect's server,
minute by minute, once the first look is over. On Linux.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.living import Living, free_port, living

FIRST = 45.0  # seconds for the first look


def main(minutes: int) -> None:
    """Print a row a minute."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with living(home, {"AROMA_PORT": str(free_port())}) as aroma:
            time.sleep(FIRST)
            watch(aroma, minutes)


def watch(aroma: Living, minutes: int) -> None:
    """Print a row a minute, and one for all of them."""
    start, began = aroma.seconds(), time.monotonic()
    before, at = start, began
    for minute in range(1, minutes + 1):
        time.sleep(60)
        row(f"minute {minute}", before, aroma.seconds(), time.monotonic() - at)
        before, at = aroma.seconds(), time.monotonic()
    row("all", start, aroma.seconds(), time.monotonic() - began)
    own, server = aroma.megabytes()
    print(f"memory: Aroma {own:.0f} MB, Prefect's server {server:.0f} MB")


def row(name: str, before: tuple[float, float], after: tuple[float, float], took: float) -> None:
    """Print how much of a core was used between two moments."""
    own, server = (100 * (now - then) / took for then, now in zip(before, after, strict=True))
    load = os.getloadavg()[0]
    print(f"{name:10} Aroma {own:5.2f} %   Prefect's server {server:5.2f} %   load {load:.1f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
