"""Whether a card is that of somebody on file, asked in the form and in the terminal, through real runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from form_page import PHONE, WIDE, FormPage
from playwright.sync_api import expect
from stores import answer
from test_flows_review import state_of, taken_up, vcards
from test_flows_terminal import Owner, keeps
from waiting_cards import ANA, Desk

from data.cards import Card
from data.merging import merge_people
from data.models import CardState, Contact, Value
from data.people import file_card, people
from data.search import who
from enrich.form_fields import nested
from enrich.prefill import prefill
from enrich.succession import replaced
from flows.asking import about, words
from flows.links import form_link
from flows.terminal import review
from flows.waits import open_waits

WHO = "Enseña a leer planos a chavales del barrio"
MOVED = Contact(
    name=Value("Ana Prueba", "ANA PRUEBA"),
    job_title=Value("Socia", "Socia"),
    company=Value("Planos Abiertos", "Planos Abiertos"),
    phones=(ANA.phones[0],),
    emails=(Value("ana@planos-abiertos.example", ""),),
)
"""Ana's card of years later."""


def on_file(desk: Desk, **changes: object) -> int:
    given = {"met_where": "Bilbao", "met_when": date(2024, 5, 3), "contact": ANA, **changes}
    filed = file_card(desk.db, desk.lay().id, answer(WHO, **given), at=datetime.now(UTC))
    return filed.number


def opened(desk: Desk) -> Card:
    """Ana's later card, its form open."""
    laid = desk.lay(MOVED, "later.jpg")
    open_waits(desk.settings, desk.db)
    return desk.card(laid.id)


def send(desk: Desk, card: Card, **typed: object) -> None:
    """Send the form that is open for a card, as the browser does."""
    asked = about(card, desk.settings)
    with desk.runs() as runs:
        runs.resume(card.run_id, nested({**prefill(card.contact, words(card), "es"), **typed}, asked))


def switches(desk: Desk, card: Card) -> dict[str, dict[str, object]]:
    """The switches about people on file in the form as it is saved."""
    with desk.runs() as runs:
        form = runs._input(card.run_id, f"suspended-ask-{card.round}-schema")
    fields = form["definitions"]["Be"]["properties"]
    return {name: field for name, field in fields.items() if name.startswith("same_")}


@pytest.mark.server
def test_the_form_asks_whether_it_is_somebody_on_file_and_shows_why(served_desk):
    head = on_file(served_desk)
    (shown,) = switches(served_desk, opened(served_desk)).items()
    assert shown[0] == f"same_{head}"
    assert shown[1]["title"] == "¿Es Ana Prueba Inventada, a quien conociste en 2024 (Bilbao)?"
    said = shown[1]["description"].replace("\\", "")
    assert WHO in said
    assert "Directora de Ventas · Talleres Ejemplares, S.L." in said
    assert "Por qué lo pregunto: " in said
    assert shown[1]["default"] is False


@pytest.mark.server
def test_yes_joins_the_card_to_the_person_and_no_sentence_is_needed(served_desk):
    head = on_file(served_desk)
    card = opened(served_desk)
    send(served_desk, card, same=[str(head)])
    settled = taken_up(served_desk, card)
    assert settled.message.text("es") == (
        f"Unida a Ana Prueba Inventada, persona n.º {head}. Si no era la misma: aroma split {head}"
    )
    (person,) = people(served_desk.db)
    assert (person.number, person.answer.who) == (head, WHO)
    assert person.answer.contact.company.value == "Planos Abiertos"
    (vcard,) = vcards(served_desk)
    assert "trabajo: Directora de Ventas" in vcard
    assert served_desk.card(card.id).state is CardState.FILED


@pytest.mark.server
def test_an_answer_without_the_switch_files_somebody_else_and_says_so_for_ever(served_desk):
    head = on_file(served_desk)
    card = opened(served_desk)
    send(served_desk, card, who="Su prima, que pinta barcos")
    taken_up(served_desk, card)
    assert [person.number for person in people(served_desk.db)] == [head, head + 1]
    assert served_desk.db.rows("SELECT card_id, person_number FROM told_apart") == [(card.id, head)]


@pytest.mark.server
def test_without_the_switch_a_sentence_is_needed_and_the_question_stays(served_desk):
    head = on_file(served_desk)
    card = opened(served_desk)
    send(served_desk, card, who="")
    again = taken_up(served_desk, card)
    assert [problem.key for problem in again.problems] == ["who"]
    assert next(question.key for question in about(again.card, served_desk.settings)) == "same"
    assert [person.number for person in people(served_desk.db)] == [head]


@pytest.mark.server
def test_a_mistake_elsewhere_keeps_the_switch(served_desk):
    head = on_file(served_desk)
    card = opened(served_desk)
    send(served_desk, card, same=[str(head)], phones=["123"])
    again = taken_up(served_desk, card)
    assert [problem.key for problem in again.problems] == ["phones"]
    assert words(again.card)["same"] == [str(head)]


@pytest.mark.server
def test_a_form_that_was_open_before_asks_once_the_person_is_filed(served_desk):
    first, second = served_desk.lay(), opened(served_desk)
    first = served_desk.card(first.id)
    assert switches(served_desk, second) == {}
    send(served_desk, first, who=WHO)
    taken_up(served_desk, first)
    assert list(switches(served_desk, second)) == ["same_1"]
    send(served_desk, second, same=["1"])
    taken_up(served_desk, second)
    assert len(people(served_desk.db)) == 1


@pytest.mark.server
def test_a_form_sent_as_it_was_before_the_question_came_is_still_taken(served_desk):
    first, second = served_desk.lay(), opened(served_desk)
    first = served_desk.card(first.id)
    old = about(second, served_desk.settings)
    send(served_desk, first, who=WHO)
    taken_up(served_desk, first)
    with served_desk.runs() as runs:
        runs.resume(second.run_id, nested({**prefill(MOVED, None, "es"), "who": "Pinta barcos"}, old))
    taken_up(served_desk, second)
    assert len(people(served_desk.db)) == 2


@pytest.mark.server
def test_a_person_who_is_gone_from_the_stack_since_is_found_by_their_head(served_desk):
    one = on_file(served_desk)
    card = opened(served_desk)
    old = about(card, served_desk.settings)
    other = file_card(
        served_desk.db, served_desk.lay(Contact(), "0.jpg").id, answer("Otra"), at=datetime.now(UTC)
    )
    merge_people(served_desk.db, [one, other.number], replaced=replaced)
    with served_desk.runs() as runs:
        runs.resume(card.run_id, nested({**prefill(MOVED, None, "es"), "same": [str(one)]}, old))
    taken_up(served_desk, card)
    assert [person.number for person in people(served_desk.db)] == [one]


@pytest.mark.server
def test_the_terminal_asks_it_first(running_desk):
    head = on_file(running_desk)
    laid = running_desk.lay(MOVED, "later.jpg")
    open_waits(running_desk.settings, running_desk.db)
    owner = Owner("7", "2", "", *keeps()[:-1], "")
    assert review(running_desk.settings, laid.id, owner.prompts) == 0
    assert "¿Es Ana Prueba Inventada, a quien conociste en 2024 (Bilbao)?" in owner.saw
    assert "2. Sí, es la misma persona" in owner.saw
    assert owner.saw.index("¿Es Ana") < owner.saw.index("¿Quién es, en una frase?")
    (person,) = people(running_desk.db)
    assert (person.number, len(person.history) > 0) == (head, True)


@pytest.mark.server
def test_somebody_filed_while_the_terminal_asks_does_not_spoil_the_answer(running_desk):
    laid = running_desk.lay(MOVED, "later.jpg")
    open_waits(running_desk.settings, running_desk.db)
    on_file(running_desk)
    owner = Owner("2", "", *keeps()[:-1], "")
    assert review(running_desk.settings, laid.id, owner.prompts) == 0
    assert len(people(running_desk.db)) == 1


@pytest.mark.browser
@pytest.mark.server
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_question_stands_above_the_others_in_the_browser(served_desk, chromium, size, tmp_path):
    on_file(served_desk)
    card = opened(served_desk)
    form = FormPage.open(chromium, form_link(served_desk.settings, card.run_id), size=size)
    form.photograph(tmp_path / "same.png")
    asked = form.labelled("¿Es Ana Prueba Inventada, a quien conociste en 2024 (Bilbao)?")
    expect(asked).to_contain_text(WHO)
    assert asked.bounding_box()["y"] < form.field("who").bounding_box()["y"]


@pytest.mark.browser
@pytest.mark.server
def test_marked_in_the_browser_the_card_becomes_part_of_the_person(running_desk, chromium, tmp_path):
    head = on_file(running_desk)
    card = opened(running_desk)
    form = FormPage.open(chromium, form_link(running_desk.settings, card.run_id))
    form.labelled("¿Es Ana Prueba Inventada").get_by_role("switch").click()
    form.photograph(tmp_path / "marked.png")
    form.submit()
    expect(form.page.get_by_text("Completed").first).to_be_visible()
    run = state_of(running_desk, card.run_id, "Completed")
    assert run.state.message.startswith("Unida a Ana Prueba Inventada")
    (person,) = people(running_desk.db)
    assert person.number == head
    (found,) = who(running_desk.db, "Planos Abiertos")
    assert found.cards == (running_desk.card(card.id).id,) or card.id in found.cards


HOSTILE = "![x](javascript:window.hit=2) <img src=x onerror='window.hit=3'> **bold**"


@pytest.mark.browser
@pytest.mark.server
def test_what_is_known_of_somebody_runs_no_script_and_makes_no_markdown(served_desk, chromium):
    named = replace(ANA, name=Value(f"Ana {HOSTILE}", ""), company=Value(HOSTILE, ""))
    head = on_file(served_desk, contact=named, met_where=HOSTILE)
    laid = served_desk.lay(ANA, "again.jpg")
    open_waits(served_desk.settings, served_desk.db)
    card = served_desk.card(laid.id)
    assert f"same_{head}" in switches(served_desk, card)
    form = FormPage.open(chromium, form_link(served_desk.settings, card.run_id))
    assert form.page.evaluate("window.hit") is None
    assert form.dialog.locator("img").count() == 1
    assert form.dialog.locator("a, b, strong").count() == 0
