"""`aroma up`: run Aroma on a home until Ctrl-C, and say on the terminal what there is to see."""

from __future__ import annotations

import asyncio
import shlex
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from data.cards import Card
from data.database import Database, open_database
from data.errors import HomeError, ServerError, StoreError
from data.queue import open_cards, waiting_count
from data.texts import say
from flows.calling import run_name
from flows.early import home_path
from flows.home import home_errors, shown
from flows.links import form_link, queue_link
from flows.printing import complain, put
from flows.private import make_private
from flows.runner import STOPS, serve
from flows.server import log_file, prefect_server
from flows.set_aside import REASON
from flows.settings import Settings
from flows.waits import repair_waits
from ocr.tesseract import version as tesseract_version

LOOK_SECONDS = 2.0


def run(settings: Settings) -> int:
    """Run Aroma on this home until it is told to stop; 0. Raises HomeError, StoreError, ServerError."""
    with _stopping():
        _tell("starting", settings, home=settings.home.path)
        settings.home.prepare()
        with settings.home.hold():
            if not make_private(settings.home):
                _tell("open-to-others", settings, home=settings.home.path)
            database = open_database(settings.store_url)
            try:
                with prefect_server(settings) as server:
                    asyncio.run(_serve(settings, database, server))
                    _tell("stopping", settings)
            except KeyboardInterrupt:  # while the server was still starting
                _tell("stopping", settings)
        _tell("stopped", settings)
    return 0


async def _serve(settings: Settings, database: Database, server: Popen[bytes]) -> None:
    async def ready() -> None:
        reopened = await repair_waits(settings, database)
        if reopened:
            _tell("reopened", settings, count=reopened)
        _welcome(settings, database)

    watch = asyncio.create_task(_watch(settings, database, server))
    served = asyncio.create_task(serve(settings, ready=ready))
    done, _ = await asyncio.wait({watch, served}, return_when=asyncio.FIRST_COMPLETED)
    for task in (watch, served):
        task.cancel()
    await asyncio.gather(watch, served, return_exceptions=True)
    for task in done:
        task.result()


def _welcome(settings: Settings, database: Database) -> None:
    _tell("running", settings)
    _tell("waiting-at", settings, url=queue_link(settings))
    _tell("inbox", settings, inbox=settings.home.inbox)
    if tesseract_version() is None and settings.reader != "rapidocr":
        _tell("no-tesseract", settings)
    _tell("commands", settings, command=_command(settings))
    _tell("stop", settings)
    waiting = waiting_count(database)
    if waiting:
        _tell("waiting-now", settings, count=waiting)
    if any(path.is_file() and not path.is_symlink() for path in settings.home.inbox.rglob("*")):
        _tell("reading", settings)


def _command(settings: Settings) -> str:
    """What to type in another terminal, wherever that is, to ask this Aroma something."""
    home = settings.home.path
    words = [] if home == home_path({}) else [f"AROMA_HOME={shlex.quote(str(home))}"]
    return " ".join([*words, shlex.quote(str(Path(sys.argv[0]).absolute())), "waiting"])


async def _watch(settings: Settings, database: Database, server: Popen[bytes]) -> None:
    """Say of each card that its form is open, and of each file set aside where its reason stands.

    What the store or the disk refuses is said once and looked at again: it may pass, and is no reason to
    stop. Raises ServerError if the server ends by itself.
    """
    seen = _Seen({card.id for card in open_cards(database)}, set(_reasons(settings)))
    trouble = ""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if server.poll() is not None:
            raise ServerError("server.stopped", log=log_file(settings.home))
        try:
            cards = await asyncio.to_thread(open_cards, database)
            _tell_news(settings, seen, cards)
        except (StoreError, HomeError) as error:
            said = error.text(settings.language)
            if said != trouble:
                complain(said)
            trouble = said
        else:
            trouble = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was told already: the ids of cards, and the files with reasons."""

    cards: set[str]
    reasons: set[Path]


def _tell_news(settings: Settings, seen: _Seen, cards: Iterable[Card]) -> None:
    for card in cards:
        if card.id not in seen.cards and card.run_id:
            seen.cards.add(card.id)
            link = form_link(settings, card.run_id)
            _tell("card-waits", settings, name=run_name(card.contact, settings.language), link=link)
    for reason in sorted(set(_reasons(settings)) - seen.reasons):
        seen.reasons.add(reason)
        _tell("set-aside", settings, name=shown(reason.name.removesuffix(REASON)), reason=shown(reason))


def _reasons(settings: Settings) -> Iterator[Path]:
    with home_errors(settings.home.set_aside):
        yield from settings.home.set_aside.glob(f"*{REASON}")


@contextmanager
def _stopping() -> Iterator[None]:
    """Let every wish to stop end this process in order, also before anything else listens to them."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(what: str, settings: Settings, **facts: object) -> None:
    put(*say(f"up.{what}", settings.language, **facts).split("\n"))
