"""A folder of vCards, one file a person (a vdir, https://vdirsyncer.pimutils.org/en/stable/vdir.html)."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from data.errors import CardFileError, HomeError

SUFFIX = ".vcf"
BEGINNING, END = ".aroma-", ".tmp"
"""A file that is not finished; readers of a vdir pass over hidden ones and those that end so."""


def file_name(number: int) -> str:
    """The name of a person's file: from their number, never from a card's text."""
    return f"{number:06d}{SUFFIX}"


def card_files(folder: Path) -> tuple[str, ...]:
    """The names of the cards in `folder`, those of other programs too. Raises HomeError."""
    try:
        found = sorted(path.name for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError as error:
        raise HomeError("store.vcard_folder", path=folder, detail=error.strerror or error) from error
    return tuple(name for name in found if not name.startswith("."))


def read_card(folder: Path, name: str) -> str:
    """The text of one file. Raises CardFileError, also where it is no UTF-8."""
    try:
        return (folder / name).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CardFileError("sync.not_utf8") from error
    except OSError as error:
        raise CardFileError("sync.unreadable", detail=error.strerror or error) from error


def remove_card(folder: Path, name: str, *, over: str) -> None:
    """Remove a file that still has the text `over`; one that is gone stays so. Raises as `write_card`."""
    target = folder / name
    try:
        if target.exists():
            _require(target, over)
            target.unlink()
            _sync(folder)
    except OSError as error:
        raise HomeError("store.vcard", path=target, detail=error.strerror or error) from error


def write_card(folder: Path, name: str, text: str, *, over: str | None = None) -> Path:
    """The file `name` in `folder`, written whole or not at all.

    It takes the place of one that still has the text `over`, or of none. Raises HomeError where that fails,
    and CardFileError where another program has written there meanwhile.
    """
    target = folder / name
    try:
        unfinished = folder / f"{BEGINNING}{uuid.uuid4().hex}{END}"
        try:
            with unfinished.open("xb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            _require(target, over)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync(folder)
    except OSError as error:
        raise HomeError("store.vcard", path=target, detail=error.strerror or error) from error
    return target


def remove_leftovers(folder: Path, *, before: datetime) -> tuple[Path, ...]:
    """Unfinished files older than `before`, removed: Aroma was stopped while it wrote them."""
    old = tuple(
        path
        for path in sorted(folder.glob(f"{BEGINNING}*{END}"))
        if path.stat().st_mtime < before.timestamp()
    )
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _require(target: Path, over: str | None) -> None:
    """Refuse to write over anything but the text `over`."""
    found = target.read_bytes() if target.exists() else None
    if found != (None if over is None else over.encode("utf-8")):
        raise CardFileError("sync.changed_meanwhile", file=target.name)


def _sync(folder: Path) -> None:
    """Have the new name on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
