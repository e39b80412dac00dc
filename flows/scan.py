"""What lies in the inbox: photos and their folders, and what is refused without being opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from data.texts import Message, message
from data.wordlists import sections
from flows.home import shown


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in the inbox that stays where it is, and why."""

    path: Path
    reason: Message


def scan(folder: Path) -> Iterator[Path | Refused]:
    """The regular files in `folder` and its folders, in the order of their names, and what is refused.

    `folder` itself may be a link. Links, pipes, sockets and devices in it are neither followed nor
    opened. Raises OSError if `folder` cannot be looked into.
    """
    entries = _entries(folder)
    while entries:
        path = entries.pop()
        try:
            mode = path.lstat().st_mode
            if not stat.S_ISDIR(mode):
                yield from _sorted_out(path, mode)
            elif not skipped(path.name, "folders"):
                entries += _entries(path)
        except FileNotFoundError:  # taken away since its folder was listed
            continue
        except OSError as error:
            yield Refused(path, message("inbox.closed", path=shown(path), reason=error.strerror))


def skipped(name: str, kind: str) -> bool:
    """Whether `name` is hidden or belongs to a program that syncs; `kind` is files or folders."""
    folded = name.casefold()
    patterns = sections("sync_files")[kind]
    return name.startswith(".") or any(fnmatchcase(folded, pattern) for pattern in patterns)


def _entries(folder: Path) -> list[Path]:
    """What lies in `folder`, the last first, so that the first can be popped."""
    with os.scandir(folder) as found:
        names = sorted((entry.name for entry in found), key=os.fsencode, reverse=True)
    return [folder / name for name in names]


def _sorted_out(path: Path, mode: int) -> Iterator[Path | Refused]:
    if skipped(path.name, "files"):
        return
    if stat.S_ISREG(mode):
        yield path
    elif stat.S_ISLNK(mode):
        yield Refused(path, message("inbox.link", path=shown(path)))
    else:
        yield Refused(path, message("inbox.special", path=shown(path)))
