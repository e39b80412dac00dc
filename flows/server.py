"""The one door to the Prefect server as a program: start it, wait until it answers, end it.

The server is a child process of its own session, so that Ctrl-C in a terminal reaches Aroma first and
Aroma ends the server last. Its process id stands in the home, so that a server which outlived a
killed Aroma is found and ended at the next start, and no other process ever is.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import Path

from data.errors import ServerError
from flows.bell import ROPE, Bell
from flows.environment import prefect_environment
from flows.home import Home, home_errors
from flows.settings import Settings

START_SECONDS = 180  # ten are usual; a machine that does much else may need them
STOP_SECONDS = 15
LOOK_SECONDS = 0.2
_NO_ANSWER = (OSError, HTTPException)  # the second from a program that does not speak HTTP
PROGRAM = "flows.serving"
MARK = "AROMA_SERVER_OF"
"""In the environment of a home's server: which home's it is."""


@contextmanager
def prefect_server(settings: Settings, bell: Bell | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, answering; ended when the block is left. It rings `bell`. Raises ServerError."""
    end_leftover(settings.home)
    if not port_free(settings):
        raise ServerError("server.port-taken", port=settings.port, settings=settings.home.settings_file)
    process = _start(settings, bell)
    try:
        with home_errors(pid_file(settings.home)):
            pid_file(settings.home).write_text(str(process.pid))
        _wait(process, settings)
        yield process
    finally:
        _end(process)
        pid_file(settings.home).unlink(missing_ok=True)


def answers(settings: Settings) -> bool:
    """Whether a Prefect server answers at this home's address."""
    try:
        with urllib.request.urlopen(f"{settings.api_url}/health", timeout=2) as reply:  # noqa: S310 - http on loopback
            return bool(reply.status == 200)
    except _NO_ANSWER:
        return False


def ours(settings: Settings) -> bool:
    """Whether the server of this very home answers there."""
    return answers(settings) and _same(_home_of(settings), settings)


def require(settings: Settings) -> None:
    """Raise ServerError where no server answers, or where it is another home's or has another password."""
    if not answers(settings):
        raise ServerError("server.away", url=settings.ui_url)
    home = _home_of(settings)
    if not _same(home, settings):
        facts = {"home": home, "settings": settings.home.settings_file}
        raise ServerError("server.other-home", url=settings.ui_url, **facts)


def _same(home: str, settings: Settings) -> bool:
    return bool(home) and Path(home).resolve() == settings.home.prefect.resolve()


def _home_of(settings: Settings) -> str:
    """The PREFECT_HOME of the server that answers, "" where it does not tell."""
    try:
        with urllib.request.urlopen(_request(settings), timeout=10) as reply:  # noqa: S310 - http to our own
            return str(json.load(reply)["home"])
    except urllib.error.HTTPError as error:
        if error.code == HTTPStatus.UNAUTHORIZED:
            raise ServerError("server.password", settings=settings.home.settings_file) from error
        return ""
    except (*_NO_ANSWER, ValueError, KeyError, TypeError):
        return ""


def _request(settings: Settings) -> urllib.request.Request:
    known = settings.auth_string.get_secret_value()
    headers = {"Authorization": f"Basic {b64encode(known.encode()).decode()}"} if known else {}
    return urllib.request.Request(f"{settings.api_url}/admin/settings", headers=headers)  # noqa: S310 - the same


def port_free(settings: Settings) -> bool:
    """Whether a server could listen at the host and port of `settings`; ServerError for a strange host."""
    family = socket.AF_INET6 if ip_address(settings.host).version == 6 else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                raise ServerError(
                    "server.strange-host", host=settings.host, settings=settings.home.settings_file
                ) from error
            return False
        return True


def pid_file(home: Home) -> Path:
    """Where the process id of this home's server stands."""
    return home.prefect / "server.pid"


def log_file(home: Home) -> Path:
    """What the server had to say."""
    return home.prefect / "server.log"


def end_leftover(home: Home) -> None:
    """End the server of a killed Aroma. The caller holds the home, so that no living Aroma owns it."""
    try:
        pid = int(pid_file(home).read_text())
    except (OSError, ValueError):
        return
    if _is_server_of(home, pid):
        _end_pid(pid)
    pid_file(home).unlink(missing_ok=True)


def _start(settings: Settings, bell: Bell | None) -> subprocess.Popen[bytes]:
    rope = {ROPE: str(bell.rope)} if bell else {}
    with home_errors(log_file(settings.home)), log_file(settings.home).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", PROGRAM],
            env=os.environ | prefect_environment(settings) | {MARK: _mark(settings.home)} | rope,
            pass_fds=[bell.rope] if bell else [],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait(process: subprocess.Popen[bytes], settings: Settings) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(settings):
        if process.poll() is not None:
            raise ServerError("server.died", log=log_file(settings.home))
        if time.monotonic() > deadline:
            raise ServerError("server.slow", seconds=START_SECONDS, log=log_file(settings.home))
        time.sleep(LOOK_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _mark(home: Home) -> str:
    """What tells this home's server from all other processes, in letters that no locale changes."""
    return hashlib.sha256(os.fsencode(home.path)).hexdigest()[:32]


def _is_server_of(home: Home, pid: int) -> bool:
    """Whether this process is the server of `home`: process ids are used again, so its mark is asked for."""
    command = ["ps", "eww", "-o", "command=", "-p", str(pid)]  # e: with its environment
    try:
        found = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    except OSError:  # no such program here: better an old server too many than a wrong process ended
        return False
    return PROGRAM in found.stdout and f"{MARK}={_mark(home)}" in found.stdout


def _end_pid(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(int(STOP_SECONDS / LOOK_SECONDS)):
            time.sleep(LOOK_SECONDS)
            os.kill(pid, 0)
        os.kill(pid, signal.SIGKILL)
