from __future__ import annotations

import errno
import hashlib
import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from conftest import free_port
from inboxes import SAMPLES, Stop, stop_at
from PIL import Image
from prefect.client.schemas.objects import StateType
from stores import answer

from data.cards import cards, postpone
from data.errors import HomeError, ServerError
from data.models import CardRead, CardState
from data.people import file_card
from data.photos import Arrival, PhotoState, photo, record_arrival, record_attempt, unread
from flows.collect import MOST_ATTEMPTS, Look, collect_inbox, look_into_inbox
from flows.home import locked
from flows.reading import read_cards

ANA = "Ana Ibáñez Peña · Asesoría Torvalia, S.A."


@pytest.fixture(scope="session")
def read_once() -> tuple[CardRead, ...]:
    """What Ana's photo says, really read."""
    return read_cards(SAMPLES / "plain-left.jpg", name="x", reader="rapidocr", region="ES")


@pytest.fixture
def recorded(monkeypatch, read_once) -> list[str]:
    """From here on every JPEG reads as Ana's photo did, at once. The names of the photos that were read."""
    seen: list[str] = []

    def read(path: Path, *, name: str, **choices: str) -> tuple[CardRead, ...]:
        seen.append(name)
        if path.suffix != ".jpg":
            return read_cards(path, name=name, **choices)
        return photographed(read_once, name, path)

    monkeypatch.setattr("flows.tasks.read_cards", read)
    return seen


def photographed(cards: tuple[CardRead, ...], name: str, path: Path) -> tuple[CardRead, ...]:
    """The same cards, read off another photo."""
    sides = [
        tuple(
            replace(side, reading=replace(side.reading, photo=name, sha256=path.stem)) for side in card.sides
        )
        for card in cards
    ]
    return tuple(replace(card, sides=each) for card, each in zip(cards, sides, strict=True))


def blank(path: Path) -> bytes:
    """A photo without any print."""
    Image.new("RGB", (640, 400), "#7a8b99").save(path, "PNG")
    return path.read_bytes()


@pytest.mark.server
def test_every_card_of_what_is_dropped_waits_with_a_form_named_after_it(inbox):
    for sample in ("plain-left.jpg", "two-pages.pdf", "two-on-one.jpg"):
        inbox.drop(sample)
    look = inbox.look()
    assert (look.read, look.waiting, look.set_aside) == (3, 5, 0)
    assert {ANA, "Begoña Sánchez Echevarría · Ferrunza Arquitectura, S.A."} < set(inbox.names())
    waiting = cards(inbox.db, CardState.WAITING)
    assert sorted((card.photo, card.page, card.index) for card in waiting) == [
        ("plain-left.jpg", 0, 0),
        ("two-on-one.jpg", 0, 0),
        ("two-on-one.jpg", 0, 1),
        ("two-pages.pdf", 0, 0),
        ("two-pages.pdf", 1, 1),
    ]
    assert all(card.run_id and inbox.home.picture(card.id).is_file() for card in waiting)


@pytest.mark.server
def test_the_same_bytes_under_other_names_are_noted_and_read_once(inbox, recorded):
    inbox.drop("plain-left.jpg", "a.jpg")
    inbox.drop("plain-left.jpg", "b.jpg")
    first = inbox.look()
    assert (first.read, first.duplicates) == (1, 1)
    inbox.drop("plain-left.jpg", "c.jpg")
    assert inbox.look() == Look(duplicates=1)
    assert recorded == ["a.jpg"]
    assert inbox.db.rows("SELECT name FROM arrivals ORDER BY number") == [("a.jpg",), ("b.jpg",), ("c.jpg",)]
    assert inbox.names() == [ANA]


@pytest.mark.server
def test_a_bad_photo_lies_aside_with_its_reason_and_stops_no_other(inbox, recorded):
    text, half, plain = (inbox.home.inbox / name for name in ("notas.jpg", "media foto.jpg", "sin nada.png"))
    text.write_text("Esto no es una foto")
    half.write_bytes((SAMPLES / "tilted.jpg").read_bytes()[:20_000])
    bad = {path.name: path.read_bytes() for path in (text, half)} | {plain.name: blank(plain)}
    good = inbox.drop("plain-left.jpg").read_bytes()
    look = inbox.look()
    assert (look.read, look.set_aside, look.waiting) == (1, 3, 1)
    reasons = inbox.aside()
    assert "no contiene ninguna foto" in reasons["notas.jpg"]
    assert "está dañado o a medias" in reasons["media foto.jpg"]
    assert "No se ve ningún texto" in reasons["sin nada.png"]
    assert {name: (inbox.home.set_aside / name).read_bytes() for name in reasons} == bad
    assert inbox.originals() == {good, bad["sin nada.png"]}
    assert list(inbox.home.inbox.iterdir()) == []
    assert inbox.look() == Look()


@pytest.mark.server
def test_a_photo_whose_original_somebody_took_away_is_told_and_read_when_it_comes_again(
    inbox, recorded, monkeypatch
):
    inbox.drop("plain-left.jpg", "ana.jpg")
    with monkeypatch.context() as stopping:
        stop_at(stopping, "flows.collect.lend", done=False)
        with pytest.raises(Stop):
            inbox.look()
    (unread_yet,) = unread(inbox.db)
    (inbox.home.cards / unread_yet.path).unlink()
    assert (look := inbox.look()).set_aside == 1, look
    told = (inbox.home.set_aside / "ana.jpg.reason.txt").read_text("utf-8")
    assert "ya no está" in told
    assert str(inbox.home.cards) in told
    assert inbox.look() == Look()
    inbox.drop("plain-left.jpg", "ana.jpg")
    assert (look := inbox.look()).waiting == 1, look


@pytest.mark.server
def test_in_a_store_that_homes_may_share_a_photo_that_lies_elsewhere_is_left_to_its_home(inbox, recorded):
    record_arrival(inbox.db, Arrival("ab" * 32, "otra.jpg", "elsewhere.jpg", 1, datetime.now(UTC)))
    url = f"sqlite:///{inbox.home.path / '..' / inbox.home.path.name / 'aroma.db'}"
    assert inbox.look(database_url=url) == Look()
    assert [photo.name for photo in unread(inbox.db)] == ["otra.jpg"]


@pytest.mark.server
def test_a_photo_that_was_set_aside_is_read_again_when_it_is_dropped_again(inbox, monkeypatch):
    inbox.drop("plain-left.jpg", "a.jpg")
    with monkeypatch.context() as broken:
        broken.setattr("flows.reading.read_photo", out_of_memory)
        assert inbox.look().set_aside == 1
    assert "MemoryError" in inbox.aside()["a.jpg"]
    inbox.drop("plain-left.jpg", "otra vez.jpg")
    assert inbox.look().read == 1
    assert [card.photo for card in cards(inbox.db)] == ["otra vez.jpg"]


def out_of_memory(*args: object, **facts: object) -> None:
    raise MemoryError


STEPS = (  # in their order: what comes before one of them comes after the one above it
    ("collect.record_arrival", False),
    ("inbox.finish", False),
    ("inbox.finish", True),
    ("collect.come_back", False),
    ("collect.come_back", True),
    ("collect.record_attempt", True),
    ("pairing.write", False),
    ("collect.record_cards", False),
    ("waits.open_wait", False),
    ("waits.record_run", False),
    ("waits.record_run", True),
    ("collect.set_aside", False),
    ("collect.record_set_aside", False),
    ("collect.record_set_aside", True),
    ("collect.write_missing_vcards", False),
    ("collect.open_waits", False),
)


@pytest.mark.server
@pytest.mark.parametrize(("step", "done"), STEPS)
def test_a_stop_at_any_step_loses_nothing_and_doubles_nothing(inbox, recorded, monkeypatch, step, done):
    photos = {inbox.drop("plain-left.jpg", "a.jpg").read_bytes(), blank(inbox.home.inbox / "nada.png")}
    put_off = inbox.desk.lay(name="pospuesta.jpg")
    postpone(inbox.db, put_off.id, date(2026, 1, 1), datetime.now(UTC))
    file_card(inbox.db, inbox.desk.lay(name="archivada.jpg").id, answer(), at=datetime.now(UTC))
    with monkeypatch.context() as broken:
        stop_at(broken, f"flows.{step}", done=done)
        with pytest.raises(Stop):
            inbox.look()
    for _ in range(2):
        inbox.look()
        waiting = cards(inbox.db, CardState.WAITING)
        assert sorted(card.photo for card in waiting) == ["a.jpg", "pospuesta.jpg"]
        with inbox.desk.runs() as runs:
            opened = [str(run.id) for run in runs.in_state(*StateType)]
        assert sorted(opened) == sorted(card.run_id for card in waiting)
        assert all(inbox.home.picture(card.id).is_file() for card in waiting)
        assert list(inbox.aside()) == ["nada.png"]
        assert sorted(path.name for path in inbox.home.set_aside.iterdir()) == [
            "nada.png",
            "nada.png.reason.txt",
        ]
        assert inbox.originals() == photos
        arrived = inbox.db.rows("SELECT name FROM arrivals WHERE name IN ('a.jpg', 'nada.png') ORDER BY name")
        assert arrived == [("a.jpg",), ("nada.png",)]
        assert list(inbox.home.inbox.iterdir()) == []
        assert unread(inbox.db) == ()
        assert len(list(inbox.home.people.glob("*.vcf"))) == 1


@pytest.mark.server
def test_a_photo_that_ends_the_process_each_time_is_given_up_alone_and_tried_again_when_dropped_again(
    inbox, recorded, monkeypatch
):
    inbox.drop("plain-left.jpg", "a.jpg")
    killer = inbox.drop("tilted.jpg", "b.jpg").read_bytes()
    digest = hashlib.sha256(killer).hexdigest()
    with monkeypatch.context() as broken:
        ends_the_process(broken, "b.jpg")
        with pytest.raises(Stop):
            inbox.look()
        assert [found.attempts for found in unread(inbox.db)] == [1, 1]
        with pytest.raises(Stop):
            inbox.look()
        assert [(found.name, found.attempts) for found in unread(inbox.db)] == [("b.jpg", 2)]
        while record_attempt(inbox.db, digest) < MOST_ATTEMPTS:
            pass
        assert inbox.look().set_aside == 1
    assert f"se cerró {MOST_ATTEMPTS} veces" in inbox.aside()["b.jpg"]
    assert photo(inbox.db, digest).state is PhotoState.SET_ASIDE
    assert inbox.look() == Look()
    inbox.drop("tilted.jpg", "b.jpg")
    assert inbox.look(pair_minutes=0).read == 1  # it reads as the other one does
    assert [card.photo for card in cards(inbox.db)] == ["a.jpg", "b.jpg"]


def ends_the_process(patch: pytest.MonkeyPatch, name: str) -> None:
    from flows.collect import _submit  # noqa: PLC0415 - what stands there before it is replaced

    def submit(settings, photo, lent):
        if photo.name == name:
            raise Stop
        return _submit(settings, photo, lent)

    patch.setattr("flows.collect._submit", submit)


@pytest.mark.server
def test_giving_a_photo_up_again_after_a_stop_leaves_one_reason(inbox, monkeypatch):
    path = inbox.drop("plain-left.jpg", "a.jpg")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with monkeypatch.context() as broken:
        ends_the_process(broken, "a.jpg")
        with pytest.raises(Stop):
            inbox.look()
    while record_attempt(inbox.db, digest) < MOST_ATTEMPTS:
        pass
    with monkeypatch.context() as broken:
        stop_at(broken, "flows.collect.record_set_aside", done=False)
        with pytest.raises(Stop):
            inbox.look()
    assert inbox.look().set_aside == 1
    assert list(inbox.aside()) == ["a.jpg"]


@pytest.mark.server
def test_several_photos_are_read_at_the_same_time(inbox, recorded, monkeypatch, read_once):
    both = Barrier(2, timeout=60)

    def read(path, *, name, **choices):
        both.wait()  # which a reader alone would never leave
        return photographed(read_once, name, path)

    monkeypatch.setattr("flows.tasks.read_cards", read)
    inbox.drop("plain-left.jpg")
    inbox.drop("tilted.jpg")
    assert inbox.look(workers=2).read == 2


@pytest.mark.server
def test_a_server_that_goes_away_leaves_the_cards_in_the_store_and_their_forms_to_the_next_look(
    inbox, recorded
):
    inbox.drop("plain-left.jpg")
    with pytest.raises(ServerError, match="aroma up"):
        inbox.look(port=free_port())
    [card] = cards(inbox.db, CardState.WAITING)
    assert card.run_id is None
    assert inbox.look() == Look(waiting=1)
    assert inbox.names() == [ANA]


@pytest.mark.server
def test_a_full_disk_is_said_and_the_photo_is_read_when_there_is_room_again(inbox, recorded, monkeypatch):
    inbox.drop("plain-left.jpg")
    with monkeypatch.context() as full:
        full.setattr("flows.pairing.write", no_space)
        state = collect_inbox(return_state=True)
    assert (state.name, "No queda espacio" in state.message) == ("Failed", True)
    with pytest.raises(HomeError):
        state.result()
    assert cards(inbox.db) == ()
    assert inbox.look().read == 1


def no_space(*args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.server
def test_the_run_tells_in_the_owners_language_what_the_look_brought(inbox, recorded):
    inbox.drop("plain-left.jpg")
    state = collect_inbox(return_state=True)
    assert state.message == "fotos leídas: 1; tarjetas que ahora te esperan: 1"
    assert state.result() == Look(read=1, waiting=1)


def test_one_look_at_a_time(desk):
    photo = Path(shutil.copy(SAMPLES / "plain-left.jpg", desk.settings.home.inbox))
    with locked(desk.settings.home.reading_file):
        look = look_into_inbox(desk.settings)
    assert look.text("es", desk.settings.home) == "ya se está mirando la bandeja"
    assert photo.is_file()
