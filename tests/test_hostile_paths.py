"""No name of a photo, and no text off a card, leads out of the home or hides in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile import HOSTILE, told
from stores import NOW

from data.models import Person
from data.vdir import file_name, write_card
from enrich.vcard import vcard
from flows.home import Home
from flows.inbox import Rules, take
from flows.set_aside import REASON, note, set_aside, take_back

NAMES = {name: text for name, text in HOSTILE.items() if "/" not in text and "\0" not in text}
"""What a file can be called."""


@pytest.fixture
def home(tmp_path) -> Home:
    made = Home(tmp_path / "deep" / "deeper" / "Aroma")
    made.prepare()
    return made


def outside(home: Home, tmp_path: Path) -> list[Path]:
    found = (path for path in tmp_path.rglob("*") if path not in home.path.parents)
    return [path for path in found if path != home.path and home.path not in path.parents]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_set_aside_lies_in_its_folder_and_is_not_hidden(text, home, tmp_path):
    source = home.cards / "source"
    source.write_bytes(b"no photo")
    target = set_aside(home, source, text, f"because of {text}")
    assert target.parent == home.set_aside
    assert not target.name.startswith(".")
    assert sorted(path.name for path in home.set_aside.iterdir()) == [target.name, target.name + REASON]
    said = (home.set_aside / (target.name + REASON)).read_bytes().decode("utf-8")
    assert said.split("\n", 1)[0].isprintable()
    note(home, text, "another reason")
    take_back(home, source, text)
    assert outside(home, tmp_path) == []


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_a_photo_with_a_hostile_name_is_taken_and_kept_by_its_hash(text, home, tmp_path):
    name = "tarjeta " + os.fsdecode(text.encode("utf-8", "backslashreplace")[:200]) + ".jpg"
    sample = Path(__file__).parent.parent / "data" / "samples" / "qr-code.jpg"
    (home.inbox / name).write_bytes(sample.read_bytes())
    seen = []
    taken = take(home, lambda photo: bool(seen.append(photo)) or True, Rules("es", settle=0, patience=0))
    assert taken.set_aside == ()
    (photo,) = seen
    assert photo.name.isprintable()
    assert photo.path == home.cards / f"{photo.sha256}.jpg"
    assert outside(home, tmp_path) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_vcard_is_called_by_its_number(text, home, tmp_path):
    person = Person(7, told(text), "2f1c7d1e-8f4e-4b7e-9c3b-0f6f3d1f2a10")
    write_card(home.people, file_name(person.number), vcard(person, revision=NOW))
    assert [path.name for path in home.people.iterdir()] == ["000007.vcf"]
    assert outside(home, tmp_path) == []
