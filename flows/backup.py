"""`aroma backup`: one archive of a home, while Aroma runs or not, from which `aroma restore` makes it again.

    photos on their way → the store, at one moment → answers nobody has taken up → originals, vCards, settings

What Prefect holds is made again from the store; only the words of answers that it holds and the store does
not are kept, with their cards, in the copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from data.cards import record_answer
from data.copying import snapshot
from data.database import REVISION, Database, open_database
from data.errors import BackupError
from data.queue import open_runs, waiting_count
from data.texts import Language, say
from enrich.form_fields import flat
from flows.backup_files import at_their_place, on_the_way
from flows.files import place, settle
from flows.home import Home, shown
from flows.manifest import FOLDERS, FORMAT, STORE, Manifest
from flows.packing import Packer, packing
from flows.prefect_rows import typed_into
from flows.printing import put
from flows.runs import answer_key
from flows.settings import Settings

DONE = 0


def back_up(settings: Settings, file: Path, *, replace: bool) -> int:
    """Write the archive `file` and say what it holds; 0.

    It appears whole or not at all. Raises HomeError, StoreError, ServerError; BackupError where it cannot be
    written, or is there already and not to be replaced.
    """
    db = open_database(settings.store_url, migrate=False)
    target = file.absolute()
    _refuse(target, settings.home, replace=replace)
    with _beside(target) as folder:
        with packing(folder / "archive") as archive:
            manifest = _pack(settings, db, archive, folder / STORE)
        _put_in_place(folder / "archive", target, replace=replace)
    told = {"file": shown(file), "size": target.stat().st_size}
    put(say("backup.done", settings.language, **told), *described(manifest, settings.language))
    return DONE


def described(manifest: Manifest, language: Language) -> Iterator[str]:
    """What an archive holds, in lines."""
    facts = {"people": manifest.people, "waiting": manifest.waiting, "photos": manifest.photos}
    yield say("backup.holds", language, **facts, inbox=manifest.inbox, files=len(manifest.members))


def _refuse(target: Path, home: Home, *, replace: bool) -> None:
    """Raise BackupError where an archive may not be written."""
    if target.is_dir() or (os.path.lexists(target) and not replace):
        raise BackupError("backup.there", file=shown(target))
    if any(target.parent.resolve().is_relative_to((home.path / name).resolve()) for name in FOLDERS):
        raise BackupError("backup.inside", file=shown(target), home=shown(home.path))


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder for what is not ready yet, on the same disk."""
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".aroma-") as folder:
            yield Path(folder)
    except FileExistsError as error:  # it came while the archive was being written
        raise BackupError("backup.there", file=shown(target)) from error
    except OSError as error:
        raise BackupError("backup.unwritable", file=shown(target), reason=error.strerror or error) from error


def _pack(settings: Settings, db: Database, archive: Packer, copied: Path) -> Manifest:
    home = settings.home
    inbox = archive.add_all(on_the_way(home), home.path)
    copy = snapshot(db, copied)
    _keep_answers(settings, copy)
    archive.add(copied, PurePosixPath(STORE))
    archive.add_all(at_their_place(home), home.path)
    ((people,),) = copy.rows("SELECT count(*) FROM people WHERE merged_into IS NULL")
    ((photos,),) = copy.rows("SELECT count(*) FROM photos")
    manifest = Manifest(
        format=FORMAT,
        aroma=version("aroma"),
        schema=REVISION,
        made=datetime.now(UTC),
        people=people,
        waiting=waiting_count(copy),
        photos=photos,
        inbox=inbox,
        members=tuple(archive.members),
    )
    archive.close_with(manifest)
    return manifest


def _keep_answers(settings: Settings, copy: Database) -> None:
    """Keep the words of answers that were given and not taken up; their forms open again with them."""
    asked = open_runs(copy)
    typed = typed_into(settings, {run: answer_key(each.round) for run, each in asked.items()})
    for run, answer in typed.items():
        record_answer(copy, asked[run].card, asked[run].round, flat(answer), datetime.now(UTC))


def _put_in_place(made: Path, target: Path, *, replace: bool) -> None:
    if replace:
        settle(made, target)
    else:
        place(made, target, moving=True)
