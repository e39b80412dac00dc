"""Prefect's runner as Aroma wants it: in a folder of the home, told at once what to run, its runs warm."""

from __future__ import annotations

from contextlib import suppress
from typing import Self
from uuid import UUID

import httpx
from prefect.client.schemas.objects import FlowRun
from prefect.runner import Runner
from prefect.runner._flow_run_executor import ProcessStarter

from flows.settings import Settings
from flows.warm import WARM, WarmStarter, warm_up

MOST_RUNS = 4  # processes at once: a collect and some answers; each takes about 200 MB


class AromaRunner(Runner):
    """The runner of one home.

    Prefect's runner keeps what it needs in one folder of the whole machine, `/tmp/runner_storage`, which
    belongs to the first user who ever ran one, and fails for every other. So it gets a folder in the home.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            name="aroma",
            query_seconds=settings.poll,
            prefetch_seconds=2 * settings.poll,  # so that what is scheduled starts on time
            limit=MOST_RUNS,
            pause_on_shutdown=False,
        )
        self._tmp_dir = settings.home.prefect / "runner"  # Prefect has no setting for it
        warm_up()

    async def __aenter__(self) -> Self:
        """The runner, connected; the starter of its runs exchanged where forks are safe."""
        await super().__aenter__()
        if WARM:
            self._scheduled_run_poller._resolve_starter = self._warm  # noqa: SLF001 - nor for this
        return self

    def _warm(self, flow_run: FlowRun) -> ProcessStarter:
        registry = self._deployment_registry
        name = registry.get_deployment_name(flow_run.deployment_id) if flow_run.deployment_id else None
        return WarmStarter(name or "", self._tmp_dir, self._control_channel)

    async def look_now(self) -> None:
        """Start what is due, without waiting for the next time to ask; if the server is away, wait for it."""
        if self.started:
            with suppress(httpx.HTTPError):
                await self._scheduled_run_poller._get_and_submit_flow_runs()  # noqa: SLF001

    def under_way(self) -> frozenset[UUID]:
        """The runs that it has begun to start, or has a process at work for."""
        poller = getattr(self, "_scheduled_run_poller", None)  # it is made when the runner starts
        return frozenset(poller._submitting_flow_run_ids) if poller else frozenset()  # noqa: SLF001 - nor for this
