"""The bytes of one photo file, and its name as a person may be shown it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from data.errors import PhotoError

BYTES_ALLOWED = 200_000_000
_REASONS = {
    errno.EISDIR: "photos.directory",
    errno.ELOOP: "photos.symlink",
    errno.ENOENT: "photos.missing",
    errno.ENOTDIR: "photos.missing",
    errno.EACCES: "photos.permission",
    errno.EPERM: "photos.permission",
    errno.ENXIO: "photos.special",  # a socket
}


def shown(path: Path) -> str:
    """The file's name on one line: control characters and broken bytes are replaced."""
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def content(path: Path) -> bytes:
    """All bytes of a regular file. Raises PhotoError for all else, and for an empty or a giant file.

    Links are not followed, and what the name stands for is looked at after it was opened, so that it
    cannot be exchanged in between.
    """
    try:
        with open(path, "rb", opener=_opener) as file:
            _check(os.fstat(file.fileno()), shown(path))
            return file.read()
    except OSError as error:
        key = _REASONS.get(error.errno or 0, "photos.unreadable")
        raise PhotoError(key, name=shown(path), reason=error.strerror) from error


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _check(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise PhotoError("photos.special", name=name)
    if status.st_size == 0:
        raise PhotoError("photos.empty", name=name)
    if status.st_size > BYTES_ALLOWED:
        limit = BYTES_ALLOWED // 1_000_000
        raise PhotoError("photos.heavy", name=name, megabytes=status.st_size // 1_000_000, limit=limit)
