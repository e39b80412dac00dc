"""From Submit to filed: `python -m benchmarks.answers [ANSWERS]`.

A real `aroma up` with cards that wait; each is answered through Prefect's own API, as its page does, one
after the other, and timed until the card is filed. Then as many at once. On Linux.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.invented import lay_card
from benchmarks.living import Living, free_port, living, until
from data.cards import card
from data.database import Database, open_database
from data.models import CardState
from flows.environment import enter
from flows.settings import load_settings

ANSWER = {
    "be": {"who": "Cultiva rosas y toca el acordeón"},
    "do": {},
    "have": {},
    "decide": {"decision_later": False, "decision_discard": False},
}


def main(answers: int) -> None:
    """Print how long answers take, one at a time and all at once."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        port = {"AROMA_PORT": str(free_port()), "AROMA_LANGUAGE": "es", "AROMA_REGION": "ES"}
        os.environ |= {"AROMA_HOME": str(home), **port}
        settings = load_settings()
        enter(settings)
        settings.home.prepare()
        database = open_database(settings.store_url)
        chance = random.Random(1)
        laid = [lay_card(database, number, chance)[0] for number in range(2 * answers)]
        with living(home, port) as aroma:
            until(lambda: all(card(database, each).run_id for each in laid))
            measure(aroma, database, laid, answers)


def measure(aroma: Living, database: Database, laid: list[str], answers: int) -> None:
    """Answer the cards, first one by one."""
    before = sum(aroma.seconds())
    taken = []
    for each in laid[:answers]:
        taken.append(answered(database, [each]))
        print(f"  {taken[-1]:.2f} s", flush=True)
    used = (sum(aroma.seconds()) - before) / answers
    times = f"median {median(taken):.2f} s, longest {max(taken):.2f} s"
    print(f"{answers} answers, one by one: {times}; {used:.2f} s of processor each")
    took = answered(database, laid[answers:])
    print(f"{answers} answers at once: all filed after {took:.1f} s; load {os.getloadavg()[0]:.1f}")


def answered(database: Database, cards: list[str]) -> float:
    """Seconds until all these cards are filed."""
    from flows.runs import review_runs  # noqa: PLC0415 - Prefect must find its environment when imported

    started = time.monotonic()
    with review_runs(load_settings().api_url) as runs:
        for each in cards:
            runs.resume(str(card(database, each).run_id), ANSWER)
    until(lambda: all(card(database, each).state is CardState.FILED for each in cards))
    return time.monotonic() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
