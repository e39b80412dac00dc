"""The whole way of a card, with the real thing at each step: `aroma up`, a photo, Chromium, a vCard."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import vobject
from conftest import free_port
from form_page import FormPage
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.tesseract]

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
SENTENCE = "Lleva las cuentas de medio mercado y toca el acordeón en las fiestas"
PATIENCE = 240.0  # seconds; each step starts a process, and two busy cores may need them


class Aroma:
    """`aroma up` on a home of its own, as its user types it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home.parent / "aroma.log"
        self.environment = os.environ | {
            "AROMA_HOME": str(home),
            "AROMA_LANGUAGE": "es",
            "AROMA_REGION": "ES",
            "AROMA_PORT": str(free_port()),
            "AROMA_SETTLE": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *arguments: str) -> list[str]:
        return [str(Path(sys.executable).with_name("aroma")), *arguments]

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command("up"), env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.until(lambda: "Para parar, Ctrl-C" in self.said())

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def kill(self) -> None:
        """Power failure for Aroma and its runs; the server is in a session of its own, and stays."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.write_text("")

    def lose_server(self) -> int:
        """Its server is killed; the exit status with which Aroma ends by itself."""
        assert self.process is not None
        os.kill(self.server_pid(), signal.SIGKILL)
        return self.process.wait(30)  # asking for it would take minutes

    def under_way(self) -> bool:
        """Whether a photo was taken and is not read yet."""
        with closing(sqlite3.connect(self.home / "aroma.db")) as store:
            return bool(store.execute("SELECT 1 FROM photos WHERE state = 'claimed'").fetchone())

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, wished: Callable[[], Any]) -> Any:
        """What `wished` gives, once it gives something."""
        assert self.process is not None
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := wished():
                return found
            assert self.process.poll() is None, self.said()
            time.sleep(2)  # what is asked may cost as much as what is waited for
        raise AssertionError(f"not within {PATIENCE} s: {self.said()}")

    def waiting(self) -> list[dict[str, Any]]:
        """The cards that wait and have their form."""
        told = self.run("waiting", "--json").splitlines()
        return [card for card in map(json.loads, told) if card["link"]]

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def server_pid(self) -> int:
        return int((self.home / "prefect" / "server.pid").read_text())


@pytest.fixture
def aroma(tmp_path):
    made = Aroma(tmp_path / "Aroma")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop()


def test_a_photo_dropped_into_the_inbox_becomes_a_person_on_file(aroma, chromium, tmp_path):
    aroma.start()
    # The look at the start is over or under way: what brings this photo in is the watch.
    shutil.copy(SAMPLES / "plain-left.jpg", aroma.home / "inbox" / "tarjeta de Ana (1).jpg")
    (card,) = aroma.until(aroma.waiting)
    assert card["name"] == "Ana Ibáñez Peña"
    assert card["photo"] == "tarjeta de Ana (1).jpg"

    aroma.kill()
    aroma.start()
    shutil.copy(SAMPLES / "tilted.jpg", aroma.home / "inbox")
    aroma.until(aroma.under_way)
    assert aroma.lose_server() == 1  # though a look is under way that wants the server
    assert "server.log" in aroma.said()
    aroma.log.write_text("")
    aroma.start()
    assert card["card"] in [one["card"] for one in aroma.until(aroma.waiting)]  # whatever happens to Aroma

    form = FormPage.open(chromium, card["link"])
    expect(form.picture).to_be_visible()
    expect(form.field("name")).to_have_value("Ana Ibáñez Peña")
    form.field("who").fill("Ana Ibáñez Peña")  # which says nothing that the card does not
    form.submit()

    asked = form.asked_again()
    expect(asked.field("who")).to_have_value("Ana Ibáñez Peña")
    asked.field("who").fill(SENTENCE)
    asked.submit()
    expect(asked.page.get_by_text("Completed").first).to_be_visible()

    (file,) = aroma.until(lambda: list((aroma.home / "people").glob("*.vcf")))
    read = vobject.readOne(file.read_text("utf-8"))
    assert read.fn.value == "Ana Ibáñez Peña"
    assert SENTENCE in read.note.value
    assert [one["photo"] for one in aroma.until(aroma.waiting)] == ["tilted.jpg"]
    assert SENTENCE in aroma.run("who", "acordeon")

    server = aroma.server_pid()
    assert aroma.stop() == 0
    assert aroma.said().rstrip().endswith("cuando quieras.")
    assert "Traceback" not in aroma.said()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
