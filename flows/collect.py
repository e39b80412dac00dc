"""`collect-inbox`: what lies in the inbox is taken and read, and waits in the Prefect UI for its owner.

    take from the inbox → read and draft → record the cards → join their sides → open their review runs

Each step may be the last before the power fails: the next look goes on where this one stopped, for
every step asks the store or the disk what is still to be done, and doing it twice is doing it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Completed, Failed

from data.cards import come_back
from data.database import Database, open_database
from data.errors import AromaError, HomeError
from data.letting_go import erase_gone
from data.models import CardRead
from data.photos import (
    Arrival,
    Photo,
    forgive_attempt,
    record_arrival,
    record_attempt,
    record_cards,
    record_set_aside,
    unread,
)
from data.texts import Language, Message, message, say
from enrich.draft import is_contact
from flows.bound import follow
from flows.filing import write_missing_vcards
from flows.home import Home, locked
from flows.inbox import Claimed, Growing, Rules, news, take
from flows.knowing import keep_keys
from flows.lending import Lent, end_loan, lend
from flows.meaning import keep_meanings
from flows.pairing import Loose, Pairing, in_row, picture_card, retry_neighbours
from flows.progress import advance, expect
from flows.remote_files import Remote
from flows.runs import review_runs
from flows.set_aside import note, set_aside
from flows.settings import Settings, load_settings
from flows.shared_inbox import bring
from flows.sweeping import empty_name, sweep_empty
from flows.tasks import Found, Unseen, at_once, read_photo_task, task_runner
from flows.unenriched import show_unenriched
from flows.waits import open_missing, open_waits
from ocr.taken import taken

COLLECT = "collect-inbox"
UnderWay = dict[PrefectFuture[Any], tuple[Photo, Lent]]
"""The photos that are being read, and where their readers find them."""

MOST_ATTEMPTS = 5
MOST_MEANINGS = 4096  # texts whose meaning one look asks for, in five seconds; the next goes on


@dataclass(frozen=True, slots=True)
class Look:
    """What one look into the inbox brought, in numbers of photos, and of cards that wait or came back."""

    read: int = 0
    duplicates: int = 0
    set_aside: int = 0
    growing: int = 0
    refused: int = 0
    came_back: int = 0
    waiting: int = 0
    busy: bool = False

    def __add__(self, other: Look) -> Look:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Look(*(one + another for one, another in pairs))

    @property
    def brought(self) -> bool:
        """Whether there is anything to tell of it."""
        return self not in {Look(), Look(busy=True)}

    def text(self, language: Language, home: Home) -> str:
        """In words, only what there is to tell."""
        if self.busy:
            return say("collect.busy", language)
        counts = {
            "read": self.read,
            "waiting": self.waiting,
            "duplicates": self.duplicates,
            "set-aside": self.set_aside,
            "growing": self.growing,
            "refused": self.refused,
            "came-back": self.came_back,
        }
        told = [
            say(f"collect.{what}", language, count=count, folder=home.set_aside)
            for what, count in counts.items()
            if count
        ]
        return "; ".join(told) or say("collect.nothing", language)


def _run_name() -> str:
    """What to call a look in a list: when it was."""
    return say("collect.run", load_settings().language, time=f"{datetime.now():%d/%m %H:%M:%S}")


@flow(name=COLLECT, flow_run_name=_run_name)
def collect_inbox() -> State[Look]:
    """Look into the inbox once. The run's message tells what it brought."""
    follow()
    settings = load_settings()
    try:
        look = look_into_inbox(settings)
    except AromaError as error:
        return Failed(message=error.text(settings.language), data=error)
    name = "Completed" if look.brought else empty_name(settings.language)
    return Completed(name=name, message=look.text(settings.language, settings.home), data=look)


def look_into_inbox(settings: Settings) -> Look:
    """Take, read, record and ask, each as far as there is something to do; one look at a time."""
    database = open_database(settings.store_url)
    with locked(settings.home.reading_file) as holder:
        if holder is not None:
            return Look(busy=True)
        look = _take(settings, database)
        today = datetime.now().astimezone().date()
        look += Look(came_back=len(come_back(database, today)))
        erase_gone(database, today)
        retry_neighbours(settings, database, MOST_ATTEMPTS)
        photos, gone = _where(settings, unread(database))
        look += _tell_gone(settings, database, gone)
        if photos:
            read_all = read_photos.with_options(task_runner=task_runner(settings))
            look += read_all(settings, database, photos, at_once(settings))
        write_missing_vcards(settings, database)
        keep_keys(database)
        with review_runs(settings.api_url) as runs:  # of a look that ended between recording and joining
            Pairing(settings, database, runs).join_new()
        look += Look(waiting=open_waits(settings, database))
        with review_runs(settings.api_url) as runs:
            show_unenriched(settings, database, runs)
            sweep_empty(runs, COLLECT, datetime.now(UTC))
        keep_meanings(database, most=MOST_MEANINGS)
        return look


def _take(settings: Settings, database: Database) -> Look:
    rules = Rules(settings.language, settle=settings.settle, patience=settings.patience)
    left = bring(settings.home, Remote(settings.inbox), database, rules) if settings.inbox else ()
    taken = take(settings.home, partial(_record, database), rules)
    return Look(
        duplicates=len(taken.duplicates),
        set_aside=len(taken.set_aside),
        growing=len(taken.growing) + sum(isinstance(each, Growing) for each in left),
        refused=len(taken.news) + len(news(settings.home, left, rules)),
    )


def _where(settings: Settings, photos: Sequence[Photo]) -> tuple[tuple[Photo, ...], tuple[Photo, ...]]:
    """The photos whose originals lie in this home, and those of this home whose originals do not.

    What does not lie here may lie in another home, where the store is not in this one; then it is left to it.
    """
    here: list[Photo] = []
    gone: list[Photo] = []
    for photo in photos:
        (here if (settings.home.cards / photo.path).exists() else gone).append(photo)
    own = settings.store_url == settings.home.database_url
    return tuple(here), tuple(gone) if own else ()


def _tell_gone(settings: Settings, database: Database, gone: Sequence[Photo]) -> Look:
    """Nothing is left to read of these: say so where all that was set aside is told."""
    for photo in gone:
        text = say("collect.gone", settings.language, name=photo.name, folder=settings.home.cards)
        note(settings.home, photo.name, text)
        record_set_aside(database, photo.sha256, text, at=datetime.now(UTC))
    return Look(set_aside=len(gone))


def _record(database: Database, photo: Claimed) -> bool:
    path = photo.path.name  # beside the other originals, wherever the home is moved to
    came = Arrival(photo.sha256, photo.name, path, photo.size, photo.at, taken(photo.path))
    return record_arrival(database, came)


@flow(name="read-photos", validate_parameters=False)
def read_photos(settings: Settings, database: Database, photos: tuple[Photo, ...], workers: int) -> Look:
    """Read photos in parallel. Each is recorded, and asked about, as soon as it and its neighbours are read.

    Those whose reading was cut short before come last and one at a time: if one of them ends the process,
    it has no neighbours that would be given up with it, and holds up no other photo.
    """
    expect(len(photos))
    fresh = sorted((photo for photo in photos if not photo.attempts), key=in_row)
    tried = sorted((photo for photo in photos if photo.attempts), key=attrgetter("attempts"))
    with review_runs(settings.api_url) as runs:
        pairing = Pairing(settings, database, runs)
        # One more is submitted than are read, so that no worker waits.
        look = _read(pairing, fresh, at_once=workers + 1) + _read(pairing, tried, at_once=1)
        return look + _settle(pairing)


def _read(pairing: Pairing, photos: Sequence[Photo], *, at_once: int) -> Look:
    look = Look()
    under_way: UnderWay = {}
    for photo in photos:
        if len(under_way) == at_once:
            look += _first_done(pairing, under_way)
        if _given_up(pairing.settings, pairing.db, photo):
            look += Look(set_aside=1)
            advance()
        else:
            lent = lend(pairing.settings, photo)
            under_way[_submit(pairing.settings, photo, lent)] = photo, lent
    while under_way:
        look += _first_done(pairing, under_way)
    return look


def _submit(settings: Settings, photo: Photo, lent: Lent) -> PrefectFuture[Any]:
    return read_photo_task.submit(lent, photo.name, settings.reader, settings.region)


def _first_done(pairing: Pairing, under_way: UnderWay) -> Look:
    """Record the first photo that is done, and open the forms of its cards."""
    future = next(as_completed(list(under_way)))
    found: Found = future.result()
    if isinstance(found, Unseen):
        for photo, _ in under_way.values():  # nothing is wrong with any of them
            forgive_attempt(pairing.db, photo.sha256)
        raise HomeError("team.photo-unseen", path=found.path)
    photo, lent = under_way.pop(future)
    end_loan(lent)
    advance()
    look = Look()
    if isinstance(found, Message):
        _set_aside(pairing.settings, pairing.db, photo, found)
        look += Look(set_aside=1)
    elif cards := tuple(card for card in found if is_contact(card.contact)):
        _record_cards(pairing.settings, pairing.db, photo, cards)
        look += Look(read=1)
    else:
        pairing.loose[photo.sha256] = Loose(photo, found)
    return look + _settle(pairing)


def _settle(pairing: Pairing) -> Look:
    """Join the sides that are there, set aside what is no side of any, and open the forms."""
    look = Look()
    pairing.join_new()
    for photo, joined in pairing.settle():
        if not joined:
            _set_aside(pairing.settings, pairing.db, photo, message("collect.no-contact", name=photo.name))
        look += Look(read=1) if joined else Look(set_aside=1)
    opened = open_missing(pairing.runs, pairing.settings, pairing.db, held=pairing.held)
    return look + Look(waiting=opened)


def _record_cards(settings: Settings, database: Database, photo: Photo, found: tuple[CardRead, ...]) -> None:
    for card in found:
        picture_card(settings, card)
    record_cards(database, photo.sha256, found, at=datetime.now(UTC))


def _given_up(settings: Settings, database: Database, photo: Photo) -> bool:
    """Note one more attempt to read it; True, and set aside, where there were too many already.

    A photo that ends the process which reads it would otherwise do so at every look, for ever. So the
    attempt is noted just before it begins: a process that is ended otherwise charges few photos.
    """
    if record_attempt(database, photo.sha256) <= MOST_ATTEMPTS:
        return False
    reason = message("collect.gave-up", name=photo.name, count=MOST_ATTEMPTS)
    _set_aside(settings, database, photo, reason)
    return True


def _set_aside(settings: Settings, database: Database, photo: Photo, reason: Message) -> None:
    text = reason.text(settings.language)
    set_aside(settings.home, settings.home.cards / photo.path, photo.name, text)
    record_set_aside(database, photo.sha256, text, at=datetime.now(UTC))
