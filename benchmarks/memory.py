"""Whether a worker's memory stays flat: `python -m benchmarks.memory FOLDER [PHOTOS]`.

Reads the photos of FOLDER over and over, two at once as `collect-inbox` does, and prints what the process
holds, and what it holds together with the second readers that it started.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks.processor import family_megabytes, megabytes
from benchmarks.speed import read

WORKERS = 2
STEPS = 10  # how many times it is looked


def main(folder: Path, count: int) -> None:
    """Print megabytes by photos read."""
    photos = cycle(sorted(each for each in folder.iterdir() if each.suffix not in {".json", ".txt", ".md"}))
    print(f"{'photos':>8}{'MB':>8}{'with second readers':>22}")
    with ThreadPoolExecutor(WORKERS) as pool:
        for step in range(1, STEPS + 1):
            list(pool.map(partial(read, threads=1), islice(photos, count // STEPS)))
            print(f"{step * count // STEPS:8}{megabytes():8.0f}{family_megabytes():22.0f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
