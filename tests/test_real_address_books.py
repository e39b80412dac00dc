"""The people folder with the programs that have to read it: khard, vdirsyncer and Radicale, as they are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import free_port
from stores import NOW, answer, waiting
from waiting_cards import Desk

from data.cards import cards
from data.models import CardState
from data.people import file_card, person
from flows.filing import write_missing_vcards
from flows.sync import sync_people
from flows.sync_asking import Asking

pytestmark = pytest.mark.addressbooks

BIN = Path(sys.executable).parent
OLD, NEW = "+34612345678", "+34600000074"
PATIENCE = 30.0


@pytest.fixture
def filed(desk) -> Desk:
    """A home with one person on file, whose card was written."""
    file_card(desk.db, waiting(desk.db), answer(), at=NOW)
    assert write_missing_vcards(desk.settings, desk.db) == 1
    return desk


def run(name: str, *arguments: str, typed: str = "", home: Path) -> str:
    """What the program says; it has to end well."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    command = [str(BIN / name), *arguments]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def sync(desk: Desk) -> int:
    return sync_people(desk.settings, Asking(None))


def phones(desk: Desk) -> set[str]:
    return {phone.value for phone in person(desk.db, 1).answer.contact.phones}


@pytest.fixture
def khard(filed, tmp_path):
    config = tmp_path / "khard.conf"
    config.write_text(
        f"[addressbooks]\n[[people]]\npath = {filed.settings.home.people}\n[vcard]\npreferred_version = 3.0\n"
    )
    return lambda *arguments, typed="": run(
        "khard", "-c", str(config), *arguments, typed=typed, home=tmp_path
    )


def test_khard_shows_somebody_with_their_numbers_and_who_they_are(filed, khard):
    assert OLD in khard("phone", "--parsable", "ana ruiz")
    assert "Quién es: Hace barcos de madera" in khard("show", "ana ruiz")


def test_a_phone_edited_in_khard_comes_in_and_khard_reads_what_aroma_writes_then(filed, khard, tmp_path):
    template = tmp_path / "ana.yaml"
    shown = khard("show", "--format", "yaml", "ana ruiz")
    template.write_text(shown.replace(OLD, "+34 600 000 074").replace("Birthday:", "Birthday: 1980-02-03"))
    khard("edit", "-i", str(template), "ana ruiz", typed="y\n")
    assert sync(filed) == 0
    assert NEW in phones(filed)
    assert OLD not in phones(filed)
    assert sync(filed) == 0
    assert "600 000 074" in khard("phone", "ana ruiz")
    assert "Birthday: " in khard("show", "ana ruiz")


def test_somebody_new_in_khard_waits(filed, khard, tmp_path):
    template = tmp_path / "lia.yaml"
    template.write_text("First name : Lía\nLast name : Prueba\nPhone :\n    cell : +34600000075\n")
    khard("new", "-a", "people", "-i", str(template))
    assert sync(filed) == 0
    [waits] = cards(filed.db, CardState.WAITING)
    assert waits.contact.name is not None
    assert (waits.contact.name.value, waits.source) == ("Lía Prueba", "people")


@dataclass(frozen=True, slots=True)
class Radicale:
    """A Radicale on this machine, with one address book."""

    url: str

    @property
    def book(self) -> str:
        return f"{self.url}/ana/people/"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> str:
        given = {"Authorization": "Basic YW5hOng=", **headers}  # ana:x
        request = urllib.request.Request(path, body.encode() or None, given, method=method)  # noqa: S310 - http on loopback
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
            return reply.read().decode()


@contextmanager
def radicale_on(folder: Path) -> Iterator[Radicale]:
    port = free_port()
    options = [
        *("--config", ""),
        *("--server-hosts", f"127.0.0.1:{port}"),
        *("--storage-filesystem-folder", str(folder / "radicale")),
        *("--auth-type", "none"),
        *("--rights-type", "authenticated"),
    ]
    with (folder / "radicale.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", *options], stdout=log, stderr=log, start_new_session=True
        )
    try:
        server = Radicale(f"http://127.0.0.1:{port}")
        deadline = time.monotonic() + PATIENCE
        while not answers(server):
            assert process.poll() is None, (folder / "radicale.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield server
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.wait(15)


def answers(server: Radicale) -> bool:
    try:
        server.ask("GET", f"{server.url}/.web/")
    except (urllib.error.URLError, OSError):
        return False
    return True


MAKE_BOOK = """<?xml version="1.0" encoding="utf-8"?>
<create xmlns="DAV:" xmlns:CR="urn:ietf:params:xml:ns:carddav"><set><prop>
<resourcetype><collection/><CR:addressbook/></resourcetype><displayname>people</displayname>
</prop></set></create>"""


@pytest.fixture
def radicale(tmp_path) -> Iterator[Radicale]:
    with radicale_on(tmp_path) as server:
        server.ask("MKCOL", server.book, MAKE_BOOK)
        yield server


@pytest.fixture
def vdirsyncer(filed, radicale, tmp_path):
    config = tmp_path / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{tmp_path / "status"}"\n'
        '[pair people]\na = "here"\nb = "there"\ncollections = [["people", "people", "people"]]\n'
        f'[storage here]\ntype = "filesystem"\npath = "{filed.settings.home.path}"\nfileext = ".vcf"\n'
        f'[storage there]\ntype = "carddav"\nurl = "{radicale.url}/ana/"\nusername = "ana"\npassword = "x"\n'
    )
    run("vdirsyncer", "-c", str(config), "discover", typed="y\n" * 4, home=tmp_path)
    return lambda: run("vdirsyncer", "-c", str(config), "sync", home=tmp_path)


def test_radicale_gets_the_card_as_it_is_and_nothing_comes_back_by_itself(filed, radicale, vdirsyncer):
    before = (filed.settings.home.people / "000001.vcf").read_bytes()
    vdirsyncer()
    [there] = on_server(radicale).values()
    assert f"UID:{person(filed.db, 1).uid}" in there
    assert OLD in there
    vdirsyncer()
    assert sync(filed) == 0
    assert (filed.settings.home.people / "000001.vcf").read_bytes() == before


def on_server(radicale: Radicale) -> dict[str, str]:
    """The cards that the server has, by their addresses."""
    query = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
    listed = radicale.ask("PROPFIND", radicale.book, query, Depth="1")
    pieces = [piece.partition("</href>")[0] for piece in listed.split("<href>")[1:]]
    return {path: radicale.ask("GET", radicale.url + path) for path in pieces if path.endswith(".vcf")}


def test_a_phone_corrected_on_ones_telephone_comes_in_and_its_picture_stays(filed, radicale, vdirsyncer):
    vdirsyncer()
    [(path, there)] = on_server(radicale).items()
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQEASABI\r\n"
    edited = there.replace(OLD, "+34 600 000 074").replace(
        "END:VCARD", f"{photo}BDAY:1980-02-03\r\nEND:VCARD"
    )
    radicale.ask("PUT", radicale.url + path, edited, **{"Content-Type": "text/vcard"})
    vdirsyncer()
    assert sync(filed) == 0
    assert phones(filed) == {NEW, "+34986123456"}
    vdirsyncer()
    assert sync(filed) == 0
    [there] = on_server(radicale).values()
    for kept in ("/9j/4AAQSkZJRgABAQEASABI", "BDAY:1980-02-03", "600 000 074"):
        assert kept in there
    assert not any(line.startswith("TEL") and OLD in line for line in there.splitlines())
    assert f"teléfono anterior: {OLD}" in there.replace("\r\n ", "")


def test_a_contact_made_on_ones_telephone_waits_and_one_deleted_there_is_told(
    filed, radicale, vdirsyncer, capsys
):
    vdirsyncer()
    [path] = on_server(radicale)
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:lia-1\r\nFN:Lía Prueba\r\nTEL:+34600000075\r\nEND:VCARD\r\n"
    radicale.ask("PUT", f"{radicale.book}lia-1.vcf", card, **{"Content-Type": "text/vcard"})
    radicale.ask("DELETE", radicale.url + path)
    vdirsyncer()
    assert sync(filed) == 1
    assert "aroma forget 1" in capsys.readouterr().err
    assert [card.contact.name.value for card in cards(filed.db, CardState.WAITING)] == ["Lía Prueba"]
    assert person(filed.db, 1).answer == answer(), "nobody is forgotten by a slip of the thumb"
