"""An inbox that several machines look into: a shared folder, or a prefix in a store of objects.

    list → has it stood still? → is it my turn with it? → still the same? → fetch it → remove it there

What was fetched is a claim in this home, as if it had lain in its own inbox; from there on `flows.inbox`
goes on with it. Whoever is killed between fetching and removing leaves it to be fetched again: then it
comes in twice and is a duplicate, for photos are known by their content.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from uuid import uuid4

from data.database import Database
from data.texts import message
from data.turns import turn
from flows.files import sync_folder
from flows.home import FOLDER_MODE, Home, home_errors, shown
from flows.inbox import Growing, Rules
from flows.remote_files import Remote
from flows.scan import Refused, skipped

logger = logging.getLogger(__name__)

LONGEST = 200  # bytes of a name; file systems allow 255, and a number or a reason may follow


def bring(home: Home, inbox: Remote, db: Database, rules: Rules) -> tuple[Growing | Refused, ...]:
    """Claim what is ready in a shared inbox; what was left there, and why.

    Files that another machine is taking, or has just taken, are no matter of this one. Raises HomeError
    where the inbox cannot be reached, SettingsError where nothing here opens such an address, and StoreError.
    """
    found = [path for path in inbox.files() if not _skipped(inbox.within(path))]
    first = {path: inbox.seen(path) for path in found}
    if found:
        rules.sleep(rules.settle)
    return tuple(_left(home, inbox, db, {path: seen for path, seen in first.items() if seen}, rules))


def _left(
    home: Home, inbox: Remote, db: Database, ready: dict[str, str], rules: Rules
) -> Iterator[Growing | Refused]:
    for path, seen in ready.items():
        with turn(db, f"{inbox.url} {path}") as mine:
            now = inbox.seen(path) if mine else None
            if now is not None and now != seen:
                yield Growing(Path(path))
            elif now is not None:
                yield from _claimed(home, inbox, path, rules)


def _claimed(home: Home, inbox: Remote, path: str, rules: Rules) -> Iterator[Refused]:
    folder = home.claimed / f"{int(rules.now() * 1000):013d}-{uuid4().hex}"
    part, whole = folder / ".part", folder / _name(path)
    with home_errors(folder):
        folder.mkdir(FOLDER_MODE)
    try:
        inbox.fetch(path, part)
        _flush(part)
        part.rename(whole)
        sync_folder(folder)
        inbox.remove(path)
    except Exception as error:  # each kind of store has errors of its own; the others are taken all the same
        logger.exception("%s was not taken", shown(path))
        for left in (part, whole):  # where it could not be removed there, it would come again and again
            left.unlink(missing_ok=True)
        folder.rmdir()
        reason = " ".join(str(error).split()) or type(error).__name__
        yield Refused(Path(path), message("inbox.not_taken", path=shown(path), reason=shown(reason)))


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _skipped(path: str) -> bool:
    *folders, name = PurePosixPath(path).parts or (".",)
    return skipped(name, "files") or any(skipped(folder, "folders") for folder in folders)


def _name(path: str) -> str:
    """The last part of an object's key, as a file can be called, with its ending."""
    name = PurePosixPath(path).name.replace("\0", "")
    raw = name.encode("utf-8", "surrogateescape")
    return name if len(raw) <= LONGEST else raw[-LONGEST:].decode("utf-8", "ignore").lstrip(".")
