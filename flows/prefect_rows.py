"""What Prefect's own database holds about somebody, and what they answered; the one door to its tables.

They lie in a file or in PostgreSQL.

Its server deletes runs, but no events, and what it deletes stays in a file's free pages. So the rows are
deleted here, while it runs or not; `tests/test_flows_forget.py` looks through the whole file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from data.errors import ServerError
from data.scrubbing import PATIENCE, scrub
from flows.settings import Settings

RUNS = "flow_run"
OF_RUNS = ("flow_run_state", "flow_run_input", "task_run")
"""What goes with its run, by the database's own rules."""
TOLD = ("log", "artifact", "artifact_collection", "events", "event_resources")
"""What may name somebody beside the runs that are about them."""
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
STANDS_IN = {"sqlite": "instr", "postgresql": "strpos"}
"""What each database calls the place of a text in another."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom it is about: the ids of their cards, their photos' hashes, what they are called and reached by."""

    cards: tuple[str, ...]
    photos: tuple[str, ...]
    texts: tuple[str, ...]


def erase_runs(settings: Settings, sought: Sought, *, dry_run: bool) -> tuple[tuple[str, int], ...]:
    """How many rows of each table went; with `dry_run` the same, and all are still there.

    Raises ServerError where the database cannot be written.
    """
    engine = _engine(settings, writing=True)
    if engine is None:
        return ()
    try:
        with engine.connect() as connection:
            counts = tuple(_erase(connection, sought))
            if not dry_run:
                connection.commit()
    except DBAPIError as error:
        raise ServerError("forget.prefect-failed", place=_place(engine), detail=error.orig) from error
    if not settings.prefect_database_url and not dry_run:
        scrub(settings.home.prefect / "prefect.db")
    return tuple((table, count) for table, count in counts if count)


def typed_into(settings: Settings, keys: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The answers that runs have got, by run; `keys` are the names that each run's answer is kept under.

    Needs no server: it may have been stopped before it could take the answers up. Raises ServerError.
    """
    engine = _engine(settings, writing=False)
    if engine is None:
        return {}
    chosen = text("SELECT value FROM flow_run_input WHERE flow_run_id = :run AND key = :key")
    try:
        with engine.connect() as connection:
            found = {
                run: connection.execute(chosen, {"run": run, "key": key}).scalar()
                for run, key in keys.items()
            }
    except DBAPIError as error:
        raise ServerError("backup.prefect-failed", place=_place(engine), detail=error.orig) from error
    answers = {run: json.loads(value) for run, value in found.items() if value}
    return {run: answer for run, answer in answers.items() if isinstance(answer, dict)}


def _engine(settings: Settings, *, writing: bool) -> Engine | None:
    """Of Prefect's database, None where there is none yet."""
    if settings.prefect_database_url:
        return _server_engine(settings.prefect_database_url)
    file = settings.home.prefect / "prefect.db"
    return _file_engine(file, writing=writing) if file.exists() else None


def _place(engine: Engine) -> str:
    """What to call it in a message: its file, or its address without a password."""
    if engine.url.get_backend_name() == "sqlite":
        return str(engine.url.database)
    return engine.url.render_as_string(hide_password=True)


def _server_engine(url: str) -> Engine:
    """Prefect speaks with it by asyncpg; here nothing is gained by that."""
    return create_engine(url.replace("+asyncpg", "+psycopg"), poolclass=NullPool)


def _file_engine(file: Path, *, writing: bool) -> Engine:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def blacken(file: Path, texts: Iterable[str]) -> int:
    """How often one of `texts` stood in the file, which has strokes there now; it keeps its length."""
    if not file.exists():
        return 0
    content, count = file.read_bytes(), 0
    for form in _forms(texts):
        raw = form.encode("utf-8", "replace")
        count += content.count(raw)
        content = content.replace(raw, b"-" * len(raw))
    if count:
        with file.open("r+b") as open_file:  # its writer may have it open, and goes on where it was
            open_file.write(content)
    return count


def _erase(connection: Connection, sought: Sought) -> Iterator[tuple[str, int]]:
    known = set(inspect(connection).get_table_names())
    if RUNS not in known:
        return
    runs = list(dict.fromkeys(_runs(connection, sought)))
    before = {table: _count(connection, table) for table in (RUNS, *OF_RUNS) if table in known}
    for table in TOLD:
        if table in known:
            yield (
                table,
                _delete(connection, table, [*runs, *sought.cards, *sought.photos, *_forms(sought.texts)]),
            )
    for run in runs:
        connection.execute(text(f"DELETE FROM flow_run WHERE {_as_text('id')} = :id"), {"id": run})  # noqa: S608, our own words
    yield from ((table, count - _count(connection, table)) for table, count in before.items())


def _runs(connection: Connection, sought: Sought) -> Iterator[str]:
    """The runs that asked about the cards, and those that read the photos and have ended."""
    named = _holds(connection, "parameters")
    ended = ", ".join(f"'{state}'" for state in ENDED)
    for card in sought.cards:
        yield from _ids(connection, named, card)
    for photo in sought.photos:
        yield from _ids(connection, f"{named} AND {_as_text('state_type')} IN ({ended})", photo)


def _ids(connection: Connection, condition: str, fact: str) -> Iterator[str]:
    asked = text(f"SELECT {_as_text('id')} FROM flow_run WHERE {condition}")  # noqa: S608, our own words
    yield from connection.execute(asked, {"text": fact}).scalars().all()


def _delete(connection: Connection, table: str, texts: Sequence[str]) -> int:
    """How many rows of a table held one of `texts`, in whatever column, and are gone."""
    columns = [column["name"] for column in inspect(connection).get_columns(table)]
    holds = " OR ".join(_holds(connection, column) for column in columns)
    delete = text(f"DELETE FROM {table} WHERE {holds}")  # noqa: S608, its own names
    return sum(connection.execute(delete, {"text": each}).rowcount for each in texts)


def _holds(connection: Connection, column: str) -> str:
    return f"{STANDS_IN[connection.dialect.name]}({_as_text(column)}, :text) > 0"


def _as_text(column: str) -> str:
    return f'CAST("{column}" AS TEXT)'


def _count(connection: Connection, table: str) -> int:
    count: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608, its own names
    return count


def _forms(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts as they stand, and as JSON spells them out."""
    spelt = [form for each in texts for form in (each, json.dumps(each)[1:-1])]
    return tuple(dict.fromkeys(form for form in spelt if form.strip()))
