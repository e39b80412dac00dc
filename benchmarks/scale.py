"""What a team's set-up does and costs here: `python -m benchmarks.scale [PHOTOS]`.

The same photos are collected once by one process and once by two workers of Dask, each time into a new home,
with Aroma's store and Prefect's in a PostgreSQL of their own. Then it is told what each card left behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # the servers that the tests start

from conftest import free_port  # noqa: E402
from dask_cluster import dask_cluster  # noqa: E402
from postgres_server import PostgresServer, postgres_server  # noqa: E402

from data.database import Database, open_database  # noqa: E402

SIZE = "SELECT pg_database_size(current_database())"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one way of reading took for all photos: seconds, seconds of all cores, and bytes left behind."""

    seconds: float
    core_seconds: float
    store: int
    prefect: int
    cards: int


def collected(server: PostgresServer, count: int, name: str, task_runner: str) -> Cost:
    """Collect so many photos once; `name` is what the databases are called."""
    store = open_database(server.create(f"{name}_store"))
    prefect = Database(server.create(f"{name}_prefect"))
    with TemporaryDirectory() as home:
        environment = os.environ | {
            "AROMA_HOME": home,
            "AROMA_PORT": str(free_port()),
            "AROMA_WORKERS": "1",
            "AROMA_SETTLE": "0",
            "AROMA_PAIR_MINUTES": "0",
            "AROMA_TASK_RUNNER": task_runner,
            "AROMA_DATABASE_URL": store.url,
            "AROMA_PREFECT_DATABASE_URL": prefect.url.replace("+psycopg", "+asyncpg"),
        }
        empty = _size(store)
        before = getrusage(RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "benchmarks.throughput", "--look", str(count), "1"]
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        after = getrusage(RUSAGE_CHILDREN)
        kept = sum(file.stat().st_size for file in Path(home, "cards").iterdir() if file.is_file())
        return Cost(
            float(done.stdout.split()[-1]),
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            _size(store) - empty,
            _size(prefect),
            kept,
        )


@contextmanager
def dask(folder: str) -> Iterator[str]:
    """Two workers of one thread each, as `AROMA_TASK_RUNNER` names them."""
    with dask_cluster(Path(folder), 2) as cluster:
        yield f"dask://{cluster.address}"


def main(count: int) -> None:
    """Print the throughput of both ways, and what a card costs."""
    with postgres_server() as server, TemporaryDirectory() as folder:
        one = collected(server, count, "one", "threads")
        print(f"one process        {count / one.seconds:.2f} photos a second", flush=True)
        with dask(folder) as address:
            collected(server, 2, "warm", address)
            two = collected(server, count, "two", address)
        times = one.seconds / two.seconds
        print(f"two Dask workers   {count / two.seconds:.2f} photos a second: {times:.2f} times as many")
        print(
            f"one process, all its work (its start and Prefect's too)  {one.core_seconds / count:.2f} core s"
        )
        print(f"of a photo: store {one.store / count:,.0f}, cards/ {one.cards / count:,.0f} bytes")
        print(
            f"Prefect's database {one.prefect:,} bytes after {count} photos, {two.prefect:,} after the others"
        )


def _size(db: Database) -> int:
    ((size,),) = db.rows(SIZE)
    return int(size)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
