"""How fast photos are read, beside bare RapidOCR: `python -m benchmarks.speed FOLDER [--step N]`.

Each photo is read both ways one after the other, in one process, both warm and both with as many threads: by
Aroma, second reader, draft and all; and by `RapidOCR()` on the whole photo. Only the ratio means something,
because machines differ. The wall clock counts; processor time is told too, because on a busy machine
it is the steadier of the two (the second reader's, which is another process, is in it).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from rapidocr import RapidOCR

from benchmarks.processor import seconds as processor_seconds
from data.errors import PhotoError
from flows.reading import read_cards

PHOTOS = {".jpg", ".jpeg", ".png", ".webp"}  # what the bare reader opens by itself


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that one photo took, by the wall clock and of the processors."""

    wall: float
    processors: float


def timed(work: Callable[[], object]) -> Taken:
    """What `work` takes."""
    wall, processors = perf_counter(), processor_seconds()
    work()
    return Taken(perf_counter() - wall, processor_seconds() - processors)


def bare_reader(threads: int) -> RapidOCR:
    """RapidOCR as it comes, but quiet."""
    engine = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={"Global.log_level": "critical", f"{engine}.intra_op_num_threads": threads},
    )


def read(photo: Path, threads: int) -> None:
    """The photo as `aroma read` reads it; that there is no card on it is a result too."""
    try:
        read_cards(photo, name=photo.name, reader="both", region="ES", threads=threads)
    except PhotoError:
        return


def report(ours: Sequence[Taken], bare: Sequence[Taken]) -> list[str]:
    """The ratios, photo by photo and over all."""
    ratios = sorted(one.wall / other.wall for one, other in zip(ours, bare, strict=True))
    lines = [
        f"{len(ratios)} photos; wall clock, ratio to bare RapidOCR:",
        f"min {ratios[0]:.2f}, median {median(ratios):.2f}, max {ratios[-1]:.2f}",
    ]
    for name in ("wall", "processors"):
        one, other = (sum(getattr(each, name) for each in taken) for taken in (ours, bare))
        lines.append(
            f"{name:10}  Aroma {one / len(ratios):.3f} s, bare {other / len(ratios):.3f} s a photo: "
            f"{one / other:.2f}"
        )
    return lines


def main() -> None:
    """Print the ratios of a folder."""
    parser = argparse.ArgumentParser(description="How fast photos are read, beside bare RapidOCR.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", type=int, default=1, help="only every so many photos")
    parser.add_argument("--threads", type=int, default=min(os.cpu_count() or 1, 2))
    options = parser.parse_args()
    photos = sorted(each for each in options.folder.iterdir() if each.suffix in PHOTOS)[:: options.step]
    bare = bare_reader(options.threads)
    read(photos[0], options.threads)  # both warm
    bare(photos[0])
    pairs = [
        (timed(lambda: read(photo, options.threads)), timed(lambda: bare(photo)))  # noqa: B023 - run at once
        for photo in photos
    ]
    print("\n".join(report([one for one, _ in pairs], [other for _, other in pairs])))


if __name__ == "__main__":
    main()
