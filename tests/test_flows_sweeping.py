"""Looks that brought nothing leave Prefect's list after a day, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from prefect.states import Completed
from waiting_cards import Desk

from flows.sweeping import empty_name, sweep_empty

pytestmark = pytest.mark.server

LOOKS = "looks-to-sweep"


def ended(desk: Desk, states: list[str]) -> None:
    """A look for each name, ended in a state that is called so."""
    with desk.runs() as runs:
        deployment = runs.client.create_deployment(runs.client.create_flow_from_name(LOOKS), LOOKS)
        for name in states:
            run = runs.client.create_flow_run_from_deployment(deployment)
            runs.client.set_flow_run_state(run.id, Completed(name=name), force=True)


def names(desk: Desk) -> list[str]:
    with desk.runs() as runs:
        return sorted(run.state_name for run in runs.client.read_flow_runs(limit=200) if is_look(runs, run))


def is_look(runs, run) -> bool:
    return runs.client.read_flow(run.flow_id).name == LOOKS


def test_after_a_day_looks_that_brought_nothing_are_forgotten_in_both_languages(served_desk):
    nothing = [empty_name("es"), empty_name("en")]
    ended(served_desk, [*nothing, "Completed"])
    with served_desk.runs() as runs:
        assert sweep_empty(runs, LOOKS, datetime.now(UTC)) == 0
        assert names(served_desk) == sorted([*nothing, "Completed"])
        assert sweep_empty(runs, LOOKS, datetime.now(UTC) + timedelta(days=1, minutes=5)) == 2
    assert names(served_desk) == ["Completed"]
