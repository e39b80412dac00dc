from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from data.errors import HomeError
from data.texts import LANGUAGES, catalogue
from flows import home as home_module
from flows.home import Home, home_error, shown

ROOT = Path(__file__).parents[1]
NOBODY = 65534

HOLDER = """
import os, subprocess, sys, time
from pathlib import Path
from flows.home import Home
with Home(Path(sys.argv[1])).hold():
    if sys.argv[2] == "program":
        child = subprocess.Popen(["sleep", "600"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 close_fds=False).pid
    elif sys.argv[2] == "fork":
        begun, begins = os.pipe()
        child = os.fork()
        if child == 0:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 1)
            os.write(begins, b".")
            time.sleep(600)
            os._exit(0)
        os.read(begun, 1)  # a child that has begun has let go
    else:
        child = 0
    print(child, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "Aroma")
    home.prepare()
    return home


@contextmanager
def held_elsewhere(home: Home, child: str = "none") -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Another process that holds `home`, and the id of the child it started."""
    command = [sys.executable, "-c", HOLDER, str(home.path), child]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        pid = int(holder.stdout.readline())
        try:
            yield holder, pid
        finally:
            holder.kill()
            if pid:
                os.kill(pid, signal.SIGKILL)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Run as nobody, because permissions do not stop root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nobody can reach; pytest's own are for their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o700)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """A small disk in memory at `folder`; False where this machine does not let us mount one."""
    folder.mkdir(exist_ok=True)
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    ok = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield ok
    finally:
        if ok:
            subprocess.run(["/usr/bin/umount", str(folder)], check=True)


def test_prepare_makes_every_folder_for_its_owner_alone(home: Home) -> None:
    folders = (home.inbox, home.cards, home.claimed, home.set_aside, home.people, home.prefect)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (home.path, *folders)] == [0o700] * 7


def test_prepare_again_changes_nothing_and_leaves_no_trace(home: Home) -> None:
    (home.inbox / "a.jpg").write_bytes(b"a")
    home.inbox.chmod(0o770)  # its owner shares it with a sync program
    before = sorted(home.path.rglob("*"))
    home.prepare()
    assert sorted(home.path.rglob("*")) == before
    assert stat.S_IMODE(home.inbox.stat().st_mode) == 0o770


def test_the_inbox_may_be_a_link_to_a_synced_folder(tmp_path: Path) -> None:
    (tmp_path / "Sync").mkdir()
    (tmp_path / "Aroma").mkdir()
    (tmp_path / "Aroma/inbox").symlink_to(tmp_path / "Sync")
    Home(tmp_path / "Aroma").prepare()


def test_a_relative_home_means_the_same_place_after_the_process_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = Home(Path("Aroma"))
    monkeypatch.chdir("/")
    assert home.path == tmp_path / "Aroma"


def test_a_tilde_is_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert Home(Path("~/Aroma")).path == Path("/somewhere/Aroma")


def test_originals_pictures_and_the_database_have_their_places(tmp_path: Path) -> None:
    home = Home(tmp_path / "a b#ñ")
    assert home.original("ab12", ".heic") == home.cards / "ab12.heic"
    assert home.picture("0123456789ab") == home.cards / "0123456789ab.jpg"
    assert make_url(home.database_url).database == str(home.database)


@pytest.mark.parametrize("name", ["what?", "a%20b", os.fsdecode(b"caf\xe9")])
def test_a_name_that_no_database_address_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(HomeError, match=r"a \? or a % in it, or letters that are not UTF-8"):
        Home(tmp_path / name).prepare()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["", "inbox", "cards", "people"])
def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path, place: str) -> None:
    path = tmp_path / "Aroma" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("my notes")
    with pytest.raises(HomeError, match="is not a folder") as caught:
        Home(tmp_path / "Aroma").prepare()
    assert str(path) in str(caught.value)
    assert path.read_text() == "my notes"


def test_a_home_inside_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="is not a folder"):
        Home(tmp_path / "file" / "Aroma").prepare()


def test_a_link_to_a_disk_that_is_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Aroma").symlink_to(tmp_path / "away")
    with pytest.raises(HomeError, match="is not a folder"):
        Home(tmp_path / "Aroma").prepare()


def test_a_home_without_permission_says_so(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(HomeError, match=r"permission denied.*AROMA_HOME") as caught:
        Home(open_folder / "Aroma").prepare()
    assert "permiso" in caught.value.text("es")


def test_folders_that_exist_but_may_not_be_written_in_are_found(open_folder: Path) -> None:
    home = Home(open_folder / "Aroma")
    home.prepare()
    for folder in (home.path, home.inbox):
        folder.chmod(0o555)
    with without_privileges(), pytest.raises(HomeError, match="permission denied"):
        home.prepare()


def test_a_lock_file_without_permission_says_so(open_folder: Path) -> None:
    home = Home(open_folder)
    home.lock_file.touch()
    home.lock_file.chmod(0o400)
    with without_privileges(), pytest.raises(HomeError, match="permission denied"), home.hold():
        pass


def test_a_read_only_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mounted(tmp_path / "disk", "ro,size=1m") as real:
        if not real:  # the next best: what the system would say
            refuse(monkeypatch, errno.EROFS)
        with pytest.raises(HomeError, match="can only be read"):
            Home(tmp_path / "disk" / "Aroma").prepare()


def test_a_full_disk_says_so_and_that_nothing_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk", "size=64k") as real:
        if real:
            fill(tmp_path / "disk" / "other.bin")
        else:
            refuse(monkeypatch, errno.ENOSPC)
        with pytest.raises(HomeError, match=r"no space left.*nothing was lost"):
            Home(tmp_path / "disk" / "Aroma").prepare()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", refused)


def test_a_trouble_without_a_sentence_of_its_own_gives_the_systems_reason(tmp_path: Path) -> None:
    error = home_error(OSError(errno.EIO, "Input/output error"), tmp_path)
    assert "Input/output error" in str(error)
    assert str(tmp_path) in error.text("es")


def test_a_second_aroma_is_told_which_process_has_the_home(home: Home) -> None:
    with held_elsewhere(home) as (holder, _):
        with pytest.raises(HomeError) as caught, home.hold():
            pytest.fail("two hold the home")
        assert f"kill {holder.pid}" in str(caught.value)
        assert str(home.path) in caught.value.text("es")


def test_the_same_process_cannot_hold_a_home_twice(home: Home) -> None:
    with home.hold(), pytest.raises(HomeError, match=str(os.getpid())), home.hold():
        pass


def test_a_refused_attempt_does_not_free_the_home(home: Home) -> None:
    with home.hold():
        for _ in range(2):
            with pytest.raises(HomeError), home.hold():
                pass


def test_a_home_is_free_after_its_block_even_if_that_failed(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), home.hold():
        raise ZeroDivisionError
    with home.hold():
        pass


def test_a_lock_file_left_behind_is_no_obstacle(home: Home) -> None:
    home.lock_file.write_text("1\n")
    with home.hold():
        assert home.lock_file.read_text() == f"{os.getpid()}\n"


def test_a_holder_that_has_not_written_its_number_yet_is_respected(home: Home) -> None:
    with home.hold():
        home.lock_file.write_text("")
        with pytest.raises(HomeError, match="already running") as caught, home.hold():
            pass
        assert "process" not in str(caught.value)


@pytest.mark.parametrize("child", ["none", "program", "fork"])
def test_a_killed_holder_frees_the_home_though_its_children_live(home: Home, child: str) -> None:
    with held_elsewhere(home, child) as (holder, pid):
        holder.kill()
        holder.wait()
        if pid:
            os.kill(pid, 0)  # it lives
        with home.hold():
            assert home.lock_file.read_text() == f"{os.getpid()}\n"


def test_a_child_that_ends_does_not_free_its_parents_home(home: Home) -> None:
    with home.hold():
        subprocess.run(
            [sys.executable, "-c", "import os; os.closerange(3, 100)"], check=True, close_fds=False
        )
        with pytest.raises(HomeError), home.hold():
            pass


def test_homes_do_not_hinder_each_other(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    other.prepare()
    with home.hold(), other.hold():
        assert len(home_module._held) == 2
    assert not home_module._held


@given(st.binary(max_size=60))
def test_any_name_can_be_shown_on_one_line(name: bytes) -> None:
    text = shown(os.fsdecode(name))
    assert text.isprintable()
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=30))
def test_a_plain_name_is_shown_as_it_is(name: str) -> None:
    assert shown(name) == name


def test_what_is_no_letter_is_spelt_out() -> None:
    assert shown("a\nb\x1b[31m" + os.fsdecode(b"\xff") + "ñ🌹") == r"a\nb\x1b[31m\xffñ🌹"


@pytest.mark.parametrize("name", ["home", "inbox"])
def test_every_sentence_stands_in_every_language(name: str) -> None:
    assert all(set(sentence) == set(LANGUAGES) for sentence in catalogue(name).values())
