from __future__ import annotations

import asyncio
import os

import pytest

from flows.bell import Ringing, hung_bell, ring


def heard(rings: int) -> int:
    """How often the work is done that follows so many rings at once."""
    done = 0

    async def work() -> None:
        nonlocal done
        done += 1

    async def listen(bell) -> None:
        for _ in range(rings):
            ring(bell.rope)
        task = asyncio.create_task(bell.answer(work))
        for _ in range(1000):
            await asyncio.sleep(0.001)
            if done or not rings:
                break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with hung_bell() as bell:
        asyncio.run(listen(bell))
    return done


@pytest.mark.parametrize(("rings", "times"), [(1, 1), (100_000, 1)])
def test_however_often_the_bell_rings_the_work_is_done_once_and_no_ring_waits(rings, times):
    assert heard(rings) == times


def test_a_server_that_outlives_its_aroma_rings_in_vain_and_goes_on():
    with hung_bell() as bell:
        rope = os.dup(bell.rope)
    ring(rope)
    os.close(rope)


def asked(path: str, status: int) -> bool:
    """Whether the bell rings when `path` is answered with `status`."""

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message) -> None:
        pass

    rung = []

    async def go(bell) -> None:
        await Ringing(app, bell.rope)({"type": "http", "path": path}, None, send)
        asyncio.get_running_loop().add_reader(bell.ear, rung.append, True)
        await asyncio.sleep(0.01)

    with hung_bell() as bell:
        asyncio.run(go(bell))
    return bool(rung)


@pytest.mark.parametrize(
    ("path", "status", "rings"),
    [
        ("/api/flow_runs/7/resume", 201, True),
        ("/api/deployments/7/create_flow_run", 201, True),
        ("/api/flow_runs/7/resume", 409, False),
        ("/api/flow_runs/filter", 200, False),
        ("/api/flow_runs/7/set_state", 201, False),
    ],
)
def test_the_bell_rings_for_an_accepted_answer_and_a_new_run_alone(path, status, rings):
    assert asked(path, status) is rings
