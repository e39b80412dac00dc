"""An archive is looked through before anything is made of it, and then unpacked, each file as its hash says.

Who made it is not known. So names lead nowhere but into the folders of a home, nothing but plain files is
unpacked, and what swells more than files do is refused before it is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from data.database import REVISION
from data.errors import BackupError
from flows.archives import BROKEN, MOST_RATIO, SMALL, is_folder
from flows.home import FILE_MODE, FOLDER_MODE, home_errors, shown
from flows.manifest import FORMAT, NAME, STORE, Manifest, Member, path_of, read
from flows.packing import BLOCK

MOST_MANIFEST = 1 << 27
"""Bytes; half a million files need fewer."""


def look_through(path: Path) -> Manifest:
    """What the archive `path` says it holds, which was found to be so, file by file. Raises BackupError."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        _check_members(archive, manifest, path)
        for member in manifest.members:
            for _ in _blocks(archive, member, path):
                pass
        return manifest


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write all files of an archive into the new `folder`, for its owner alone. HomeError, BackupError."""
    with home_errors(folder):
        folder.mkdir(FOLDER_MODE)
    with _opened(path) as archive:
        for member in manifest.members:
            target = folder / _place(member.name, path)
            with home_errors(target):
                target.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
                _write(target, member, _blocks(archive, member, path))


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupError("backup.missing", file=shown(path)) from error
    except OSError as error:
        raise BackupError("backup.unreadable", file=shown(path), reason=error.strerror or error) from error
    except BROKEN as error:
        raise BackupError("backup.damaged", file=shown(path)) from error


def _place(name: str, path: Path) -> PurePosixPath:
    place = path_of(name)
    if place is None:
        raise BackupError("backup.strange-name", file=shown(path), name=shown(name))
    return place


def _blocks(archive: ZipFile, member: Member, path: Path) -> Iterator[bytes]:
    """The bytes of a file in an archive, piece by piece; BackupError where it should hold others."""
    digest, size = hashlib.sha256(), 0
    with archive.open(member.name) as packed:
        while block := packed.read(BLOCK):
            digest.update(block)
            size += len(block)
            yield block
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise BackupError("backup.damaged", file=shown(path))


def _manifest(archive: ZipFile, path: Path) -> Manifest:
    try:
        info = archive.getinfo(NAME)
    except KeyError as error:
        raise BackupError("backup.no-manifest", file=shown(path)) from error
    _refuse_swollen(info.file_size, path, most=MOST_MANIFEST)
    manifest = read(archive.read(info), shown(path))
    if manifest.format > FORMAT or manifest.schema > REVISION:
        raise BackupError("backup.newer", file=shown(path), made_by=manifest.aroma)
    return manifest


def _check_members(archive: ZipFile, manifest: Manifest, path: Path) -> None:
    """Raise BackupError where the files in an archive are not those of its manifest, or of no home."""
    infos = [info for info in archive.infolist() if info.filename != NAME]
    sizes = {info.filename: info.file_size for info in infos}
    for name in sizes:
        _place(name, path)
    strange = next((info.filename for info in infos if not _is_plain(info)), None)
    if strange is not None:
        raise BackupError("backup.strange-name", file=shown(path), name=shown(strange))
    _refuse_swollen(sum(info.file_size for info in infos), path)
    told = {member.name: member.size for member in manifest.members}
    if told != sizes or not len(told) == len(manifest.members) == len(infos) or STORE not in told:
        raise BackupError("backup.damaged", file=shown(path))


def _refuse_swollen(size: int, path: Path, *, most: int = sys.maxsize) -> None:
    if size > min(most, max(SMALL, MOST_RATIO * path.stat().st_size)):
        raise BackupError("backup.swollen", file=shown(path))


def _is_plain(info: ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return not is_folder(info) and kind in {0, stat.S_IFREG}


def _write(target: Path, member: Member, content: Iterator[bytes]) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())
    os.utime(target, ns=(member.modified, member.modified))
