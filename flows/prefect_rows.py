"""What Prefect's own database holds about somebody, and what they answered: the one door to its tables.

Its server deletes runs, but no events, and what it deletes stays in the file's free pages. So the rows are
deleted here, while it runs or not; `tests/test_flows_forget.py` looks through the whole file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import ServerError
from data.scrubbing import PATIENCE, scrub

RUNS = "flow_run"
OF_RUNS = ("flow_run_state", "flow_run_input", "task_run")
"""What goes with its run, by the database's own rules."""
TOLD = ("log", "artifact", "artifact_collection", "events", "event_resources")
"""What may name somebody beside the runs that are about them."""
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom it is about: the ids of their cards, their photos' hashes, what they are called and reached by."""

    cards: tuple[str, ...]
    photos: tuple[str, ...]
    texts: tuple[str, ...]


def erase_runs(prefect: Path, sought: Sought, *, dry_run: bool) -> tuple[tuple[str, int], ...]:
    """How many rows of each table went; with `dry_run` the same, and all are still there.

    `prefect` is the PREFECT_HOME. Raises ServerError where the database cannot be written.
    """
    file = prefect / "prefect.db"
    if not file.exists():
        return ()
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            counts = tuple(_erase(connection, sought))
            connection.execute("ROLLBACK" if dry_run else "COMMIT")
    except sqlite3.Error as error:
        raise ServerError("forget.prefect-failed", place=file, detail=error) from error
    if not dry_run:
        scrub(file)
    return tuple((table, count) for table, count in counts if count)


def typed_into(prefect: Path, run: str, key: str) -> dict[str, Any] | None:
    """The answer that is kept under `key` with a run, None where nothing was submitted.

    Needs no server: it may have been stopped before it could take the answer up. Raises ServerError.
    """
    file = prefect / "prefect.db"
    if not file.exists():
        return None
    try:
        uri = f"{file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as connection:
            chosen = "SELECT value FROM flow_run_input WHERE flow_run_id = ? AND key = ?"
            row = connection.execute(chosen, (run, key)).fetchone()
    except sqlite3.Error as error:
        raise ServerError("backup.prefect-failed", place=file, detail=error) from error
    found = json.loads(row[0]) if row else None
    return found if isinstance(found, dict) else None


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


def _erase(connection: sqlite3.Connection, sought: Sought) -> Iterator[tuple[str, int]]:
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
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
        connection.execute("DELETE FROM flow_run WHERE id = ?", (run,))
    yield from ((table, count - _count(connection, table)) for table, count in before.items())


def _runs(connection: sqlite3.Connection, sought: Sought) -> Iterator[str]:
    """The runs that asked about the cards, and those that read the photos and have ended."""
    ended = f"state_type IN ({', '.join('?' * len(ENDED))})"
    for card in sought.cards:
        yield from _ids(connection, "instr(parameters, ?) > 0", [card])
    for photo in sought.photos:
        yield from _ids(connection, f"instr(parameters, ?) > 0 AND {ended}", [photo, *ENDED])


def _ids(connection: sqlite3.Connection, condition: str, facts: Sequence[str]) -> Iterator[str]:
    rows = connection.execute(f"SELECT id FROM flow_run WHERE {condition}", facts)  # noqa: S608, our own words
    yield from (name for (name,) in rows)


def _delete(connection: sqlite3.Connection, table: str, texts: Iterable[str]) -> int:
    """How many rows of a table held one of `texts`, in whatever column, and are gone."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    holds = " OR ".join(f'instr("{column}", :text) > 0' for column in columns)
    delete = f"DELETE FROM {table} WHERE {holds}"  # noqa: S608, its own names
    return sum(connection.execute(delete, {"text": text}).rowcount for text in texts)


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608, its own names
    return count


def _forms(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts as they stand, and as JSON spells them out."""
    spelt = [form for text in texts for form in (text, json.dumps(text)[1:-1])]
    return tuple(dict.fromkeys(form for form in spelt if form.strip()))
