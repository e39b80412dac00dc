"""`aroma restore`: a home as it was when an archive was made of it, on a clean machine or in another folder.

    look through the archive → unpack it beside → look through the store → give it the home's name

Until the last step there is no home; where one of them fails, all that was unpacked goes again.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from data.copying import pouring, sound
from data.database import REVISION, Database, open_database, revision
from data.errors import BackupError, HomeError, StoreError
from data.texts import say
from flows.backup import described
from flows.files import sync_folder
from flows.home import FOLDER_MODE, Home, home_errors, shown
from flows.manifest import STORE, Manifest
from flows.printing import put
from flows.settings import Settings, load_settings
from flows.unpacking import look_through, unpack

DONE = 0


def restore(settings: Settings, file: Path) -> int:
    """Make the home of `settings` from an archive, and say what is in it; 0.

    Raises BackupError for an archive that is damaged, or newer than this Aroma, HomeError for a home that is
    in use, StoreError for a store that is; then nothing was written.
    """
    home = Home(settings.home.path.resolve())
    _refuse_used(home)
    manifest = look_through(file)
    _refuse_narrow(home, manifest)
    with _beside(home) as folder:
        made = folder / home.path.name
        unpack(file, manifest, made)
        Home(made).prepare()
        _check_store(made / STORE, file)
        _put_in_place(made, home)
    put(say("backup.restored", settings.language, file=shown(file), home=shown(home.path)))
    put(*described(manifest, settings.language), say("backup.start", settings.language))
    return DONE


def _refuse_used(home: Home) -> None:
    """Raise HomeError where there is something in the home."""
    home.check()
    if not home.path.exists():
        return
    with home_errors(home.path):
        if home.lock_file.exists():
            with home.hold():
                pass
        if any(home.path.iterdir()):
            raise HomeError("backup.home-used", home=shown(home.path))


def _refuse_narrow(home: Home, manifest: Manifest) -> None:
    with home_errors(home.path.parent):
        home.path.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        if shutil.disk_usage(home.path.parent).free < manifest.size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def _beside(home: Home) -> Iterator[Path]:
    """A new folder on the disk of the home, gone at the end with what is still in it."""
    folder = home.path.with_name(f".aroma-{uuid4().hex}.tmp")
    with home_errors(folder):
        folder.mkdir(FOLDER_MODE)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_store(file: Path, archive: Path) -> None:
    """Raise an error where the store that was unpacked is none that this Aroma can use."""
    db = Database(f"sqlite:///{file}")
    found = revision(db)
    if found is None or not sound(db):
        raise BackupError("backup.damaged", file=shown(archive))
    if found > REVISION:
        raise StoreError("store.newer", place=db.place, found=found, known=REVISION)


def _put_in_place(folder: Path, home: Home) -> None:
    """Let what was unpacked be the home, and its rows be in the store that its settings name."""
    elsewhere = load_settings(folder).database_url
    if not elsewhere or Database(elsewhere).file == home.database:
        _rename(folder, home)
        return
    store = (folder / STORE).rename(folder.with_name(STORE))
    with pouring(open_database(f"sqlite:///{store}"), open_database(elsewhere)):
        _rename(folder, home)


def _rename(folder: Path, home: Home) -> None:
    with home_errors(home.path):
        folder.rename(home.path)  # an empty folder may have the name; one with something in it stays
        sync_folder(home.path.parent)
