"""Stores to test with: SQLite, and PostgreSQL beside it, in a server of this session."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import exists, literal, select, text, union_all, update

from data.database import Database, open_database
from data.models import (
    Answer,
    Area,
    CardRead,
    Code,
    Contact,
    Decision,
    Line,
    Need,
    NeedKind,
    Reading,
    Side,
    Value,
)
from data.photos import Arrival, record_arrival, record_cards
from data.schema import METADATA, photos
from data.texts import message

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
NOW = datetime(2026, 11, 5, 12, 30, tzinfo=UTC)
BOX = ((10.0, 20.0), (110.0, 21.5), (109.0, 80.0), (9.0, 79.0))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """An SQLite store with all tables and no rows, to be copied."""
    file = tmp_path_factory.mktemp("store") / "migrated.db"
    open_database(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres) -> Database:
    """A store in PostgreSQL with all tables, whose statements are put together once; it is to be emptied."""
    return open_database(postgres.create("store"))


@pytest.fixture(params=KINDS)
def db(request, tmp_path) -> Database:
    """An empty store, ready for use."""
    if request.param == "sqlite":
        file = tmp_path / "aroma.db"
        shutil.copy(request.getfixturevalue("migrated"), file)
        database = Database(f"sqlite:///{file}")
    else:
        database = request.getfixturevalue("migrated_postgres")
        empty(database)
    return database


def empty(database: Database) -> None:
    """Take all rows away, and number those to come from 1: sooner than by TRUNCATE where there are few."""
    tables = METADATA.sorted_tables
    asked = union_all(*(select(literal(table.name)).where(exists(table.select())) for table in tables))
    with database.transaction() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # look at no reference
        for name in connection.execute(asked).scalars().all():
            connection.execute(METADATA.tables[name].delete())
        used = text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
        for name in connection.execute(used).scalars().all():
            connection.execute(text(f"ALTER SEQUENCE {name} RESTART"))


@pytest.fixture
def sqlite(migrated, tmp_path) -> Database:
    """An empty store in a file, for what only SQLite can show."""
    shutil.copy(migrated, tmp_path / "aroma.db")
    return Database(f"sqlite:///{tmp_path / 'aroma.db'}")


@pytest.fixture(params=KINDS)
def nowhere(request, tmp_path) -> str:
    """The address of a store that was never opened."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'aroma.db'}"
    return request.getfixturevalue("postgres").create("nowhere")


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def photographed(db: Database, name: str = "ana.jpg", *, at: datetime = NOW) -> str:
    """The content hash of a photo that came in under `name`."""
    record_arrival(db, Arrival(sha(name), name, f"{sha(name)}.jpg", 1234, at))
    return sha(name)


def set_taken(db: Database, name: str, taken: datetime) -> None:
    """Let the photo that came in under `name` be of this time."""
    with db.transaction() as connection:
        connection.execute(update(photos).where(photos.c.sha256 == sha(name)).values(taken=taken))


def waiting(db: Database, name: str = "ana.jpg", draft: Contact | None = None, *, at: datetime = NOW) -> str:
    """The id of a card that waits, alone in its photo."""
    photo = photographed(db, name, at=at)
    read = card_read(reading(photo, name), contact() if draft is None else draft)
    return record_cards(db, photo, [read], at=at)[0]


def card_read(found: Reading, draft: Contact) -> CardRead:
    """A card that has one side."""
    return CardRead((Side(found, draft),), draft)


def reading(sha256: str, photo: str = "ana.jpg", *, page: int = 0, card: int = 0) -> Reading:
    lines = (
        Line("Ana Ruiz Peña", 0.99, BOX, Area(1, 2, 300.5, 40), witness="Ana Ruiz Pena"),
        Line("Tel. 612 34 56 78", 0.875, BOX, Area(1, 50, 300, 90), witness=""),
        Line("Astilleros Ruiz, S.L.", 0.5, BOX, Area(1, 100, 300, 140)),
    )
    codes = (Code("MECARD:N:Ruiz,Ana;;", BOX), Code("https://astillerosruiz.example", BOX))
    return Reading(photo, sha256, page, card, BOX, lines, 850, 550, b"jpeg", seconds=0.8, codes=codes)


def contact(name: str = "Ana Ruiz Peña", phone: str = "+34612345678") -> Contact:
    return Contact(
        name=Value(name, name.upper(), 0.99, parts=(("given", "Ana"), ("surname", "Ruiz Peña"))),
        job_title=Value("Carpintera de ribera", "Carpintera de ribera", 0.98),
        company=Value("Astilleros Ruiz, S.L.", "ASTILLEROS RUIZ, S.L.", parts=(("legal_form", "S.L."),)),
        address=Value("Muelle 3, 36202 Vigo", "Muelle 3\n36202 Vigo", 0.9, parts=(("postcode", "36202"),)),
        phones=(
            Value(phone, "Móvil 612 34 56 78", 0.97, message("store.no_person", number=7), "mobile"),
            Value("+34986123456", "986 12 34 56", kind="landline", parts=(("extension", "12"),)),
        ),
        emails=(Value("ana@astillerosruiz.example", "ana@astillerosruiz.example"),),
        websites=(Value("www.astillerosruiz.example", "www.astillerosruiz.example"),),
        social=(Value("@anaruiz", "@anaruiz", kind="instagram"),),
        also=(Value("青空造船", "青空造船", 0.9, kind="native_company"),),
        rest=("Desde 1954", "Desde 1954"),
    )


def answer(
    who: str = "Hace barcos de madera y quiere que se vuelvan a ver en la ría", **changes: object
) -> Answer:
    told: dict[str, object] = {
        "who": who,
        "does": "Repara dornas porque su abuelo le enseñó",
        "heading": "Una escuela de carpintería",
        "interests": ("remo", "la ría de Arousa"),
        "met_where": "Feria náutica de Vigo",
        "met_when": date(2026, 10, 3),
        "met_through": "Xoán",
        "needs": (Need(NeedKind.SUPPLIER, "roble seco"), Need(NeedKind.FRIEND, "alguien que reme")),
        "offers": ("enseñar a calafatear",),
        "gift": "El teléfono de un aserradero",
        "gift_by": date(2026, 12, 1),
        "contact": contact(),
    }
    return Answer(Decision.FILE, **(told | changes))  # type: ignore[arg-type]
