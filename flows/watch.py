"""Whether somebody has put something into the inbox: looked at every second, by `aroma up` itself.

A list of the inbox costs nothing, a flow run costs half a second of a processor. So a run of `collect-inbox`
is asked for only when there is something for it, and the schedule is for what a list does not show: a card
that comes back today, a share that shows its files late.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from data.database import Database
from data.errors import AromaError
from data.photos import unread_count
from flows.files import Stamp, stamp
from flows.home import Home, locked
from flows.scan import Refused, scan
from flows.settings import Settings

LOOK_SECONDS = 1.0
UNREAD_SECONDS = 15.0
"""How often to ask the store for photos that a killed look left behind."""
AGAIN_SECONDS = 30.0
"""What still lies there is looked at once more after this, and then after twice as long each time."""
LONGEST_SECONDS = 3600.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a look was asked for: how it stood then, and when to ask again; seconds of the watch's clock."""

    stood: Stamp | None
    wait: float
    again: float


@dataclass
class Watch:
    """What lies there, and for what of it a look has been asked for already."""

    asked: dict[Path, Asked] = field(default_factory=dict)
    before: Mapping[Path, Stamp | None] = field(default_factory=dict)

    def due(self, seen: Mapping[Path, Stamp | None], now: float) -> bool:
        """Whether something is new, stands still after a change, or has lain there too long."""
        wanted = any(self._wanted(path, stood, now) for path, stood in seen.items())
        self.before = seen
        self.asked = {path: told for path, told in self.asked.items() if path in seen}
        return wanted

    def _wanted(self, path: Path, stood: Stamp | None, now: float) -> bool:
        told = self.asked.get(path)
        if told is None or now >= told.again:
            return True
        return stood != told.stood and stood == self.before.get(path)

    def note(self, now: float) -> None:
        """A look has been asked for, and will see all that was last seen."""
        for path, stood in self.before.items():
            told = self.asked.get(path)
            same = told is not None and told.stood == stood
            wait = min(2 * told.wait, LONGEST_SECONDS) if told and same else AGAIN_SECONDS
            if told is None or not same or now >= told.again:
                self.asked[path] = Asked(stood, wait, now + wait)


async def watch_inbox(settings: Settings, look: Callable[[], Awaitable[None]]) -> None:
    """Ask for a `look` whenever there is something for it, until cancelled.

    Not where the owner has named the hours of a look (`schedule` is a cron line). While a look is under way
    none is asked for: it takes what came before it, and what came since is new when it has ended.
    """
    if not isinstance(settings.schedule, int):
        return
    database, watch, left, asked_at = Database(settings.store_url), Watch(), False, 0.0
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        now = time.monotonic()
        with suppress(AromaError, OSError, httpx.HTTPError):  # the look itself says what is wrong
            if now - asked_at >= UNREAD_SECONDS:
                left, asked_at = unread_count(database) > 0, now
            if watch.due(dict(lying(settings.home, left=left)), now) and _free(settings.home):
                await look()
                watch.note(now)


def lying(home: Home, *, left: bool) -> Iterator[tuple[Path, Stamp | None]]:
    """What lies in the inbox, what a killed look had claimed, and the store if photos are `left` unread."""
    for each in scan(home.inbox):
        path = each.path if isinstance(each, Refused) else each
        with suppress(FileNotFoundError):
            yield path, stamp(path)
    for folder in home.claimed.iterdir():
        if folder.is_dir():
            yield folder, None
    if left:
        yield home.database, None


def _free(home: Home) -> bool:
    """Whether no look is under way."""
    with locked(home.reading_file) as holder:
        return holder is None
