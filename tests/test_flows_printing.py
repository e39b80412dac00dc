from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Answer, Contact, Decision, Value
from data.people import file_card
from flows.printing import printable, put_json
from flows.waiting import show_waiting
from flows.who import Wanted, show_people

ORDERS = "\x1b[2J\x9b31m\x07\u202e\nTEL:1"  # clear, colour, bell, write from right to left, a new line
EVIL = Contact(
    name=Value(f"Eva{ORDERS}", "Eva"),
    company=Value(f"Malas Artes{ORDERS}", "Malas Artes"),
    address=Value(f"Calle Falsa 1{ORDERS}", "Calle Falsa 1"),
    emails=(Value(f"eva@malas-artes.es{ORDERS}", "eva@malas-artes.es"),),
    also=(Value(f"Otra{ORDERS}", "Otra", kind="name"),),
)


@given(st.text())
def test_a_line_is_one_line_and_gives_no_orders(text):
    said = printable(text)
    assert said.isprintable()
    assert len(said) == len(text)
    assert printable(said) == said


def test_letters_of_every_language_and_signs_are_printed_as_they_are():
    assert printable("Ñandú · Çelik ✓ 北京 😀") == "Ñandú · Çelik ✓ 北京 😀"


@given(st.dictionaries(st.text(), st.text() | st.none() | st.integers()))
def test_json_is_one_line_of_what_can_be_printed_and_keeps_every_letter(record):
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("flows.printing.put", said.append)
        put_json(record)
    (line,) = said
    assert line.isprintable()
    assert json.loads(line) == record


@pytest.fixture
def evil_desk(desk):
    """A home with a person on file and a card that waits, both of a card that gives orders to terminals."""
    laid = desk.lay(EVIL, f"eva{ORDERS}.jpg")
    answer = Answer(Decision.FILE, who=f"Pinta puertas{ORDERS}", contact=EVIL)
    file_card(desk.db, laid.id, answer, at=datetime.now(UTC))
    desk.lay(EVIL, "otra.jpg")
    return desk


@pytest.mark.parametrize("json_wanted", [False, True])
def test_a_card_gives_no_orders_to_the_terminal(evil_desk, capsys, json_wanted):
    environment = {"AROMA_HOME": str(evil_desk.settings.home.path), "AROMA_LANGUAGE": "es"}
    assert show_people(environment, Wanted("eva", json=json_wanted)) == 0
    assert show_waiting(evil_desk.settings, json=json_wanted) == 0
    said = capsys.readouterr()
    assert "Pinta puertas" in said.out
    assert all(line.isprintable() for line in (said.out + said.err).split("\n"))
    assert not any(line.startswith("TEL") for line in said.out.split("\n"))


@pytest.mark.parametrize("json_wanted", [False, True])
def test_a_question_that_nobody_answers_gives_no_orders_either(desk, capsys, json_wanted):
    environment = {"AROMA_HOME": str(desk.settings.home.path), "AROMA_LANGUAGE": "es"}
    assert show_people(environment, Wanted(f"nadie{ORDERS}", json=json_wanted)) == 1
    said = capsys.readouterr().err
    assert "nadie" in said
    assert all(line.isprintable() for line in said.split("\n"))
