"""The home in which the examples of a README are typed: its people, its cards that wait, and its server.

The people stand in `readme_people.toml`. The READMEs are written as of `DAY`: the home's days are moved to
the day of the test, and so are those that the README shows. What an example reads from the folder in which
it is typed lies in `Typist.here`. Before `aroma sync`, an address book has corrected a number (`CORRECTED`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from conftest import free_port
from prefect_rows import LayRows
from readme_examples import Example
from stores import card_read
from waiting_cards import drawn, start

from data.database import Database, open_database
from data.models import Answer, Contact, Decision, Need, NeedKind, Reading, Value
from data.people import file_card
from data.photos import Arrival, record_arrival, record_cards
from data.texts import Language
from enrich.names import clean
from flows.environment import prefect_environment
from flows.filing import write_missing_vcards
from flows.server import prefect_server
from flows.settings import Settings
from flows.waits import open_waits

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 26)
"""The day as of which the READMEs are written."""
PEOPLE: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/readme_people.toml").read_text("utf-8"))["people"]
PORT = 4200
"""Where the READMEs say that Aroma answers."""
PROGRAM = f"""#!/bin/sh
exec {sys.executable} -c 'from flows.cli import main; main()' "$@"
"""
SCANNED = "coloured-french.jpg"
"""The sample that lies in the inbox until the README collects it."""
CORRECTED = ("000002.vcf", b"+34600000041", b"+34600000042")
"""What an address book corrects in `people/` before the README synchronises."""
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Lola,Sagasti Prado,https://linkedin.com/in/lola-sagasti,lola@hornos-ejemplo.es,Hornos Sagasti,Panadera,{one}
Begoña,Muñoz Roca,https://linkedin.com/in/begona-munoz-roca,,Imprenta Muñoz,Impresora,{other}
Gorka,Urrutia
"""
"""What LinkedIn gave the owner, its days to be filled in; its last line is broken off."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Somebody who types the examples in the folder `here`, the home being `~/Aroma`."""

    settings: Settings
    here: Path
    today: date

    @property
    def shift(self) -> timedelta:
        """How much later it is than in the README."""
        return self.today - DAY

    def type(self, example: Example) -> str:
        """What the terminal then shows, its home and its port called as in the README."""
        if example.command == "sync":
            self._correct()
        done = subprocess.run(
            ["/bin/sh", "-c", example.line],
            env=self._environment(),
            cwd=self.here,
            input="".join(f"{key}\n" for key in example.keys),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        shown = done.stdout.replace(str(self.settings.home.path.parent), "~")
        return shown.replace(f":{self.settings.port}", f":{PORT}")

    def _correct(self) -> None:
        name, wrong, right = CORRECTED
        card = self.settings.home.people / name
        card.write_bytes(card.read_bytes().replace(wrong, right))

    def _environment(self) -> dict[str, str]:
        folder = self.settings.home.path.parent
        plain = {name: value for name, value in os.environ.items() if not name.startswith("AROMA_")}
        return plain | {
            "HOME": str(folder),
            "PATH": f"{folder / 'bin'}:{plain['PATH']}",
            "PYTHONPATH": str(ROOT),
            "AROMA_LANGUAGE": self.settings.language,
            "AROMA_REGION": self.settings.region,
            "AROMA_PORT": str(self.settings.port),
            "AROMA_SETTLE": "0",
            "COLUMNS": "120",
            "NO_COLOR": "1",
        }


@contextmanager
def typist(folder: Path, language: Language, lay_rows: LayRows) -> Iterator[Typist]:
    """Somebody in whose home Aroma runs, and who knows the people of the README in this language."""
    settings = Settings(
        home_folder=folder / "Aroma", language=language, region="ES", port=free_port(), settle=0
    )
    settings.home.prepare()
    lay_rows(settings.home.prefect)
    made = Typist(settings, folder / "here", datetime.now().astimezone().date())
    _lay_out(folder, made)
    database = open_database(settings.store_url)
    for person in PEOPLE:
        _lay(settings, database, person, made.shift)
    write_missing_vcards(settings, database)
    with prefect_server(settings):
        with start("register_review.py", prefect_environment(settings)) as register:
            assert register.wait(120) == 0
        open_waits(settings, database)
        yield made


def _lay_out(folder: Path, made: Typist) -> None:
    """The program, and what lies where the examples are typed."""
    (folder / "bin").mkdir()
    (folder / "bin" / "aroma").write_text(PROGRAM)
    (folder / "bin" / "aroma").chmod(0o700)
    (made.here / "data").mkdir(parents=True)
    (made.here / "data" / "samples").symlink_to(ROOT / "data" / "samples")
    shutil.copy(ROOT / "data" / "samples" / SCANNED, made.settings.home.inbox / SCANNED)
    days = {"one": date(2022, 2, 7), "other": date(2019, 3, 12)}
    written = {name: f"{day + made.shift:%d %b %Y}" for name, day in days.items()}
    (made.here / "Connections.csv").write_text(CONNECTIONS.format(**written), "utf-8")


def _lay(settings: Settings, database: Database, told: Mapping[str, Any], shift: timedelta) -> None:
    """One more card, filed where it is told who the person is."""
    contact = _contact(told)
    picture = drawn(contact)
    digest = hashlib.sha256(told["photo"].encode()).hexdigest()
    arrived = datetime.combine(told["arrived"] + shift, time(12), UTC)
    record_arrival(database, Arrival(digest, told["photo"], f"{digest}.jpg", len(picture), arrived))
    box = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 580.0), (0.0, 580.0))
    reading = Reading(told["photo"], digest, 0, 0, box, (), 1000, 580, picture)
    (card,) = record_cards(database, digest, [card_read(reading, contact)], at=arrived)
    settings.home.picture(card).write_bytes(picture)
    (settings.home.cards / f"{digest}.jpg").write_bytes(picture)
    if "who" in told:
        answer = _answer(_spoken(told, settings.language), contact, shift)
        file_card(database, card, answer, at=arrived)


def _spoken(told: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {name: said[language] if isinstance(said, dict) else said for name, said in told.items()}


def _contact(told: Mapping[str, Any]) -> Contact:
    single = {
        field: Value(told[field], told[field])
        for field in ("job_title", "company", "address")
        if field in told
    }
    return Contact(
        name=clean(told.get("name", "")),
        **single,
        phones=tuple(Value(number, number, kind=kind) for kind, number in told.get("phones", ())),
        emails=tuple(Value(text, text) for text in told.get("emails", ())),
        websites=tuple(Value(text, text) for text in told.get("websites", ())),
    )


def _answer(told: Mapping[str, Any], contact: Contact, shift: timedelta) -> Answer:
    words = {
        name: told.get(name, "") for name in ("who", "does", "heading", "met_where", "met_through", "gift")
    }
    days = {name: told[name] + shift for name in ("met_when", "gift_by") if name in told}
    return Answer(
        Decision.FILE,
        **words,
        **days,
        interests=tuple(told.get("interests", ())),
        needs=tuple(Need(NeedKind(kind), text) for kind, text in told.get("needs", ())),
        offers=tuple(told.get("offers", ())),
        contact=contact,
    )
