"""Text off a card gives no order to a terminal, and no line of its own to what is printed."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from hostile import HOSTILE, everywhere, told
from rich.console import Console
from stores import NOW, card_read, reading, waiting

from data.errors import StoreError
from data.people import file_card
from data.search import who
from data.texts import LANGUAGES
from data.waiting_lines import heap
from data.waiting_lines import lines as waiting_lines
from enrich.form_notes import besides, doubts
from enrich.prefill import prefill
from enrich.printout import card_json
from enrich.questions import QUESTIONS, Kind
from flows.printing import complain, put, put_json
from flows.prompts import Prompts
from flows.read import Printer, _page
from flows.settings import Settings
from flows.waiting import _lines, _plain
from flows.who import page


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was printed; none of it is an order to a terminal."""
    out, err = capsys.readouterr()
    for printed in (out, err):
        assert all(line.isprintable() for line in printed.split("\n"))
    return (out + err).split("\n")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_photo_says_is_printed_on_as_many_lines_as_ever(text, capsys):
    def printed(said: str) -> list[str]:
        card = card_read(replace(reading("ab" * 32), photo="ana.jpg"), everywhere(said))
        put(*_page(Printer("es", "ES", json=False, explain=False, pair=False), card, alone=True))
        return lines(capsys)

    assert len(printed(text)) == len(printed("Ana"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_photo_says_is_one_line_of_json_with_every_letter_in_it(text, capsys):
    put_json(card_json(card_read(reading("ab" * 32), everywhere(text)), "es"))
    line, _ = lines(capsys)
    assert json.loads(line)["fields"]["name"]["value"] == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_who_and_waiting_print_a_hostile_card_as_any_other(text, db, capsys, tmp_path):
    text = text.replace("\0", "").replace("\ud800", "")  # which no database keeps
    card = waiting(db, draft=everywhere(text))
    settings = Settings(home_folder=tmp_path, language="es", region="ES")
    found = tuple(waiting_lines(db))
    put(*_lines(found, heap(db), settings))
    assert len(lines(capsys)) == 7
    put_json(_plain(found[0], settings))
    assert len(lines(capsys)) == 2
    file_card(db, card, told(text), at=NOW)
    people = who(db, text) or who(db, "1")
    for person in people:
        put(*page(person, "es"))
    assert len(lines(capsys)) < 40


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_questions_in_the_terminal_take_no_order_and_no_markup_from_a_card(text):
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system=None, width=100)
    prompts = Prompts(console, "es", read=lambda _: "")
    words = prefill(everywhere(text), None, "es")
    for question in (question for question in QUESTIONS if question.kind is not Kind.CHOICE):
        notes = [*doubts(question, everywhere(text), "es"), *besides(question, everywhere(text), "es")]
        prompts.ask(question, words[question.key], notes)
    prompts.say("card", card="ab", name=text)
    assert all(line.isprintable() for line in out.getvalue().split("\n"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_error_about_a_hostile_text_is_said_on_one_line(text, language, capsys):
    complain(StoreError("store.missing", place=text).text(language))
    assert len(lines(capsys)) == 2
