"""The process of a flow run ends with the runner that started it, also where that one was killed.

Otherwise it would go on beside the next Aroma, which starts the same run again, and two would do one work.
A process that is killed can tell nobody; so each one that it started looks whose child it is.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from typing import Any

RUNNER = "AROMA_RUNNER"
"""In the environment of a flow run's process: the process id of its runner."""
LOOK_SECONDS = 0.5


def lead() -> None:
    """Make this process the runner that all it starts are bound to."""
    os.environ[RUNNER] = str(os.getpid())


def follow() -> None:
    """End this process as soon as its runner is gone; one that no runner started goes its own way."""
    parent = multiprocessing.parent_process()
    if parent is not None:  # a fork (`flows.warm`), whose runner is not who forked it
        threading.Thread(target=_end_after, args=(parent,), name="bound", daemon=True).start()
        return
    runner = os.environ.get(RUNNER)
    if runner is None or runner == str(os.getpid()):
        return
    _end_if_alone(int(runner))
    threading.Thread(target=_watch, args=(int(runner),), name="bound", daemon=True).start()


def _watch(runner: int) -> None:
    while True:
        time.sleep(LOOK_SECONDS)
        _end_if_alone(runner)


def _end_after(runner: Any) -> None:
    """Wait for the end of the process that had this one started."""
    runner.join()
    os.kill(os.getpid(), signal.SIGKILL)


def _end_if_alone(runner: int) -> None:
    """SIGKILL, for nothing must be told any more: whoever comes next finds what was left to do."""
    if os.getppid() != runner:
        os.kill(os.getpid(), signal.SIGKILL)
