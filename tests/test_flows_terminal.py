from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console
from stores import set_taken
from waiting_cards import ANA, ARRIVED

from data.cards import record_answer, record_run
from data.models import CardState, Contact, Value
from data.people import people
from enrich.questions import QUESTION, QUESTIONS, Kind
from flows.joining import join_cards
from flows.prompts import Prompts, SkipError, StoppedError
from flows.terminal import review
from flows.waits import open_waits

SENTENCE = "Enseña a leer planos a chavales del barrio"
BACK = Contact(company=Value("Talleres Ejemplares", "TALLERES EJEMPLARES"))


class Owner:
    """Somebody at the keyboard, who types these lines; what is printed is theirs to read."""

    def __init__(self, *lines: str | type[BaseException], language: str = "es") -> None:
        self.lines = list(lines)
        self.page = StringIO()
        self.prompts = Prompts(Console(file=self.page, width=100), language, self.read)

    def read(self, prompt: str) -> str:
        self.page.write(prompt)
        line = self.lines.pop(0)
        if isinstance(line, str):
            return line
        raise line

    @property
    def saw(self) -> str:
        return self.page.getvalue()


def asked(key, now, *lines):
    owner = Owner(*lines)
    answer = owner.prompts.ask(QUESTION[key], now)
    assert not owner.lines
    return answer


def test_enter_keeps_what_is_there():
    assert asked("name", "Ana Prueba", "") == "Ana Prueba"
    assert asked("phones", ["+34612345678"], "", "") == ["+34612345678"]
    assert asked("needs", [{"kind": "client", "text": "bares"}], "", "") == [
        {"kind": "client", "text": "bares"}
    ]
    assert asked("decision", "later", "") == "later"


def test_a_dash_empties_what_is_there():
    assert asked("name", "Ana Prueba", "-") == ""
    assert asked("phones", ["+34612345678", "+34911234567"], "-", "", "") == ["+34911234567"]


def test_lists_take_more_until_an_empty_line():
    assert asked("interests", [], "el mar", "las abejas", "") == ["el mar", "las abejas"]


def test_a_need_is_asked_for_its_kind_and_a_wrong_number_is_asked_again():
    assert asked("needs", [], "pintura", "9", "2", "") == [{"kind": "supplier", "text": "pintura"}]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_two_dots_skip_every_question(question):
    with pytest.raises(SkipError):
        asked(question.key, [] if question.many else "", "..")


def test_a_list_that_is_stopped_keeps_what_was_typed():
    with pytest.raises(StoppedError) as stopped:
        asked("interests", ["el mar"], "", "las abejas", KeyboardInterrupt)
    assert stopped.value.answer == ["el mar", "las abejas"]


def test_text_off_a_card_gives_no_orders_to_the_terminal():
    owner = Owner("")
    owner.prompts.ask(QUESTION["name"], "Ana\x1b[2J\x07 [bold]Prueba[/bold]", ["\x1b]0;x\x07"])
    assert not {"\x1b", "\x07"} & set(owner.saw)
    assert "[bold]Prueba[/bold]" in owner.saw


def keeps(*lines):
    """Enter for every question but the first, and these lines at the end."""
    rest = sum(
        1 + len(getattr(ANA, question.key, ())) for question in QUESTIONS if question.kind is Kind.LIST
    )
    single = sum(question.kind not in {Kind.LIST, Kind.CHOICE} for question in QUESTIONS) - 2
    return ["" for _ in range(rest + single)] + list(lines)


def test_nothing_waits_is_said_with_what_to_do(desk):
    owner = Owner()
    assert review(desk.settings, "", owner.prompts) == 0
    assert "Deja una foto" in owner.saw


@pytest.mark.server
def test_the_terminal_asks_again_only_what_is_wrong_and_files_through_the_same_run(running_desk):
    laid = running_desk.lay()
    open_waits(running_desk.settings, running_desk.db)
    run_id = running_desk.card(laid.id).run_id
    owner = Owner("ok", *keeps(""), SENTENCE)
    assert review(running_desk.settings, laid.id[:4], owner.prompts) == 0
    assert "«ok» no dice aún quién es" in owner.saw
    assert "Revisa +34911234567" in owner.saw
    assert str(running_desk.settings.home.picture(laid.id)) in owner.saw.replace("\n", "")
    assert "ya está entre tu gente. Para escribirle: aroma follow-up 1" in owner.saw
    (person,) = people(running_desk.db)
    assert person.answer.who == SENTENCE
    assert person.answer.contact.name.value == "Ana Prueba Inventada"
    filed = running_desk.card(laid.id)
    assert (filed.state, filed.run_id) == (CardState.FILED, run_id)


@pytest.mark.server
def test_a_card_is_put_off_from_the_first_question_on(running_desk):
    laid = running_desk.lay()
    owner = Owner("..", "2", "ayer", "en 2 semanas")
    assert review(running_desk.settings, laid.id, owner.prompts) == 0
    assert "no queda por delante" in owner.saw
    assert running_desk.card(laid.id).state is CardState.LATER


@pytest.mark.server
def test_the_sides_of_a_card_are_split_and_joined_again_in_the_terminal(running_desk):
    front, back = running_desk.lay(), running_desk.lay(BACK, "dorso.jpg")
    for number, name in enumerate(("ana.jpg", "dorso.jpg")):
        moment = ARRIVED + timedelta(minutes=number)
        set_taken(running_desk.db, name, moment)
    owner = Owner("..", "4")
    assert review(running_desk.settings, back.id, owner.prompts) == 0
    assert "4. Es la otra cara de la tarjeta anterior: Ana Prueba Inventada" in owner.saw
    assert "es una sola tarjeta" in owner.saw
    assert running_desk.card(front.id).others == (back.id,)
    owner = Owner("..", "4")
    assert review(running_desk.settings, back.id, owner.prompts) == 0
    assert str(running_desk.settings.home.picture(back.id)) in owner.saw.replace("\n", "")
    assert "4. Son dos personas" in owner.saw
    assert "son dos: cada cara espera por su cuenta" in owner.saw
    assert running_desk.card(front.id).others == ()


@pytest.mark.server
def test_what_was_being_typed_while_the_back_came_in_is_kept_with_both_sides(served_desk):
    front, back = served_desk.lay(), served_desk.lay(BACK, "dorso.jpg")
    lines = iter([SENTENCE])

    def joined_meanwhile(prompt):
        if (typed := next(lines, None)) is not None:
            return typed
        join_cards(served_desk.db, front, back)
        raise KeyboardInterrupt

    owner = Owner()
    with pytest.raises(KeyboardInterrupt):
        review(served_desk.settings, front.id, replace(owner.prompts, read=joined_meanwhile))
    both = served_desk.card(front.id)
    assert (both.others, both.typed["who"]) == ((back.id,), SENTENCE)


@pytest.mark.server
@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_ctrl_c_keeps_every_word_here_and_in_the_form_of_the_browser(served_desk, stop):
    laid = served_desk.lay(replace(ANA, company=Value("Talleres", "Talleres")))
    owner = Owner(SENTENCE, "", "", "el mar", stop)
    with pytest.raises(KeyboardInterrupt):
        review(served_desk.settings, laid.id, owner.prompts)
    kept = served_desk.card(laid.id)
    assert (kept.typed["who"], kept.typed["interests"]) == (SENTENCE, ["el mar"])
    assert kept.typed["company"] == "Talleres"
    assert f"aroma review {laid.id}" in owner.saw
    with served_desk.runs() as runs:
        form = runs._input(kept.run_id, f"suspended-ask-{kept.round}-schema")
    assert form["definitions"]["Be"]["properties"]["who"]["default"] == SENTENCE


@pytest.mark.server
def test_an_answer_that_came_through_the_browser_first_is_not_overwritten(served_desk):

    laid = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    card = served_desk.card(laid.id)

    def answered_in_the_browser(prompt):
        record_answer(served_desk.db, card.id, card.round, {"who": "desde el navegador"}, ARRIVED)
        record_run(served_desk.db, card.id, card.run_id, card.round + 1)
        raise KeyboardInterrupt

    owner = Owner()
    prompts = replace(owner.prompts, read=answered_in_the_browser)
    with pytest.raises(KeyboardInterrupt):
        review(served_desk.settings, laid.id, prompts)
    assert served_desk.card(laid.id).typed == {"who": "desde el navegador"}
    assert "contestó" in owner.saw
