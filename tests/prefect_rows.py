"""Prefect's database as a new server makes it, made once for all tests, for that takes its time."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

NAME = "prefect.db"
LayRows = Callable[[Path], None]
"""Puts such a database into a folder that a server is to have as its PREFECT_HOME."""


@pytest.fixture(scope="session")
def lay_rows(tmp_path_factory) -> LayRows:
    """What puts one there, so that the server which is started on it starts at once."""
    made = _of_all_workers(tmp_path_factory.getbasetemp()) / "migrated"
    with made.with_name("migrated.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            _migrate(made)

    def lay(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(made / NAME, folder / NAME)

    return lay


def _of_all_workers(folder: Path) -> Path:
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def make_tables(**where: str) -> None:
    """Make Prefect's tables in the database that these settings of Prefect name."""
    known = os.environ | {"PREFECT_SERVER_ANALYTICS_ENABLED": "false"} | where
    command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
    subprocess.run(command, env=known, check=True, capture_output=True)


def _migrate(made: Path) -> None:
    """In a folder beside it first: one that is there is whole."""
    draft = made.with_name("migrated.part")
    make_tables(PREFECT_HOME=str(draft))
    assert [path.name for path in draft.glob(f"{NAME}*")] == [NAME]
    draft.rename(made)
