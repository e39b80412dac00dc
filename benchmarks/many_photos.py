"""How long the inbox takes for very many photos at once, and what memory it needs for them.

    python -m benchmarks.many_photos [5000]

The photos are tiny and a few kinds of them repeat, so that what is measured is the taking: standing still,
decoding, claiming, hashing, recording. Prints, for a fifth of them and for all, seconds, photos a second, and
how much more memory the process held at its most; ends with an error where a photo is lost or taken twice.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from data.database import open_database
from flows.collect import _record
from flows.home import Home
from flows.inbox import Rules, take

KINDS = 7
"""Different photos: the others are duplicates, told by a few bytes after the picture's end."""


def drop(inbox: Path, count: int) -> None:
    """Put `count` photos with bytes of their own into the inbox."""
    chance = np.random.default_rng(20261126)
    kinds = []
    for _ in range(KINDS):
        file = io.BytesIO()
        Image.fromarray(chance.integers(0, 255, (60, 100, 3), np.uint8)).save(file, "JPEG")
        kinds.append(file.getvalue())
    for number in range(count):
        (inbox / f"IMG_{number:05d}.jpg").write_bytes(kinds[number % KINDS] + b"%d" % number)


def measure(count: int) -> None:
    """Take `count` photos in this process, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "Aroma")
        home.prepare()
        database = open_database(home.database_url)
        drop(home.inbox, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        taken = take(home, partial(_record, database), Rules("en", settle=0, sleep=lambda _: None))
        seconds = time.perf_counter() - begun
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert len(taken.new) == count, (len(taken.new), taken.set_aside, taken.growing)
        assert database.rows("SELECT count(*) FROM photos") == [(count,)]
        assert not list(home.inbox.iterdir())
    print(f"{count:6d} photos: {seconds:7.1f} s, {count / seconds:5.0f} a second, {more:6.1f} MB more memory")


def main() -> None:
    if sys.argv[1:2] == ["--here"]:
        measure(int(sys.argv[2]))
        return
    count = int(sys.argv[1]) if sys.argv[1:] else 5000
    for some in (count // 5, count):  # each in a process of its own, whose most memory is its own
        subprocess.run([sys.executable, "-m", "benchmarks.many_photos", "--here", str(some)], check=True)


if __name__ == "__main__":
    main()
