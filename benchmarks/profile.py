"""Where the time of reading goes: `python -m benchmarks.profile FOLDER [--step N]`.

Seconds by the wall clock, warm, one photo after the other, by one thread; so the second reader, which is
a process of its own, is waited for and counted. A stage within another one is counted once, in its own row.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

import flows.reading
import ocr.card
import ocr.photos
import ocr.reader
import ocr.search
from benchmarks.speed import PHOTOS, read
from ocr.rapid import Rapid
from ocr.readers import Readers

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("decode the file", ocr.photos, "_decoded"),
    ("find print in the whole photo", ocr.reader, "_print_seen"),
    ("outlines that may be cards", ocr.reader, "outlines"),
    ("which of them are cards", ocr.reader, "frames"),
    ("straighten the card", ocr.search, "straighten"),
    ("find print on the card", ocr.search, "_found"),
    ("cut the lines", ocr.card, "crop"),
    ("read the lines", Rapid, "read"),
    ("read them again: Tesseract", Readers, "testify"),
    ("the picture to show", ocr.reader, "jpeg"),
    ("which line is what", flows.reading, "draft_contact"),
)


class Clock:
    """Seconds by stage; one that runs within another stops the other's clock."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((name for name, _, _ in STAGES), 0.0)
        self._within: list[float] = []

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, with the time that it takes added to the stage `name`."""

        @wraps(work)
        def run(*arguments: Any, **options: Any) -> Any:
            started = perf_counter()
            self._within.append(0.0)
            try:
                return work(*arguments, **options)
            finally:
                taken = perf_counter() - started
                self.seconds[name] += taken - self._within.pop()
                if self._within:
                    self._within[-1] += taken

        return run


def main() -> None:
    """Print the stages of a folder's photos, as a table for docs/reading.md."""
    parser = argparse.ArgumentParser(description="Where the time of reading goes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", type=int, default=1, help="only every so many photos")
    options = parser.parse_args()
    photos = sorted(each for each in options.folder.iterdir() if each.suffix in PHOTOS)[:: options.step]
    read(photos[0], threads=1)
    clock = Clock()
    for name, owner, attribute in STAGES:
        setattr(owner, attribute, clock.timed(name, getattr(owner, attribute)))
    started = perf_counter()
    for photo in photos:
        read(photo, threads=1)
    whole = perf_counter() - started
    rows = [*clock.seconds.items(), ("the rest", whole - sum(clock.seconds.values()))]
    print(f"| stage, of {len(photos)} photos | seconds a photo | share |\n| --- | --- | --- |")
    for name, seconds in rows:
        print(f"| {name} | {seconds / len(photos):.3f} | {seconds / whole:.0%} |")


if __name__ == "__main__":
    main()
