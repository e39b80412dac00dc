from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import free_port
from stores import NOW, answer, waiting

from data.database import open_database
from data.people import file_card
from data.texts import say
from flows import doctor
from flows.doctor import Health, findings, show_health
from flows.home import Home


@pytest.fixture
def environ(tmp_path, monkeypatch) -> dict[str, str]:
    """The settings of a home that is not there yet, in English; nothing of the tester's own."""
    for name in [name for name in os.environ if name.startswith("AROMA_")]:
        monkeypatch.delenv(name)
    chosen = {"AROMA_HOME": str(tmp_path / "Aroma"), "AROMA_LANGUAGE": "en", "AROMA_PORT": str(free_port())}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    return chosen


@pytest.fixture
def home(environ) -> Home:
    return Home(Path(environ["AROMA_HOME"]))


def found(subject: str) -> tuple[Health, str]:
    """How `subject` is, and the sentence about it."""
    return next((one.health, one.text.text("en")) for one in findings() if one.subject == subject)


def test_nothing_is_made_by_looking(environ, home):
    health, text = found("home")
    assert (health, text.startswith(f"{home.path} is not there yet.")) == (Health.OK, True)
    assert found("store") == (Health.OK, say("doctor.store-new", "en"))
    assert not home.path.exists()


def test_a_folder_that_happens_to_be_there_stays_as_it_is(environ, home):
    home.path.mkdir()
    assert found("home")[0] is Health.OK
    assert list(home.path.iterdir()) == []


def test_a_home_that_is_a_file_is_wrong(environ, home):
    home.path.write_text("")
    health, text = found("home")
    assert health is Health.WRONG
    assert "is not a folder" in text


def test_a_store_and_an_inbox_are_counted(environ, home, migrated):
    home.prepare()
    shutil.copy(migrated, home.database)
    db = open_database(home.database_url)
    file_card(db, waiting(db), answer(), at=NOW)
    waiting(db, "otra.jpg")
    (home.inbox / "a.jpg").write_text("")
    (home.set_aside / "b.jpg.reason.txt").write_text("")
    assert found("store") == (Health.OK, say("doctor.store-ok", "en", people=1, waiting=1))
    told = say("doctor.inbox-aside", "en", count=1, aside=1, folder=home.set_aside)
    assert found("inbox") == (Health.OK, told)


def test_a_store_that_is_no_database_is_wrong(environ, home):
    home.prepare()
    home.database.write_text("This is no database, however long it may be. " * 100)
    assert found("store")[0] is Health.WRONG


@pytest.mark.tesseract
def test_tesseract_and_its_languages_are_told(environ):
    health, text = found("tesseract")
    assert health is Health.OK
    assert "eng" in text


def test_a_missing_tesseract_is_a_warning_with_what_to_type(environ, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    health, text = found("tesseract")
    assert health is Health.WARNING
    assert text.split("Type: ")[1].startswith(("sudo apt-get install", "brew install"))


def test_a_missing_language_is_a_warning_that_names_it(environ, monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo tesseract 5.3.0\n'
        '[ "$1" = --list-langs ] && printf "List of available languages (1):\\neng\\n"\nexit 0\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    health, text = found("tesseract")
    assert health is Health.WARNING
    assert text.startswith("5.3.0 has no data for: spa, cat")


def test_a_wrong_setting_is_named_and_the_rest_is_looked_at_all_the_same(environ, monkeypatch):
    monkeypatch.setenv("AROMA_READER", "eyes")
    health, text = found("settings")
    assert health is Health.WRONG
    assert "reader" in text
    assert "both, rapidocr, tesseract" in text
    assert found("python")[0] is Health.OK


def test_a_port_that_another_program_has_is_wrong(environ):
    assert found("server") == (Health.OK, say("doctor.server-off", "en"))
    with socket.socket() as door:
        door.bind(("127.0.0.1", int(environ["AROMA_PORT"])))
        door.listen()
        health, text = found("server")
    assert health is Health.WRONG
    assert environ["AROMA_PORT"] in text


def test_two_packages_that_own_cv2_are_wrong(environ, monkeypatch):
    assert found("packages")[0] is Health.OK
    monkeypatch.setattr(doctor, "_installed", lambda name: name == "opencv-python")
    health, text = found("packages")
    assert health is Health.WRONG
    assert "make clean setup" in text


def test_a_package_that_is_missing_is_named(environ, monkeypatch):
    def version(name: str) -> str:
        if name == "rapidocr":
            raise doctor.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    assert found("packages") == (Health.WRONG, "rapidocr is missing. Type: make setup")


def test_a_warning_is_a_success_and_what_is_wrong_is_not(environ, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert show_health(environ, json=False) == 0
    assert "! Tesseract" in capsys.readouterr().out
    monkeypatch.setenv("AROMA_READER", "eyes")
    assert show_health(environ, json=False) == 1
    assert "✗ Settings" in capsys.readouterr().out


def test_a_script_gets_one_line_of_json_a_check(environ):
    program = Path(sys.executable).with_name("aroma")
    done = subprocess.run([program, "doctor", "--json"], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["subject"] for line in lines] == [
        "python",
        "packages",
        "tesseract",
        "settings",
        "home",
        "store",
        "inbox",
        "server",
    ]
    assert {frozenset(line) for line in lines} == {frozenset({"subject", "health", "text"})}
    assert done.stderr == ""
