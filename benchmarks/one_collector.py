"""What a look into the inbox does besides reading: `python -m benchmarks.one_collector [PHOTOS]`.

Photos are recorded, joined and asked about on a real server, but "read" at once, as invented people. So
the photos a second are the most that one collector does, however many machines read for it. Beside them: what
each photo leaves in Prefect's database. The look before, which warms everything up, is not counted.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.invented import BOX, contact
from benchmarks.living import free_port
from benchmarks.processor import seconds
from benchmarks.queue import register
from data.models import CardRead, Reading, Side
from flows.environment import enter
from flows.server import prefect_server
from flows.settings import Settings, load_settings

WARM = 5
PICTURE = files("data").joinpath("samples", "plain-left.jpg").read_bytes()


def main(photos: int) -> None:
    """Print what so many photos took and left behind."""
    with TemporaryDirectory() as folder:
        os.environ |= {
            "AROMA_HOME": folder,
            "AROMA_PORT": str(free_port()),
            "AROMA_LANGUAGE": "en",
            "AROMA_SETTLE": "0",
            "AROMA_PAIR_MINUTES": "0",
        }
        settings = load_settings()
        enter(settings)
        settings.home.prepare()
        with prefect_server(settings):
            register()
            _look(settings, range(WARM))
            left, used, began = _size(settings), seconds(), time.perf_counter()
            _look(settings, range(WARM, WARM + photos))
            took, used = time.perf_counter() - began, seconds() - used
            left = _size(settings) - left
    print(f"{photos} photos in {took:.1f} s: {photos / took:.1f} a second")
    print(f"{used / photos:.2f} core seconds each, the server's among them")
    print(f"each leaves {left // photos:,} bytes in Prefect's database")


def _look(settings: Settings, numbers: range) -> None:
    from flows import collect, tasks  # noqa: PLC0415 - Prefect must find its environment when imported

    for number in numbers:
        (settings.home.inbox / f"{number}.jpg").write_bytes(PICTURE + b"%d" % number)
    tasks.read_cards = _read_at_once
    look = collect.look_into_inbox(settings)
    assert look.waiting == len(numbers), look


def _read_at_once(path: Path, *, name: str, **_: str) -> tuple[CardRead, ...]:
    number = int(Path(name).stem)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    told = contact(number, random.Random(number))
    return (CardRead((Side(Reading(name, digest, 0, 0, BOX, (), 1000, 580, PICTURE), told),), told),)


def _size(settings: Settings) -> int:
    return sum(path.stat().st_size for path in settings.home.prefect.glob("prefect.db*"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
