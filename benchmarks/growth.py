"""How commands grow with the number of people: `python -m benchmarks.growth [PEOPLE …]`.

On homes of so many invented people, whole commands as they are typed, and as many contacts going in.
Each row is a name, the number of people and the seconds, with tabs between, as `benchmarks.plot` takes them:

    python -m benchmarks.growth | python -m benchmarks.plot docs/images/people-growth.svg people seconds
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.crowd import file_people, learn_meanings
from benchmarks.importing import HEADER, connection
from data.database import open_database
from flows.home import Home

AROMA = str(Path(sys.executable).with_name("aroma"))
ASKED = (
    ("aroma who, two words", ("who", "jordi", "queso"), 5),
    ("aroma who, a number", ("who", "610000042"), 5),
    ("aroma who, by meaning", ("who", "--meaning", "somebody who makes cheese"), 3),
    ("aroma give, one person", ("give", "77"), 1),
    ("aroma give, all", ("give",), 1),
)
"""What is typed, and how often; each once before it counts, for what is kept of a first time."""
MOST_IMPORTED = 50_000


def rows(people: int, folder: Path) -> Iterator[tuple[str, float]]:
    """The seconds of each command in a home of so many people."""
    home = Home(folder / str(people))
    home.prepare()
    database = open_database(home.database_url)
    file_people(database, people)
    learn_meanings(database)
    environment = os.environ | {"AROMA_HOME": str(home.path), "AROMA_LANGUAGE": "en"}
    for name, words, times in ASKED:
        seconds([AROMA, *words], environment)
        yield name, median(seconds([AROMA, *words], environment) for _ in range(times))
    if people <= MOST_IMPORTED:
        yield "aroma import", _imported(people, folder)


def seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """By the wall clock; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - started


def _imported(contacts: int, folder: Path) -> float:
    file, chance = folder / "Connections.csv", random.Random(1)
    file.write_text("\n".join([HEADER, *(connection(n, chance) for n in range(contacts))]), "utf-8")
    home = str(folder / f"imported-{contacts}")
    return seconds([AROMA, "import", str(file)], os.environ | {"AROMA_HOME": home, "AROMA_LANGUAGE": "en"})


def main(numbers: list[int]) -> None:
    """Print a row a measure."""
    for people in numbers:
        with TemporaryDirectory() as folder:
            for name, taken in rows(people, Path(folder)):
                print(f"{name}\t{people}\t{taken:.3f}", flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1_000, 3_000, 10_000, 30_000, 100_000])
