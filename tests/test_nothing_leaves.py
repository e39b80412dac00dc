"""Nothing leaves the machine: the whole job with the network cut, and with every connection watched."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import CUT, WATCH
from form_page import FormPage
from whole_job import JOB, environment

CALL_OUT = (
    "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"  # an address of nobody, RFC 5737
)
ASK_OUT = "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'?', ('192.0.2.1', 53))"
ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')


@pytest.fixture
def known(tmp_path) -> Mapping[str, str]:
    """The environment of a home that is not there yet."""
    return environment(tmp_path / "Aroma", AROMA_SCHEDULE="10", AROMA_POLL="1")


def outside(log: Path) -> Iterator[str]:
    """The lines of a watcher's log in which something was sent, or tried to be, beyond this machine."""
    for line in log.read_text("utf-8", "replace").splitlines():
        for address in filter(None, (part for found in ADDRESS.findall(line) for part in found)):
            if not ip_address(address).is_loopback and not ip_address(address).is_unspecified:
                yield line


def run(*command: str, known: Mapping[str, str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=known, capture_output=True, text=True, check=False, **options)


@pytest.mark.cut
@pytest.mark.server
def test_the_whole_job_is_done_without_a_network_and_all_files_are_their_owners_alone(known):
    refused = run(*CUT, sys.executable, "-c", CALL_OUT, known=known)
    assert "Network is unreachable" in refused.stderr  # it is cut
    open_to_all = {"umask": 0o000}
    done = run(*CUT, sys.executable, str(JOB), "--cut", known=known, **open_to_all)
    assert done.returncode == 0, done.stderr
    home = Path(known["AROMA_HOME"])
    paths = [home, *home.rglob("*")]
    assert {"aroma.db", "prefect.db", "000001.vcf", "server.log"} <= {path.name for path in paths}
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    assert {path for path in paths if path.is_dir() and modes[path] != 0o700} == set()
    assert {path for path in paths if path.is_file() and modes[path] & 0o177} == set()


@pytest.mark.watched
@pytest.mark.server
def test_no_process_of_the_whole_job_speaks_with_anybody_outside(known, tmp_path):
    log = tmp_path / "calls.log"
    for calling in (CALL_OUT, ASK_OUT):
        run(*WATCH, str(log), sys.executable, "-c", calling, known=known)
        assert list(outside(log))  # the watcher sees it
    done = run(*WATCH, str(log), sys.executable, str(JOB), known=known)
    assert done.returncode == 0, done.stderr
    assert f"htons({known['AROMA_PORT']})" in log.read_text(
        "utf-8", "replace"
    )  # it saw the server being called
    assert list(outside(log)) == []


@pytest.mark.browser
@pytest.mark.server
def test_the_page_asks_nobody_but_its_own_server(served_desk, chromium):
    card = served_desk.lay()
    served_desk.repair()
    asked: list[str] = []
    link = f"{served_desk.settings.ui_url}/runs/flow-run/{served_desk.card(card.id).run_id}"
    heard = FormPage.open(
        chromium, link, heard=lambda page: page.on("request", lambda request: asked.append(request.url))
    )
    heard.page.close()
    assert any(urlsplit(url).path.startswith("/api/") for url in asked)
    beyond = [url for url in asked if urlsplit(url).scheme not in {"data", "blob"}]
    assert {urlsplit(url).netloc for url in beyond} == {urlsplit(served_desk.settings.ui_url).netloc}
