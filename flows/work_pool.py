"""A work pool of Prefect's, where a team has its machines take on what is to be run.

`aroma up` on one machine keeps the server and the schedules; `aroma worker` on any machine that sees the
same home, store and server runs what is due. Workers of Prefect's type `process` start each run as a
process of their own, with their own environment.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists
from prefect.types.entrypoint import EntrypointType

from data.database import open_database
from data.errors import SettingsError
from flows.server import require
from flows.settings import Settings

PROCESS = "process"
MOST_RUNS = 4  # processes at once on one machine: each takes about 200 MB


async def make_pool(client: PrefectClient, name: str) -> None:
    """Make the pool, where it is not there yet."""
    try:
        await client.create_work_pool(WorkPoolCreate(name=name, type=PROCESS))
    except ObjectAlreadyExists:
        return


async def register(pool: str, flow: Any, name: str, schedule: Any) -> UUID:
    """The id of a flow's deployment, whose runs go to the pool from here on."""
    module = EntrypointType.MODULE_PATH
    deployment: Any = await flow.ato_deployment(
        name, schedule=schedule, entrypoint_type=module, work_pool_name=pool
    )
    number: UUID = await deployment.apply()
    return number


def work(settings: Settings) -> int:
    """Take on runs of the pool until stopped; never returns. Raises SettingsError, ServerError."""
    if not settings.work_pool:
        raise SettingsError("team.no-pool", where=settings.home.settings_file)
    settings.home.prepare()
    open_database(settings.store_url, migrate=False)
    require(settings)
    name = f"{socket.gethostname()}-{os.getpid()}"
    options = ["--pool", settings.work_pool, "--type", PROCESS, "--limit", str(MOST_RUNS), "--name", name]
    os.execv(sys.executable, [sys.executable, "-m", "prefect", "worker", "start", *options])  # noqa: S606 - our own
