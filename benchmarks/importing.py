"""How long an old heap takes to go in: `python -m benchmarks.importing [CONTACTS]`.

An invented Connections.csv is imported twice as a whole command, and the queue is asked afterwards. A plain
loop in the same run says how busy the machine is.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from benchmarks.invented import GIVEN, SURNAMES, THINGS

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
RUN = "from flows.cli import main; main()"


def connection(number: int, chance: random.Random) -> str:
    """One row: every twentieth has an e-mail, as there."""
    given, one, other = chance.choice(GIVEN), chance.choice(SURNAMES), chance.choice(SURNAMES)
    slug = quote(f"{given}-{one}-{number}".lower())
    mail = f"persona.{number}@taller-{number % 500}-ejemplo.es" if number % 20 == 0 else ""
    firm = f"Taller de {chance.choice(THINGS)} {number % 9000}, S.L."
    post = f"Director de {chance.choice(THINGS)}"
    day = f"{chance.randrange(1, 29)} Mar {chance.randrange(2008, 2026)}"
    return f'{given},{one} {other},https://www.linkedin.com/in/{slug},{mail},"{firm}",{post},{day}'


def timed(words: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """The wall time of an `aroma` command, and its first line."""
    started = time.perf_counter()
    command = [sys.executable, "-c", RUN, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, done.stdout.splitlines()[0]


def main(contacts: int) -> None:
    """Print a row a command."""
    started = time.perf_counter()
    sum(number * number for number in range(10_000_000))
    print(f"a plain loop: {time.perf_counter() - started:.2f} s")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Connections.csv"
        chance = random.Random(1)
        rows = [connection(number, chance) for number in range(contacts)]
        file.write_text("\n".join([HEADER, *rows]), "utf-8")
        environment = os.environ | {"AROMA_HOME": str(Path(folder) / "home"), "AROMA_LANGUAGE": "en"}
        for words in (["import", str(file)], ["import", str(file)], ["waiting"], ["who", "ferrer", "pan"]):
            seconds, said = timed(words, environment)
            print(f"aroma {words[0]:8} {seconds:6.1f} s   {said[:70]}")
        print(f"at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
