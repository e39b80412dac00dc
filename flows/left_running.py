"""Runs that Prefect believes to be under way though their process is gone, found and put right.

A process that is killed tells nobody, and its run would stay Running for ever. Whose process is gone is
known for certain: one Aroma works in a home, its runner knows which runs it has under way, and a process
that it started ends with it (`flows.bound`). What is asked of the runner is asked between two looks at
the run: where its state is the same in both, no process of this runner was at it in between.

A review run is started again, and goes on where it was cut short; so is a bouquet. A look into the inbox is
ended, for the next one goes on with all that it left, and so are the reading and the photos in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType, TaskRun
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from data.texts import say
from flows.bouquet import BOUQUET
from flows.runs import PAGE, REVIEW, Runs, review_runs
from flows.settings import Settings

UNDER_WAY = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
GRACE = timedelta(seconds=60)
"""How long a run or task that no runner started may be without a sign of life: its state comes late."""
LONGEST_ANSWER = timedelta(minutes=15)
"""How long a machine of a work pool may take over an answer before it is believed to be gone."""
Alive = Callable[[], Collection[UUID]]
"""The runs that the runner has under way at this moment."""


def nobody() -> Collection[UUID]:
    """No run at all: the runner has not started yet."""
    return ()


def elsewhere(settings: Settings) -> Collection[UUID]:
    """The runs that a machine of a work pool may be at: all but answers that were taken up long ago.

    Nobody here knows the processes of others. To take up an answer takes seconds; a look through a full
    inbox may take all day.
    """
    with review_runs(settings.api_url) as runs:
        return {run.id for run in _under_way(runs)} - {
            run.id for run in runs.in_state(*UNDER_WAY) if _age(run) > LONGEST_ANSWER
        }


def put_right(runs: Runs, settings: Settings, alive: Alive) -> int:
    """How many runs were started again because their process is gone; those with nothing to do are ended."""
    found = _under_way(runs)
    lost = _lost(runs, settings, found, alive()) if found else ()
    again = _to_start_again(runs) if lost else set()
    for run in lost:
        if run.id in again:
            runs.start_again(run)
        else:
            runs.client.set_flow_run_state(run.id, _ended(settings), force=True)
    living = {run.id for run in found} - {run.id for run in lost}
    for task in _tasks(runs):
        if task.flow_run_id not in living:
            runs.client.set_task_run_state(task.id, _ended(settings), force=True)
    return len(again & {run.id for run in lost})


def _lost(
    runs: Runs, settings: Settings, found: Sequence[FlowRun], busy: Collection[UUID]
) -> tuple[FlowRun, ...]:
    """Those of the runs that nobody works on."""
    kept = {run.id for run in found if run.id in busy or _by_hand(run, settings.home.reading_file)}
    parents = {run.id: _parent(runs, run) for run in found if run.parent_task_run_id}
    lost = [run for run in found if run.id not in kept and parents.get(run.id) not in kept]
    now = runs.find([str(run.id) for run in lost])
    return tuple(run for run in lost if _same_state(run, now.get(str(run.id))))


def _same_state(run: FlowRun, now: FlowRun | None) -> bool:
    then, state = run.state, now.state if now else None
    return then is not None and state is not None and then.id == state.id


def _by_hand(run: FlowRun, lock: Path) -> bool:
    """Whether the run may be one that somebody started in a terminal, and is still at it."""
    if run.deployment_id is not None or run.parent_task_run_id is not None:
        return False
    return _age(run) < GRACE or _lives(lock)


def _age(run: FlowRun | TaskRun) -> timedelta:
    """Since when the run is in its state."""
    now = datetime.now(UTC)
    return now - (run.state.timestamp if run.state else now)


def _lives(lock: Path) -> bool:
    """Whether the process lives that held the lock file last."""
    try:
        os.kill(int(lock.read_text()), 0)
    except (OSError, ValueError):
        return False
    return True


def _parent(runs: Runs, run: FlowRun) -> UUID | None:
    """The run within which another one was called."""
    if run.parent_task_run_id is None:
        return None
    with suppress(ObjectNotFound):
        return runs.client.read_task_run(run.parent_task_run_id).flow_run_id
    return None


def _under_way(runs: Runs) -> tuple[FlowRun, ...]:
    chosen = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(UNDER_WAY))))
    return tuple(runs.client.read_flow_runs(flow_run_filter=chosen, limit=PAGE))


def _to_start_again(runs: Runs) -> set[UUID]:
    return {run.id for run in runs.in_state(*UNDER_WAY, deployments=(REVIEW, BOUQUET))}


def _tasks(runs: Runs) -> tuple[TaskRun, ...]:
    """The photos being read, as far as Prefect knows; one that is Pending has not started at any time."""
    chosen = TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=list(UNDER_WAY))))
    found = runs.client.read_task_runs(task_run_filter=chosen, limit=PAGE)
    return tuple(task for task in found if _age(task) > GRACE)


def _ended(settings: Settings) -> State[Any]:
    return Crashed(message=say("left_running.ended", settings.language))
