"""What a database driver's error means for a person: the one place that knows the drivers' codes."""

from __future__ import annotations

import sqlite3

from data.errors import StoreError

SQLITE_MEANINGS = {
    sqlite3.SQLITE_IOERR_SHMSIZE: "full",  # no room for the index of the log, without which nothing is read
    sqlite3.SQLITE_IOERR_SHMMAP: "full",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_CORRUPT: "not_a_database",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_PERM: "cannot_open",
    sqlite3.SQLITE_AUTH: "cannot_open",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CONSTRAINT: "rule",
}
"""SQLite's result codes, the primary ones and a few extended, https://www.sqlite.org/rescode.html"""

POSTGRES_MEANINGS = {
    "08": "away",  # connection exception
    "57": "away",  # operator intervention: the server is being shut down
    "28": "cannot_open",  # wrong user or password
    "3D": "cannot_open",  # no such database
    "42501": "read_only",
    "25006": "read_only",
    "53": "full",  # insufficient resources
    "40": "busy",  # deadlock, or a transaction to repeat
    "55P03": "busy",
    "23": "rule",
}
"""SQLSTATE or its class, https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def refusal(error: BaseException, place: str) -> StoreError:
    """The driver's `error` at the database `place`, as a sentence that says what to do."""
    return StoreError(f"store.{_meaning(error)}", place=place, detail=" ".join(str(error).split()))


def _meaning(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        primary = code & 0xFF
        return SQLITE_MEANINGS.get(code) or SQLITE_MEANINGS.get(primary, "failed")
    state = getattr(error, "sqlstate", None)
    if state is None:  # the server never answered, so it gave no code
        return "away"
    return POSTGRES_MEANINGS.get(state) or POSTGRES_MEANINGS.get(state[:2], "failed")
