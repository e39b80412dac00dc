"""The inbox: what lies still and can be looked at is taken, what cannot be read is set aside.

    scan → has it stood still? → does it decode? → claim → keep by its hash → record → end the claim

Each step may be the last one before the power fails: what was claimed and not recorded is taken up
again by the next `take`. Nothing here deletes the only copy of anything.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.errors import PhotoError
from data.texts import Language, Message, message
from flows.claims import Claim, Kept, claim, claims, finish, keep
from flows.files import Stamp, StillWrittenError, open_regular, stamp, sweep
from flows.home import Home, home_error, home_errors, locked, shown
from flows.scan import Refused, scan
from flows.set_aside import note, set_aside
from ocr.photos import check_photo

logger = logging.getLogger(__name__)

_HOME_IS_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A photo on its way to be recorded. `name` is what it was called, fit to be shown and stored.

    `at` stays the same if the same claim is recorded again after a restart, so that it can be told
    from a second arrival of the same bytes. `path` is the original in `cards/`, `size` its bytes.
    """

    name: str
    sha256: str
    path: Path
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be read: what it was called, where it is now, and why."""

    name: str
    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class Growing:
    """A file that is left for the next look: it changed, or cannot be read yet."""

    path: Path


@dataclass(frozen=True, slots=True)
class Taken:
    """What one look through the inbox brought.

    `refused` stays where it is until its owner does something; `news` are those of them that were not
    noted before. `busy` is True where another process was at it, and nothing was done.
    """

    new: tuple[Claimed, ...] = ()
    duplicates: tuple[Claimed, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    growing: tuple[Growing, ...] = ()
    refused: tuple[Refused, ...] = ()
    news: tuple[Refused, ...] = ()
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """How the inbox is looked through. Seconds; `now` is the time since the epoch.

    A file is taken when it stood still for `settle`. One that does not decode may still be on its way:
    it is set aside when nothing changed about it for `patience`. Reasons are said in `language`.
    """

    language: Language
    settle: float = 5.0
    patience: float = 60.0
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def written_to(home: Home) -> tuple[Path, ...]:
    """The folders in which a killed process may leave half a copy."""
    return home.path, home.cards, home.set_aside, home.people


def take(home: Home, record: Callable[[Claimed], bool], rules: Rules) -> Taken:
    """Look through the inbox once, and take what is ready.

    `record` is called for each photo once its original lies in `cards/`, and must have stored it when
    it returns: True if it is new, False for a duplicate. After that the claim ends. A photo that was
    recorded when Aroma was killed, but whose claim had not ended, is recorded again with the same `at`.
    What `record` raises is passed on, and the photo comes again next time. HomeError if the home cannot
    be used, or is full.
    """
    with locked(home.collecting_file) as holder:
        if holder is not None:
            return Taken(busy=True)
        for folder in written_to(home):
            sweep(folder, rules.now())
        return _sorted_out(home, list(_outcomes(home, record, rules)), rules)


Outcome = tuple[Claimed, bool] | SetAside | Growing | Refused


def _sorted_out(home: Home, outcomes: list[Outcome], rules: Rules) -> Taken:
    photos = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
    refused = tuple(outcome for outcome in outcomes if isinstance(outcome, Refused))
    return Taken(
        new=tuple(photo for photo, new in photos if new),
        duplicates=tuple(photo for photo, new in photos if not new),
        set_aside=tuple(outcome for outcome in outcomes if isinstance(outcome, SetAside)),
        growing=tuple(outcome for outcome in outcomes if isinstance(outcome, Growing)),
        refused=refused,
        news=news(home, refused, rules),
    )


def news(home: Home, outcomes: Iterable[Outcome], rules: Rules) -> tuple[Refused, ...]:
    """Which of the refused were not noted before; from now on they are. Raises HomeError."""
    refused = (one for one in outcomes if isinstance(one, Refused))
    return tuple(one for one in refused if note(home, one.path.name, one.reason.text(rules.language)))


def _outcomes(home: Home, record: Callable[[Claimed], bool], rules: Rules) -> Iterator[Outcome]:
    with home_errors(home.claimed):
        ready: list[Claim | Path | Refused] = list(claims(home))
    with home_errors(home.inbox):
        ready += scan(home.inbox)
    yield from (one for one in ready if isinstance(one, Refused))
    files = [(one, seen) for one in ready if not isinstance(one, Refused) and (seen := _stamp(one))]
    if files:
        rules.sleep(rules.settle)
    for one, seen in files:
        outcome = _tried(home, one, seen, rules)
        if isinstance(outcome, _Ready):
            yield _recorded(outcome, record)
        elif outcome is not None:
            yield outcome


@dataclass(frozen=True, slots=True)
class _Ready:
    claim: Claim
    kept: Kept


def _tried(home: Home, one: Claim | Path, seen: Stamp, rules: Rules) -> _Ready | Outcome | None:
    """What becomes of one file; whatever is wrong with it is no matter of the others."""
    path = _path(one)
    try:
        return _handled(home, one, seen, rules)
    except FileNotFoundError:  # its owner took it away
        return None
    except StillWrittenError:
        return Growing(path)
    except OSError as error:
        if error.errno in _HOME_IS_FULL:
            raise home_error(error, home.path) from error
        return Refused(path, message("inbox.not_taken", path=shown(path), reason=error.strerror))


def _handled(home: Home, one: Claim | Path, seen: Stamp, rules: Rules) -> _Ready | Outcome | None:
    path = _path(one)
    if stamp(path) != seen:
        return Growing(path)
    problem = _problem(path)
    if problem and abs(rules.now() - seen.changed / 1e9) < rules.patience:  # clocks of shares may run ahead
        return Growing(path)
    claimed = one if isinstance(one, Claim) else claim(home, one, seen, rules.now())
    if claimed is None:
        return None
    if problem is None:
        return _Ready(claimed, keep(home, claimed))
    aside = set_aside(home, claimed.path, path.name, problem.text(rules.language), moving=True)
    finish(claimed, aside)
    return SetAside(shown(path.name), aside, problem)


def _recorded(ready: _Ready, record: Callable[[Claimed], bool]) -> Outcome:
    kept = ready.kept
    photo = Claimed(shown(ready.claim.path.name), kept.sha256, kept.path, kept.size, ready.claim.at)
    new = record(photo)
    # What was written to it since then is another photo, and stays a claim of its own.
    with suppress(StillWrittenError), home_errors(ready.claim.path.parent):
        finish(ready.claim, kept.path)
    return photo, new


def _problem(path: Path) -> Message | None:
    """Why `path` cannot be read as a photo, None if it can. Raises OSError if it cannot be opened."""
    with open_regular(path):
        pass  # what may not be opened is not a bad photo
    try:
        check_photo(path)
    except PhotoError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno:  # it is the disk's, or the share's
            raise error.__cause__ from error
        return error.message
    except Exception as error:  # a decoder's own mistake must not stop the other photos
        logger.exception("the decoder failed on %s", shown(path))
        return message("inbox.decoder_failed", name=shown(path.name), reason=type(error).__name__)
    return None


def _path(one: Claim | Path) -> Path:
    return one.path if isinstance(one, Claim) else one


def _stamp(one: Claim | Path) -> Stamp | None:
    with suppress(OSError):  # gone again
        return stamp(_path(one))
    return None
