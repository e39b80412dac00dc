"""Aroma, running: the server, the schedule, the waits, until somebody stops it.

`run` holds the home, so that there is one Aroma per home. It starts the server first and ends it last.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.types._datetime import DateTime
from prefect.types.entrypoint import EntrypointType
from tzlocal import get_localzone_name

from flows import work_pool
from flows.aroma_runner import AromaRunner
from flows.bell import Bell
from flows.bound import lead
from flows.bouquet import BOUQUET, weekly_bouquet
from flows.collect import COLLECT, collect_inbox
from flows.left_running import Alive, elsewhere
from flows.review import review_card
from flows.runs import REVIEW
from flows.settings import NEVER, Settings
from flows.watch import watch_inbox

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, shutdown, a closed terminal
START_SECONDS = 0.05
Tend = Callable[[Alive], Coroutine[Any, Any, None]]
PAGE = 200  # the most that Prefect lists at once


async def serve(
    settings: Settings,
    bell: Bell,
    *,
    ready: Callable[[], Awaitable[None]],
    tend: Tend,
) -> None:
    """Register all deployments and run what is scheduled or resumed; `ready` is awaited in between.

    `tend` runs beside it, and can ask which runs are under way. The inbox is looked into at once, then
    whenever something lies there, and on schedule; a bouquet that was missed is bound once. Returns when the
    process is told to stop (SIGINT, SIGTERM, SIGHUP), with no flow run left behind.
    """
    lead()
    runner = None if settings.work_pool else AromaRunner(settings)
    register = partial(_register, runner) if runner else partial(work_pool.register, settings.work_pool)
    async with get_client() as client:
        if not runner:
            await work_pool.make_pool(client, settings.work_pool)
        collect = await register(collect_inbox, COLLECT, _schedule(settings))
        bouquet = await register(weekly_bouquet, BOUQUET, _weekly(settings))
        await register(review_card, REVIEW, None)
        await drop_missed(client, COLLECT)
        missed = await drop_missed(client, BOUQUET)
        await ready()
        await client.create_flow_run_from_deployment(collect)
        if missed:  # those of several weeks are one
            await client.create_flow_run_from_deployment(bouquet)

        async def look() -> None:
            await client.create_flow_run_from_deployment(collect)

        async with _beside(watch_inbox(settings, look), *_for_runs(settings, runner, bell, tend)):
            await _until_stopped(runner)


def _for_runs(
    settings: Settings, runner: AromaRunner | None, bell: Bell, tend: Tend
) -> Iterator[Coroutine[Any, Any, None]]:
    """What sees to the runs of this runner, or to those that machines of the team take on."""
    if runner:
        yield bell.answer(runner.look_now)
    yield tend(runner.under_way if runner else partial(elsewhere, settings))


@asynccontextmanager
async def _beside(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let `work` go on while the block lasts."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome


async def _until_stopped(runner: AromaRunner | None) -> None:
    """Run what is due until told to stop; without a runner, others do so meanwhile."""
    stopped = asyncio.Event()
    work = asyncio.create_task(runner.start() if runner else stopped.wait())
    while runner and not runner.started and not work.done():  # noqa: ASYNC110 - the runner has no event for it
        await asyncio.sleep(START_SECONDS)
    loop = asyncio.get_running_loop()
    for number in STOPS:  # only now: the runner sets a handler of its own, which would end this process
        loop.add_signal_handler(number, stopped.set)
    wish = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({work, wish}, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:  # the server is gone: whoever told it of an end would wait for minutes
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        raise
    finally:
        wish.cancel()
    if runner and not work.done():
        await runner.astop()
    await work


async def _register(runner: AromaRunner, flow: Any, name: str, schedule: Any) -> UUID:
    """The id of a flow's deployment, which the server and the runner know from here on."""
    module = EntrypointType.MODULE_PATH
    deployment: Any = await flow.ato_deployment(name, schedule=schedule, entrypoint_type=module)
    number: UUID = await runner.aadd_deployment(deployment)
    return number


def _schedule(settings: Settings) -> Any:
    if isinstance(settings.schedule, int):
        return IntervalSchedule(interval=timedelta(seconds=settings.schedule))
    return CronSchedule(cron=settings.schedule, timezone=_zone())


def _weekly(settings: Settings) -> Any:
    if settings.bouquet == NEVER:
        return None
    return CronSchedule(cron=settings.bouquet, timezone=_zone())


def _zone() -> str | None:
    """The time zone of this machine, whose clock its owner goes by; None, which is UTC, where it has none."""
    name = get_localzone_name()
    return name if name in available_timezones() else None


async def drop_missed(client: PrefectClient, deployment: str) -> int:
    """How many scheduled runs of a deployment were dropped, because Aroma was not running at their time.

    One run does the work of all that were missed.
    """
    missed = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=DateTime.now(UTC)),
    )
    dropped = 0
    while runs := await client.read_flow_runs(
        deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[deployment])),
        flow_run_filter=missed,
        limit=PAGE,
    ):
        for run in runs:
            await client.delete_flow_run(run.id)
        dropped += len(runs)
    return dropped
