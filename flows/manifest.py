"""What an archive of a home holds, as it stands in the archive itself: every file with its size and hash.

A file is called in the archive as in the home, `cards/97ac….jpg`. A byte that is no letter in UTF-8, and `%`
itself, are spelt `%FF`: archives know only letters.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import unquote_to_bytes

from pydantic import Field, TypeAdapter, ValidationError

from data.errors import BackupError

NAME = "manifest.json"
FORMAT = 1
"""Counted up when an archive is no longer what an older Aroma takes it for."""
STORE = "aroma.db"
SETTINGS = "aroma.toml"
FOLDERS = frozenset({"inbox", "cards", "set-aside", "people"})
FILES = frozenset({STORE, SETTINGS})
_SPELT = re.compile("[%\udc80-\udcff]")  # the second is how Python keeps a byte that is no UTF-8 (PEP 383)

Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, its bytes, and when it was last changed, in ns since 1970."""

    name: str
    size: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    modified: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: which Aroma made it, when, from what tables; and how much there is of what."""

    format: int
    aroma: str
    schema: Annotated[str, Field(pattern=r"^\d{4}$")]
    made: datetime
    people: Count
    waiting: Count
    photos: Count
    inbox: Count
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(member.size for member in self.members)


_ADAPTER = TypeAdapter(Manifest)


def written(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    return _ADAPTER.dump_json(manifest)


def read(raw: bytes, file: str) -> Manifest:
    """The manifest that stands in the archive called `file`. Raises BackupError for what is none."""
    try:
        return _ADAPTER.validate_json(raw)
    except ValidationError as error:
        raise BackupError("backup.no-manifest", file=file) from error


def name_of(path: PurePosixPath) -> str:
    r"""How a file of the home is called in an archive.

    >>> name_of(PurePosixPath("inbox/100\udcff%.jpg"))
    'inbox/100%FF%25.jpg'
    """
    return _SPELT.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", str(path))


def path_of(name: str) -> PurePosixPath | None:
    r"""Where in a home a file of an archive belongs; None where no file of a home is called so.

    >>> path_of("inbox/100%FF%25.jpg") == PurePosixPath("inbox/100\udcff%.jpg")
    True
    >>> path_of("people/../../.profile") is None
    True
    """
    path = os.fsdecode(unquote_to_bytes(name))
    first, *rest = path.split("/")
    if "\0" in path or any(part in {"", ".", ".."} for part in rest):
        return None
    belongs = first in FOLDERS if rest else first in FILES
    return PurePosixPath(path) if belongs else None
