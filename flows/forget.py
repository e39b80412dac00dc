"""`aroma forget`: a person, or a card that waits, is erased everywhere, and it is said what was erased.

    find them → list everything → ask → files → Prefect's rows → the store's rows → free pages

The store comes last: stopped in between, the same command finds them again and goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from data.database import Database, open_database
from data.forgetting import Traces, erase
from data.found import Found
from data.naming import one, shown
from data.scrubbing import scrub
from data.texts import Language, say
from flows.erased import Erased
from flows.files import sha256
from flows.forget_report import report
from flows.home import Home, home_errors
from flows.prefect_rows import Sought, blacken, erase_runs
from flows.printing import complain, put
from flows.server import log_file, ours
from flows.set_aside import REASON
from flows.settings import Settings
from flows.their_files import their_cards

DONE, NOT_DONE = 0, 1


def forget_by_name(settings: Settings, who: str, *, dry_run: bool, yes: bool) -> int:
    """Erase the one whom `who` means, after the list was shown and agreed to; 1 where it was not.

    Raises NotFoundError, StoreError, HomeError, and ServerError where Prefect's database cannot be written.
    """
    db = open_database(settings.store_url, migrate=False)
    found = one(db, who, by_name=True)
    language = settings.language
    if dry_run or not yes:
        put(*report(forget(settings, db, found, dry_run=True), found, "would", settings))
    if dry_run:
        return DONE
    if not yes and not _agreed(language, found):
        complain(say("forget.left", language))
        return NOT_DONE
    put(*report(forget(settings, db, found, dry_run=False), found, "did", settings))
    return DONE


def forget(settings: Settings, db: Database, found: Found, *, dry_run: bool) -> Erased:
    """Erase somebody everywhere; with `dry_run` say the same, and leave everything."""
    traces = erase(db, found, dry_run=True)
    files = tuple(dict.fromkeys(_files(settings.home, traces)))
    photos = tuple(photo.sha256 for photo in traces.photos if not photo.shared)
    sought = Sought(traces.cards, photos, traces.texts)
    if not dry_run:
        for path in files:
            with home_errors(path):
                path.unlink(missing_ok=True)
        blacken(log_file(settings.home), traces.texts)
    rows = erase_runs(settings, sought, dry_run=dry_run)
    if not dry_run:
        traces = erase(db, found, dry_run=False)
        if db.file is not None:
            scrub(db.file)
        _show_queue(settings, db)
    return Erased(traces, rows, files)


def _show_queue(settings: Settings, db: Database) -> None:
    """Let the table of the cards that wait be without them, where a server is there to show it."""
    if ours(settings):
        from flows.runs import review_runs  # noqa: PLC0415 - takes a second, and is needed with a server only
        from flows.unenriched import show_unenriched  # noqa: PLC0415

        with review_runs(settings.api_url) as runs:
            show_unenriched(settings, db, runs)


def _files(home: Home, traces: Traces) -> Iterator[Path]:
    """All files about somebody that there are."""
    for photo in traces.photos:
        if not photo.shared:
            yield from _present(home.cards / photo.path)
            yield from _set_aside(home, photo.sha256)
    for card in traces.cards:
        yield from _present(home.picture(card))
    yield from their_cards(home.people, traces.files, traces.uids)
    if traces.numbers:  # what they mean is in there; it is made again
        yield from sorted(home.path.glob(home.sketches("*").name))


def _present(path: Path) -> Iterator[Path]:
    if path.exists():
        yield path


def _set_aside(home: Home, digest: str) -> Iterator[Path]:
    """The same photo among what was set aside, with its reason."""
    for path in sorted(home.set_aside.iterdir()):
        whole = path.is_file() and not path.is_symlink() and not path.name.endswith(REASON)
        if whole and sha256(path) == digest:
            yield path
            yield from _present(path.with_name(path.name + REASON))


def _agreed(language: Language, found: Found) -> bool:
    """Whether somebody sits there and says yes."""
    if not sys.stdin.isatty():
        complain(say("forget.no-terminal", language))
        return False
    answer = input(say("forget.ask", language, name=shown(found)) + " ").strip().casefold()
    return answer in {word.strip() for word in say("forget.yes", language).split(",")}
