"""Looks that brought nothing leave Prefect's list after a day, so that it shows what the others brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.types._datetime import DateTime

from data.texts import Language, say
from flows.runs import PAGE, Runs

KEPT = timedelta(days=1)


def empty_name(language: Language) -> str:
    """What the state of a look is called that brought nothing."""
    return say("collect.empty", language)


def sweep_empty(runs: Runs, deployment: str, now: datetime) -> int:
    """How many looks that brought nothing, and ended more than a day ago, Prefect has now forgotten."""
    names = [empty_name(language) for language in get_args(Language)]
    old = FlowRunFilter(
        state=FlowRunFilterState(name=FlowRunFilterStateName(any_=names)),
        end_time=FlowRunFilterEndTime(before_=DateTime.instance(now - KEPT)),
    )
    mine = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
    found = runs.client.read_flow_runs(flow_run_filter=old, deployment_filter=mine, limit=PAGE)
    for run in found:
        runs.client.delete_flow_run(run.id)
    return len(found)
