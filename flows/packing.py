"""An archive is packed: one file after the other, and last the manifest, with what each of them held."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from flows.files import open_regular
from flows.home import FILE_MODE, home_errors
from flows.manifest import NAME, Manifest, Member, name_of, written

BLOCK = 1 << 20
PACKED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf"})
"""What does not become smaller."""
REGULAR = 0o100000  # of a file, in what Unix writes into an archive
LARGE = 1 << 31
"""Bytes from which on an archive has to be told beforehand."""


@dataclass(slots=True)
class Packer:
    """An archive that is being written."""

    archive: ZipFile
    members: list[Member] = field(default_factory=list)

    def add(self, path: Path, place: PurePosixPath) -> bool:
        """Pack a file under the name of its place in a home; False where there is no such file (any more).

        Raises HomeError where it cannot be read, OSError where the archive cannot be written.
        """
        with ExitStack() as opened:
            with home_errors(path):
                try:
                    file = opened.enter_context(open_regular(path))
                except FileNotFoundError:
                    return False
            self._add(file, path, name_of(place))
        return True

    def _add(self, file: BinaryIO, path: Path, name: str) -> None:
        status, digest, size = os.fstat(file.fileno()), hashlib.sha256(), 0
        info = _info(name, ZIP_STORED if path.suffix.casefold() in PACKED else ZIP_DEFLATED)
        with self.archive.open(info, "w", force_zip64=status.st_size >= LARGE) as packed:
            while block := _block(file, path):
                digest.update(block)
                size += len(block)
                packed.write(block)
        self.members.append(Member(name, size, digest.hexdigest(), status.st_mtime_ns))

    def add_all(self, paths: Iterable[Path], home: Path) -> int:
        """How many of the home's files were packed; what has gone on since it was found is left out."""
        return sum(self.add(path, PurePosixPath(path.relative_to(home))) for path in paths)

    def close_with(self, manifest: Manifest) -> None:
        self.archive.writestr(_info(NAME, ZIP_DEFLATED), written(manifest))


@contextmanager
def packing(file: Path) -> Iterator[Packer]:
    """The new archive `file`, which is whole when the block ends."""
    with zipfile.ZipFile(file, "x") as archive:
        yield Packer(archive)


def _block(file: BinaryIO, path: Path) -> bytes:
    with home_errors(path):
        return file.read(BLOCK)


def _info(name: str, packed: int) -> ZipInfo:
    info = ZipInfo(name)  # its time is that of no clock: the manifest has the file's own
    info.compress_type = packed
    info.create_system = 3  # Unix
    info.external_attr = (REGULAR | FILE_MODE) << 16
    return info
