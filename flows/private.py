"""What lies in a home is its owner's alone: what an older Aroma, or a program beside it, left open is closed.

New files are private from the start, by the umask of the program. The inbox is left as it is: it is the one
door by which others bring photos, and its owner may share it with a program that syncs.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flows.home import Home

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(home: Home) -> bool:
    """Take away what others may do with the home and all in it but the inbox; whether nobody can enter now.

    Links are not followed. What belongs to somebody else, or lies on a disk that knows no owners, stays as
    it is: where the home itself is closed, it cannot be reached.
    """
    for path in (home.path, *_within(home.path, but=home.inbox)):
        with suppress(OSError):
            _close(path)
    return not home.path.stat().st_mode & OTHERS


def _close(path: Path) -> None:
    mode = path.lstat().st_mode
    if (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and mode & OTHERS:
        path.chmod(stat.S_IMODE(mode) & ~OTHERS)


def _within(folder: Path, *, but: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if path == but:
                continue
            yield path
            if entry.is_dir(follow_symlinks=False):
                with suppress(PermissionError):
                    yield from _within(path, but=but)
