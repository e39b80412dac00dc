"""How long `aroma who` takes as a whole command: `python -m benchmarks.recall [PEOPLE]`.

Quoted as a multiple of `python -c pass` on the same machine in the same run, because machines differ.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.invented import file_person
from data.database import open_database
from flows.home import Home

RUNS = 9
QUESTIONS = ("jordi queso", "garcia", "611000042", "zzz")


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The median wall time of a command over some runs."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=False)
        taken.append(time.perf_counter() - started)
    return median(taken)


def main(people: int) -> None:
    """Print a row a question."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.prepare()
        database = open_database(home.database_url)
        chance = random.Random(1)
        for number in range(people):
            file_person(database, number, chance)
        environment = os.environ | {"AROMA_HOME": folder}
        bare = seconds([sys.executable, "-c", "pass"], environment)
        aroma = str(Path(sys.executable).with_name("aroma"))
        print(f"{people} people; python -c pass: {bare:.3f} s")
        for question in QUESTIONS:
            taken = seconds([aroma, "who", *question.split()], environment)
            print(f"aroma who {question:12} {taken:.3f} s   {taken / bare:5.1f} x python -c pass")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
