"""A real PostgreSQL of this test session: its data in a folder of its own, ended by its process id.

PostgreSQL does not run as root; where the tests do, it runs as the user of Debian's package, or as nobody.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 120  # two busy cores may need it
LOOK_SECONDS = 0.05
OWNER = "aroma"

SETTINGS = (
    "-clisten_addresses=127.0.0.1",
    "-cunix_socket_directories=",
    "-cfsync=off",  # what is killed is the program, never the machine
    "-cmax_connections=60",
)


def program(name: str) -> str | None:
    """Where one of PostgreSQL's programs is; Debian keeps those of each version in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@dataclass(slots=True)
class PostgresServer:
    """A PostgreSQL that listens on loopback. It can be killed as a power cut does, and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    def url(self, database: str = "postgres") -> str:
        """SQLAlchemy's address of one of its databases."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str) -> str:
        """The address of a new, empty database; one of that name from before is gone."""
        self.run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        self.run(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def run(self, statement: str) -> None:
        """Have the server do one thing outside any transaction."""
        import psycopg  # noqa: PLC0415 - only where there is a PostgreSQL

        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(statement)

    def start(self) -> None:
        """Start it on its data, also on what a killed one left; it answers when this returns."""
        deadline = time.monotonic() + START_SECONDS
        self.process = self._started()
        while not self.answers():
            assert time.monotonic() < deadline, self.log.read_text("utf-8", "replace")
            if self.process.poll() is not None:  # children of the killed one still hold its memory
                self.process = self._started()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Ask it to end, whoever is connected; a no-op where it does not run."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def answers(self) -> bool:
        import psycopg  # noqa: PLC0415 - only where there is a PostgreSQL

        with suppress(psycopg.OperationalError), psycopg.connect(self._address(), connect_timeout=5):
            return True
        return False

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def _address(self) -> str:
        return f"host=127.0.0.1 port={self.port} user={OWNER} dbname=postgres"

    def _started(self) -> subprocess.Popen[bytes]:
        command = [str(program("postgres")), "-D", str(self.folder / "data"), f"-p{self.port}", *SETTINGS]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                **_as_other(),
            )

    def _end(self, number: int) -> None:
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A new PostgreSQL, running; its data is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="aroma-postgres-"))  # pytest's own folders are closed to others
    try:
        server = PostgresServer(folder, _free_port())
        _prepare(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _prepare(folder: Path) -> None:
    if other := _as_other():
        os.chown(folder, other["user"], other["group"])
    options = ("--username", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    command = [str(program("initdb")), "-D", str(folder / "data"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **_as_other())
    assert done.returncode == 0, done.stderr


def _as_other() -> dict[str, int]:
    """Who it runs as: nothing to say where the tests do not run as root."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name: user for user in pwd.getpwall()}
    other = names.get("postgres") or names["nobody"]
    return {"user": other.pw_uid, "group": other.pw_gid}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
