"""Photos a second through `collect-inbox`: `python -m benchmarks.throughput [PHOTOS]`.

The samples, with other bytes each so that none is a duplicate, are dropped into the inbox of a new home
and collected once by one worker on one core and once by two on two, with a real Prefect server each time.
Then the same photos are read without Prefect, to tell its share.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.speed import read

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
KINDS = {".jpg", ".webp"}


def drop(folder: Path, count: int) -> list[Path]:
    """`count` photos in `folder`, no two of the same bytes."""
    samples = cycle(sorted(each for each in SAMPLES.iterdir() if each.suffix in KINDS))
    photos = []
    for number, sample in enumerate(islice(samples, count)):
        photo = folder / f"{number:04}{sample.suffix}"
        shutil.copyfile(sample, photo)
        with photo.open("ab") as file:  # readers stop at the end of the picture
            file.write(b"%d" % number)
        photos.append(photo)
    return photos


def collected(count: int, workers: int) -> float:
    """Seconds that one look into the inbox takes with so many workers on as many cores, all in a process."""
    with TemporaryDirectory() as home, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        door.close()
        environment = os.environ | {
            "AROMA_HOME": home,
            "AROMA_PORT": str(port),
            "AROMA_WORKERS": str(workers),
            "AROMA_SETTLE": "0",
        }
        command = [sys.executable, "-m", "benchmarks.throughput", "--look", str(count), str(workers)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return float(done.stdout.split()[-1])


def look(count: int, workers: int) -> None:
    """Print the seconds of one look; the environment says where."""
    from flows.environment import enter  # noqa: PLC0415 - Prefect must find its environment when imported
    from flows.server import prefect_server  # noqa: PLC0415
    from flows.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    enter(settings)
    settings.home.prepare()
    first = drop(settings.home.inbox, count)[0]
    with prefect_server(settings):
        from flows.collect import look_into_inbox  # noqa: PLC0415
        from flows.review import review_card  # noqa: PLC0415
        from flows.runs import REVIEW  # noqa: PLC0415

        asyncio.run(register(review_card, REVIEW))
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:workers]))  # the server keeps all
        read(first, threads=1)  # warm
        started = perf_counter()
        looked = look_into_inbox(settings)
        print(looked, file=sys.stderr)
        print(perf_counter() - started)


async def register(flow: Any, name: str) -> None:
    """Make the deployment that each card's form is a run of."""
    deployment = await flow.ato_deployment(name)
    await deployment.aapply()


def bare(count: int, workers: int) -> float:
    """Seconds that reading alone takes, warm, without Prefect or a store."""
    with TemporaryDirectory() as folder:
        photos = drop(Path(folder), count)
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(partial(read, threads=1), photos[:workers]))
            started = perf_counter()
            list(pool.map(partial(read, threads=1), photos))
            return perf_counter() - started


def main(count: int) -> None:
    """Print photos a second by workers, and the share that is not reading."""
    one = collected(count, 1)
    print(f"one worker on one core   {count / one:.2f} photos a second", flush=True)
    two = collected(count, 2)
    print(
        f"two workers on two       {count / two:.2f} photos a second: {one / two:.2f} times as many",
        flush=True,
    )
    alone = bare(count, 2)
    print(f"reading alone, two       {count / alone:.2f} photos a second; all else: {1 - alone / two:.0%}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--look"]:
        look(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
