from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import free_port
from pydantic import SecretStr
from waiting_cards import start
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from data.database import open_database
from data.errors import ServerError
from flows.environment import enter, prefect_environment
from flows.server import (
    MARK,
    PROGRAM,
    _mark,
    answers,
    end_leftover,
    log_file,
    pid_file,
    port_free,
    prefect_server,
    require,
)
from flows.settings import Settings

pytestmark = pytest.mark.xdist_group("server")  # two servers for all that only ask them something

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds; two busy cores may need them
AUTH = "ana:tres-palabras-y-7"


def settings_of(path: Path, port: int) -> Settings:
    made = Settings(home_folder=path, port=port, language="es", region="ES", settle=0, reader="rapidocr")
    made.home.prepare()
    return made


@pytest.fixture
def settings(tmp_path, lay_rows) -> Settings:
    made = settings_of(tmp_path / "Aroma", free_port())
    lay_rows(made.home.prefect)
    return made


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Settings]:
    """A home whose server runs, on a database that it made itself."""
    made = settings_of(tmp_path_factory.mktemp("served") / "Añil Aroma", free_port())
    with prefect_server(made):
        yield made


def alive(pid: int) -> bool:
    """Whether this process runs; one that has ended and was not waited for does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return bool(found.stdout.strip()) and not found.stdout.startswith("Z")


@pytest.mark.server
def test_the_server_answers_on_this_machine_alone_and_phones_nobody(running):
    require(running)
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", running.port)):
        pass  # a server that listened on all addresses would be met here, too
    with urllib.request.urlopen(f"{running.api_url}/admin/settings") as reply:  # noqa: S310 - http on loopback
        told = json.load(reply)
    assert told["home"] == str(running.home.prefect)
    assert told["server"]["analytics_enabled"] is False
    assert told["server"]["ui"]["show_promotional_content"] is False


def asked(running: Settings, headers: dict[str, str], *, path: str = "flow_runs/filter") -> int:
    """The status of a question to the server's API with these headers."""
    request = urllib.request.Request(  # noqa: S310 - http on loopback
        f"{running.api_url}/{path}", b"{}", headers={"Content-Type": "application/json"} | headers
    )
    try:
        with urllib.request.urlopen(request) as reply:  # noqa: S310 - the same
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.server
def test_another_page_in_the_owners_browser_reads_nothing(running):
    own = running.ui_url
    assert asked(running, {}) == 200
    assert asked(running, {"Origin": own}) == 200
    assert asked(running, {"Origin": "https://elsewhere.example"}) == 403
    assert asked(running, {"Origin": "null"}) == 403  # a frame, or a file on the disk
    assert asked(running, {"Host": f"elsewhere.example:{running.port}"}) == 403  # whose name means 127.0.0.1


@pytest.mark.server
def test_another_page_in_the_owners_browser_hears_nothing(running):
    address = f"ws://127.0.0.1:{running.port}/api/events/out"
    with pytest.raises(InvalidStatus, match="403"):
        connect(address, origin="https://elsewhere.example", subprotocols=["prefect"])
    with connect(address, origin=running.ui_url, subprotocols=["prefect"]):
        pass


@pytest.fixture(scope="module")
def locked(tmp_path_factory, lay_rows) -> Iterator[Settings]:
    """A home whose server listens on all addresses of this machine, and has a password."""
    path = tmp_path_factory.mktemp("locked") / "Aroma"
    made = Settings(home_folder=path, port=free_port(), host="0.0.0.0", auth_string=AUTH, language="es")  # noqa: S104
    made.home.prepare()
    lay_rows(made.home.prefect)
    with prefect_server(made):
        yield made


@pytest.mark.server
def test_a_server_for_others_too_lets_nobody_in_without_the_password(locked):
    with socket.create_connection(("127.0.0.2", locked.port)):
        pass  # it listens on all addresses
    assert asked(locked, {}) == 401
    assert asked(locked, {"Authorization": basic("ana:una-que-no-es-la-suya")}) == 401
    assert asked(locked, {"Authorization": basic(AUTH)}) == 200
    assert asked(locked, {"Authorization": basic(AUTH), "Host": "ana.local"}) == 200
    assert asked(locked, {"Authorization": basic(AUTH), "Origin": "https://elsewhere.example"}) == 403
    with connect(f"ws://127.0.0.1:{locked.port}/api/events/out", subprotocols=["prefect"]) as events:
        events.send(json.dumps({"type": "auth", "token": "x"}))
        with pytest.raises(ConnectionClosed):
            events.recv()


def basic(auth: str) -> str:
    return f"Basic {b64encode(auth.encode()).decode()}"


@pytest.mark.server
def test_aroma_itself_has_the_password_and_says_where_it_has_another(locked):
    require(locked)
    with pytest.raises(ServerError, match="auth_string"):
        require(locked.model_copy(update={"auth_string": SecretStr("ana:una-que-no-es-la-suya")}))
    environment = os.environ | {"AROMA_HOST": "0.0.0.0", "AROMA_HOME": str(locked.home.path)}  # noqa: S104
    environment |= {"AROMA_PORT": str(locked.port), "AROMA_LANGUAGE": "en"}
    with start("register_review.py", prefect_environment(locked)) as register:
        assert register.wait(PATIENCE) == 0
    open_database(locked.store_url)
    asked_for = [str(Path(sys.executable).with_name("aroma")), "collect"]
    for password, status in (("ana:una-que-no-es-la-suya", 1), (AUTH, 0)):
        known = environment | {"AROMA_AUTH_STRING": password}
        done = subprocess.run(asked_for, env=known, capture_output=True, text=True, check=False)
        assert (done.returncode, "auth_string" in done.stderr) == (status, status == 1), done.stderr


@pytest.mark.server
def test_the_password_stands_in_no_command_line_and_no_answer_of_the_server(locked):
    pid = pid_file(locked.home).read_text()
    shown = subprocess.run(["ps", "-o", "command=", "-p", pid], capture_output=True, text=True, check=True)  # noqa: S607
    assert PROGRAM in shown.stdout
    secret = AUTH.partition(":")[2]
    assert secret not in shown.stdout
    request = urllib.request.Request(f"{locked.api_url}/admin/settings")  # noqa: S310 - http on loopback
    request.add_header("Authorization", basic(AUTH))
    with urllib.request.urlopen(request) as reply:  # noqa: S310 - the same
        assert secret not in reply.read().decode()
    assert secret not in repr(locked)
    assert secret not in log_file(locked.home).read_text()


def test_an_address_that_this_machine_has_not_is_said_with_what_to_do(tmp_path):
    strange = Settings(home_folder=tmp_path, host="192.0.2.7", auth_string=AUTH)
    with pytest.raises(ServerError, match=r"192\.0\.2\.7.*0\.0\.0\.0"):
        port_free(strange)


@pytest.mark.server
def test_a_server_of_another_home_is_not_taken_for_ones_own(running, tmp_path):
    other = settings_of(tmp_path / "otra", running.port)
    with pytest.raises(ServerError) as caught:
        require(other)
    assert str(running.home.prefect) in caught.value.text("es")
    assert str(other.home.settings_file) in caught.value.text("es")


@pytest.mark.server
def test_a_look_on_demand_reads_what_is_there_and_says_what_it_brought(running):
    with start("register_review.py", prefect_environment(running)) as register:
        assert register.wait(PATIENCE) == 0
    environment = os.environ | {
        "AROMA_HOME": str(running.home.path),
        "AROMA_PORT": str(running.port),
        "AROMA_LANGUAGE": "es",
        "AROMA_SETTLE": "0",
        "AROMA_READER": "rapidocr",
    }
    command = [str(Path(sys.executable).with_name("aroma"))]

    def aroma(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *arguments], env=environment, capture_output=True, text=True)  # noqa: PLW1510

    before = aroma("collect")
    assert (before.returncode, before.stdout) == (1, "")
    assert "aroma.db" in before.stderr  # a store is made by the first start
    open_database(running.store_url)
    shutil.copy(ROOT / "data" / "samples" / "plain-left.jpg", running.home.inbox)
    done = aroma("collect")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "fotos leídas: 1; tarjetas que ahora te esperan: 1\n"
    assert "Ana Ibáñez Peña" in aroma("waiting").stdout
    running.home.inbox.rmdir()
    failed = aroma("collect")
    running.home.prepare()
    assert (failed.returncode, failed.stdout) == (1, "")
    [sentence] = failed.stderr.splitlines()  # whatever Prefect would have to add
    assert str(running.home.inbox) in sentence


@pytest.mark.server
def test_a_server_that_a_killed_aroma_left_is_ended_at_the_next_start(settings):
    source = (
        "import sys, time; from pathlib import Path; from flows.settings import Settings;"
        "from flows.server import prefect_server;"
        "server = prefect_server(Settings(home_folder=Path(sys.argv[1]), port=int(sys.argv[2])));"
        "server.__enter__(); print('on', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", source, str(settings.home.path), str(settings.port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "on\n"
        left = int(pid_file(settings.home).read_text())
        killed.kill()
    assert alive(left)
    with prefect_server(settings) as process:
        assert not alive(left)
        assert answers(settings)
        assert int(pid_file(settings.home).read_text()) == process.pid
    assert process.returncode is not None
    assert not answers(settings)
    assert not pid_file(settings.home).exists()


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Starts what looks like a server to those who only read its command; ended by its process id."""
    started: list[subprocess.Popen[bytes]] = []

    def sleep(**environment: str) -> subprocess.Popen[bytes]:
        code = "import sys, time; print('on', flush=True); time.sleep(600)"
        process = subprocess.Popen(
            [sys.executable, "-c", code, PROGRAM],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"on\n"
        threading.Thread(target=process.wait, daemon=True).start()  # as its own parent would
        started.append(process)
        return process

    yield sleep
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_process_that_got_the_number_of_the_old_server_is_left_alone(settings, sleeper, tmp_path):
    of_another_home = _mark(settings_of(tmp_path / "otra", settings.port).home)
    for process in (sleeper(), sleeper(**{MARK: of_another_home})):
        pid_file(settings.home).write_text(str(process.pid))
        end_leftover(settings.home)
        assert alive(process.pid)
        assert not pid_file(settings.home).exists()


def test_the_old_server_is_known_by_its_mark(settings, sleeper):
    process = sleeper(**{MARK: _mark(settings.home)})
    pid_file(settings.home).write_text(str(process.pid))
    end_leftover(settings.home)
    process.wait(PATIENCE)
    assert process.returncode == -signal.SIGTERM


@pytest.mark.parametrize("written", ["", "abc", "-1", "999999999"])
def test_a_number_that_no_process_has_is_forgotten(settings, written):
    pid_file(settings.home).write_text(written)
    end_leftover(settings.home)
    assert answers(settings) is False


def test_a_port_that_is_taken_is_said_with_what_to_do(settings):
    with socket.socket() as door:
        door.bind(("127.0.0.1", settings.port))
        door.listen()
        with pytest.raises(ServerError) as caught, prefect_server(settings):
            pass
    assert str(settings.port) in caught.value.text("es")
    assert "AROMA_PORT" in caught.value.text("es")
    assert not log_file(settings.home).exists()


@pytest.mark.server
def test_a_server_that_dies_while_starting_is_said_with_where_its_words_are(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", "nonsense")
    with pytest.raises(ServerError, match=r"server\.log"), prefect_server(settings):
        pass
    assert "Could not parse SQLAlchemy URL" in log_file(settings.home).read_text()
    assert not pid_file(settings.home).exists()


def test_a_program_that_does_not_speak_http_is_no_server(settings):
    with socket.socket() as door:
        door.bind(("127.0.0.1", settings.port))
        door.listen()
        threading.Thread(target=grumble, args=(door,), daemon=True).start()
        assert not answers(settings)


def grumble(door: socket.socket) -> None:
    caller, _ = door.accept()
    with caller:
        caller.recv(1000)
        caller.sendall(b"who are you?\r\n\r\n")
        time.sleep(0.1)


def test_a_server_that_is_away_is_said_with_what_to_type(settings):
    with pytest.raises(ServerError, match="aroma up"):
        require(settings)


def test_prefect_finds_its_home_and_no_reason_to_phone_home_in_the_environment(settings):
    found = prefect_environment(settings)
    assert found["AROMA_HOME"] == str(settings.home.path)
    assert found["PREFECT_HOME"] == str(settings.home.prefect)
    assert found["PREFECT_API_URL"] == settings.api_url
    assert found["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert (found["PREFECT_SERVER_ANALYTICS_ENABLED"], found["DO_NOT_TRACK"]) == ("false", "1")


def test_what_is_set_for_another_prefect_does_not_count_here(settings):
    source = "import os; from flows.environment import enter; from flows.settings import load_settings;"
    source += "enter(load_settings()); print(*(name for name in os.environ if name.startswith('PREFECT_')))"
    environment = os.environ | {
        "AROMA_HOME": str(settings.home.path),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://elsewhere/prefect",
        "PREFECT_API_URL": "https://elsewhere.example/api",
    }
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    ours = {name for name in prefect_environment(settings) if name.startswith("PREFECT_")}
    assert set(done.stdout.split()) == ours


def test_prefect_is_not_imported_before_its_environment_is_entered(settings):
    import prefect.settings  # noqa: F401, PLC0415 - as some module might, too early

    with pytest.raises(RuntimeError, match="before its environment"):
        enter(settings)
