"""A home is backed up while Aroma runs on it, restored elsewhere and started there: all still wait."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import START_SECONDS, free_port
from stores import NOW, answer
from waiting_cards import ANA, Desk

from data.database import open_database
from data.models import Value
from data.people import file_card
from flows.settings import Settings

pytestmark = pytest.mark.server

ROOT = Path(__file__).parent.parent
AROMA = (sys.executable, "-c", "from flows.cli import main; main()")
NAMES = ("Ana Prueba Inventada", "Iker Prueba Inventada", "Lía Prueba Inventada")


class Owner:
    """Somebody who types in a terminal, with a home and a port of their own."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home_folder=home, language="en", region="ES", port=free_port())
        self.log = home.with_name(f"{home.name}.log")
        plain = {name: value for name, value in os.environ.items() if not name.startswith("AROMA_")}
        self.environment = plain | {
            "AROMA_HOME": str(home),
            "AROMA_LANGUAGE": "en",
            "AROMA_PORT": str(self.settings.port),
            "PYTHONPATH": str(ROOT),
        }

    def type(self, *words: str) -> str:
        done = subprocess.run(
            [*AROMA, *words], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    @contextmanager
    def up(self) -> Iterator[None]:
        """Aroma runs on this home, and is stopped by Ctrl-C at the end."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [*AROMA, "up"], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            deadline = time.monotonic() + 3 * START_SECONDS
            while "Stop with Ctrl-C" not in self.log.read_text("utf-8"):
                assert process.poll() is None, self.log.read_text("utf-8")
                assert time.monotonic() < deadline, self.log.read_text("utf-8")
                time.sleep(0.5)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(120) == 0, self.log.read_text("utf-8")

    def waiting(self) -> dict[str, Any]:
        """The cards that wait, by their names, each with the link of its form."""
        cards = map(json.loads, self.type("waiting", "--json").splitlines())
        return {card["name"]: card for card in cards}


def test_a_home_restored_from_a_backup_of_a_running_one_has_the_same_waits(tmp_path, lay_rows):
    here, there = Owner(tmp_path / "here"), Owner(tmp_path / "there")
    here.settings.home.prepare()
    lay_rows(here.settings.home.prefect)
    desk = Desk(here.settings, open_database(here.settings.store_url))
    for number, name in enumerate(NAMES):
        desk.lay(replace(ANA, name=Value(name, name.upper())), f"{number}.jpg")
    known = desk.lay(replace(ANA, name=Value("Noa Prueba Conocida", "NOA PRUEBA CONOCIDA")), "noa.jpg")
    file_card(desk.db, known.id, answer(contact=known.contact), at=NOW)
    archive = str(tmp_path / "aroma.zip")
    with here.up():
        told = here.type("backup", archive)
        before = here.waiting()
        assert "Ctrl-C" in refusal_to(here, archive)
    assert "people: 1; cards that wait: 3" in told
    there.type("restore", archive)
    lay_rows(there.settings.home.prefect)
    with there.up():
        after = there.waiting()
    assert sorted(after) == sorted(NAMES) == sorted(before)
    assert {name: card["card"] for name, card in after.items()} == {
        name: card["card"] for name, card in before.items()
    }
    assert all(card["link"].startswith(there.settings.ui_url) for card in after.values())
    assert there.type("who", "conocida") == here.type("who", "conocida")


def refusal_to(owner: Owner, archive: str) -> str:
    """What is said where a home in use is to be restored."""
    done = subprocess.run(
        [*AROMA, "restore", archive], env=owner.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    return done.stderr
