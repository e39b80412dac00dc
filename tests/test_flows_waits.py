from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from exports import IKER, linkedin
from prefect.client.schemas.objects import StateType
from prefect.states import Completed, Running

from data.cards import come_back, postpone, record_run
from data.errors import ServerError
from data.letting_go import let_go
from data.models import Contact, Value
from data.queue import next_contacts, open_cards
from flows.aroma_runner import AromaRunner
from flows.calling import run_name
from flows.import_files import import_files
from flows.links import TAG, form_link, queue_link
from flows.settings import Settings
from flows.waits import open_form, open_wait, open_waits
from flows.withdrawing import withdrawn

MARKS = {"decision_later": False, "decision_discard": False}
SENT = {"be": {"who": "Cultiva rosas"}, "do": {}, "have": {}, "decide": MARKS}
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def the_run(desk, run_id):
    with desk.runs() as runs:
        return runs.find([run_id]).get(run_id)


def shown_form(desk, run_id, number):
    with desk.runs() as runs:
        return runs._input(run_id, f"suspended-ask-{number}-schema")


def test_a_run_is_named_by_name_and_company():
    contact = Contact(name=Value("Ana Prueba", "x"), company=Value("Talleres Ejemplares, S.L.", "x"))
    assert run_name(contact, "es") == "Ana Prueba · Talleres Ejemplares, S.L."


def test_what_the_runner_needs_lies_in_the_home_for_others_may_not_write_in_ours(tmp_path):
    settings = Settings(home_folder=tmp_path)
    assert AromaRunner(settings)._tmp_dir.is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (Contact(), "Sin nombre"),
        (Contact(name=Value("Ana", "x")), "Ana"),
        (Contact(company=Value("Talleres", "x")), "Talleres"),
        (Contact(phones=(Value("+34612345678", "x"),)), "Sin nombre · +34612345678"),
        (Contact(name=Value("A\nn\u202ea\x00", "x")), "A n a"),
        (Contact(name=Value("x" * 200, "x")), "x" * 59 + "…"),
    ],
)
def test_a_run_has_a_name_whatever_the_card_says(contact, name):
    assert run_name(contact, "es") == name


def test_the_links_open_the_form_and_the_whole_queue(desk):
    assert form_link(desk.settings, "7") == "http://127.0.0.1:4200/runs/flow-run/7"
    queue = queue_link(desk.settings)
    assert queue.startswith("http://127.0.0.1:4200/runs?state=Suspended&tag=unenriched&type=span&seconds=-")


def test_a_server_that_is_away_is_said_with_what_to_do(make_desk):
    desk = make_desk(port=1024)  # where nobody but root could listen
    desk.lay()
    with pytest.raises(ServerError, match="aroma up"):
        open_waits(desk.settings, desk.db)


@pytest.mark.server
def test_each_waiting_card_gets_a_suspended_run_with_its_form(served_desk):
    laid = served_desk.lay()
    assert open_waits(served_desk.settings, served_desk.db) == 1
    run_id = served_desk.card(laid.id).run_id
    run = the_run(served_desk, run_id)
    assert run.state.name == "Suspended"
    assert run.name == "Ana Prueba Inventada · Talleres Ejemplares, S.L."
    assert run.tags == [TAG]
    assert "who" in shown_form(served_desk, run_id, 0)["definitions"]["Be"]["properties"]
    assert open_waits(served_desk.settings, served_desk.db) == 0


@pytest.mark.server
def test_a_run_that_was_opened_and_not_recorded_is_not_opened_twice(served_desk):
    laid = served_desk.lay()
    with served_desk.runs() as runs:
        first = open_wait(runs, laid, served_desk.settings)
        second = open_wait(runs, laid, served_desk.settings)
    assert first == second
    open_waits(served_desk.settings, served_desk.db)
    assert served_desk.card(laid.id).run_id == first


@pytest.mark.server
def test_an_answer_that_was_emptied_does_not_get_its_default_back(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    run_id = served_desk.card(laid.id).run_id
    with served_desk.runs() as runs:
        assert runs.answer(run_id, 0) is None
        runs.resume(run_id, SENT)
        assert runs.answer(run_id, 0) == {
            "be": {"who": "Cultiva rosas"},
            "do": {},
            "have": {},
            "decide": MARKS,
        }
        with pytest.raises(ServerError, match="no longer waits"):
            runs.resume(run_id, SENT)


@pytest.mark.server
def test_what_the_schema_refuses_leaves_the_form_waiting(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    run_id = served_desk.card(laid.id).run_id
    with served_desk.runs() as runs, pytest.raises(ServerError, match="phones"):
        runs.resume(run_id, {"be": {"who": ""}, "do": {}, "have": {"phones": "1"}, "decide": MARKS})
    assert the_run(served_desk, run_id).state.name == "Suspended"


@pytest.mark.server
def test_a_card_that_prefect_lost_is_asked_about_again(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    lost = served_desk.card(laid.id).run_id
    with served_desk.runs() as runs:
        runs.client.delete_flow_run(the_run(served_desk, lost).id)
    assert open_waits(served_desk.settings, served_desk.db) == 1
    found = served_desk.card(laid.id)
    assert found.run_id != lost
    assert the_run(served_desk, found.run_id).state.name == "Suspended"


@pytest.mark.server
def test_a_run_that_ended_without_settling_its_card_is_opened_again_with_every_word(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    ended = served_desk.card(laid.id).run_id
    with served_desk.runs() as runs:
        runs.resume(ended, SENT)
        runs.client.set_flow_run_state(the_run(served_desk, ended).id, Completed(), force=True)
    assert open_waits(served_desk.settings, served_desk.db) == 1
    found = served_desk.card(laid.id)
    assert found.typed == {"who": "Cultiva rosas", "decision": "file"}
    form = shown_form(served_desk, found.run_id, found.round)
    assert form["definitions"]["Be"]["properties"]["who"]["default"] == "Cultiva rosas"
    assert the_run(served_desk, ended).tags == []


@pytest.mark.server
def test_an_item_that_was_added_and_left_empty_does_not_keep_the_form_from_being_sent(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    with served_desk.runs() as runs:
        runs.resume(
            served_desk.card(laid.id).run_id,
            SENT | {"be": {"who": "Cultiva rosas", "interests": ["rosas", None]}},
        )
    assert the_run(served_desk, served_desk.card(laid.id).run_id).state_type is StateType.SCHEDULED


@pytest.mark.server
def test_a_run_that_a_killed_worker_left_running_is_started_again(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    run_id = served_desk.card(laid.id).run_id
    with served_desk.runs() as runs:
        runs.resume(run_id, SENT)
        runs.client.set_flow_run_state(the_run(served_desk, run_id).id, Running(), force=True)
    assert served_desk.repair() == 1
    assert the_run(served_desk, run_id).state_type is StateType.SCHEDULED
    assert served_desk.card(laid.id).run_id == run_id


@pytest.mark.server
def test_a_form_that_was_not_saved_is_saved_at_the_next_start(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    run_id = served_desk.card(laid.id).run_id
    record_run(served_desk.db, laid.id, run_id, 1)  # and the power failed, before it could ask again
    with served_desk.runs() as runs:
        assert not runs.has_form(run_id, 1)
    assert served_desk.repair() == 1
    with served_desk.runs() as runs:
        assert runs.has_form(run_id, 1)


@pytest.mark.server
def test_a_form_that_no_card_waits_for_is_taken_out_of_the_queue(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    old = served_desk.card(laid.id).run_id
    postpone(served_desk.db, laid.id, date(2026, 12, 1), NOW)
    served_desk.repair()
    run = the_run(served_desk, old)
    assert (run.state.name, run.tags) == ("Cancelled", [])


@pytest.mark.server
def test_a_postponed_card_comes_back_with_a_form_of_its_own(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    first = served_desk.card(laid.id)
    postpone(served_desk.db, laid.id, date(2026, 12, 1), NOW)
    assert come_back(served_desk.db, date(2026, 12, 1)) == (laid.id,)
    assert open_waits(served_desk.settings, served_desk.db) == 1
    back = served_desk.card(laid.id)
    assert back.run_id != first.run_id
    assert back.round > first.round


@pytest.mark.server
def test_a_recorded_run_stays_when_all_is_well(served_desk):
    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    before = served_desk.card(laid.id)
    assert served_desk.repair() == 0
    assert served_desk.card(laid.id) == before
    record_run(served_desk.db, laid.id, before.run_id, before.round)
    assert open_waits(served_desk.settings, served_desk.db) == 0


@pytest.mark.server
def test_of_a_heap_only_as_many_forms_are_open_as_are_wished_and_the_next_follows(served_desk):
    settings = served_desk.settings.model_copy(update={"queue_open": 2})
    rows = [IKER.replace("iker", f"iker-{place}") for place in range(4)]
    path = settings.home.path / "Connections.csv"
    path.write_bytes(linkedin(*rows))
    import_files(settings, [path])
    assert [open_waits(settings, served_desk.db), open_waits(settings, served_desk.db)] == [2, 0]
    asked, other = open_cards(served_desk.db)
    shown = shown_form(served_desk, asked.run_id, 0)["properties"]["be"]["description"]
    assert "De tus contactos de LinkedIn" in shown
    assert withdrawn(settings, asked)
    let_go(served_desk.db, asked.id, NOW.date(), NOW)
    assert the_run(served_desk, asked.run_id).state.type is StateType.CANCELLED
    assert open_waits(settings, served_desk.db) == 1
    assert other.id in {card.id for card in open_cards(served_desk.db)}
    laid = served_desk.lay()
    assert open_waits(settings, served_desk.db) == 1
    assert served_desk.card(laid.id).run_id is not None
    heaped = next_contacts(served_desk.db, "newest", 9)[0]
    assert open_form(settings, served_desk.db, heaped).run_id is not None
