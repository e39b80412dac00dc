"""`aroma up`: run Aroma on a home until Ctrl-C, and say on the terminal what there is to see."""

from __future__ import annotations

import asyncio
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from subprocess import Popen

from data.database import Database, open_database
from data.errors import ServerError
from data.queue import waiting_count
from data.texts import say
from flows.bell import Bell, hung_bell
from flows.early import home_path
from flows.links import queue_link
from flows.mending import keep_mended
from flows.news import News
from flows.printing import put
from flows.private import make_private
from flows.runner import STOPS, serve
from flows.server import log_file, prefect_server
from flows.settings import Settings
from flows.waits import repair_waits
from flows.warm import end_forks, warm_up
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
            warm_up()  # beside the server, which takes longer to start
            try:
                with hung_bell() as bell, prefect_server(settings, bell) as server:
                    asyncio.run(_serve(settings, database, server, bell))
                    _tell("stopping", settings)
            except KeyboardInterrupt:  # while the server was still starting
                _tell("stopping", settings)
        _tell("stopped", settings)
    return 0


async def _serve(settings: Settings, database: Database, server: Popen[bytes], bell: Bell) -> None:
    async def ready() -> None:
        reopened = await repair_waits(settings, database)
        if reopened:
            _tell("reopened", settings, count=reopened)
        _welcome(settings, database)

    watch = asyncio.create_task(_watch(settings, database, server))
    tend = partial(keep_mended, settings, database)
    served = asyncio.create_task(serve(settings, bell, ready=ready, tend=tend))
    done, _ = await asyncio.wait({watch, served}, return_when=asyncio.FIRST_COMPLETED)
    if watch in done:  # the server has ended
        end_forks()
    for task in (watch, served):
        task.cancel()
    await asyncio.gather(watch, served, return_exceptions=True)
    for task in done:
        task.result()


def _welcome(settings: Settings, database: Database) -> None:
    _tell("running", settings)
    _tell("waiting-at", settings, url=queue_link(settings))
    _tell("inbox", settings, inbox=settings.inbox or settings.home.inbox)
    if settings.work_pool:
        _tell("work-pool", settings, pool=settings.work_pool)
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
    """Tell what is new, again and again. Raises ServerError if the server ends by itself."""
    news = News(settings, database)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if server.poll() is not None:
            raise ServerError("server.stopped", log=log_file(settings.home))
        await asyncio.to_thread(news.tell)


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
