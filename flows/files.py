"""Files that are put in their place whole or not at all, and dropped only where the same bytes are kept.

A file gets its name by a hard link, which neither overwrites nor shows half of it. What must be copied,
or lies on a disk without hard links, is copied under a hidden name first. `.aroma-*.tmp` is such a
copy; one that a killed process left behind is swept away after a day.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from flows.home import FILE_MODE

_BLOCK = 1 << 20
_LEFT_BEHIND = 86400.0  # seconds: no copy takes a day
_LINK_REFUSED = frozenset(
    # No links on this disk, between these two disks, to a file of somebody else, or no more of them.
    {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what one sees that a file was written to, or is another one under the same name. Nanoseconds.

    `changed` is set by the system at every change and cannot be set back by a program that copies
    the times of a file too.
    """

    inode: int
    size: int
    modified: int
    changed: int


class StillWrittenError(Exception):
    """A file was written to since it was read, so what was read of it does not count."""


def stamp(path: Path) -> Stamp:
    """The stamp of `path` itself, of the link if it is one. Raises OSError."""
    return _stamp(path.lstat())


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@contextmanager
def open_regular(path: Path) -> Iterator[BufferedReader]:
    """`path` opened to be read; OSError for all that is not a regular file, which is not waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        yield file


def sha256(path: Path) -> str:
    """The hex digest of all bytes of `path`. Raises StillWrittenError, OSError."""
    with open_regular(path) as file, _not_written(file):
        return hashlib.file_digest(file, "sha256").hexdigest()


def same_bytes(one: Path, other: Path) -> bool:
    """Whether both are regular files with the same bytes."""
    with open_regular(one) as left, open_regular(other) as right:
        here, there = os.fstat(left.fileno()), os.fstat(right.fileno())
        if os.path.samestat(here, there):
            return True
        return here.st_size == there.st_size and _same_blocks(left, right)


def _same_blocks(left: BinaryIO, right: BinaryIO) -> bool:
    while block := left.read(_BLOCK):
        if block != right.read(_BLOCK):
            return False
    return not right.read(1)


def place(source: Path, target: Path, *, moving: bool) -> None:
    """Give the bytes of `source` the name `target` too, on the disk for good; `source` stays for now.

    Only where the caller is `moving` it, it has no other name yet and is its own, will the two be one file;
    else a program that writes to the one would change the other. The file is its owner's alone from then
    on. Raises FileExistsError where something has the name `target`, StillWrittenError, OSError.
    """
    with open_regular(source) as file:
        status = os.fstat(file.fileno())
        alone = status.st_nlink == 1 and status.st_uid == os.geteuid()
        os.fsync(file.fileno())
    if not (moving and alone and _linked(source, target)):
        copy(source, target)
    target.chmod(FILE_MODE)  # a photo comes in as its sender left it
    sync_folder(target.parent)


def copy(source: Path, target: Path) -> None:
    """A copy of `source` with its bytes and its time, whole or not at all. Raises what `place` does."""
    with _scratch(target.parent) as scratch, open_regular(source) as read:
        with _not_written(read), _created(scratch) as written:
            shutil.copyfileobj(read, written, _BLOCK)
            _flush(written)
        status = os.fstat(read.fileno())
        os.utime(scratch, ns=(status.st_atime_ns, status.st_mtime_ns))
        _name(scratch, target)


def write(target: Path, content: bytes) -> None:
    """A new file with `content` in it, whole or not at all. Raises FileExistsError, OSError."""
    with _scratch(target.parent) as scratch:
        with _created(scratch) as written:
            written.write(content)
            _flush(written)
        _name(scratch, target)
    sync_folder(target.parent)


def replace_file(target: Path, content: bytes) -> None:
    """`target` with `content` in it, in place of what it held, whole or not at all. Raises OSError."""
    with _scratch(target.parent) as scratch:
        with _created(scratch) as written:
            written.write(content)
            _flush(written)
        scratch.replace(target)


def settle(made: Path, target: Path) -> None:
    """Give a finished file the name `target` for good, in place of what had it. Raises OSError."""
    with open_regular(made) as file:
        os.fsync(file.fileno())
    made.chmod(FILE_MODE)
    made.replace(target)
    sync_folder(target.parent)


def drop(copied: Path, kept: Path) -> None:
    """Remove `copied` once `kept` was seen to hold the same bytes; StillWrittenError if it does not."""
    if not same_bytes(copied, kept):
        raise StillWrittenError
    copied.unlink()


def sync_folder(folder: Path) -> None:
    """See to it that the names in `folder` outlast a power cut, where its disk can do that."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some network disks cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path, now: float) -> None:
    """Remove the half copies that processes killed long ago left in `folder`."""
    for scratch in folder.glob(".aroma-*.tmp"):
        with suppress(FileNotFoundError):  # a living process has just finished it
            if now - scratch.lstat().st_mtime > _LEFT_BEHIND:
                scratch.unlink()


@contextmanager
def _not_written(file: BinaryIO) -> Iterator[None]:
    before = os.fstat(file.fileno())
    yield
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise StillWrittenError


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    scratch = folder / f".aroma-{uuid4().hex}.tmp"
    try:
        yield scratch
    finally:
        scratch.unlink(missing_ok=True)


def _name(scratch: Path, target: Path) -> None:
    if _linked(scratch, target):
        return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    scratch.rename(target)


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno in _LINK_REFUSED:
            return False
        raise
    return True


def _created(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE), "wb")


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
