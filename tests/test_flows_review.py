from __future__ import annotations

import time
from datetime import date, timedelta
from uuid import UUID

import pytest
from prefect.states import Running
from waiting_cards import ANA, Desk, running

from data.cards import Card
from data.models import CardState
from data.people import people
from data.search import who
from enrich.form_fields import nested
from enrich.prefill import prefill
from flows.taking_up import AskAgain, Settled, take_up
from flows.waits import open_waits

PATIENCE = 150  # seconds for a run, which starts a process; two busy cores may need them

SENTENCE = "Enseña a leer planos a chavales del barrio"


def response(**words: object) -> dict[str, dict[str, object]]:
    """What Prefect's page sends when these words were typed and all else was left."""
    return nested({**prefill(ANA, None, "es"), **words})


def asked(desk: Desk) -> Card:
    laid = desk.lay()
    open_waits(desk.settings, desk.db)
    return desk.card(laid.id)


def answered(desk: Desk, **words: object) -> Card:
    card = asked(desk)
    with desk.runs() as runs:
        runs.resume(card.run_id, response(**words))
    return card


def taken_up(desk: Desk, card: Card) -> Settled | AskAgain:
    with desk.runs() as runs:
        return take_up(desk.settings, desk.db, runs, card.id, card.run_id)


def vcards(desk: Desk) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(desk.settings.home.people.glob("*.vcf"))]


@pytest.mark.server
def test_who_a_person_is_files_them_with_a_vcard(served_desk):
    card = answered(served_desk, who=SENTENCE, interests=["el mar"], offers=["paciencia"])
    settled = taken_up(served_desk, card)
    assert settled.message.text("es") == (
        "Guardada: Ana Prueba Inventada · Talleres Ejemplares, S.L., persona n.º 1."
        " Para escribirle: aroma follow-up 1"
    )
    assert served_desk.card(card.id).state is CardState.FILED
    (person,) = people(served_desk.db)
    assert (person.answer.who, person.answer.interests) == (SENTENCE, ("el mar",))
    (vcard,) = vcards(served_desk)
    assert "Ana Prueba Inventada" in vcard


@pytest.mark.server
def test_a_mistake_is_asked_about_again_with_every_word_kept(served_desk):
    card = answered(served_desk, who=SENTENCE, phones=["123"], met_when="nunca")
    again = taken_up(served_desk, card)
    assert [problem.key for problem in again.problems] == ["met_when", "phones"]
    assert again.card.round == card.round + 1
    assert again.card.typed["who"] == SENTENCE
    assert again.card.typed["phones"] == ["123"]
    assert people(served_desk.db) == ()


@pytest.mark.server
def test_an_answer_that_says_nothing_files_nobody(served_desk):
    card = answered(served_desk, who="Ana Prueba, directora de ventas")
    again = taken_up(served_desk, card)
    assert [problem.key for problem in again.problems] == ["who"]
    assert people(served_desk.db) == ()


@pytest.mark.server
def test_a_card_is_put_off_without_any_sentence(served_desk):
    until = date.today() + timedelta(days=3)
    card = answered(served_desk, phones=["123"], decision="Pregúntame más tarde", later_until=str(until))
    assert taken_up(served_desk, card).message.text("es").endswith(f"{until}.")
    found = served_desk.card(card.id)
    assert (found.state, found.later_until) == (CardState.LATER, until)
    assert found.typed["phones"] == ["123"]


@pytest.mark.server
def test_what_is_no_card_is_put_away_without_any_sentence(served_desk):
    card = answered(served_desk, decision="Esto no es una tarjeta")
    taken_up(served_desk, card)
    assert served_desk.card(card.id).state is CardState.DISCARDED


@pytest.mark.server
def test_an_older_form_of_the_same_card_files_nothing(served_desk):
    card = answered(served_desk, who=SENTENCE)
    with served_desk.runs() as runs:
        settled = take_up(served_desk.settings, served_desk.db, runs, card.id, str(UUID(int=7)))
    assert settled.message.key == "waits.asked-elsewhere"
    assert people(served_desk.db) == ()


@pytest.mark.server
def test_a_card_that_the_store_does_not_know_ends_the_run_with_a_clear_message(served_desk):
    card = answered(served_desk, who=SENTENCE)
    with served_desk.runs() as runs:
        settled = take_up(served_desk.settings, served_desk.db, runs, "ffffffffffff", card.run_id)
    assert "ffffffffffff" in settled.message.text("es")


class Stop(BaseException):
    """The power fails."""


STEPS = ("taking_up.record_answer", "taking_up.file_card", "bringing.write_card", "bringing.record_written")


@pytest.mark.server
@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_stop_at_any_step_of_filing_loses_nothing_and_doubles_nothing(served_desk, step, done, monkeypatch):
    card = answered(served_desk, who=SENTENCE)
    with monkeypatch.context() as broken:
        stop_at(broken, f"flows.{step}", done=done)
        with pytest.raises(Stop):
            taken_up(served_desk, card)
    taken_up(served_desk, card)
    taken_up(served_desk, card)
    (person,) = people(served_desk.db)
    assert person.answer.who == SENTENCE
    assert len(vcards(served_desk)) == 1
    assert served_desk.card(card.id).typed["who"] == SENTENCE


@pytest.mark.server
@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["record_answer", "record_run"])
def test_a_stop_at_any_step_of_asking_again_asks_once_with_every_word(served_desk, step, done, monkeypatch):
    card = answered(served_desk, who=SENTENCE, phones=["123"])
    with monkeypatch.context() as broken:
        stop_at(broken, f"flows.taking_up.{step}", done=done)
        with pytest.raises(Stop):
            taken_up(served_desk, card)
    again = taken_up(served_desk, card)
    assert again.card.round == card.round + 1
    assert [problem.key for problem in again.problems] == ["phones"]
    assert again.card.typed["who"] == SENTENCE


def stop_at(patch, name, *, done):
    module, _, function = name.rpartition(".")
    real = getattr(__import__(module, fromlist=[function]), function)

    def stopped(*args, **facts):
        if done:
            real(*args, **facts)
        raise Stop

    patch.setattr(name, stopped)


@pytest.mark.server
def test_a_full_disk_asks_again_and_loses_no_word(served_desk, monkeypatch):
    card = answered(served_desk, who=SENTENCE)
    with monkeypatch.context() as full:
        full.setattr("flows.taking_up.file_card", no_space)
        again = taken_up(served_desk, card)
    assert [problem.key for problem in again.problems] == ["decision"]
    assert again.card.typed["who"] == SENTENCE


def no_space(*args, **facts):
    from data.errors import HomeError  # noqa: PLC0415

    raise HomeError("home.no_space", path="/home")


@pytest.mark.server
def test_the_run_itself_asks_again_and_files_when_the_mistake_is_mended(running_desk):
    card = answered(running_desk, who=SENTENCE, phones=["123"])
    state_of(running_desk, card.run_id, "Suspended", count=2)
    with running_desk.runs() as runs:
        form = runs._input(card.run_id, "suspended-ask-1-schema")
        assert "123" in form["properties"]["be"]["description"]
        assert form["definitions"]["Have"]["properties"]["phones"]["default"] == ["123"]
        runs.resume(card.run_id, response(who=SENTENCE, phones=["612 34 56 78"]))
    run = state_of(running_desk, card.run_id, "Completed")
    assert run.state.message.startswith("Guardada: Ana Prueba Inventada")
    assert run.tags == []
    (person,) = people(running_desk.db)
    assert [phone.value for phone in person.answer.contact.phones] == ["+34612345678"]
    assert "+34612345678" in "".join(vcards(running_desk))
    assert who(running_desk.db, "planos barrio")


@pytest.mark.server
def test_an_answer_whose_worker_was_killed_is_taken_up_after_the_next_start(served_desk):
    card = answered(served_desk, who=SENTENCE)
    with served_desk.runs() as runs:
        runs.client.set_flow_run_state(UUID(card.run_id), Running(), force=True)
    served_desk.repair()
    with running(served_desk):
        state_of(served_desk, card.run_id, "Completed")
    assert served_desk.card(card.id).state is CardState.FILED
    assert len(vcards(served_desk)) == 1


def state_of(desk, run_id, name, *, count=1):
    """The run, once it came to the state `name` for the `count`th time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with desk.runs() as runs:
            run = runs.find([run_id])[run_id]
            states = [state.name for state in runs.client.read_flow_run_states(run.id)]
        assert run.state.name not in {"Failed", "Crashed"}, run.state.message
        if run.state.name == name and states.count(name) == count:
            return run
        time.sleep(0.3)
    raise AssertionError(
        f"{states} after {PATIENCE} s: {(desk.settings.home.path / 'runner.log').read_text()}"
    )
