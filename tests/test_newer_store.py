"""An older Aroma on the store of a newer one: every command says so and stops, and nothing is changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from data.database import Database
from flows import cli, environment
from flows.home import Home

COMMANDS = {
    "up": [],
    "collect": [],
    "import": ["Connections.csv"],
    "waiting": [],
    "review": [],
    "bring-back": ["ana"],
    "join": ["aaaa", "bbbb"],
    "merge": ["ana", "iker"],
    "split": ["aaaa"],
    "who": ["ana"],
    "export": [],
    "qr": ["ana"],
    "sync": [],
    "forget": ["ana", "--yes"],
    "backup": ["aroma.zip"],
    "give": [],
    "introduce": ["ana", "iker"],
    "follow-up": ["ana"],
    "gave": ["ana", "bread"],
    "note": ["Cheese fair"],
    "quiet": [],
    "me": [],
    "doctor": [],
    "worker": [],
}
"""What is typed of each command that asks the store."""
WITHOUT_STORE = {"read", "demo", "restore"}
"""The first only looks at photos, the second is `up` on another home, the third wants no home at all."""


@pytest.fixture
def newer(migrated, tmp_path, monkeypatch) -> Home:
    """A home whose store was last used by a newer Aroma."""
    home = Home(tmp_path / "Aroma")
    home.prepare()
    home.database.write_bytes(migrated.read_bytes())
    with Database(home.database_url).transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for name in [name for name in os.environ if name.startswith("AROMA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AROMA_HOME", str(home.path))
    monkeypatch.setenv("AROMA_LANGUAGE", "en")
    monkeypatch.setenv("AROMA_WORK_POOL", "team")  # without one, `worker` has nothing to do
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Connections.csv").write_text("First Name,Last Name,URL,Email Address,Company\n")
    return home


def typed(words: list[str], said: Path) -> int:
    """The exit status of a command in a process of its own, all that it says in the file `said`."""
    pid = os.fork()
    if pid == 0:
        environment.enter = lambda _: None  # Prefect may have been imported by another test
        with said.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            sys.stdout = sys.stderr = out
            status = cli.run(words)
            out.flush()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_every_command_is_looked_at():
    assert {cli.called(command) for command in cli.COMMANDS} == COMMANDS.keys() | WITHOUT_STORE


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_so_and_stops(newer, tmp_path, command):
    before = newer.database.read_bytes()
    status = typed([command, *COMMANDS[command]], tmp_path / "said.txt")
    said = (tmp_path / "said.txt").read_text("utf-8")
    assert "was written by a newer Aroma (its version is 9999" in said, said
    assert status == 1
    assert newer.database.read_bytes() == before
    assert not (tmp_path / "aroma.zip").exists()
