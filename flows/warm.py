"""A run of a flow started from a process that has imported everything already, in place of a new Python.

A new Python imports Prefect and Aroma for two to three seconds before the run's first step, longer than all
that an answer needs after it. So one process of Aroma, Python's own fork server, imports them once and then
does nothing; each run is a fork of it, and still a process of its own that can be killed or fail alone.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import anyio
import anyio.abc
import prefect.engine
from prefect.client.schemas.objects import FlowRun
from prefect.runner._process_manager import ProcessHandle

if TYPE_CHECKING:
    from prefect.runner._control_channel import ControlChannel

WARM = sys.platform == "linux"
"""Elsewhere, the system's own libraries may not survive a fork, and Prefect's way is the only one."""
IMPORTED = "flows.ready"


def warm_up() -> None:
    """Start the process that runs are forked from, if it is not there; it imports while this one goes on."""
    if not WARM:
        return
    multiprocessing.set_forkserver_preload([IMPORTED])
    forkserver.ensure_running()


def end_forks() -> None:
    """End all runs at once: without their server they would ask for it for minutes."""
    for process in multiprocessing.active_children():
        process.kill()


@dataclass(frozen=True, slots=True)
class WarmStarter:
    """Starts a flow run as a fork, as Prefect's runner wants it (`prefect.runner._flow_run_executor`)."""

    deployment: str
    folder: Path
    control: ControlChannel

    async def start(
        self,
        flow_run: FlowRun,
        task_status: anyio.abc.TaskStatus[ProcessHandle] = anyio.TASK_STATUS_IGNORED,
    ) -> None:
        """Start the run, hand its process over, and wait for its end; end it where the runner stops."""
        process = multiprocessing.get_context("forkserver").Process(
            target=run, args=(self._environment(flow_run.id),), name=self.deployment
        )
        await anyio.to_thread.run_sync(process.start)
        task_status.started(ProcessHandle(process))  # type: ignore[arg-type]
        try:
            await anyio.to_thread.run_sync(process.join, abandon_on_cancel=True)
        finally:
            if process.is_alive():
                process.terminate()

    def _environment(self, run_id: UUID) -> dict[str, str]:
        """What Prefect's engine is told, as its own starter tells it; the rest comes with the fork."""
        port, token = self.control.register(run_id)
        return {
            "PREFECT__FLOW_RUN_ID": str(run_id),
            "PREFECT__STORAGE_BASE_PATH": str(self.folder),
            "PREFECT__DEPLOYMENT_NAME": self.deployment,
            "PREFECT__ENABLE_CANCELLATION_AND_CRASHED_HOOKS": "false",
            "PREFECT__CONTROL_PORT": str(port),
            "PREFECT__CONTROL_TOKEN": token,
        }


def run(environment: Mapping[str, str]) -> None:
    """Be `python -m prefect.engine` for one run; ends with its exit status."""
    os.environ.update(environment)
    Path("/proc/self/comm").write_text(environment["PREFECT__DEPLOYMENT_NAME"])  # what `top` calls it
    sys.argv = [prefect.engine.__file__]
    try:
        runpy.run_path(prefect.engine.__file__, run_name="__main__")
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001 - a fork ends without them, and Prefect's last lines are there
