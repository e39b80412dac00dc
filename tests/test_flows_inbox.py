from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from data.errors import HomeError, StoreError
from data.wordlists import sections
from flows import claims as claims_module
from flows import files, inbox
from flows.claims import claim, claims, keep
from flows.files import StillWrittenError, stamp
from flows.home import Home, shown
from flows.inbox import Claimed, Growing, Rules, Taken, take
from flows.scan import scan, skipped
from flows.set_aside import set_aside

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
OTHER_DISK = Path("/dev/shm")  # noqa: S108 - another file system than that of temporary files, mostly


class Book:
    """What was recorded, in its order."""

    def __init__(self) -> None:
        self.photos: list[Claimed] = []

    def record(self, photo: Claimed) -> bool:
        assert sha256(photo.path.read_bytes()).hexdigest() == photo.sha256, "recorded before it was kept"
        new = photo.sha256 not in {one.sha256 for one in self.photos}
        self.photos.append(photo)
        return new

    @property
    def names(self) -> list[str]:
        return [photo.name for photo in self.photos]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "Aroma")
    home.prepare()
    return home


@pytest.fixture
def book() -> Book:
    return Book()


def photo(path: Path, seed: int = 1) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (24, 32, 3), np.uint8)
    Image.fromarray(pixels).save(path, format="PNG" if path.suffix == ".png" else "JPEG")
    return path.read_bytes()


def rules(*, later: float = 0.0, sleep: Callable[[float], None] = lambda _: None) -> Rules:
    """Rules whose clock is `later` seconds ahead, and whose time passes at once."""
    return Rules("es", now=lambda: time.time() + later, sleep=sleep)


def look(
    home: Home, book: Book, *, later: float = 0.0, sleep: Callable[[float], None] = lambda _: None
) -> Taken:
    return take(home, book.record, rules(later=later, sleep=sleep))


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def pretend_other_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to rename out of the inbox, as between two disks."""
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if "inbox" in self.parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)


def nothing_is_claimed(home: Home) -> bool:
    return [path.name for path in home.claimed.iterdir()] == [home.collecting_file.name]


# What is taken


def test_a_photo_that_stands_still_is_kept_by_its_hash_and_recorded(home: Home, book: Book) -> None:
    content = photo(home.inbox / "Ana.JPG")
    os.utime(home.inbox / "Ana.JPG", (1e9, 1e9))
    before = datetime.now(UTC)
    (taken,) = look(home, book).new
    digest = sha256(content).hexdigest()
    assert (taken.name, taken.sha256, taken.size) == ("Ana.JPG", digest, len(content))
    assert taken.path == home.original(digest, ".jpg")
    assert taken.path.read_bytes() == content
    assert taken.path.stat().st_mtime == 1e9
    assert before.timestamp() - 0.01 <= taken.at.timestamp() <= datetime.now(UTC).timestamp()
    assert not left(home.inbox)
    assert nothing_is_claimed(home)


@pytest.mark.parametrize(
    "sample",
    sorted(
        path.name
        for path in SAMPLES.iterdir()
        if path.suffix in {".jpg", ".png", ".webp", ".tiff", ".heic", ".pdf"}
    ),
)
def test_every_sample_is_taken_whatever_its_format_and_name(home: Home, book: Book, sample: str) -> None:
    shutil.copy(SAMPLES / sample, home.inbox / "photo.txt")
    (taken,) = look(home, book).new
    assert taken.path.suffix == Path(sample).suffix.replace("tiff", "tif")


def test_nothing_to_do_does_not_wait(home: Home, book: Book) -> None:
    assert look(home, book, sleep=lambda _: pytest.fail("waited for nothing")) == Taken()


def test_all_photos_wait_together_for_the_time_that_is_set(home: Home, book: Book) -> None:
    for seed in range(5):
        photo(home.inbox / f"{seed}.jpg", seed)
    waits: list[float] = []
    take(home, book.record, Rules("es", settle=7.5, sleep=waits.append))
    assert waits == [7.5]
    assert len(book.photos) == 5


def test_photos_in_folders_are_taken_and_the_folders_stay(home: Home, book: Book) -> None:
    photo(home.inbox / "DCIM" / "Camera" / "a.jpg", 1)
    photo(home.inbox / "x.jpg" / "b.jpg", 2)
    (home.inbox / "empty").mkdir()
    look(home, book)
    assert book.names == ["a.jpg", "b.jpg"]
    assert left(home.inbox) == ["DCIM", "empty", "x.jpg"]
    assert (home.inbox / "DCIM" / "Camera").is_dir()


def test_an_inbox_that_is_a_link_to_a_synced_folder_works(home: Home, book: Book, tmp_path: Path) -> None:
    home.inbox.rmdir()
    home.inbox.symlink_to(tmp_path / "Sync")
    photo(tmp_path / "Sync" / "a.jpg")
    look(home, book)
    assert book.names == ["a.jpg"]


def test_a_thousand_folders_in_each_other_do_not_stop_the_look(home: Home, book: Book) -> None:
    here = os.open(home.inbox, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    photo(home.inbox / "z.jpg")
    look(home, book)
    assert book.names == ["z.jpg"]
    subprocess.run(["/bin/rm", "-r", str(home.inbox / "d")], check=True)  # Python's own gives up


def test_hard_links_are_photos_and_their_other_name_keeps_its_bytes(
    home: Home, book: Book, tmp_path: Path
) -> None:
    content = photo(tmp_path / "album.jpg")
    os.link(tmp_path / "album.jpg", home.inbox / "a.jpg")
    os.link(tmp_path / "album.jpg", home.inbox / "b.jpg")
    (taken,) = look(home, book).new
    (again,) = look(home, book).duplicates  # to take the first was a change of the second, too
    assert (taken.name, again.name) == ("a.jpg", "b.jpg")
    assert (tmp_path / "album.jpg").read_bytes() == content
    (tmp_path / "album.jpg").write_bytes(b"edited")
    assert taken.path.read_bytes() == content


# What is waited for


def test_a_file_that_grows_between_two_looks_is_left(home: Home, book: Book) -> None:
    content = photo(home.inbox / "a.jpg")

    def grow(_: float) -> None:
        (home.inbox / "a.jpg").write_bytes(content + b"more")

    assert look(home, book, sleep=grow).growing == (Growing(home.inbox / "a.jpg"),)
    assert not book.photos
    look(home, book)
    assert book.names == ["a.jpg"]


def test_a_copy_that_is_given_its_old_time_again_is_seen_to_grow(home: Home, book: Book) -> None:
    path = home.inbox / "a.jpg"
    photo(path)
    os.utime(path, (1e9, 1e9))

    def rewrite(_: float) -> None:
        with path.open("r+b") as file:  # the size stays, too
            file.seek(-2, os.SEEK_END)
            file.write(b"\xff\xd9")
        os.utime(path, (1e9, 1e9))

    assert look(home, book, sleep=rewrite).growing
    assert not book.photos


def test_a_photo_that_came_while_waiting_is_left_for_the_next_look(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg", 1)
    assert len(look(home, book, sleep=lambda _: photo(home.inbox / "b.jpg", 2) and None).new) == 1
    assert left(home.inbox) == ["b.jpg"]


def test_a_photo_that_was_taken_away_while_waiting_is_nobodys_fault(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg", 1)
    photo(home.inbox / "b.jpg", 2)
    taken = look(home, book, sleep=lambda _: (home.inbox / "a.jpg").unlink())
    assert [one.name for one in taken.new] == ["b.jpg"]
    assert taken == Taken(new=taken.new)


def test_half_a_photo_is_left_until_it_is_whole(home: Home, book: Book) -> None:
    content = photo(home.inbox / "a.jpg")
    (home.inbox / "a.jpg").write_bytes(content[: len(content) // 2])
    assert look(home, book, later=59).growing
    (home.inbox / "a.jpg").write_bytes(content)
    assert look(home, book, later=59).new[0].sha256 == sha256(content).hexdigest()


def test_half_a_photo_with_an_old_time_is_waited_for_just_as_long(home: Home, book: Book) -> None:
    (home.inbox / "a.jpg").write_bytes(photo(home.inbox / "a.jpg")[:200])
    os.utime(home.inbox / "a.jpg", (1e9, 1e9))
    assert look(home, book, later=50).growing
    assert look(home, book, later=61).set_aside


def test_a_camera_whose_clock_runs_ahead_delays_nothing(home: Home, book: Book) -> None:
    (home.inbox / "a.jpg").write_bytes(photo(home.inbox / "a.jpg")[:200])
    os.utime(home.inbox / "a.jpg", (4e9, 4e9))
    assert look(home, book, later=61).set_aside


def test_a_share_whose_clock_runs_far_ahead_delays_nothing_for_ever(home: Home, book: Book) -> None:
    (home.inbox / "a.jpg").write_bytes(b"")
    assert look(home, book, later=-86400).set_aside


# What is skipped


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "._a.jpg", ".hidden.jpg", ".syncthing.a.jpg.tmp", "~syncthing~a.jpg.tmp", ".stignore",
        ".a.jpg.icloud", "a.jpg.icloud", ".dropbox", "Thumbs.db", "thumbs.DB", "desktop.ini", "DESKTOP.INI",
        "a.jpg.part", "a.jpg.crdownload", "a.jpg.tmp", "A.JPG.TMP", "~$cards.docx", "a.jpg.filepart",
        "a.jpg~", "a.jpg.!sync", ".a.jpg.Xk31fQ", "a.jpg.reason.txt",
    ],
)  # fmt: skip
def test_files_of_sync_programs_are_skipped_even_if_they_hold_a_photo(
    home: Home, book: Book, name: str
) -> None:
    content = photo(home.inbox / name)
    assert look(home, book, later=1e6) == Taken()
    assert (home.inbox / name).read_bytes() == content


@pytest.mark.parametrize(
    "name", [".stversions", ".stfolder", ".dropbox.cache", "@eaDir", "#recycle", "__MACOSX"]
)
def test_folders_of_sync_programs_are_skipped(home: Home, book: Book, name: str) -> None:
    photo(home.inbox / name / "a.jpg")
    assert look(home, book, later=1e6) == Taken()


@pytest.mark.parametrize(
    "name", ["a.sync-conflict-20260102-030405-ABCDEFG.jpg", "a (conflicted copy).jpg", "part"]
)
def test_conflict_copies_are_photos(home: Home, book: Book, name: str) -> None:
    photo(home.inbox / name)
    look(home, book)
    assert book.names == [name]


def test_every_pattern_skips_something_and_is_written_in_small_letters() -> None:
    for kind in ("files", "folders"):
        for pattern in sections("sync_files")[kind]:
            assert pattern == pattern.casefold()
            assert skipped(pattern.replace("*", "x").replace("?", "#").upper(), kind)


# What is refused


def test_a_link_is_refused_once_and_never_followed(home: Home, book: Book, tmp_path: Path) -> None:
    photo(tmp_path / "elsewhere.jpg")
    photo(tmp_path / "folder" / "a.jpg")
    (home.inbox / "a.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    (home.inbox / "b.jpg").symlink_to(tmp_path / "nowhere.jpg")
    (home.inbox / "folder").symlink_to(tmp_path / "folder")
    taken = look(home, book, later=1e6)
    assert [one.reason.key for one in taken.refused] == ["inbox.link"] * 3
    assert taken.news == taken.refused
    assert left(home.set_aside) == ["a.jpg.reason.txt", "b.jpg.reason.txt", "folder.reason.txt"]
    assert "es un enlace" in (home.set_aside / "a.jpg.reason.txt").read_text("utf-8")
    again = look(home, book, later=1e6)
    assert (again.refused, again.news) == (taken.refused, ())
    assert left(home.inbox) == ["a.jpg", "b.jpg", "folder"]
    assert not book.photos


def test_pipes_sockets_and_devices_are_refused_without_being_opened(
    home: Home, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(home.inbox / "pipe.jpg")
    monkeypatch.chdir(home.inbox)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.jpg")
        photo(home.inbox / "z.jpg")
        taken = look(home, book, later=1e6)
    assert [(one.path.name, one.reason.key) for one in taken.refused] == [
        ("pipe.jpg", "inbox.special"),
        ("socket.jpg", "inbox.special"),
    ]
    assert book.names == ["z.jpg"]
    assert left(home.inbox) == ["pipe.jpg", "socket.jpg"]


def test_two_links_of_one_name_in_two_folders_are_both_noted(home: Home, book: Book) -> None:
    for folder in ("one", "two"):
        (home.inbox / folder).mkdir()
        (home.inbox / folder / "a.jpg").symlink_to("x")
    assert len(look(home, book).news) == 2
    assert left(home.set_aside) == ["a (2).jpg.reason.txt", "a.jpg.reason.txt"]
    assert len(look(home, book).news) == 0


def test_a_pipe_that_takes_a_photos_place_at_the_last_moment_does_not_hang(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg")

    def exchange(_: float) -> None:
        (home.inbox / "a.jpg").unlink()
        os.mkfifo(home.inbox / "a.jpg")

    assert look(home, book, sleep=exchange).growing
    assert look(home, book).refused


def test_a_pipe_is_no_regular_file_however_it_is_reached(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Invalid argument"), files.open_regular(tmp_path / "pipe"):
        pass


@contextmanager
def without_privileges(*folders: Path) -> Iterator[None]:
    """Run as nobody, because permissions do not stop root; `folders` and what is in them become nobody's."""
    if os.geteuid():
        yield
        return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def reachable_home() -> Iterator[Home]:
    """A home that nobody can reach; pytest's own folders are for their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        home = Home(Path(folder) / "Aroma")
        home.prepare()
        yield home
        for path in Path(folder).rglob("*"):
            if path.is_dir():
                path.chmod(0o700)


def test_a_photo_that_may_not_be_read_is_noted_and_stays(reachable_home: Home, book: Book) -> None:
    home = reachable_home
    photo(home.inbox / "closed.jpg", 1)
    (home.inbox / "closed.jpg").chmod(0)
    photo(home.inbox / "open.jpg", 2)
    with without_privileges(home.path):
        taken = look(home, book, later=1e6)
        assert not look(home, book, later=1e6).news
    assert book.names == ["open.jpg"]
    assert [one.reason.key for one in taken.news] == ["inbox.not_taken"]
    assert left(home.inbox) == ["closed.jpg"]


@pytest.mark.parametrize("away", [False, True])
def test_a_photo_that_may_not_be_moved_is_noted_and_not_doubled(
    reachable_home: Home, book: Book, away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = reachable_home
    photo(home.inbox / "shared" / "a.jpg", 1)
    photo(home.inbox / "b.jpg", 2)
    (home.inbox / "shared").chmod(0o555)
    if away:
        pretend_other_disk(monkeypatch)
    with without_privileges(home.path):
        taken = look(home, book)
        assert not look(home, book).news
    assert [(one.path.name, one.reason.key) for one in taken.news] == [("a.jpg", "inbox.not_taken")]
    assert book.names == ["b.jpg"]
    assert (home.inbox / "shared" / "a.jpg").exists()
    assert len(left(home.cards)) == 1
    assert nothing_is_claimed(home)


def test_a_folder_that_may_not_be_looked_into_does_not_stop_the_rest(
    reachable_home: Home, book: Book
) -> None:
    home = reachable_home
    photo(home.inbox / "a" / "a.jpg", 1)
    photo(home.inbox / "b.jpg", 2)
    (home.inbox / "a").chmod(0)
    with without_privileges(home.path):
        taken = look(home, book)
    assert [one.reason.key for one in taken.news] == ["inbox.closed"]
    assert book.names == ["b.jpg"]


def test_a_photo_of_somebody_else_is_taken_from_a_folder_of_ours(reachable_home: Home, book: Book) -> None:
    home = reachable_home
    with without_privileges(home.path):
        pass
    photo(home.inbox / "a.jpg")  # root's, where there is a root; links to it may be forbidden: it is copied
    (home.inbox / "a.jpg").chmod(0o644)
    with without_privileges():
        look(home, book)
    assert book.names == ["a.jpg"]
    assert nothing_is_claimed(home)


def test_an_inbox_that_is_gone_is_the_homes_trouble(home: Home, book: Book) -> None:
    home.inbox.rmdir()
    with pytest.raises(HomeError, match="is not there"):
        look(home, book)


# What cannot be read


BAD = {
    "empty.jpg": b"",
    "text.jpg": b"Ana, call me back!",
    "cut.jpg": None,
    "locked.pdf": b"%PDF-1.7\nnothing of a PDF follows",
}


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_the_rest_taken(home: Home, book: Book) -> None:
    whole = photo(home.inbox / "z.jpg")
    contents = {name: whole[:300] if content is None else content for name, content in BAD.items()}
    for name, content in contents.items():
        (home.inbox / name).write_bytes(content)
    assert len(look(home, book).growing) == len(BAD)
    assert book.names == ["z.jpg"]
    taken = look(home, book, later=61)
    assert sorted(one.name for one in taken.set_aside) == sorted(BAD)
    for one in taken.set_aside:
        assert one.path.read_bytes() == contents[one.name]
        reason = one.path.with_name(f"{one.name}.reason.txt")
        assert one.reason.text("es") in reason.read_text("utf-8")
        assert reason.stat().st_mode & 0o777 == 0o600
    assert not left(home.inbox)
    assert nothing_is_claimed(home)


def test_a_decoder_that_fails_in_its_own_way_stops_nothing(
    home: Home, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(home.inbox / "a.jpg", 1)
    photo(home.inbox / "b.jpg", 2)
    real = inbox.check_photo

    def fails(path: Path) -> None:
        if path.name == "a.jpg":
            raise ZeroDivisionError
        real(path)

    monkeypatch.setattr(inbox, "check_photo", fails)
    taken = look(home, book, later=61)
    assert [one.reason.key for one in taken.set_aside] == ["inbox.decoder_failed"]
    assert "ZeroDivisionError" in (home.set_aside / "a.jpg.reason.txt").read_text("utf-8")
    assert book.names == ["b.jpg"]


def test_the_same_bad_file_again_is_one_bad_file(home: Home, book: Book) -> None:
    for _ in range(2):
        (home.inbox / "a.jpg").write_bytes(b"no photo")
        look(home, book, later=61)
    assert left(home.set_aside) == ["a.jpg", "a.jpg.reason.txt"]
    assert not left(home.inbox)


def test_another_bad_file_of_the_same_name_gets_a_number(home: Home, book: Book) -> None:
    for text in (b"no photo", b"nor this", b"nor that"):
        (home.inbox / "a.jpg").write_bytes(text)
        look(home, book, later=61)
    photos = ["a (2).jpg", "a (3).jpg", "a.jpg"]
    assert left(home.set_aside) == sorted([*photos, *(f"{name}.reason.txt" for name in photos)])
    assert (home.set_aside / "a (3).jpg").read_bytes() == b"nor that"


def test_a_retry_is_a_re_drop(home: Home, book: Book) -> None:
    content = photo(home.inbox / "a.jpg")
    (home.inbox / "a.jpg").write_bytes(content[:200])
    look(home, book, later=61)
    (home.set_aside / "a.jpg").write_bytes(content)  # mended
    for name in left(home.set_aside):
        (home.set_aside / name).rename(home.inbox / name)
    look(home, book)
    assert book.names == ["a.jpg"]


def test_an_original_without_a_card_is_set_aside_and_stays_where_it_is(home: Home, book: Book) -> None:
    content = photo(home.inbox / "tree.jpg")
    (kept,) = look(home, book).new
    for _ in range(2):
        aside = set_aside(home, kept.path, kept.name, "No hay ninguna tarjeta. Haz otra foto.")
    assert aside == home.set_aside / "tree.jpg"
    assert kept.path.read_bytes() == aside.read_bytes() == content
    assert left(home.set_aside) == ["tree.jpg", "tree.jpg.reason.txt"]
    expected = "tree.jpg\n\nNo hay ninguna tarjeta. Haz otra foto.\n"
    assert (home.set_aside / "tree.jpg.reason.txt").read_text("utf-8") == expected
    aside.write_bytes(b"cropped by its owner, to try again")
    assert kept.path.read_bytes() == content


def test_what_the_owner_put_into_set_aside_is_never_overwritten(home: Home, tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    (home.set_aside / "a.jpg").symlink_to("nowhere")
    (home.set_aside / "a (2).jpg").mkdir()
    (home.set_aside / "a (3).jpg.reason.txt").write_text("mine")
    assert set_aside(home, tmp_path / "a.jpg", "a.jpg", "Mala.").name == "a (4).jpg"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b", "..", ".", "", ".hidden", "x\0y"])
def test_no_name_leads_out_of_set_aside_or_hides_in_it(home: Home, tmp_path: Path, name: str) -> None:
    photo(tmp_path / "a.jpg")
    aside = set_aside(home, tmp_path / "a.jpg", name, "Mala.")
    assert aside.parent == home.set_aside
    assert left(home.set_aside) == sorted([aside.name, f"{aside.name}.reason.txt"])


def test_set_aside_that_cannot_be_written_in_is_the_homes_trouble(home: Home, tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    home.set_aside.rmdir()
    home.set_aside.write_text("a file")
    with pytest.raises(HomeError, match="is not a folder"):
        set_aside(home, tmp_path / "a.jpg", "a.jpg", "Mala.")


# The same bytes again


def test_the_same_bytes_are_kept_once_and_noted_as_a_duplicate(home: Home, book: Book) -> None:
    content = photo(home.inbox / "a.jpg")
    look(home, book)
    (home.inbox / "b.png").write_bytes(content)
    taken = look(home, book)
    assert [one.name for one in taken.duplicates] == ["b.png"]
    assert not taken.new
    assert left(home.cards) == [f"{sha256(content).hexdigest()}.jpg"]
    assert not left(home.inbox)


def test_an_original_damaged_on_the_disk_is_replaced_by_the_good_copy_and_not_deleted(
    home: Home, book: Book
) -> None:
    content = photo(home.inbox / "a.jpg")
    (kept,) = look(home, book).new
    kept.path.write_bytes(b"damaged")
    (home.inbox / "a.jpg").write_bytes(content)
    look(home, book)
    assert kept.path.read_bytes() == content
    assert sorted(path.read_bytes() for path in home.cards.iterdir() if path.is_file()) == sorted(
        [content, b"damaged"]
    )


def test_a_copy_is_dropped_only_after_its_bytes_were_found_in_the_original(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"x" * 3_000_000 + b"y")
    (tmp_path / "copy").write_bytes(b"x" * 3_000_000 + b"z")
    with pytest.raises(StillWrittenError):
        files.drop(tmp_path / "copy", tmp_path / "kept")
    assert (tmp_path / "copy").exists()


def test_a_claim_that_is_written_to_while_it_is_recorded_stays_a_photo_of_its_own(
    home: Home, book: Book
) -> None:
    first = photo(home.inbox / "a.jpg", 1)
    second = photo(home.path / "other.jpg", 2)

    def record(taken: Claimed) -> bool:
        (folder,) = (path for path in home.claimed.iterdir() if path.is_dir())
        if not book.photos:  # a writer that exchanged the file just now
            (folder / "a.jpg").unlink()
            (folder / "a.jpg").write_bytes(second)
        return book.record(taken)

    take(home, record, rules())
    take(home, record, rules())
    assert [one.path.read_bytes() for one in book.photos] == [first, second]
    assert nothing_is_claimed(home)


def test_a_file_that_is_written_to_while_it_is_hashed_is_left(
    home: Home, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(home.inbox / "a.jpg")
    real = files.hashlib.file_digest

    def written_meanwhile(file: Any, name: str) -> Any:
        with Path(f"/proc/self/fd/{file.fileno()}").resolve().open("ab") as more:
            more.write(b"more")
        return real(file, name)

    with monkeypatch.context() as patch:
        patch.setattr(files.hashlib, "file_digest", written_meanwhile)
        assert look(home, book).growing
    assert not book.photos
    assert not left(home.cards)
    look(home, book)
    assert book.names == ["a.jpg"]


def test_a_photo_exchanged_between_the_last_look_and_the_claim_is_left(home: Home) -> None:
    photo(home.inbox / "a.jpg", 1)
    seen = stamp(home.inbox / "a.jpg")
    photo(home.inbox / "a.jpg", 2)
    assert claim(home, home.inbox / "a.jpg", seen, 1e9) is None
    assert left(home.inbox) == ["a.jpg"]
    assert not left(home.claimed)


def test_a_photo_exchanged_in_the_instant_of_the_claim_waits_among_the_claims(
    home: Home, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(home.inbox / "a.jpg", 1)
    seen = stamp(home.inbox / "a.jpg")
    monkeypatch.setattr(
        claims_module, "stamp", lambda path: seen if path.parent == home.inbox else stamp(path)
    )
    second = photo(home.inbox / "a.jpg", 2)
    assert claim(home, home.inbox / "a.jpg", seen, 1e9) is None
    monkeypatch.undo()
    look(home, book)
    assert [one.sha256 for one in book.photos] == [sha256(second).hexdigest()]


# Names


HOSTILE = [
    "two words.jpg", "line\nbreak.jpg", "🌹 José.jpg", "-rf", "--help.jpg", "*", "$(reboot).jpg", "a\\b.jpg",
    "tab\t\x1b[31m.jpg", "\u202egpj.exe", "x" * 255, "ñ" * 127, os.fsdecode(b"caf\xe9.jpg"), "CON",
    "%s {0}.jpg",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("good", [True, False])
def test_any_name_goes_the_whole_way(home: Home, book: Book, name: str, good: bool) -> None:
    content = photo(home.inbox / name) if good else b"no photo"
    (home.inbox / name).write_bytes(content)
    taken = look(home, book, later=61)
    if good:
        assert [one.name for one in taken.new] == [shown(name)]
        assert taken.new[0].name.isprintable()
    else:
        (aside,) = taken.set_aside
        assert aside.path.read_bytes() == content
        assert shown(name) in aside.path.with_name(f"{aside.path.name}.reason.txt").read_text("utf-8")
        assert aside.path.name == name or len(os.fsencode(name)) > 244
    assert not left(home.inbox)
    assert nothing_is_claimed(home)


@settings(deadline=None, max_examples=60)
@given(st.binary(min_size=1, max_size=255), st.booleans())
def test_no_name_loses_a_photo(raw: bytes, good: bool) -> None:
    assume(b"/" not in raw and b"\0" not in raw and raw not in {b".", b".."})
    with tempfile.TemporaryDirectory() as folder:
        home, book = Home(Path(folder)), Book()
        home.prepare()
        path = home.inbox / os.fsdecode(raw)
        try:
            path.touch()
        except OSError:  # this file system does not allow the name
            assume(False)
        content = photo(path) if good else b"no photo"
        path.write_bytes(content)
        look(home, book, later=61)
        look(home, book, later=61)
        places = (home.inbox, home.cards, home.set_aside)
        found = [one for place in places for one in place.iterdir() if one.is_file() and one.suffix != ".txt"]
        assert [one.read_bytes() for one in found] == [content]
        assert found[0].parent == home.inbox if skipped(path.name, "files") else not left(home.inbox)


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=8))
def test_a_look_lists_every_file_once_in_the_order_of_names(names: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for raw in names:
            assume(b"/" not in raw and b"\0" not in raw and raw not in {b".", b".."})
            (Path(folder) / os.fsdecode(raw)).touch()
        seen = [os.fsencode(path.name) for path in scan(Path(folder)) if isinstance(path, Path)]
        assert seen == sorted(raw for raw in set(names) if not skipped(os.fsdecode(raw), "files"))


# Trouble on the way


def test_what_the_store_refuses_is_passed_on_and_the_photo_comes_again(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg")

    def refuses(_: Claimed) -> bool:
        raise StoreError("home.missing", path="the database")

    with pytest.raises(StoreError):
        take(home, refuses, rules())
    assert look(home, book).new[0].name == "a.jpg"
    assert nothing_is_claimed(home)


def test_a_photo_recorded_again_after_a_restart_keeps_its_time_and_name(home: Home, book: Book) -> None:
    photo(home.inbox / "ñ\n.jpg")

    class KilledError(Exception):
        pass

    def killed(photo: Claimed) -> bool:
        book.record(photo)
        raise KilledError

    with pytest.raises(KilledError):
        take(home, killed, rules())
    look(home, book, later=3600)
    first, second = book.photos
    assert first == second


def run(script: str, *arguments: object) -> str:
    """What a script of the tests prints; it must end well."""
    command = [sys.executable, "-W", "error", str(ROOT / "tests" / script), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("disks", ["same-disk", "other-disk", "no-links"])
def test_a_kill_before_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path, disks: str) -> None:
    steps = int(run("kill_inbox.py", "kill", disks, tmp_path))
    assert steps >= 25  # fewer would mean that they are not seen any more


@pytest.mark.parametrize("disks", ["same-disk", "other-disk", "no-links"])
def test_a_disk_that_is_full_at_any_step_loses_nothing_and_leaves_nothing_half(
    tmp_path: Path, disks: str
) -> None:
    assert int(run("kill_inbox.py", "full", disks, tmp_path)) >= 25


@pytest.mark.parametrize("shared", ["home", "inbox"])
def test_two_collectors_never_take_the_same_photo_twice(tmp_path: Path, shared: str) -> None:
    homes = [Home(tmp_path / "one"), Home(tmp_path / ("one" if shared == "home" else "two"))]
    homes[0].prepare()
    if shared == "inbox":
        homes[1].path.mkdir()
        homes[1].inbox.symlink_to(homes[0].inbox)
        homes[1].prepare()
    expected = sorted(sha256(photo(homes[0].inbox / f"{seed}.jpg", seed)).hexdigest() for seed in range(60))
    lines = run("race_inbox.py", *(one.path for one in homes)).splitlines()
    assert sorted(line.split()[1] for line in lines) == expected
    assert (
        sorted(path.stem for folder in {one.cards for one in homes} for path in folder.glob("*.jpg"))
        == expected
    )


def test_a_second_look_while_one_goes_on_says_that_it_did_nothing(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg")
    inner: list[Taken] = []
    look(home, book, sleep=lambda _: inner.append(look(home, Book())))
    assert inner == [Taken(busy=True)]
    assert book.names == ["a.jpg"]


def test_what_a_killed_look_claimed_is_finished_and_half_copies_are_removed(home: Home, book: Book) -> None:
    photo(home.inbox / "a.jpg")
    taken = claim(home, home.inbox / "a.jpg", stamp(home.inbox / "a.jpg"), 1e9)
    assert taken is not None
    keep(home, taken)
    half = home.claimed / taken.path.parent.name.replace("1000", "2000")
    half.mkdir()
    (half / ".aroma-1.tmp").write_bytes(b"half a copy")
    (home.claimed / "not a claim").mkdir()
    assert list(claims(home)) == [taken]
    look(home, book)
    assert book.photos[0].at == datetime.fromtimestamp(1e9, UTC)
    assert sorted(path.name for path in home.claimed.iterdir()) == [".collecting.lock", "not a claim"]


def test_half_copies_of_long_ago_are_swept_away_and_fresh_ones_left(home: Home, book: Book) -> None:
    for folder in (home.path, home.cards, home.set_aside, home.people):
        (folder / ".aroma-1.tmp").write_bytes(b"half")
    look(home, book, later=80000)
    assert (home.cards / ".aroma-1.tmp").exists()
    look(home, book, later=90000)
    assert not list(home.path.rglob(".aroma-*.tmp"))


# Another disk, and a full one


@pytest.fixture
def away(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The inbox, on another disk than its home; the system's refusal is played where there is none."""
    real = OTHER_DISK.is_dir() and OTHER_DISK.stat().st_dev != home.path.stat().st_dev
    if not real:
        pretend_other_disk(monkeypatch)
        yield home.inbox
        return
    with tempfile.TemporaryDirectory(dir=OTHER_DISK) as folder:
        home.inbox.rmdir()
        home.inbox.symlink_to(folder)
        yield home.inbox


def test_a_photo_from_another_disk_keeps_its_bytes_and_its_time(home: Home, book: Book, away: Path) -> None:
    content = photo(away / "a.jpg")
    os.utime(away / "a.jpg", (1e9, 1e9))
    (taken,) = look(home, book).new
    assert taken.path.read_bytes() == content
    assert taken.path.stat().st_mtime == 1e9
    assert taken.path.stat().st_mode & 0o777 == 0o600
    assert not left(away)
    assert nothing_is_claimed(home)


def test_a_photo_that_changes_while_it_is_copied_stays_on_its_disk(
    home: Home, book: Book, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(away / "a.jpg")
    real = shutil.copyfileobj

    def written_meanwhile(read: Any, write: Any, size: int) -> None:
        real(read, write, size)
        with (away / "a.jpg").open("ab") as more:
            more.write(b"more")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", written_meanwhile)
        assert look(home, book).growing
    assert left(away) == ["a.jpg"]
    assert nothing_is_claimed(home)
    look(home, book)
    assert book.names == ["a.jpg"]


def test_a_new_photo_under_the_name_of_the_one_just_copied_is_not_removed(
    home: Home, book: Book, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(away / "a.jpg", 1)
    real = claims_module.copy

    def exchanged_after(source: Path, target: Path) -> None:
        real(source, target)
        photo(away / "a.jpg", 2)

    with monkeypatch.context() as patch:
        patch.setattr(claims_module, "copy", exchanged_after)
        look(home, book)
    look(home, book)
    assert book.names == ["a.jpg", "a.jpg"]
    assert len(left(home.cards)) == 2


def test_a_photo_that_can_be_copied_but_not_removed_is_not_doubled(
    home: Home, book: Book, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = photo(away / "a.jpg")
    real = Path.unlink

    def forbidden(self: Path, **options: bool) -> None:
        if self == away / "a.jpg":  # as for a file of somebody else in a folder that all share
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        real(self, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", forbidden)
        assert [one.reason.key for one in look(home, book).news] == ["inbox.not_taken"]
        assert not look(home, book).news
    assert (away / "a.jpg").read_bytes() == content
    assert not book.photos
    assert nothing_is_claimed(home)


def test_a_home_on_a_full_disk_says_so_and_goes_on_when_there_is_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, book, folder = tmp_path / "disk", Book(), tmp_path / "inbox"
    contents = {photo(folder / f"{seed}.png", seed) for seed in range(3)}
    (folder / "big.jpg").write_bytes(photo(folder / "big.jpg", 9) + b"\0" * 150_000)
    with small_disk(disk, monkeypatch) as free:
        home = Home(disk / "Aroma")
        home.path.mkdir()
        home.inbox.symlink_to(folder)
        home.prepare()
        with pytest.raises(HomeError, match="no space left"):
            look(home, book)
        assert (folder / "big.jpg").exists()
        assert not list(home.path.rglob(".aroma-*.tmp"))
        free()
        look(home, book)
        assert len(book.photos) == 4
        assert contents < {path.read_bytes() for path in home.cards.iterdir() if path.is_file()}
        assert not left(folder)


@contextmanager
def small_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A disk of 256 KiB in memory at `folder`, too full for a big photo, and what frees it.

    Where none may be mounted, the system's refusal of a big copy is played.
    """
    folder.mkdir()
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pretend_other_disk(monkeypatch)
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "copyfileobj", no_space)
            yield patch.undo
        return
    try:
        (folder / "ballast").write_bytes(b"x" * 150_000)
        yield (folder / "ballast").unlink
    finally:
        subprocess.run(["/usr/bin/umount", str(folder)], check=True)


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
