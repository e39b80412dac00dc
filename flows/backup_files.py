"""Which files of a home belong into its backup, and in which order they are looked for.

A photo goes from the inbox to its claim, then to `cards/`, and then into the store. Whoever looks into these
places in that order misses none that goes on meanwhile: it is found where it was, or where it went. One that
is found twice is a duplicate, which does no harm.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from flows.home import Home, home_errors
from flows.scan import scan


def on_the_way(home: Home) -> Iterator[Path]:
    """Photos that are not in the store yet. To be copied before the store is."""
    with home_errors(home.inbox):
        yield from (found for found in scan(home.inbox) if isinstance(found, Path))
    yield from _files(home.claimed)


def at_their_place(home: Home) -> Iterator[Path]:
    """All other files, to be copied after the store: what that refers to is there, and stays."""
    for folder in (home.cards, home.set_aside, home.people):
        yield from _files(folder)
    if home.settings_file.exists():
        yield home.settings_file


def _files(folder: Path) -> Iterator[Path]:
    """The regular files in a folder and its folders; links, and what is hidden there, are no part of it."""
    with home_errors(folder):
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
