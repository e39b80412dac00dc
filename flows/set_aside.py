"""What could not be read: put into `set-aside/` under its own name, with the reason beside it.

The reason is written before the file comes, and names are free only where neither is in use, so that
doing it again, after a restart too, finds what is there and adds nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from flows.files import drop, place, same_bytes, write
from flows.home import Home, home_errors, shown

REASON = ".reason.txt"
_NEVER = re.compile("[/\0\ud800-\udc7f\udd00-\udfff]")  # halves of a letter, which no file system can hold
_NAME_ALLOWED = 255 - len(REASON)  # bytes; file systems allow 255, and the reason's name is the longer one


def set_aside(home: Home, source: Path, name: str, reason: str, *, moving: bool = False) -> Path:
    """Put the bytes of `source` into `set-aside/` as `name`, with `reason` beside it; where they are now.

    `source` stays, and what is done to the one does not change the other, unless the caller is `moving`
    it and will end its claim. A name that is taken by other bytes or another reason gets a number. `reason`
    is said in the owner's language. Raises HomeError.
    """
    text = _text(name, reason)
    with home_errors(home.set_aside):
        target = next(
            path for path in _names(home.set_aside, name) if _fits(path, source) and _says(path, text)
        )
        _write_reason(target, text)
        if not target.exists():
            place(source, target, moving=moving)
        return target


def note(home: Home, name: str, reason: str) -> bool:
    """Write down why something stays in the inbox; False if that was written before. Raises HomeError."""
    text = _text(name, reason)
    with home_errors(home.set_aside):
        names = _names(home.set_aside, name)
        target = next(path for path in names if not os.path.lexists(path) and _says(path, text))
        return _write_reason(target, text)


def take_back(home: Home, source: Path, name: str) -> None:
    """Remove what was put aside as `name` with the bytes of `source`, which stays; its reason holds no more.

    Doing it again changes nothing. Raises HomeError.
    """
    with home_errors(home.set_aside):
        for target in _names(home.set_aside, name):
            if os.path.lexists(target) and _fits(target, source):
                _reason(target).unlink(missing_ok=True)
                drop(target, source)
            elif not os.path.lexists(target) and not os.path.lexists(_reason(target)):
                return


def _text(name: str, reason: str) -> bytes:
    return f"{shown(name)}\n\n{reason}\n".encode("utf-8", "backslashreplace")


def _names(folder: Path, name: str) -> Iterator[Path]:
    """`a.jpg`, `a (2).jpg`, `a (3).jpg` … in `folder`, each short enough to have a reason beside it."""
    plain = Path(_plain(name))
    for number in count(1):
        yield folder / _shortened(plain.stem, (f" ({number})" if number > 1 else "") + plain.suffix)


def _plain(name: str) -> str:
    """`name` as the name of one file that is not hidden."""
    return _NEVER.sub("_", name).lstrip(".") or "_"


def _shortened(stem: str, ending: str) -> str:
    while stem and len(os.fsencode(stem + ending)) > _NAME_ALLOWED:
        stem = stem[:-1]
    while len(os.fsencode(stem + ending)) > _NAME_ALLOWED:
        ending = ending[:-1]
    return stem + ending


def _fits(target: Path, source: Path) -> bool:
    return not os.path.lexists(target) or (target.is_file() and same_bytes(target, source))


def _says(target: Path, text: bytes) -> bool:
    reason = _reason(target)
    return not os.path.lexists(reason) or (reason.is_file() and reason.read_bytes() == text)


def _reason(target: Path) -> Path:
    return target.with_name(target.name + REASON)


def _write_reason(target: Path, text: bytes) -> bool:
    if _reason(target).exists():
        return False
    write(_reason(target), text)
    return True
