"""How the photos reach those who read them on other machines.

Where the home lies in a folder that all of them share, under the same path, they read the original
itself. Else `photos_url` names a place that all of them reach: a photo lies there while it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.photos import Photo
from flows.remote_files import Remote, remote_errors
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Lent:
    """Where whoever reads a photo finds it: a path, or with `url` a path below that address."""

    path: str
    url: str = ""


def lend(settings: Settings, photo: Photo) -> Lent:
    """Where its reader finds the photo. Raises HomeError where the place cannot be reached."""
    original = settings.home.cards / photo.path
    if not settings.photos_url:
        return Lent(str(original))
    return Lent(Remote(settings.photos_url).put(original, photo.path), settings.photos_url)


def end_loan(lent: Lent) -> None:
    """The photo was read: only the original in `cards/` is kept. Raises HomeError."""
    if lent.url:
        with remote_errors(lent.url):
            Remote(lent.url).remove(lent.path)


@contextmanager
def borrowed(lent: Lent) -> Iterator[Path | None]:
    """The photo as a file of this machine, while the block lasts; None where it cannot be seen from here."""
    if not lent.url:
        path = Path(lent.path)
        yield path if path.exists() else None
        return
    with TemporaryDirectory(prefix="aroma-") as folder:
        path = Path(folder) / Path(lent.path).name
        with remote_errors(lent.url):
            Remote(lent.url).fetch(lent.path, path)
        yield path
