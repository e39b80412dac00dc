"""How long `aroma who` takes as a whole command: `python -m benchmarks.recall [PEOPLE]`.

Quoted as a multiple of `python -c pass` on the same machine in the same run, because machines differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.crowd import file_people, learn_meanings
from data.database import open_database
from flows.home import Home

RUNS = 9
QUESTIONS = ("jordi queso", "garcia", "610000042", "zzz")
MEANT = "somebody who makes cheese in Trujillo"


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
        file_people(database, people)
        learn_meanings(database)
        environment = os.environ | {"AROMA_HOME": folder}
        bare = seconds([sys.executable, "-c", "pass"], environment)
        aroma = str(Path(sys.executable).with_name("aroma"))
        print(f"{people} people; python -c pass: {bare:.3f} s")
        for question in QUESTIONS:
            taken = seconds([aroma, "who", *question.split()], environment)
            print(f"aroma who {question:12} {taken:.3f} s   {taken / bare:5.1f} x python -c pass")
        started = time.perf_counter()
        subprocess.run([aroma, "who", "--meaning", MEANT], env=environment, capture_output=True, check=True)
        print(
            f"by meaning, the first time {time.perf_counter() - started:.2f} s, while the sketches are made"
        )
        taken = seconds([aroma, "who", "--meaning", MEANT], environment)
        print(f"by meaning, then           {taken:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
