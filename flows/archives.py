"""The lists of contacts in a file, which may be a whole export as .zip: read, and never unpacked to the disk.

What lies in an archive is told by what it says. Names in it go nowhere, so `../` in one does no harm; sizes
are what an archive can do harm with, and each is limited before and while it is read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path

from data.errors import ExportError
from enrich.exports import ENOUGH, Kind, kind_of
from flows.home import shown

MOST_BYTES = 200_000_000
"""A list of a million contacts is shorter."""
MOST_MEMBERS = 300_000  # files in an archive: ten years of photos are fewer
MOST_RATIO = 200  # times that a list shrinks when it is packed; text shrinks to a tenth
SMALL = 10_000_000  # bytes that no ratio makes dangerous
ZIP = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the library raises for archives that are damaged, encrypted, or packed as nobody packs them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A list of contacts: what to call it, its kind, and its bytes."""

    name: str
    kind: Kind
    raw: bytes


def lists_in(path: Path) -> Iterator[Found]:
    """The lists of contacts in the file. Raises ExportError where there is none, or it cannot be read."""
    name = shown(path.name)
    try:
        with path.open("rb") as file:
            packed = file.read(len(ZIP)) == ZIP
        if not packed:
            yield _list(path, name)
            return
        found = False
        with zipfile.ZipFile(path) as archive:
            for each in _members(archive, name):
                found = True
                yield each
    except IsADirectoryError as error:
        raise ExportError("import.folder", file=shown(path)) from error
    except FileNotFoundError as error:
        raise ExportError("import.missing", file=shown(path)) from error
    except OSError as error:
        raise ExportError("import.unreadable", file=name, problem=error.strerror or error) from error
    except BROKEN as error:
        raise ExportError("import.broken-zip", file=name, problem=error) from error
    if not found:
        raise ExportError("import.unknown", file=name)


def is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether a folder is named, not a file; the library's own way to ask fails where no name is."""
    return member.filename.endswith("/")


def _list(path: Path, name: str) -> Found:
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ExportError("import.large", file=name, limit=MOST_BYTES // 1_000_000)
    kind = kind_of(raw[:ENOUGH])
    if kind is None:
        raise ExportError("import.unknown", file=name)
    return Found(name, kind, raw)


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Found]:
    members = [member for member in archive.infolist() if not is_folder(member)]
    if len(members) > MOST_MEMBERS:
        raise ExportError("import.swollen", file=name)
    for member in members:
        with archive.open(member) as file:
            top = file.read(ENOUGH)
            kind = kind_of(top)
            if kind is None:
                continue
            _check_size(member, name)
            raw = top + file.read(MOST_BYTES)
        yield Found(f"{name}/{shown(member.filename)}", kind, raw)


def _check_size(member: zipfile.ZipInfo, name: str) -> None:
    """Refuse what is larger than a list, or packed so small that it was made to swell; see `MOST_RATIO`."""
    if member.file_size > MOST_BYTES:
        raise ExportError("import.large", file=name, limit=MOST_BYTES // 1_000_000)
    if member.file_size > SMALL and member.file_size > MOST_RATIO * member.compress_size:
        raise ExportError("import.swollen", file=name)
