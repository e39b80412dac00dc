from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from flows.files import place
from flows.home import Home
from flows.private import make_private

NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path) -> Home:
    made = Home(tmp_path / "Aroma")
    made.prepare()
    return made


def test_what_an_older_aroma_left_open_is_closed(home):
    files = [home.database, home.people / "000001.vcf", home.prefect / "deep" / "prefect.db"]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.touch()
        file.chmod(0o664)
    for folder in (home.path, home.people, home.prefect):
        folder.chmod(0o755)
    assert make_private(home)
    assert {mode(path) for path in files} == {0o600}
    assert {mode(path) for path in (home.path, home.people, home.prefect)} == {0o700}


def test_the_inbox_stays_as_its_owner_shares_it(home):
    photo = home.inbox / "ana.jpg"
    photo.touch()
    photo.chmod(0o664)
    home.inbox.chmod(0o770)
    make_private(home)
    assert (mode(home.inbox), mode(photo)) == (0o770, 0o664)


def test_what_a_link_leads_to_is_not_touched(home, tmp_path):
    elsewhere = tmp_path / "shared"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (elsewhere / "other.vcf").touch(0o644)
    home.people.rmdir()
    home.people.symlink_to(elsewhere)
    assert make_private(home)
    assert (mode(elsewhere), mode(elsewhere / "other.vcf")) == (0o755, 0o644)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that is somebody else's")
def test_a_home_that_cannot_be_closed_is_told():
    with tempfile.TemporaryDirectory() as folder:  # one of pytest's own cannot be reached by others
        home = Home(Path(folder))
        home.prepare()
        Path(folder).chmod(0o755)
        os.seteuid(NOBODY)
        try:
            assert not make_private(home)
        finally:
            os.seteuid(0)


def test_a_photo_is_private_once_it_is_kept_however_it_came(home):
    photo = home.inbox / "ana.jpg"
    photo.write_bytes(b"photo")
    photo.chmod(0o644)
    for moving in (False, True):
        kept = home.cards / f"kept-{moving}.jpg"
        place(photo, kept, moving=moving)
        assert mode(kept) == 0o600
