from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from data.database import Database, open_database
from data.errors import HomeError, SettingsError
from data.turns import turn
from flows.home import Home
from flows.inbox import Growing, Rules, Taken, take
from flows.remote_files import Remote
from flows.scan import Refused
from flows.shared_inbox import LONGEST, _name, _skipped, bring

RULES = Rules("en", settle=0, patience=1e9, sleep=lambda _: None)
RACE = Path(__file__).parent / "race_shared_inbox.py"
PHOTOS = 24


@pytest.fixture
def home(tmp_path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


@pytest.fixture
def folder(tmp_path) -> str:
    (tmp_path / "shared").mkdir()
    return str(tmp_path / "shared")


@pytest.fixture(params=["folder", "bucket"])
def shared(request) -> str:
    """A shared inbox: a folder, or a prefix in a bucket."""
    address: str = request.getfixturevalue(request.param)
    return address if request.param == "folder" else f"{address}/inbox"


def put(inbox: str, name: str, colour: int = 0) -> bytes:
    """A photo of one colour, laid into the inbox; its bytes."""
    with fsspec.open(f"{inbox}/{name}", "wb", auto_mkdir=True) as file:
        Image.new("RGB", (40, 30), (colour, 90, 10)).save(file, "png")
    with fsspec.open(f"{inbox}/{name}", "rb") as file:
        return bytes(file.read())


def taken(home: Home, inbox: str, db: Database, rules: Rules = RULES) -> Taken:
    assert bring(home, Remote(inbox), db, rules) == ()
    return take(home, lambda _: True, rules)


def test_what_lies_in_a_shared_inbox_is_taken_under_its_name_and_is_there_no_more(home, shared, sqlite):
    known = {put(shared, "ana.png", 1), put(shared, "feria/marta.png", 2)}
    photos = taken(home, shared, sqlite).new
    assert sorted(photo.name for photo in photos) == ["ana.png", "marta.png"]
    assert {photo.path.read_bytes() for photo in photos} == known
    assert Remote(shared).files() == ()


def test_hidden_and_half_synced_files_stay_in_a_shared_inbox(home, shared, sqlite):
    for name in (".hidden.png", "ana.png.part", ".stfolder/x.png"):
        put(shared, name)
    assert taken(home, shared, sqlite).new == ()
    assert len(Remote(shared).files()) == 3


def test_a_file_that_is_still_written_to_is_left_for_the_next_look(home, shared, sqlite):
    put(shared, "ana.png", 1)
    rules = Rules("en", settle=1, sleep=lambda _: put(shared, "ana.png", 200) and None)
    left = bring(home, Remote(shared), sqlite, rules)
    assert [type(each) for each in left] == [Growing]
    assert [photo.name for photo in taken(home, shared, sqlite).new] == ["ana.png"]


def test_a_link_in_a_shared_folder_is_never_followed(home, folder, sqlite, tmp_path):
    (tmp_path / "secret").mkdir()
    put(str(tmp_path / "secret"), "key.png")
    Path(folder, "key.png").symlink_to(tmp_path / "secret" / "key.png")
    Path(folder, "all").symlink_to(tmp_path / "secret")
    assert taken(home, folder, sqlite).new == ()
    assert (tmp_path / "secret" / "key.png").exists()


@pytest.mark.parametrize("key", ["n" * 900 + ".png", "año nuevo?#%.png"])
def test_any_key_of_a_store_of_objects_can_be_taken(home, bucket, sqlite, key):
    put(bucket, key)
    (photo,) = taken(home, bucket, sqlite).new
    assert photo.path.parent == home.cards
    assert Remote(bucket).files() == ()


@given(st.text())
def test_a_key_is_a_name_and_never_a_path(key):
    if not _skipped(key):
        name = _name(key)
        assert "/" not in name
        assert "\0" not in name
        assert name not in {"", ".", ".."}
        assert len(name.encode("utf-8", "surrogateescape")) <= LONGEST


def test_a_file_that_cannot_be_removed_from_a_shared_inbox_is_not_taken_and_named(
    home, folder, sqlite, monkeypatch
):
    def refused(self: Remote, path: str) -> None:
        raise PermissionError("not yours")

    put(folder, "ana.png")
    monkeypatch.setattr(Remote, "remove", refused)
    (left,) = bring(home, Remote(folder), sqlite, RULES)
    assert isinstance(left, Refused)
    assert "not yours" in left.reason.text("es")
    assert take(home, lambda _: True, RULES) == Taken()
    assert len(Remote(folder).files()) == 1


@pytest.mark.parametrize("moment", ["flows.shared_inbox.Remote.fetch", "flows.shared_inbox.Remote.remove"])
def test_a_photo_that_was_being_fetched_when_the_power_failed_is_taken_once(
    home, folder, db, monkeypatch, moment
):
    class PowerCut(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    put(folder, "ana.png")
    with monkeypatch.context() as patch:
        patch.setattr(moment, cut)
        with pytest.raises(PowerCut):
            bring(home, Remote(folder), db, RULES)
    found = taken(home, folder, db).new
    assert {photo.sha256 for photo in found} == {found[0].sha256}
    assert Remote(folder).files() == ()


@pytest.mark.postgres
def test_what_another_machine_is_taking_is_left_to_it(home, shared, migrated_postgres):
    put(shared, "ana.png")
    (path,) = Remote(shared).files()
    with turn(migrated_postgres, f"{shared} {path}") as mine:
        assert mine
        assert taken(home, shared, migrated_postgres) == Taken()
    assert len(taken(home, shared, migrated_postgres).new) == 1


@pytest.mark.postgres
def test_two_machines_never_take_the_same_photo(shared, postgres, tmp_path):
    db = open_database(postgres.create("race"))
    for number in range(PHOTOS):
        put(shared, f"{number}.png", number)
    homes = [str(tmp_path / "one"), str(tmp_path / "two")]
    done = subprocess.run(
        [sys.executable, str(RACE), db.url, shared, *homes],
        capture_output=True,
        text=True,
        check=False,
        cwd=RACE.parent.parent,
        env=os.environ | {"PYTHONPATH": str(RACE.parent.parent)},
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert sorted(name for _, name, _, _ in lines) == sorted(f"{number}.png" for number in range(PHOTOS))
    assert {new for *_, new in lines} == {"True"}
    assert db.rows("SELECT count(*) FROM arrivals") == [(PHOTOS,)]
    assert Remote(shared).files() == ()


def test_a_shared_folder_that_is_not_mounted_is_told(home, sqlite, tmp_path):
    with pytest.raises(HomeError) as caught:
        bring(home, Remote(str(tmp_path / "away")), sqlite, RULES)
    assert caught.value.text("es") != caught.value.text("en")
    assert str(tmp_path / "away") in str(caught.value)


def test_a_bucket_that_is_not_there_is_told(home, bucket, sqlite):
    with pytest.raises(HomeError):
        bring(home, Remote("s3://no-such-bucket/inbox"), sqlite, RULES)


def test_an_address_that_nothing_here_opens_is_told(home, sqlite):
    with pytest.raises(SettingsError):
        bring(home, Remote("carrier-pigeon://loft"), sqlite, RULES)
