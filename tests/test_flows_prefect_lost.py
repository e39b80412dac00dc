"""Prefect's database is deleted, while Aroma is stopped and while it runs; what it held is made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from conftest import free_port
from prefect.client.schemas.objects import StateType
from stores import answer
from waiting_cards import Desk, start

from data.cards import record_answer
from data.models import CardState, Contact, Value
from data.people import file_card, people
from flows.environment import prefect_environment
from flows.server import prefect_server

pytestmark = pytest.mark.server

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DRAFT = {"who": "Cultiva rosas", "met_when": "el día de nunca", "decision": "file"}


@contextmanager
def served(desk: Desk) -> Iterator[object]:
    """The home's own server, as `aroma up` starts it, and its waits put right; ended with the block."""
    with prefect_server(desk.settings) as server:
        with start("register_review.py", prefect_environment(desk.settings)) as register:
            assert register.wait(240) == 0
        desk.repair()
        yield server


def asked(desk: Desk) -> dict[str, str]:
    """What each open form has for its first question, by the card."""
    with desk.runs() as runs:
        found = {}
        for run in runs.in_state(StateType.PAUSED):
            card = desk.card(run.parameters["card_id"])
            assert card.run_id == str(run.id)
            form = runs._input(card.run_id, f"suspended-ask-{card.round}-schema")
            found[card.id] = form["definitions"]["Be"]["properties"]["who"]["default"]
    return found


def lose(desk: Desk, *names: str) -> None:
    for name in names:
        (desk.settings.home.prefect / name).unlink(missing_ok=True)
    assert not (desk.settings.home.prefect / "prefect.db").exists()


def test_all_waits_open_again_where_prefects_database_is_deleted_and_what_was_answered_stays(
    make_desk, lay_rows
):
    desk = make_desk(port=free_port())
    lay_rows(desk.settings.home.prefect)
    untouched = desk.lay(Contact(name=Value("Ana Prueba", "x")), "ana.jpg").id
    begun = desk.lay(Contact(name=Value("Leo Ensayo", "x")), "leo.jpg").id
    filed = desk.lay(Contact(name=Value("Eva Muestra", "x")), "eva.jpg").id
    waits = {untouched: "", begun: "Cultiva rosas"}
    with served(desk):
        assert set(asked(desk)) == {untouched, begun, filed}
        record_answer(desk.db, begun, 0, DRAFT, NOW)
        file_card(desk.db, filed, answer(), at=NOW)
    before = people(desk.db)

    lose(desk, "prefect.db", "prefect.db-wal", "prefect.db-shm")
    with served(desk) as server:
        assert asked(desk) == waits
        lose(desk, "prefect.db")  # under the running server, which then is killed
        server.kill()
        server.wait()

    with served(desk):
        assert asked(desk) == waits
    assert desk.card(begun).typed == DRAFT
    assert desk.card(filed).state is CardState.FILED
    assert people(desk.db) == before
