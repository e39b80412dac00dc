"""A long queue on a real server: `python -m benchmarks.queue [CARDS …]`, usually 10 100 1000 2000.

For each number of cards that wait: opening ten forms that are missing, `aroma waiting` as a whole command,
the queue's page in Prefect (new, and again unchanged), what is asked at a start (`repair_waits`). The other
cards' runs wait as well, but without forms, which would take most of the time. Wall seconds, and beside
them the processor's, because the machine may be busy.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.invented import lay_card
from benchmarks.living import free_port
from data.cards import record_run, without_run
from data.database import Database, open_database
from flows.environment import enter
from flows.server import prefect_server
from flows.settings import Settings, load_settings

FORMS = 10
PICTURE = "plain-left.jpg"  # about as large as a straightened card


def main(numbers: Sequence[int]) -> None:
    """Print a row a measure and number."""
    with TemporaryDirectory() as folder:
        os.environ |= {"AROMA_HOME": folder, "AROMA_PORT": str(free_port()), "AROMA_LANGUAGE": "en"}
        settings = load_settings()
        enter(settings)
        settings.home.prepare()
        database = open_database(settings.store_url)
        with prefect_server(settings):
            register()
            laid = 0
            for number in numbers:
                _lay(settings, database, range(laid, number))
                _suspend(settings, database)
                laid = number
                measure(settings, database, number)


def register() -> None:
    """Tell the home's server of the reviews."""
    from flows.review import review_card  # noqa: PLC0415 - Prefect must find its environment when imported
    from flows.runs import REVIEW  # noqa: PLC0415

    async def register() -> None:
        await (await review_card.ato_deployment(REVIEW)).aapply()

    asyncio.run(register())


def _lay(settings: Settings, database: Database, numbers: range) -> None:
    picture = files("data").joinpath("samples", PICTURE).read_bytes()
    chance = random.Random(numbers.start)
    for number in numbers:
        card, _ = lay_card(database, number, chance)
        Path(settings.home.picture(card)).write_bytes(picture)


def _suspend(settings: Settings, database: Database) -> None:
    """A run for each card but the last ten, that waits without a form."""
    from flows.runs import review_runs, suspended  # noqa: PLC0415 - the same

    with review_runs(settings.api_url) as runs:
        for card in without_run(database)[:-FORMS]:
            run = runs.client.create_flow_run_from_deployment(
                runs.deployment, parameters={"card_id": card.id}, state=suspended(0), name=card.id
            )
            record_run(database, card.id, str(run.id), 0)


def measure(settings: Settings, database: Database, cards: int) -> None:
    """Open what is missing, and ask all that is asked of a queue."""
    from flows.runs import review_runs  # noqa: PLC0415 - the same
    from flows.unenriched import KEY, show_unenriched  # noqa: PLC0415
    from flows.waits import open_waits, repair_waits  # noqa: PLC0415

    timed(cards, "open ten forms", lambda: open_waits(settings, database))
    timed(cards, "open_waits, none missing", lambda: open_waits(settings, database))
    timed(cards, "repair at a start", lambda: asyncio.run(repair_waits(settings, database)))
    aroma = str(Path(sys.executable).with_name("aroma"))
    timed(cards, "aroma waiting", lambda: subprocess.run([aroma, "waiting"], capture_output=True, check=True))
    with review_runs(settings.api_url) as runs:
        timed(cards, "the queue's page, changed", lambda: show_unenriched(settings, database, runs))
        timed(cards, "the queue's page, unchanged", lambda: show_unenriched(settings, database, runs))
        found = runs.client.request("GET", "/artifacts/{key}/latest", path_params={"key": KEY}).json()
    print(f"{cards:6}  the queue's page        {len(found['data']) / 1000:8.0f} kB", flush=True)


def timed(cards: int, what: str, work: Callable[[], object]) -> None:
    """Print how long `work` takes: the clock's seconds, and the processor's with its children."""
    before, started = _processor(), time.perf_counter()
    work()
    took, used = time.perf_counter() - started, _processor() - before
    print(f"{cards:6}  {what:28} {took:8.2f} s  {used:8.2f} s   load {os.getloadavg()[0]:.1f}", flush=True)


def _processor() -> float:
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in own)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [10, 100, 1000, 2000])
