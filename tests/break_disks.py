"""Break the disk under Aroma, for real; run by test_faults, each time in a mount namespace of its own.

    unshare --map-root-user --mount -- python tests/break_disks.py SCENARIO FOLDER

Disks are small ones in memory, or the same folder mounted again so that it can only be read. Ends with an
error where a fault is not told as it should be, or something was lost by it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from kill_inbox import photo
from stores import NOW, answer
from waiting_cards import ANA, Desk

from data.cards import card
from data.database import open_database
from data.errors import AromaError, BackupError, HomeError, StoreError
from data.models import CardState
from data.people import file_card, people
from data.photos import unread
from flows.backup import back_up
from flows.export import export_people
from flows.filing import write_missing_vcards
from flows.inbox import Claimed, Rules, take
from flows.restore import restore
from flows.settings import Settings

RULES = Rules("en", settle=0, patience=0, now=lambda: time.time() + 1e6, sleep=lambda _: None)
FULL = "no space left"


def mount(*options: str) -> None:
    subprocess.run(["/usr/bin/env", "mount", *options], check=True)


def disk(folder: Path, size: str = "3m") -> Path:
    """A small disk in memory."""
    folder.mkdir(parents=True)
    mount("-t", "tmpfs", "-o", f"size={size}", "none", str(folder))
    return folder


def only_read(folder: Path) -> None:
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,bind,ro", str(folder))


def fill(folder: Path) -> Path:
    """Fill the disk to its last byte; what to remove so that there is room again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            while True:
                try:
                    file.write(b"x" * size)
                except OSError:
                    break
    return ballast


def home_on(folder: Path, cards: int = 1) -> Desk:
    """A home on a disk, with cards that wait."""
    settings = Settings(home_folder=folder / "Aroma", language="en", region="ES")
    settings.home.prepare()
    desk = Desk(settings, open_database(settings.store_url))
    for number in range(cards):
        desk.lay(ANA, f"{number}.jpg")
    return desk


def first(desk: Desk) -> str:
    return str(desk.db.rows("SELECT id FROM cards ORDER BY id")[0][0])


def refused(kind: type[AromaError], sentence: str, act: Callable[[], object]) -> None:
    """Make sure that `act` is refused with an error of this kind, which says `sentence`."""
    with pytest.raises(kind, match=sentence):
        act()


def nothing_half(folder: Path) -> None:
    assert not [path for path in folder.rglob("*") if path.name.startswith(".aroma-")]


# --- A full disk


def full_while_filing(folder: Path) -> None:
    desk = home_on(disk(folder))
    name = first(desk)
    ballast = fill(folder)
    refused(StoreError, FULL, lambda: file_one(desk, name))
    refused(StoreError, FULL, lambda: open_database(desk.settings.store_url))
    ballast.unlink()
    assert card(desk.db, name).state is CardState.WAITING
    file_one(desk, name)
    assert len(people(desk.db)) == 1


def file_one(desk: Desk, name: str) -> None:
    file_card(desk.db, name, answer(contact=ANA), at=NOW)


def full_while_writing_vcards(folder: Path) -> None:
    desk = home_on(folder.with_name("roomy"))
    desk.settings.home.people.rmdir()
    disk(folder, "64k")
    desk.settings.home.people.symlink_to(folder)
    file_one(desk, first(desk))
    ballast = fill(folder)
    refused(HomeError, "could not be written", lambda: write_missing_vcards(desk.settings, desk.db))
    nothing_half(folder)
    ballast.unlink()
    assert write_missing_vcards(desk.settings, desk.db) == 1


def full_while_reading(folder: Path) -> None:
    """The photo is taken, and the disk is full when the picture of its card is to be kept."""
    from flows.collect import _record, _record_cards  # noqa: PLC0415 - takes seconds, and is needed here only
    from flows.reading import read_cards  # noqa: PLC0415 - the same

    desk = home_on(disk(folder, "4m"), cards=0)
    sample = Path(__file__).parent.parent / "data" / "samples" / "plain-left.jpg"
    shutil.copy(sample, desk.settings.home.inbox)
    take(desk.settings.home, partial(_record, desk.db), RULES)
    (taken,) = unread(desk.db)
    path = desk.settings.home.cards / taken.path
    read = read_cards(path, name=taken.name, reader="rapidocr", region="ES")
    ballast = fill(folder)
    refused(HomeError, FULL, lambda: _record_cards(desk.settings, desk.db, taken, read))
    nothing_half(folder)
    ballast.unlink()
    assert unread(desk.db) == (taken,)
    _record_cards(desk.settings, desk.db, taken, read)
    assert unread(desk.db) == ()


def full_while_exporting(folder: Path) -> None:
    desk = home_on(folder.with_name("roomy"))
    file_one(desk, first(desk))
    target = disk(folder, "64k") / "people.vcf"
    target.write_text("of last year")
    fill(folder)
    export = partial(export_people, desk.settings, [], to="vcard3", output=target)
    refused(HomeError, "could not be written", export)
    assert target.read_text() == "of last year"
    nothing_half(folder)


def full_while_backing_up(folder: Path) -> None:
    desk = home_on(folder.with_name("roomy"), cards=30)
    target = disk(folder, "512k") / "aroma.zip"
    refused(BackupError, "No space left", lambda: back_up(desk.settings, target, replace=False))
    assert list(folder.iterdir()) == []
    elsewhere = folder.with_name("roomy.zip")
    assert back_up(desk.settings, elsewhere, replace=False) == 0
    again = desk.settings.model_copy(update={"home_folder": folder / "Aroma"})
    refused(HomeError, FULL, lambda: restore(again, elsewhere))
    assert list(folder.iterdir()) == []


# --- A disk that can only be read


def home_only_read(folder: Path) -> None:
    desk = home_on(folder)
    home = desk.settings.home
    photo(home.inbox / "a.jpg", 1)
    only_read(home.path)
    refused(HomeError, "can only be read", home.prepare)
    refused(HomeError, "can only be read", lambda: take(home, lambda _: True, RULES))
    refused(StoreError, "may write there", lambda: open_database(home.database_url))
    assert (home.inbox / "a.jpg").exists()


def inbox_only_read(folder: Path) -> None:
    home = home_on(folder, cards=0).settings.home
    photo(home.inbox / "a.jpg", 1)
    only_read(home.inbox)
    refused(HomeError, "can only be read", home.prepare)
    for news in (1, 0):  # it is said once
        taken = take(home, lambda _: True, RULES)
        assert [one.path.name for one in taken.refused] == ["a.jpg"]
        assert len(taken.news) == news
    subprocess.run(["/usr/bin/env", "umount", str(home.inbox)], check=True)
    assert len(take(home, lambda _: True, RULES).new) == 1


# --- A disk that fails


def photo_that_cannot_be_read(folder: Path) -> None:
    """The kernel opens the file and refuses to read it, as of a share that is away; others are taken."""
    home = home_on(folder, cards=0).settings.home
    content = photo(home.inbox / "good.jpg", 1)
    share = photo(home.inbox / "share.jpg", 2)
    mount("--bind", "/sys/class/net/lo/speed", str(home.inbox / "share.jpg"))  # whoever reads it is refused
    kept: list[Claimed] = []

    def record(claimed: Claimed) -> bool:
        kept.append(claimed)
        return True

    taken = take(home, record, RULES)
    assert [one.path.read_bytes() for one in kept] == [content]
    assert [(one.path.name, one.reason.key) for one in taken.refused] == [("share.jpg", "inbox.not_taken")]
    assert not taken.set_aside
    subprocess.run(["/usr/bin/env", "umount", str(home.inbox / "share.jpg")], check=True)
    take(home, record, RULES)
    assert [one.path.read_bytes() for one in kept] == [content, share]


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]))
