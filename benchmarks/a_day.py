"""Memory over a day: `python -m benchmarks.a_day [FACTOR] [CARDS]`. On Linux.

A real `aroma up`, whose waits are so many times as short that it does in 24 minutes what it does in 24 hours:
looks at its inbox and its store, questions to Prefect, scheduled looks, and photos that come in and forms
that are answered over the day. Prints the memory of each part, hour by hour, for `benchmarks.plot --plain`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.answers import ANSWER
from benchmarks.kill_photos import Kind, draw
from benchmarks.living import free_port, until
from benchmarks.processor import family_megabytes, megabytes
from data.cards import card
from data.database import Database, open_database
from data.errors import ServerError
from data.models import CardState
from data.queue import open_runs
from flows.environment import enter
from flows.settings import load_settings

HOURS = 24
SECONDS = 3600
PRESSED = """
import sys
from flows.entering import settings_in_force
settings = settings_in_force()
from flows import aroma_runner, mending, up, watch
factor = float(sys.argv[1])
up.LOOK_SECONDS /= factor
watch.LOOK_SECONDS /= factor
mending.MEND_SECONDS /= factor
begin = aroma_runner.Runner.__init__
def pressed(self, *given, query_seconds, **named):
    begin(self, *given, query_seconds=query_seconds / factor, **named)
aroma_runner.Runner.__init__ = pressed
up.run(settings)
"""


def main(factor: float, cards: int) -> None:
    """Print `part`, hour and megabytes, with tabs between, as the day goes on."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        hurry = {"AROMA_SCHEDULE": str(max(5, round(300 / factor))), "AROMA_SETTLE": "0.1"}
        alone = {"AROMA_PAIR_MINUTES": "0"}  # in such a hurry every card would be asked about as a back
        place = {"AROMA_HOME": str(home), "AROMA_PORT": str(free_port()), "AROMA_REGION": "ES"}
        os.environ |= {**place, **hurry, **alone}
        settings = load_settings()
        enter(settings)
        settings.home.prepare()
        database = open_database(settings.store_url)
        (Path(folder) / "cards").mkdir()
        photos = draw(Path(folder) / "cards", cards, random.Random(1))
        log = Path(folder) / "log"
        with log.open("wb") as written:
            command = [sys.executable, "-c", PRESSED, str(factor)]
            process = subprocess.Popen(command, stdout=written, stderr=written)
        try:
            until(lambda: "Ctrl-C" in log.read_text("utf-8"), process)
            a_day(process.pid, database, [photo.path for photo in photos if photo.kind is Kind.CARD], factor)
        finally:
            process.terminate()
            process.wait(60)


def a_day(up: int, database: Database, photos: list[Path], factor: float) -> None:
    """Drop the photos over the day, answer what is asked, and measure every hour."""
    began, dropped, answered = time.monotonic(), 0, set[str]()
    for hour in range(HOURS + 1):
        measure(up, hour)
        while hour < HOURS and (passed := (time.monotonic() - began) * factor / SECONDS) < hour + 1:
            if dropped < len(photos) * passed / HOURS:
                shutil.copy(photos[dropped], load_settings().home.inbox)
                dropped += 1
            answer(database, answered)
            time.sleep(0.5)
    filed = sum(card(database, each).state is CardState.FILED for each in answered)
    print(f"{dropped} photos, {filed} people filed, {ended()} runs ended", file=sys.stderr)


def measure(up: int, hour: int) -> None:
    """Print how much memory each part has."""
    server = int((load_settings().home.prefect / "server.pid").read_text())
    own, its = megabytes(up), megabytes(server)
    parts = {"aroma up": own, "Prefect's server": its, "its runs": family_megabytes(up) - own - its}
    for part, taken in parts.items():
        print(f"{part}\t{hour}\t{taken:.0f}", flush=True)


def answer(database: Database, answered: set[str]) -> None:
    """Answer each form that is open and was not answered."""
    from flows.runs import review_runs  # noqa: PLC0415 - Prefect must find its environment when imported

    for run, asked in open_runs(database).items():
        if asked.card not in answered:
            with suppress(ServerError), review_runs(load_settings().api_url) as runs:
                runs.resume(run, ANSWER)  # a busy server may refuse: then again in a moment
                answered.add(asked.card)


def ended() -> int:
    """How many runs of all kinds Prefect lists that are over."""
    from flows.runs import LIVING, review_runs  # noqa: PLC0415 - the same

    with review_runs(load_settings().api_url) as runs:
        return runs.client.count_flow_runs() - runs.count(*LIVING)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0, int(sys.argv[2]) if len(sys.argv) > 2 else 48)
