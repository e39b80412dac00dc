"""What was deleted from an SQLite file is gone from it: its free pages and its log are written over."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from data.errors import StoreError

PATIENCE = 30.0
"""Seconds to wait for other programs that read or write the file."""


def scrub(file: Path) -> None:
    """Write the file anew without what was deleted, and empty its log.

    Raises StoreError where another program keeps the file open all the time.
    """
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            deadline = time.monotonic() + PATIENCE
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > deadline:
                    raise StoreError("store.busy", place=file)
                time.sleep(0.1)
    except sqlite3.Error as error:
        raise StoreError("store.failed", place=file, detail=error) from error
