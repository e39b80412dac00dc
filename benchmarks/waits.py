"""How long opening the form of one card takes: `python -m benchmarks.waits [CARDS]`.

Quoted beside the time of the server's smallest answer in the same run, because machines differ.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sys
import time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.invented import lay_card
from data.database import open_database
from flows.environment import enter
from flows.server import answers, prefect_server
from flows.settings import load_settings

PICTURE = "plain-left.jpg"  # about as large as a straightened card


def main(cards: int) -> None:
    """Print seconds a card, and what one bare request takes."""
    with TemporaryDirectory() as folder:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            os.environ |= {"AROMA_HOME": folder, "AROMA_PORT": str(door.getsockname()[1])}
        settings = load_settings()
        enter(settings)
        settings.home.prepare()
        database = open_database(settings.store_url)
        picture = files("data").joinpath("samples", PICTURE).read_bytes()
        chance = random.Random(1)
        for number in range(cards):
            card, _ = lay_card(database, number, chance)
            Path(settings.home.picture(card)).write_bytes(picture)
        with prefect_server(settings):
            measure(settings, database, cards)


def measure(settings: object, database: object, cards: int) -> None:
    """Open all forms once, with the server running."""
    from flows.review import review_card  # noqa: PLC0415 - Prefect must find its environment when imported
    from flows.runs import REVIEW  # noqa: PLC0415
    from flows.waits import open_waits  # noqa: PLC0415

    async def register() -> None:
        deployment = await review_card.ato_deployment(REVIEW)
        await deployment.aapply()

    asyncio.run(register())
    started = time.perf_counter()
    for _ in range(20):
        answers(settings)  # type: ignore[arg-type]
    bare = (time.perf_counter() - started) / 20
    started = time.perf_counter()
    opened = open_waits(settings, database)  # type: ignore[arg-type]
    each = (time.perf_counter() - started) / opened
    print(f"{opened} of {cards} forms opened: {each:.3f} s each; a bare request takes {bare:.4f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
