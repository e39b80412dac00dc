from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed, Failed, Pending, Running
from waiting_cards import ROOT, Desk

from data.cards import discard
from data.errors import StoreError
from flows import left_running
from flows.bound import RUNNER
from flows.broken_off import MOST_TRIES
from flows.left_running import nobody
from flows.mending import keep_mended
from flows.waits import mend, open_waits

pytestmark = pytest.mark.server

MARKS = {"decision_later": False, "decision_discard": False}
SENT = {"be": {"who": "Cultiva rosas"}, "do": {}, "have": {}, "decide": MARKS}
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def the_run(desk: Desk, run_id):
    with desk.runs() as runs:
        return runs.find([run_id]).get(run_id)


def answered(desk: Desk, state=None) -> str:
    """The run of a card whose form was answered; in this state."""
    laid = desk.lay()
    open_waits(desk.settings, desk.db)
    run_id = desk.card(laid.id).run_id
    with desk.runs() as runs:
        runs.resume(run_id, SENT)
        if state:
            runs.client.set_flow_run_state(the_run(desk, run_id).id, state, force=True)
    return run_id


@pytest.mark.parametrize("state", [Running, Pending])
def test_while_aroma_runs_a_run_whose_process_is_gone_is_started_again(served_desk, state):
    run_id = answered(served_desk, state())
    assert mend(served_desk.settings, served_desk.db, nobody) == 1
    assert the_run(served_desk, run_id).state_type is StateType.SCHEDULED


def test_a_run_that_the_runner_has_under_way_is_left_alone(served_desk):
    run_id = answered(served_desk, Running())
    mine = the_run(served_desk, run_id).id
    assert mend(served_desk.settings, served_desk.db, lambda: {mine}) == 0
    assert the_run(served_desk, run_id).state_type is StateType.RUNNING


def test_a_run_that_went_on_while_it_was_looked_at_is_left_alone(served_desk):
    run_id = answered(served_desk, Running())

    def meanwhile():
        with served_desk.runs() as runs:
            run = the_run(served_desk, run_id)
            runs.client.set_flow_run_state(run.id, Running(name="Retrying"), force=True)
        return ()

    assert mend(served_desk.settings, served_desk.db, meanwhile) == 0
    assert the_run(served_desk, run_id).state.name == "Retrying"


@pytest.mark.parametrize("broken", [Crashed, Failed])
def test_an_answer_whose_process_broke_off_is_taken_up_without_asking_again(served_desk, broken):
    run_id = answered(served_desk, broken())
    assert open_waits(served_desk.settings, served_desk.db) == 0  # a look does not ask anew meanwhile
    assert mend(served_desk.settings, served_desk.db, nobody) == 1
    assert the_run(served_desk, run_id).state_type is StateType.SCHEDULED


def test_an_answer_on_which_every_process_breaks_off_is_asked_for_again_with_every_word(served_desk):
    run_id = answered(served_desk)
    for _ in range(MOST_TRIES):
        with served_desk.runs() as runs:
            runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Running(), force=True)
            runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Crashed(), force=True)
    assert mend(served_desk.settings, served_desk.db, nobody) == 0
    with served_desk.runs() as runs:
        (run,) = runs.in_state(StateType.PAUSED)
    card = served_desk.card(run.parameters["card_id"])
    assert card.run_id == str(run.id) != run_id
    assert card.typed == {"who": "Cultiva rosas", "decision": "file"}


def test_a_broken_run_of_a_card_that_is_settled_leaves_the_queue(served_desk):
    run_id = answered(served_desk)
    discard(served_desk.db, the_run(served_desk, run_id).parameters["card_id"], "no", NOW)
    for _ in range(MOST_TRIES):
        with served_desk.runs() as runs:
            runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Crashed(), force=True)
            runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Running(), force=True)
    with served_desk.runs() as runs:
        runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Crashed(), force=True)
    assert mend(served_desk.settings, served_desk.db, nobody) == 0
    assert the_run(served_desk, run_id).tags == []


def test_a_look_whose_process_was_killed_and_what_it_read_are_ended_with_a_sentence(served_desk, monkeypatch):
    killed = killed_look(served_desk)
    monkeypatch.setattr(left_running, "GRACE", timedelta(0))
    assert mend(served_desk.settings, served_desk.db, nobody) == 0
    with served_desk.runs() as runs:
        ended = [runs.client.read_flow_run(name) for name in killed]
    assert [run.state_type for run in ended] == [StateType.CRASHED, StateType.CRASHED]
    assert all("interrumpido" in run.state.message for run in ended)


def test_a_look_started_by_hand_is_left_alone_while_its_process_lives(served_desk, monkeypatch):
    killed = killed_look(served_desk)
    monkeypatch.setattr(left_running, "GRACE", timedelta(0))
    served_desk.settings.home.reading_file.write_text(f"{os.getpid()}\n")
    mend(served_desk.settings, served_desk.db, nobody)
    with served_desk.runs() as runs:
        assert {runs.client.read_flow_run(name).state_type for name in killed} == {StateType.RUNNING}


def killed_look(desk: Desk) -> list:
    """A flow within a flow, as a look that reads photos; its process was killed."""
    program = (
        "import os, signal\n"
        "from prefect import flow\n"
        "@flow\n"
        "def inner():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "@flow\n"
        "def outer():\n"
        "    inner()\n"
        "outer()\n"
    )
    known = os.environ | {"PREFECT_API_URL": desk.settings.api_url, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=known, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with desk.runs() as runs:
        found = runs.client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=2)
    assert {run.state_type for run in found} == {StateType.RUNNING}
    return [run.id for run in found]


def test_what_cannot_be_looked_for_now_is_looked_for_later(desk, monkeypatch):
    looks = []

    def refused(*_):
        looks.append(time.monotonic())
        if len(looks) == 3:
            raise KeyboardInterrupt
        raise StoreError("store.away", place="x", detail="y")

    monkeypatch.setattr("flows.mending.MEND_SECONDS", 0.0)
    monkeypatch.setattr("flows.mending.mend", refused)
    with pytest.raises(KeyboardInterrupt):
        keep(desk)
    assert len(looks) == 3


def keep(desk: Desk) -> None:
    import asyncio  # noqa: PLC0415

    asyncio.run(keep_mended(desk.settings, desk.db, nobody))


STARTED = (
    "import subprocess, sys, time",
    "from flows.bound import lead",
    "lead()",
    "subprocess.Popen([sys.executable, {child!r}])",
    "time.sleep(600)",
)
FORKED = (
    "import runpy, time",
    "from multiprocessing import get_context",
    "if __name__ == '__main__':",
    "    from flows.bound import lead",
    "    lead()",
    "    get_context('forkserver').Process(target=runpy.run_path, args=({child!r},)).start()",
    "    time.sleep(600)",
)


@pytest.mark.parametrize("lines", [STARTED, FORKED], ids=["started", "forked"])
def test_a_flow_ends_with_the_runner_that_started_it(tmp_path, lines):
    child, runner, name = tmp_path / "child.py", tmp_path / "runner.py", tmp_path / "name"
    child.write_text(
        "import time, pathlib, os\n"
        "from flows.bound import follow\n"
        "follow()\n"
        f"pathlib.Path({str(name)!r}).write_text(str(os.getpid()))\n"
        "time.sleep(600)\n"
    )
    runner.write_text("\n".join(lines).format(child=str(child)))
    known = {key: value for key, value in os.environ.items() if key != RUNNER} | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(runner)], env=known, cwd=ROOT) as process:
        until(lambda: name.exists() and name.read_text())
        pid = int(name.read_text())
        time.sleep(1)  # it goes on while its runner does
        os.kill(pid, 0)
        process.kill()
    until(lambda: not alive(pid))


def alive(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def until(wished) -> None:
    deadline = time.monotonic() + 120
    while not wished():
        assert time.monotonic() < deadline
        time.sleep(0.1)
