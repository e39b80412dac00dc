"""A folder of vCards, one file a person (a vdir, https://vdirsyncer.pimutils.org/en/stable/vdir.html)."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from data.errors import HomeError

BEGINNING, END = ".aroma-", ".tmp"
"""A file that is not finished; readers of a vdir pass over hidden ones and those that end so."""


def file_name(number: int) -> str:
    """The name of a person's file: from their number, never from a card's text."""
    return f"{number:06d}.vcf"


def write_card(folder: Path, number: int, text: str) -> Path:
    """The person's file in `folder`, written whole or not at all. Raises HomeError where that fails."""
    target = folder / file_name(number)
    try:
        unfinished = folder / f"{BEGINNING}{uuid.uuid4().hex}{END}"
        try:
            with unfinished.open("xb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync(folder)
    except OSError as error:
        raise HomeError("store.vcard", path=target, detail=error.strerror or error) from error
    return target


def remove_card(folder: Path, name: str) -> None:
    """The file `name` is in `folder` no longer; it may be gone already. Raises HomeError."""
    try:
        (folder / name).unlink(missing_ok=True)
        _sync(folder)
    except OSError as error:
        raise HomeError("store.vcard-stays", path=folder / name, detail=error.strerror or error) from error


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


def _sync(folder: Path) -> None:
    """Have the new name on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
