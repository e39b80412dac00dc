"""Taking a file out of the inbox, so that it is taken once and is never without a name on the disk.

A claim is a folder of its own in `cards/.claimed`, and the file in it under its own name. It is there
until the file is kept elsewhere and recorded; what a killed Aroma left there is a claim again.

    cards/.claimed/<milliseconds>-<random>/<name>      the file
    cards/.claimed/<milliseconds>-<random>/.source     only where the inbox is on another disk: what to remove
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from flows.files import Stamp, copy, drop, place, same_bytes, sha256, stamp, sync_folder, write
from flows.home import FOLDER_MODE, Home, home_errors
from flows.suffixes import suffix

logger = logging.getLogger(__name__)

_FOLDER = re.compile(r"(\d{13})-[0-9a-f]{32}")
_SOURCE = ".source"


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that was taken out of the inbox and is not yet recorded; `path` ends with its own name."""

    path: Path

    @property
    def at(self) -> datetime:
        """When it was claimed; a claim that is finished after a restart keeps its time."""
        return datetime.fromtimestamp(int(self.path.parent.name[:13]) / 1000, UTC)

    @property
    def source(self) -> Path:
        """Where it is written which file on another disk this is a copy of."""
        return self.path.parent / _SOURCE


@dataclass(frozen=True, slots=True)
class Kept:
    """An original in `cards/`: its hash, where it lies, and how many bytes it has."""

    sha256: str
    path: Path
    size: int


def claim(home: Home, path: Path, seen: Stamp, now: float) -> Claim | None:
    """Take `path` out of the inbox; None if it is gone, or is not what was `seen` any more.

    Raises OSError, and StillWrittenError; then `path` is where it was.
    """
    folder = home.claimed / f"{int(now * 1000):013d}-{uuid4().hex}"
    with home_errors(home.claimed):
        folder.mkdir(FOLDER_MODE)
    taken = Claim(folder / path.name)
    try:
        return taken if stamp(path) == seen and _moved(path, seen, taken) else None
    except FileNotFoundError:  # taken away, by its owner or by another Aroma
        return None
    finally:
        if not os.path.lexists(taken.path):
            _remove(folder)


def claims(home: Home) -> Iterator[Claim]:
    """What was claimed and is not recorded yet: work that was cut short. Leftovers of copies are removed."""
    for folder in sorted(home.claimed.iterdir()):
        if _FOLDER.fullmatch(folder.name):
            names = [path for path in folder.iterdir() if not path.name.startswith(".")]
            for path in names:
                with suppress(OSError):  # then it is claimed again, and found to be a duplicate
                    _remove_source(Claim(path))
                yield Claim(path)
            if not names:
                _remove(folder)


def keep(home: Home, taken: Claim) -> Kept:
    """Give a claimed photo its place in `cards/`, by its hash. Doing it again changes nothing.

    Raises StillWrittenError, OSError, and HomeError if `cards/` cannot be written in.
    """
    digest = sha256(taken.path)
    target = home.original(digest, suffix(taken.path))
    with home_errors(home.cards):
        if target.exists() and not same_bytes(target, taken.path):
            _put_damaged_away(target)
        if not target.exists():
            place(taken.path, target, moving=True)
        return Kept(digest, target, target.stat().st_size)


def finish(taken: Claim, kept: Path) -> None:
    """End the claim of a file that `kept` holds too, which is made sure of before anything is removed."""
    drop(taken.path, kept)
    _remove(taken.path.parent)


def _moved(path: Path, seen: Stamp, taken: Claim) -> bool:
    """Move `path` into its claim; False if something else came under its name at the last moment."""
    try:
        path.rename(taken.path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_to_other_disk(path, seen, taken)
        return True
    sync_folder(taken.path.parent)
    return replace(stamp(taken.path), changed=seen.changed) == seen  # a rename is a change, too


def _move_to_other_disk(path: Path, seen: Stamp, taken: Claim) -> None:
    """Copy `path`, then remove it if it is still what was `seen`: a new one under its name stays.

    If it vanished meanwhile, the copy may be the only one, and stays a claim.
    """
    if not os.access(path.parent, os.W_OK | os.X_OK):  # could not be removed after it was copied
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    write(taken.source, b"%d %d %d %d\n" % astuple(seen) + os.fsencode(path))
    copy(path, taken.path)
    try:
        _remove_source(taken)
    except OSError:
        taken.path.unlink()
        raise


def _remove_source(taken: Claim) -> None:
    """Remove what a claim was copied from, if it is still the same, and the note of it."""
    try:
        numbers, _, name = taken.source.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return
    path = Path(os.fsdecode(name))
    with suppress(FileNotFoundError):
        if stamp(path) == Stamp(*map(int, numbers.split())):
            path.unlink()
    taken.source.unlink()


def _put_damaged_away(kept: Path) -> None:
    """Rename an original whose bytes are no longer those of its name, so that a good one takes its place."""
    away = kept.with_name(f"{kept.name}.damaged-{uuid4().hex}")
    kept.rename(away)
    logger.warning(
        "%s was damaged on the disk; it is now %s, and a good copy takes its place", kept, away.name
    )


def _remove(folder: Path) -> None:
    """Remove a claim's folder and the hidden notes in it; where a file is still in it, both stay."""
    for note in folder.glob(".*"):
        note.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
