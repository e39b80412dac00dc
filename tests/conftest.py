from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from postgres_server import postgres_server, program

# How long an example takes says how busy the machine is; what is slow shows in the benchmarks.
settings.register_profile("aroma", deadline=None)
settings.load_profile("aroma")

pytest_plugins = (
    "stores",  # the stores that tests keep cards and people in
    "waiting_cards",  # the homes whose cards wait for an answer
    "object_store",  # a store of objects that speaks S3
    "prefect_rows",  # what a Prefect server keeps, when it is new
    "inboxes",  # the homes whose inbox is looked into
)

START_SECONDS = 120  # two busy cores may need it

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER = next((found for name in BROWSERS if (found := shutil.which(name))), None)
BROWSER_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

CUT = ("unshare", "--map-root-user", "--net", "--")
"""Before a command: run it on a machine whose only network is itself. For Linux."""

MOUNT = ("unshare", "--map-root-user", "--mount", "--")
"""Before a command: let it mount disks that no other program sees, and that are gone with it. For Linux."""

WATCH = (
    "strace",
    "--follow-forks",
    "--seccomp-bpf",
    "--string-limit=0",
    "--trace=connect,sendto,sendmsg,sendmmsg",
    "--output",
)
"""Before the name of a log and a command: write down to whom it and all that it starts speak. For Linux."""


def works(*command: str) -> str | None:
    """The first word of a command that this machine has, and whose kernel lets it do its work."""
    if shutil.which(command[0]) is None:
        return None
    done = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command[0] if done.returncode == 0 else None


LACKING = {
    marker: reason
    for marker, found, reason in (
        ("browser", BROWSER, "there is no Chromium; type: sudo apt-get install chromium"),
        (
            "tesseract",
            shutil.which("tesseract"),
            "there is no Tesseract; type: sudo apt-get install tesseract-ocr tesseract-ocr-spa",
        ),
        (
            "cut",
            works(*CUT),
            "this system cannot take the network away from a program: Linux can, with unshare",
        ),
        (
            "mounts",
            works(*MOUNT, "sh", "-c", "mount -t tmpfs none /mnt"),
            "this system lets no program mount disks of its own: Linux does, with unshare",
        ),
        (
            "watched",
            works(*WATCH, os.devnull),
            "there is no strace, or it may not watch here; type: sudo apt-get install strace",
        ),
        (
            "postgres",
            program("initdb"),
            "there is no PostgreSQL; type: sudo apt-get install postgresql",
        ),
    )
    if found is None
}
"""The markers of tests whose program is not on this machine, each with what to say."""


def pytest_runtest_setup(item):
    """Skip a test whose program is missing; where CI counts on it, let it fail instead."""
    for marker, reason in LACKING.items():
        if item.get_closest_marker(marker) is not None:
            if os.environ.get("CI"):
                pytest.fail(f"{reason} (in CI no test is skipped for want of a program)", pytrace=False)
            pytest.skip(reason)


@dataclass(frozen=True, slots=True)
class Server:
    """A real Prefect server on this machine. `environment` is what a process needs to find it."""

    port: int
    environment: dict[str, str]

    @property
    def ui_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.ui_url}/api"


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def server_answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.api_url}/health", timeout=2) as reply:  # noqa: S310 - http on loopback
            return reply.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory, lay_rows):
    """A Prefect server of this session, with a PREFECT_HOME of its own; ended by its process id."""
    home: Path = tmp_path_factory.mktemp("prefect")
    lay_rows(home)
    port = free_port()
    server = Server(
        port,
        {
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
            "DO_NOT_TRACK": "1",
        },
    )
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=os.environ | server.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not server_answers(server):
            assert process.poll() is None, (home / "server.log").read_text()
            assert time.monotonic() < deadline, "the Prefect server does not answer"
            time.sleep(0.2)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="session")
def postgres():
    """The PostgreSQL of this session. Whoever kills it starts it again."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="module")
def opened_chromium():
    """A real Chromium, for tests that are marked `browser`.

    For one module at a time: while it is open, its driver keeps an event loop running in this thread, and
    the tests of other modules want to run loops of their own.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=list(BROWSER_SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def chromium(opened_chromium):
    """The same, whose pages are closed after the test: an open one asks the server again and again."""
    yield opened_chromium
    for context in opened_chromium.contexts:
        context.close()
