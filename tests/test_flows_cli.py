from __future__ import annotations

import io
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import free_port
from drawn_cards import card, photo, saved
from PIL import Image
from stores import answer, waiting
from test_ocr_pdf import locked as pdf_with_password

from data.database import open_database
from data.people import file_card
from flows.cli import COMMANDS, called
from flows.home import Home

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data" / "samples"
PROGRAM = str(Path(sys.executable).with_name("aroma"))
NAMES = [called(command) for command in COMMANDS]
INTERRUPTED = {"en": "Interrupted. Nothing is lost.", "es": "Interrumpido. No se pierde nada."}
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Terminal:
    """Somebody who types `aroma …` with a home of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        plain = {name: value for name, value in os.environ.items() if not name.startswith("AROMA_")}
        self.environment = plain | {
            "AROMA_HOME": str(home),
            "AROMA_LANGUAGE": "en",
            "AROMA_READER": "rapidocr",
            "AROMA_PORT": "1024",  # where nobody listens
            "COLUMNS": "200",
            "NO_COLOR": "1",
        }

    def type(self, *arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
        """What the program did; nothing that it says is Python's."""
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            env=self.environment | changes,
            cwd=self.home.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def refused(self, status: int, *arguments: str | Path, **changes: str) -> str:
        """The one sentence on stderr with which the program ended."""
        done = self.type(*arguments, **changes)
        assert (done.returncode, done.stdout) == (status, ""), done.stderr
        [sentence] = done.stderr.splitlines()
        return sentence

    def python(self, source: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """The same program, started by a line of Python that may do something to it first."""
        return subprocess.run(
            [sys.executable, "-c", source],
            env=self.environment | changes,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    return Terminal(tmp_path / "Aroma")


@pytest.fixture
def stored(terminal, migrated) -> Terminal:
    """A home in which Ana is on file and another card waits."""
    home = Home(terminal.home)
    home.prepare()
    shutil.copy(migrated, home.database)
    db = open_database(home.database_url)
    file_card(db, waiting(db), answer(), at=NOW)
    waiting(db, "otra.jpg")
    return terminal


@pytest.mark.parametrize("command", NAMES)
def test_every_command_has_help_with_an_example_in_both_languages(terminal, command):
    english = terminal.type(command, "--help")
    spanish = terminal.type(command, "--help", AROMA_LANGUAGE="es")
    assert (english.returncode, spanish.returncode) == (0, 0)
    assert f"Usage: aroma {command}" in english.stdout
    assert f"Example: aroma {command}" in english.stdout
    assert f"Uso: aroma {command}" in spanish.stdout
    assert f"Ejemplo: aroma {command}" in spanish.stdout
    for word in ("Usage", "Options", "Arguments", "OPTIONS", "ARGS", "required", "default", "Path", "Show"):
        assert word not in spanish.stdout


def test_the_program_alone_shows_all_its_commands(terminal):
    help_page = terminal.type("--help", AROMA_LANGUAGE="es").stdout
    assert all(name in help_page for name in NAMES)
    assert "Órdenes" in help_page
    for word in ("Usage", "Options", "Commands", "COMMAND", "ARGS"):
        assert word not in help_page
    alone = terminal.type(AROMA_LANGUAGE="es")
    assert (alone.returncode, alone.stdout) == (0, help_page)


def test_the_language_is_that_of_the_locale_where_none_is_set(terminal):
    assert "Órdenes" in terminal.type("--help", AROMA_LANGUAGE="", LC_ALL="es_MX.UTF-8").stdout


def test_the_version_is_told(terminal):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert terminal.type("--version").stdout == f"aroma {project['version']}\n"


@pytest.mark.parametrize(
    ("arguments", "english", "spanish"),
    [
        (["lend"], "There is no command lend. Look at: aroma --help", "No existe la orden lend."),
        (["read"], "PHOTO is missing. Look at: aroma read --help", "Falta FOTO. Mira: aroma read --help"),
        (["who", "--loud"], "There is no option --loud.", "No existe la opción --loud."),
        (["waiting", "room"], "(room)", "(room)"),
    ],
)
def test_a_command_line_that_is_wrong_is_said_in_a_sentence(terminal, arguments, english, spanish):
    assert english in terminal.refused(2, *arguments)
    assert spanish in terminal.refused(2, *arguments, AROMA_LANGUAGE="es")


@pytest.mark.parametrize("command", [["up"], ["waiting"], ["read", "x.jpg"]])
def test_a_wrong_setting_is_named_with_what_is_allowed(terminal, command):
    sentence = terminal.refused(2, *command, AROMA_PORT="80")
    assert "port" in sentence
    assert "1024 to 65535" in sentence
    assert "AROMA_PORT" in sentence


def test_a_setting_that_does_not_exist_is_named_with_its_file(terminal):
    terminal.home.mkdir()
    (terminal.home / "aroma.toml").write_text("colour = 'red'\n")
    sentence = terminal.refused(2, "waiting")
    assert "colour" in sentence
    assert "aroma.toml" in sentence


HEAVY = ("prefect", "pydantic_settings", "sqlalchemy", "cv2", "rapidocr", "numpy")


@pytest.mark.parametrize("arguments", [["who", "barcos"], ["--help"], ["--version"], ["read", "--help"]])
def test_what_is_to_answer_at_once_imports_nothing_heavy(stored, arguments):
    source = (
        "import sys; from flows.cli import run;"
        f"run({arguments!r}); print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = stored.python(source)
    assert done.stderr.splitlines()[-1] == "[]"


# ── aroma read ──────────────────────────────────────────────────────────────────────────────────────


def bomb() -> bytes:
    """A PNG of 20,000 × 20,000 pixels in a few hundred bytes; its header is true, its pixels are missing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(60_001))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def plain() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 400), "#7a8b99").save(file, "PNG")
    return file.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpg": (lambda: b"", "empty.jpg is empty"),
    "half.jpg": (lambda: (SAMPLES / "tilted.jpg").read_bytes()[:20_000], "half.jpg is damaged"),
    "text.jpg": (lambda: b"This is no photo.\n", "text.jpg holds no photo"),
    "bomb.png": (bomb, "bomb.png has 400 megapixels"),
    "plain.png": (plain, "No text can be seen in plain.png"),
    "secret.pdf": (pdf_with_password, "secret.pdf is a PDF with a password"),
    "with spaces\nand 🌹.jpg": (lambda: b"no", r"with spaces\nand 🌹.jpg holds no photo"),
}
ODD = {
    "folder.jpg": "folder.jpg is a folder",
    "link.jpg": "link.jpg is a link",
    "missing.jpg": "missing.jpg is not there",
    "pipe.jpg": "pipe.jpg is not an ordinary file",
}


@pytest.fixture
def photos(tmp_path) -> list[Path]:
    """A good photo among many that are none."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content())
    (folder / "folder.jpg").mkdir()
    (folder / "link.jpg").symlink_to(SAMPLES / "plain-left.jpg")
    os.mkfifo(folder / "pipe.jpg")
    shutil.copy(SAMPLES / "plain-left.jpg", folder / "good 🌷\nphoto.jpg")
    return [*(folder / name for name in (*BAD, *ODD)), folder / "good 🌷\nphoto.jpg"]


def test_each_bad_photo_is_said_in_a_sentence_and_the_good_one_is_read(terminal, photos):
    done = terminal.type("read", *photos)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    expected = [*(sentence for _, sentence in BAD.values()), *ODD.values()]
    assert len(said) == len(expected)
    for line, sentence in zip(said, expected, strict=True):
        assert line.startswith(sentence)
    assert done.stdout.startswith("good 🌷\\nphoto.jpg\n")
    assert "Ana Ibáñez Peña" in done.stdout
    assert not terminal.home.exists()


def test_json_has_one_line_a_card_of_the_same_shape_for_good_and_for_bad(terminal, photos):
    done = terminal.type("read", "--json", *photos)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(photos)
    for line in lines:
        keys = ["photo", "sha256", "card", "box", "seconds", "error", "fields", "sides", "lines", "codes"]
        assert list(line) == keys
    *bad, good = lines
    for line in bad:
        assert (line["fields"], line["box"], line["lines"], line["card"]) == (None, None, [], 0)
        assert line["sides"] == []
    assert [line["sha256"] for line in bad[: len(BAD)]] == [
        sha256(path.read_bytes()).hexdigest() for path in photos[: len(BAD)]
    ]
    assert all(sentence in line["error"] for line, (_, sentence) in zip(bad, BAD.values(), strict=False))
    assert good["error"] is None
    assert good["fields"]["name"]["value"] == "Ana Ibáñez Peña"
    assert {"value", "raw", "confidence", "doubt", "kind"} == set(good["fields"]["phones"][0])
    assert good["lines"][0].keys() == {"text", "confidence", "box"}


def test_front_and_back_on_two_photos_are_one_card_where_that_is_asked_for(terminal, tmp_path):
    back = card(("Rosas Inventadas", "www.rosas.example"))
    photos = [
        saved(photo(each), tmp_path / name) for each, name in ((card(), "front.png"), (back, "back.png"))
    ]
    apart = terminal.type("read", "--json", *photos).stdout.splitlines()
    assert [len(json.loads(line)["sides"]) for line in apart] == [1, 0]  # the back is no contact by itself
    (line,) = terminal.type("read", "--json", "--pair", *reversed(photos)).stdout.splitlines()
    read = json.loads(line)
    assert [side["photo"] for side in read["sides"]] == ["front.png", "back.png"]
    assert read["sha256"] == sha256(photos[0].read_bytes()).hexdigest()
    assert read["fields"]["name"]["value"] == "Marta Ejemplo Prado"
    assert [site["value"] for site in read["fields"]["websites"]] == ["www.rosas.example"]
    page = terminal.type("read", "--pair", *photos).stdout
    assert page.startswith("front.png + back.png\n")


def test_a_good_photo_alone_is_a_success(terminal):
    done = terminal.type("read", SAMPLES / "plain-left.jpg", AROMA_LANGUAGE="es")
    assert (done.returncode, done.stderr) == (0, "")
    assert "teléfono" in done.stdout


def test_a_mistake_of_a_reader_is_said_in_a_sentence_and_stops_no_other_photo(terminal):
    source = (
        "import flows.reading; real = flows.reading.read_photo\n"
        "def read(path, **choices):\n"
        "    if path.name == 'tilted.jpg': raise ZeroDivisionError\n"
        "    return real(path, **choices)\n"
        "flows.reading.read_photo = read\n"
        "import sys; from flows.cli import main\n"
        f"sys.argv = ['aroma', 'read', '{SAMPLES}/tilted.jpg', '{SAMPLES}/plain-left.jpg']\n"
        "main()"
    )
    done = terminal.python(source)
    assert done.returncode == 1
    assert "Ana Ibáñez Peña" in done.stdout
    [sentence] = done.stderr.splitlines()
    assert "ZeroDivisionError" in sentence


@pytest.mark.parametrize("language", ["en", "es"])
def test_ctrl_c_ends_reading_with_a_sentence(terminal, language):
    source = (
        "import flows.reading, signal, sys, threading; from flows.cli import main\n"
        # Whoever started the tests in the background may have had Ctrl-C ignored for all that they start.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "go = threading.Event()\n"
        "def read(path, **choices):\n"
        "    print('reading', flush=True); go.wait(1); return ()\n"
        "flows.reading.read_photo = read\n"
        f"sys.argv = ['aroma', 'read'] + [{str(SAMPLES / 'tilted.jpg')!r}] * 50\n"
        "main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source],
        env=terminal.environment | {"AROMA_LANGUAGE": language, "AROMA_WORKERS": "1"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (
        said
        == {"en": "Interrupted. Nothing is lost.\n", "es": "Interrumpido. No se pierde nada.\n"}[language]
    )


def test_nobody_who_reads_on_is_no_mistake(stored):
    for arguments in (["waiting"], ["who", "ana"], ["doctor", "--json"]):
        with subprocess.Popen(
            [PROGRAM, *arguments], env=stored.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""


def test_a_terminal_that_cannot_show_every_letter_stops_nothing(stored):
    done = stored.type("who", "ana", PYTHONIOENCODING="ascii", AROMA_LANGUAGE="es")
    assert done.returncode == 0
    assert "Ana Ruiz Pe?a" in done.stdout


# ── aroma who, waiting, collect, review ─────────────────────────────────────────────────────────────


def test_before_anybody_is_on_file_who_says_how_to_begin(terminal):
    assert "aroma up" in terminal.refused(1, "who", "ana")
    assert not terminal.home.exists()


def test_who_finds_by_any_word_without_accents(stored):
    done = stored.type("who", "ria", "remo")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Ana Ruiz Peña · Carpintera de ribera · Astilleros Ruiz, S.L.\n")
    assert (
        done.stdout.index("WHO THEY ARE") < done.stdout.index("WHAT I CAN DO") < done.stdout.index("HOW TO")
    )


def test_who_finds_a_card_that_waits_and_says_so(stored):
    assert "this card waits for you" in stored.type("who", "ana").stdout


def test_who_says_that_nobody_was_found(stored):
    assert "zzz" in stored.refused(1, "who", "zzz")
    assert stored.refused(1, "who", "zz", "\udcff")


def test_who_gives_a_script_one_line_of_json_a_person(stored):
    found = [json.loads(line) for line in stored.type("who", "--json", "remo").stdout.splitlines()]
    assert [person["name"] for person in found] == ["Ana Ruiz Peña"]


def test_waiting_says_where_to_drop_photos_when_no_card_waits(terminal, migrated):
    Home(terminal.home).prepare()
    shutil.copy(migrated, terminal.home / "aroma.db")
    done = terminal.type("waiting")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(terminal.home / "inbox") in done.stdout
    assert terminal.type("waiting", "--json").stdout == ""


def test_waiting_tells_that_the_links_need_aroma_running(stored):
    done = stored.type("waiting")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ana Ruiz Peña · Astilleros Ruiz, S.L." in done.stdout
    assert "aroma up" in done.stdout


@pytest.mark.parametrize("command", ["collect", "review"])
def test_where_the_server_is_away_the_sentence_says_how_to_start_it(stored, command):
    assert "aroma up" in stored.refused(1, command)


# ── homes, ports, and what nobody foresaw ───────────────────────────────────────────────────────────


def test_a_home_that_cannot_be_is_said(terminal):
    file = terminal.home.parent / "file"
    file.write_text("")
    for home in (file, file / "Aroma", Path("/sys/aroma")):  # the last where nobody may write, root neither
        done = terminal.type("up", AROMA_HOME=str(home))
        assert done.returncode == 1
        [sentence] = done.stderr.splitlines()
        assert str(home) in sentence
        assert "AROMA_HOME" in sentence


def test_a_home_that_another_aroma_holds_is_said_with_its_process(terminal):
    source = (
        "import sys, time; from pathlib import Path; from flows.home import Home\n"
        f"home = Home(Path({str(terminal.home)!r})); home.prepare()\n"
        "with home.hold(): print('on', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "on\n"
            done = terminal.type("up")
        finally:
            holder.kill()
    assert done.returncode == 1
    assert f"kill {holder.pid}" in done.stderr


def test_a_port_that_another_program_has_is_said(terminal):
    port = free_port()
    with socket.socket() as door:
        door.bind(("127.0.0.1", port))
        door.listen()
        done = terminal.type("up", AROMA_PORT=str(port))
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert str(port) in sentence
    assert "AROMA_PORT" in sentence


def test_what_nobody_foresaw_is_a_sentence_and_its_details_lie_in_a_file(terminal, tmp_path):
    source = (
        "import sys, flows.who; from flows.cli import main\n"
        "def fail(*args, **facts): raise ZeroDivisionError('details')\n"
        "flows.who.show_people = fail\n"
        "sys.argv = ['aroma', 'who', 'ana']; main()"
    )
    done = terminal.python(source, TMPDIR=str(tmp_path), AROMA_LANGUAGE="es")
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert "no preveía (ZeroDivisionError)" in sentence
    [file] = tmp_path.glob("aroma-*.txt")
    assert str(file) in sentence
    assert "ZeroDivisionError: details" in file.read_text()
