"""The one door to Dask: its scheduler and workers, which read photos on other machines.

They run beside this home, and may be used by others too: Aroma starts none and ends none.
"""

from __future__ import annotations

from typing import Any

from prefect.task_runners import TaskRunner

from data.errors import ServerError, SettingsError

ANSWER_SECONDS = 20


def dask_runner(address: str) -> TaskRunner[Any]:
    """What has tasks run by the workers of the scheduler at `address`, HOST:PORT. Raises SettingsError."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - only a team has it
    except ImportError as error:
        raise SettingsError("team.no-package", package=error, setting=f"dask://{address}") from error
    return DaskTaskRunner(address=_tcp(address), client_kwargs={"timeout": ANSWER_SECONDS})


def readers(address: str) -> int:
    """How many tasks the workers there take on at once. ServerError where none answers."""
    try:
        from distributed import Client  # noqa: PLC0415 - only a team has it
    except ImportError as error:
        raise SettingsError("team.no-package", package=error, setting=f"dask://{address}") from error
    try:
        client: Any = Client
        with client(_tcp(address), timeout=ANSWER_SECONDS, set_as_default=False) as connected:
            threads: int = sum(connected.nthreads().values())
    except OSError as error:
        raise ServerError("team.no-scheduler", address=address) from error
    if not threads:
        raise ServerError("team.no-readers", address=address)
    return threads


def _tcp(address: str) -> str:
    return f"tcp://{address}"
