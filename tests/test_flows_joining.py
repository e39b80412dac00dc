from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.objects import StateType
from stores import set_taken
from waiting_cards import ANA, ARRIVED, Desk

from data.cards import Card, cards, postpone
from data.errors import NotFoundError, StoreError
from data.models import CardState, Contact, Value
from enrich.form_fields import nested
from enrich.prefill import prefill
from flows.asking import about, words
from flows.by_hand import join_cards, split
from flows.joining import join_by_hand, split_by_hand
from flows.taking_up import AskAgain, Settled, take_up
from flows.waits import open_waits

pytestmark = pytest.mark.server

SENTENCE = "Enseña a leer planos a chavales del barrio"
BACK = Contact(
    company=Value("Talleres Ejemplares", "TALLERES EJEMPLARES"),
    websites=(Value("www.talleres-ejemplares.es", "www.talleres-ejemplares.es"),),
    rest=("Desde 1954",),
)
LEO = replace(ANA, name=Value("Leo Prueba Otra", "Leo Prueba Otra"))


def laid(desk: Desk, contact: Contact, name: str, minutes: float) -> str:
    """The id of a card that was photographed so many minutes after nine, and waits."""
    card = desk.lay(contact, name)
    set_taken(desk.db, name, ARRIVED + timedelta(minutes=minutes))
    return card.id


@pytest.fixture
def two(served_desk) -> tuple[str, str]:
    """Ana's card and, a minute later, its back, each with a form of its own."""
    ids = laid(served_desk, ANA, "ana.jpg", 0), laid(served_desk, BACK, "dorso.jpg", 1)
    open_waits(served_desk.settings, served_desk.db)
    return ids


def answered(desk: Desk, card_id: str, **typed: object) -> Settled | AskAgain:
    """What becomes of the form of a card, submitted with these words."""
    card = desk.card(card_id)
    asked = about(card, desk.settings)
    with desk.runs() as runs:
        sent = nested({**prefill(card.contact, words(card), "es"), **typed}, asked)
        runs.resume(card.run_id, sent)
        return take_up(desk.settings, desk.db, runs, card.id, card.run_id)


def switches(desk: Desk, card_id: str) -> list[str]:
    """The titles of the switches in the open form of a card."""
    card = desk.card(card_id)
    with desk.runs() as runs:
        form = runs._input(card.run_id, f"suspended-ask-{card.round}-schema")
    fields = form["definitions"]["Decide"]["properties"].values()
    return [field["title"] for field in fields if field["type"] == "boolean"]


def open_runs(desk: Desk) -> list[str]:
    with desk.runs() as runs:
        return sorted(str(run.id) for run in runs.in_state(StateType.PAUSED))


def waiting(desk: Desk) -> tuple[Card, ...]:
    return cards(desk.db, CardState.WAITING)


def test_the_form_offers_the_card_before_by_its_name_and_no_other(served_desk, two):
    ana, back = two
    usual = ["Esto no es una tarjeta", "Pregúntame más tarde"]
    assert switches(served_desk, ana) == usual
    before = "Es la otra cara de la tarjeta anterior: Ana Prueba Inventada · Talleres Ejemplares, S.L."
    assert switches(served_desk, back) == [before, *usual]


def test_a_card_that_was_photographed_much_later_is_offered_nothing(served_desk):
    laid(served_desk, ANA, "ana.jpg", 0)
    last = laid(served_desk, LEO, "leo.jpg", 9)
    open_waits(served_desk.settings, served_desk.db)
    assert len(switches(served_desk, last)) == 2


def test_what_the_form_calls_the_other_side_becomes_one_card_with_one_form(served_desk, two):
    ana, back = two
    settled = answered(served_desk, back, decision="join", who=SENTENCE, websites=["www.otra-ejemplo.es"])
    assert settled.message.key == "waits.joined"
    (card,) = waiting(served_desk)
    assert (card.id, card.others) == (ana, (back,))
    assert open_runs(served_desk) == [card.run_id]
    assert card.typed["who"] == SENTENCE
    assert card.typed["decision"] == "file"
    assert (card.typed["name"], card.typed["company"]) == (ANA.name.value, ANA.company.value)
    assert card.typed["phones"] == [phone.value for phone in ANA.phones]
    assert card.typed["websites"] == ["www.otra-ejemplo.es"]
    assert "Son dos personas: pregúntame por cada cara por separado" in switches(served_desk, ana)


def test_these_are_two_people_gives_each_side_a_form_and_the_words_to_the_first(served_desk, two):
    ana, _ = two
    with served_desk.runs() as runs:
        join_by_hand(served_desk.db, runs, two, "es")
    open_waits(served_desk.settings, served_desk.db)
    phones = [ANA.phones[0].value, "+34600000000"]
    settled = answered(served_desk, ana, decision="split", who=SENTENCE, phones=phones)
    assert settled.message.key == "waits.split"
    first, second = (served_desk.card(name) for name in two)
    assert (first.contact, second.contact) == (ANA, BACK)
    assert first.typed["who"] == SENTENCE
    assert (first.typed["phones"], first.typed["websites"]) == (phones, [])
    assert second.typed is None
    assert open_runs(served_desk) == sorted([first.run_id, second.run_id])


def test_a_card_before_that_no_longer_waits_is_said_and_every_word_stays(served_desk, two):
    ana, back = two
    sent = {"decision": "join", "who": SENTENCE}
    asked = about(served_desk.card(back), served_desk.settings)
    postpone(served_desk.db, ana, ARRIVED.date() + timedelta(days=9), datetime.now(UTC))
    card = served_desk.card(back)
    with served_desk.runs() as runs:
        runs.resume(card.run_id, nested({**prefill(card.contact, None, "es"), **sent}, asked))
        again = take_up(served_desk.settings, served_desk.db, runs, back, card.run_id)
    assert isinstance(again, AskAgain)
    assert [problem.message.key for problem in again.problems] == ["store.no_card_before"]
    assert words(again.card)["who"] == SENTENCE


def test_a_run_that_was_killed_after_it_joined_is_done_when_it_starts_again(served_desk, two):
    _, back = two
    run_id = served_desk.card(back).run_id
    answered(served_desk, back, decision="join", who=SENTENCE)
    with served_desk.runs() as runs:
        again = take_up(served_desk.settings, served_desk.db, runs, back, run_id)
    assert isinstance(again, Settled)
    (card,) = waiting(served_desk)
    assert card.typed["who"] == SENTENCE


def test_two_cards_are_joined_and_split_by_hand_in_whatever_order_they_are_named(
    served_desk, two, capsys, monkeypatch
):
    # The server of all tests is no home's.
    monkeypatch.setattr("flows.by_hand.require", lambda _: None)
    ana, back = two
    assert join_cards(served_desk.settings, back[:6], ana[:6]) == 0
    assert [(card.id, card.others) for card in waiting(served_desk)] == [(ana, (back,))]
    assert len(open_runs(served_desk)) == 1
    assert split(served_desk.settings, ana) == 0
    assert {card.id for card in waiting(served_desk)} == {ana, back}
    assert len(open_runs(served_desk)) == 2
    assert "Ana Prueba Inventada" in capsys.readouterr().out


def test_a_card_that_is_being_answered_is_neither_joined_nor_split(served_desk, two):
    ana, _ = two
    card = served_desk.card(ana)
    with served_desk.runs() as runs:
        runs.resume(card.run_id, nested({**prefill(ANA, None, "es"), "who": SENTENCE}))
        with pytest.raises(StoreError, match="being answered"):
            join_by_hand(served_desk.db, runs, two, "es")
        with pytest.raises(StoreError, match="being answered"):
            split_by_hand(served_desk.db, runs, ana, "es")
        settled = take_up(served_desk.settings, served_desk.db, runs, ana, card.run_id)
    assert settled.message.key == "waits.filed"


@pytest.mark.parametrize("names", [("ana", "ana"), ("ana", "ffffffffffff")])
def test_what_is_no_pair_of_cards_is_told(served_desk, two, names):
    named = tuple(two[0] if name == "ana" else name for name in names)
    with served_desk.runs() as runs, pytest.raises((StoreError, NotFoundError)):
        join_by_hand(served_desk.db, runs, named, "es")
    assert len(waiting(served_desk)) == 2
