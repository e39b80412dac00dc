from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest
from exports import ANA as ANA_CONTACT
from exports import IKER, linkedin
from prefect.client.schemas.actions import ArtifactCreate
from sqlalchemy import text
from stores import NOW, answer, photographed, reading
from waiting_cards import ANA, Desk, queue_pages, running, take_queue_pages_away

from data.cards import card, cards
from data.errors import NotFoundError
from data.forgotten import forgotten
from data.models import CardRead, CardState, Contact, Side, Value
from data.people import file_card, people, person
from data.photos import record_cards
from data.schema import METADATA
from data.vectors import meanings_about
from enrich.encoder import MODEL
from enrich.form_fields import nested
from enrich.prefill import prefill
from flows.asking import about
from flows.by_meaning import nearest
from flows.filing import write_missing_vcards
from flows.forget import forget_by_name
from flows.import_files import import_files
from flows.sync import sync_people
from flows.sync_asking import Asking
from flows.waits import open_waits

WHO = "Reparte turrón los martes"
LIA = Contact(name=Value("Lía Faro", "Lía Faro"), phones=(Value("+34600000075", "600 00 00 75"),))
NUMBERS = ("+34612345678", "612 34 56 78")
TRACES = ("Ana Prueba Inventada", "ANA PRUEBA", *NUMBERS, "ana@talleres-ejemplares.es", WHO)


def found_in(home: Path) -> dict[str, list[str]]:
    """The files of a home in which somebody is still to be found, as text or as JSON spells it out."""
    sought = {text: {text.encode(), json.dumps(text)[1:-1].encode()} for text in TRACES}
    found = {}
    for path in (path for path in home.rglob("*") if path.is_file()):
        content = path.read_bytes()
        held = [text for text, forms in sought.items() if any(form in content for form in forms)]
        if held:
            found[str(path.relative_to(home))] = held
    return found


def rows(desk: Desk) -> dict[str, int]:
    return {name: desk.db.rows(f"SELECT count(*) FROM {name}")[0][0] for name in METADATA.tables}  # noqa: S608


def original(desk: Desk, name: str) -> Path:
    """A photo among the originals, as it was taken from the inbox."""
    path = desk.settings.home.cards / name
    path.write_bytes(b"photo " + name.encode())
    return path


@pytest.fixture
def filed(desk) -> Desk:
    """A home with somebody on file, and somebody else."""
    laid = desk.lay()
    original(desk, "ana.jpg")
    file_card(desk.db, laid.id, answer(WHO, contact=ANA), at=NOW)
    other = desk.lay(LIA, "lia.jpg").id
    told = answer(
        "Cuida el faro",
        met_through="ana prueba inventada, la del turrón",
        contact=LIA,
    )
    file_card(desk.db, other, told, at=NOW)
    write_missing_vcards(desk.settings, desk.db)
    return desk


def forget(desk: Desk, who: str = "Ana Prueba Inventada", *, dry_run: bool = False) -> int:
    return forget_by_name(desk.settings, who, dry_run=dry_run, yes=True)


def test_a_dry_run_lists_everything_and_changes_nothing(filed, capsys):
    before = rows(filed), sorted(filed.settings.home.path.rglob("*"))
    assert forget(filed, dry_run=True) == 0
    would = capsys.readouterr().out
    assert (rows(filed), sorted(filed.settings.home.path.rglob("*"))) == before
    assert would.startswith("De Ana Prueba Inventada · Talleres Ejemplares, S.L. (1) se borraría:\n")
    assert "del almacén: la tarjeta, su foto, nombres" in would
    assert "archivo: people/000001.vcf" in would
    assert "archivo: cards/ana.jpg" in would
    assert forget(filed) == 0
    assert capsys.readouterr().out == would.replace("se borraría", "se ha borrado")


def test_nothing_of_somebody_is_left_but_what_others_say_of_them(filed, capsys):
    kept = person(filed.db, 2)
    assert forget(filed) == 0
    assert "También aparece en lo que escribiste de la persona 2" in capsys.readouterr().out
    assert people(filed.db) == (kept,)
    assert found_in(filed.settings.home.path) == {}
    assert [path.name for path in filed.settings.home.people.iterdir()] == ["000002.vcf"]
    with pytest.raises(NotFoundError):
        forget(filed)


def test_a_card_that_waits_is_forgotten_with_its_other_side(desk):
    photo = photographed(desk.db, "doble.jpg")
    sides = tuple(Side(reading(photo, "doble.jpg", card=place), ANA) for place in (0, 1))
    record_cards(desk.db, photo, [CardRead(sides, ANA)], at=NOW)
    [front] = cards(desk.db, CardState.WAITING)
    for side in (front.id, *front.others):
        desk.settings.home.picture(side).write_bytes(b"x")
    assert forget(desk, front.id) == 0
    assert not any(count for name, count in rows(desk).items() if name != "forgotten")
    assert not list(desk.settings.home.cards.glob("*.jpg"))


def test_a_photo_with_somebody_elses_card_stays_and_that_is_said(desk, capsys):
    photo = photographed(desk.db, "dos.jpg")
    path = original(desk, f"{photo}.jpg")
    faces = [CardRead((Side(reading(photo, card=at), who),), who) for at, who in enumerate((ANA, LIA))]
    ana, lia = record_cards(desk.db, photo, faces, at=NOW)
    assert forget(desk, ana) == 0
    assert f"La foto {path} se queda" in capsys.readouterr().out
    assert path.exists()
    assert [found.id for found in cards(desk.db)] == [lia]
    assert forget(desk, lia) == 0
    assert not path.exists()


def test_a_photo_that_was_set_aside_too_is_erased_with_its_reason(filed):
    aside = filed.settings.home.set_aside
    (aside / "ana.jpg").write_bytes((filed.settings.home.cards / "ana.jpg").read_bytes())
    (aside / "ana.jpg.reason.txt").write_text("ana.jpg\n\nborrosa\n")
    (aside / "otra.jpg").write_bytes(b"another")
    digest = hashlib.sha256((aside / "ana.jpg").read_bytes()).hexdigest()
    with filed.db.transaction() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in ("cards", "arrivals", "photos"):
            mine = "(SELECT sha256 FROM photos WHERE path = 'ana.jpg')"
            sets = f"UPDATE {table} SET sha256 = :new WHERE sha256 = {mine}"  # noqa: S608
            connection.execute(text(sets), {"new": digest})
    assert forget(filed) == 0
    assert [path.name for path in aside.iterdir()] == ["otra.jpg"]


def test_what_they_mean_is_forgotten_and_what_others_mean_is_made_again(filed):
    home = filed.settings.home
    assert nearest(filed.db, home, "turrón")
    assert home.sketches(MODEL).exists()
    assert forget(filed) == 0
    assert not home.sketches(MODEL).exists()
    assert not meanings_about(filed.db, MODEL, [1]).texts
    assert [near.person.name for near in nearest(filed.db, home, "Cuida el faro")] == ["Lía Faro"]
    assert home.sketches(MODEL).exists()


def test_a_forgotten_contact_is_left_out_of_the_next_import(desk, tmp_path, capsys):
    export = tmp_path / "Connections.csv"
    export.write_bytes(linkedin(ANA_CONTACT, IKER))
    assert import_files(desk.settings, [export]) == 0
    assert forget(desk, "Ana Ibáñez Peña") == 0
    capsys.readouterr()
    export.write_bytes(linkedin(ANA_CONTACT.replace("Torvalia", "Nueva"), IKER))
    assert import_files(desk.settings, [export]) == 0
    assert "1 sin cambios, 1 fuera, porque pediste olvidarlos" in capsys.readouterr().out
    assert [found.contact.name.value for found in cards(desk.db)] == ["Iker Sagasti"]


def test_those_who_are_the_same_person_are_forgotten_together(filed):
    with filed.db.transaction() as connection:
        connection.execute(text("UPDATE people SET merged_into = 1 WHERE number = 2"))
    assert forget(filed, "2") == 0
    assert people(filed.db) == ()
    assert not list(filed.settings.home.people.iterdir())
    assert not any(count for name, count in rows(filed).items() if name != "forgotten")


def test_a_card_from_an_address_book_does_not_come_back_with_the_next_look(filed, capsys):
    path = filed.settings.home.people / "nora.vcf"
    card_of_nora = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:nora-1\r\nFN:Nora Prueba\r\nEND:VCARD\r\n"
    path.write_bytes(card_of_nora)
    assert sync_people(filed.settings, Asking(None)) == 0
    [waits] = cards(filed.db, CardState.WAITING)
    assert forget(filed, waits.id) == 0
    assert not path.exists()
    assert forgotten(filed.db).has("people", "nora-1")
    assert not forgotten(filed.db).has("people", "nora-2")
    assert "nora" not in str(filed.db.rows("SELECT * FROM forgotten"))
    path.write_bytes(card_of_nora)
    assert sync_people(filed.settings, Asking(None)) == 1
    assert "nora.vcf" in capsys.readouterr().err
    assert cards(filed.db, CardState.WAITING) == ()


def test_without_a_terminal_and_without_yes_nothing_is_erased(filed, capsys):
    before = rows(filed)
    assert forget_by_name(filed.settings, "Ana Prueba Inventada", dry_run=False, yes=False) == 1
    assert "--yes" in capsys.readouterr().err
    assert rows(filed) == before


@pytest.fixture
def own_server(served_desk, prefect_server) -> Desk:
    """A home in which its Prefect server has its own."""
    here = served_desk.settings.home.prefect
    here.rmdir()
    here.symlink_to(prefect_server.environment["PREFECT_HOME"])
    return served_desk


@pytest.mark.server
def test_nothing_of_somebody_is_left_in_prefects_database_either(own_server, capsys):
    desk = own_server
    laid, other = desk.lay(), desk.lay(LIA, "lia.jpg")
    open_waits(desk.settings, desk.db)
    laid, other = desk.card(laid.id), desk.card(other.id)
    typed = prefill(laid.contact, None, "es") | {"who": WHO}
    with desk.runs() as runs, running(desk):
        take_queue_pages_away(runs)
        runs.client.create_artifact(
            ArtifactCreate(key="unenriched-cards", type="markdown", data="* Ana Prueba Inventada, 3 días")
        )
        runs.resume(laid.run_id, nested(typed, about(laid, desk.settings)))
        deadline = time.monotonic() + 90
        while desk.card(laid.id).state is not CardState.FILED:
            assert time.monotonic() < deadline
            time.sleep(0.5)
        time.sleep(5)  # until the server has written its events
    home = desk.settings.home
    (home.path / "runner.log").unlink()  # it is this test's
    assert "prefect.db" in str(found_in(home.prefect.resolve()))
    assert forget(desk) == 0
    assert "formularios y todo lo que quedó apuntado de ellos" in capsys.readouterr().out
    assert found_in(home.path) == found_in(home.prefect.resolve()) == {}
    with desk.runs() as runs:
        assert set(runs.find([laid.run_id, other.run_id])) == {other.run_id}
        assert runs.has_form(other.run_id, other.round)
        [queue] = queue_pages(runs)  # as it is without her
        take_queue_pages_away(runs)
        assert "Lía Faro" in queue.data
    assert card(desk.db, other.id).state is CardState.WAITING
