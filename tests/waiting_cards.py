"""Homes with cards that wait for their owner, the Prefect server that asks, and the runner of the answers."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import Artifact, StateType
from stores import card_read

from data.cards import Card, card
from data.database import Database, open_database
from data.models import Contact, Reading, Value
from data.photos import Arrival, record_arrival, record_cards
from data.texts import message
from flows.environment import prefect_environment
from flows.runs import Runs, review_runs
from flows.settings import Settings
from flows.unenriched import KEY
from flows.waits import repair_waits

ROOT = Path(__file__).parent.parent
ARRIVED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

ANA = Contact(
    name=Value("Ana Prueba Inventada", "ANA PRUEBA INVENTADA"),
    job_title=Value("Directora de Ventas", "Directora de Ventas"),
    company=Value("Talleres Ejemplares, S.L.", "Talleres Ejemplares, S.L."),
    phones=(
        Value("+34612345678", "612 34 56 78", kind="mobile"),
        Value("+34911234567", "91l 234 567", doubt=message("form.read-as", raw="91l 234 567")),
    ),
    emails=(Value("ana@talleres-ejemplares.es", "ana@talleres-ejemplares.es"),),
)


def drawn(contact: Contact) -> bytes:
    """A straightened card as JPEG, 1,000 pixels wide."""
    image = Image.new("RGB", (1000, 580), "#f6f1e7")
    pen = ImageDraw.Draw(image)
    big, small = ImageFont.load_default(60), ImageFont.load_default(32)
    pen.rectangle((0, 0, 24, 580), fill="#245a4e")
    pen.text((80, 80), contact.name.value if contact.name else "", font=big, fill="#222222")
    rest = [contact.job_title, contact.company, *contact.phones, *contact.emails]
    for place, value in enumerate(value for value in rest if value):
        pen.text((80, 200 + 60 * place), value.value, font=small, fill="#245a4e")
    file = BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Desk:
    """A home whose owner has cards to answer."""

    settings: Settings
    db: Database

    def lay(self, contact: Contact = ANA, name: str = "ana.jpg") -> Card:
        """A card that waits and has no form yet. The same name is the same photo."""
        picture = drawn(contact)
        digest = hashlib.sha256(name.encode()).hexdigest()
        box = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 580.0), (0.0, 580.0))
        reading = Reading(name, digest, 0, 0, box, (), 1000, 580, picture)
        record_arrival(self.db, Arrival(digest, name, name, len(picture), ARRIVED))
        (laid,) = record_cards(self.db, digest, [card_read(reading, contact)], at=ARRIVED)
        self.settings.home.picture(laid).write_bytes(picture)
        return self.card(laid)

    def card(self, name: str) -> Card:
        return card(self.db, name)

    def repair(self) -> int:
        """What Aroma does when it starts; a browser's driver may have left a loop running in this thread."""
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(asyncio.run, repair_waits(self.settings, self.db)).result()

    @contextmanager
    def runs(self) -> Iterator[Runs]:
        with review_runs(self.settings.api_url) as runs:
            yield runs


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(tmp_path, monkeypatch) -> MakeDesk:
    """Makes a home with an empty store, and lets what runs in this process find it."""

    def make(port: int = 4200, **chosen: object) -> Desk:
        given = {"language": "es", "region": "ES", **chosen}
        settings = Settings(home_folder=tmp_path / "home", port=port, **given)
        settings.home.prepare()
        for name, value in {**given, "port": port}.items():
            monkeypatch.setenv(f"AROMA_{name.upper()}", str(value))
        monkeypatch.setenv("AROMA_HOME", str(settings.home.path))
        return Desk(settings, open_database(settings.store_url))

    return make


@pytest.fixture
def desk(make_desk) -> Desk:
    """A home that needs no server."""
    return make_desk()


@pytest.fixture(scope="session")
def knowing_server(prefect_server):
    """A Prefect server that knows `review-card`."""
    with start("register_review.py", prefect_server.environment) as register:
        assert register.wait(120) == 0
    return prefect_server


@pytest.fixture
def served_desk(make_desk, knowing_server) -> Iterator[Desk]:
    """A home whose Prefect server runs, without any run of another test; nothing runs the answers."""
    made: Desk = make_desk(port=knowing_server.port, poll=1)
    yield made
    with made.runs() as runs:
        for run in runs.in_state(*StateType):
            runs.client.delete_flow_run(run.id)


@pytest.fixture
def running_desk(served_desk) -> Iterator[Desk]:
    """A home whose answers are run, as `aroma up` does it."""
    with running(served_desk):
        yield served_desk


@contextmanager
def running(desk: Desk) -> Iterator[None]:
    """Run the answers of this home; all that runs them is ended with the block."""
    log = desk.settings.home.path / "runner.log"
    known = prefect_environment(desk.settings)
    with log.open("wb") as out, start("run_reviews.py", known, stdout=out, stderr=out) as runner:
        try:
            yield
        finally:
            os.killpg(runner.pid, signal.SIGTERM)
            try:
                runner.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(runner.pid, signal.SIGKILL)


def start(script: str, environment: Mapping[str, str], **options: object) -> subprocess.Popen[bytes]:
    """A program of the tests, in a session of its own so that it can be ended with all that it started."""
    command = [sys.executable, str(ROOT / "tests" / script)]
    known = os.environ | environment | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=known, cwd=ROOT, start_new_session=True, **options)


def queue_pages(runs: Runs) -> list[Artifact]:
    """The artifacts of the queue; other tests of the same server have pages of their own."""
    mine = ArtifactFilter(key=ArtifactFilterKey(any_=[KEY]))
    return runs.client.read_artifacts(artifact_filter=mine)


def take_queue_pages_away(runs: Runs) -> None:
    for page in queue_pages(runs):
        runs.client.delete_artifact(page.id)
