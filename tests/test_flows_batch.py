from __future__ import annotations

import os
import pty
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from exports import ANA, IKER, linkedin
from rich.console import Console
from stores import waiting

from data.cards import card as read_card
from data.cards import cards, discard
from data.errors import NotFoundError
from data.letting_go import erase_gone
from data.models import CardState
from enrich.markdown import plain
from flows.asking import card_form
from flows.batch import review_batch
from flows.bring_back import bring_back
from flows.import_files import import_files
from flows.keyboard import Keyboard, Pressed, keyboard
from flows.waiting import show_waiting

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def heaped(make_desk, tmp_path):
    """A home with two contacts of LinkedIn, Iker the newer, and a photographed card besides."""
    desk = make_desk(language="en", port=1024)
    path = tmp_path / "Connections.csv"
    path.write_bytes(linkedin(ANA, IKER))
    import_files(desk.settings, [path])
    waiting(desk.db)
    return desk


def typed(desk, *lines):
    """What somebody sees who types these lines, each the key of one contact; then the input ends."""
    left = list(lines)

    def read(prompt):
        if not left:
            raise EOFError
        return left.pop(0)

    page = StringIO()
    assert review_batch(desk.settings, Console(file=page, width=100), Keyboard(read)) == 0
    return page.getvalue()


def states(desk):
    found = {card.contact.name.value: card for card in cards(desk.db) if card.source}
    return found["Iker Sagasti"], found["Ana Ibáñez Peña"]


def test_each_contact_is_shown_with_what_is_known_and_how_many_are_left(heaped):
    page = typed(heaped)
    assert "Iker Sagasti · Hornos Sagasti   (2 left)" in page
    assert "From your LinkedIn contacts; connected 7 February 2022" in page
    assert "iker@hornos-ejemplo.es · linkedin.com/in/iker-sagasti" in page
    assert "Ana" not in page.partition("(2 left)")[2]


def test_one_key_keeps_one_puts_off_and_one_lets_go(heaped):
    page = typed(heaped, "k", "g")
    iker, ana = states(heaped)
    assert (iker.state, iker.kept is not None) == (CardState.WAITING, True)
    assert ana.state is CardState.LET_GO
    assert "That was all of them" in page


def test_later_comes_back_in_three_months_or_on_the_day_that_is_typed(heaped):
    typed(heaped, "l", "d", "in 6 days")
    iker, ana = states(heaped)
    assert (iker.later_until, ana.later_until) == (TODAY + timedelta(91), TODAY + timedelta(6))


def test_a_day_that_is_over_is_asked_again(heaped):
    page = typed(heaped, "l yesterday", "l tomorrow")
    assert "That is no day to come" in page
    assert states(heaped)[0].later_until == TODAY + timedelta(1)


@pytest.mark.parametrize("key", ["k", "l", "g"])
def test_back_takes_the_last_decision_back_and_shows_the_contact_again(heaped, key):
    page = typed(heaped, key, "b")
    iker, _ = states(heaped)
    assert (iker.state, iker.kept) == (CardState.WAITING, None)
    assert page.count("Iker Sagasti") == 2
    assert "nothing to take back" in typed(heaped, "b")


def test_any_other_key_says_the_keys_and_quit_stops(heaped):
    page = typed(heaped, "x", "q", "g")
    assert page.count("k keep") == 2
    assert [card.state for card in states(heaped)] == [CardState.WAITING, CardState.WAITING]


def test_the_keys_are_spanish_ones_in_spanish(make_desk, heaped):
    desk = make_desk(language="es", port=1024)
    page = typed(desk, "f", "c", "s")
    assert "f fuera, dejarlo ir" in page
    iker, ana = states(desk)
    assert (iker.state, ana.kept is not None) == (CardState.LET_GO, True)


def test_a_contact_that_was_settled_meanwhile_is_left_as_it_is(heaped):
    def read(prompt):
        iker, _ = states(heaped)
        if iker.state is CardState.WAITING:
            discard(heaped.db, iker.id, "no", datetime.now(UTC))
            return "g"
        raise EOFError

    page = StringIO()
    review_batch(heaped.settings, Console(file=page, width=100), Keyboard(read))
    assert "answered elsewhere" in page.getvalue()
    assert states(heaped)[0].state is CardState.DISCARDED


def test_without_a_heap_there_is_nothing_to_go_through(desk):
    assert "Ningún" not in typed(desk)
    assert "No hay ningún contacto" in typed(desk)


def test_one_key_is_read_at_once_from_a_terminal():
    owner, terminal = pty.openpty()
    with os.fdopen(terminal) as stream:
        keys = keyboard(stream)
        for sent, pressed in (("K", "k"), ("ñ", "ñ"), ("\x1b[A", "")):
            os.write(owner, sent.encode())
            assert keys.press("> ").letter == pressed
    os.close(owner)
    assert Pressed("\x04").ended


def test_who_was_let_go_is_listed_and_brought_back_by_name_or_number(heaped, capsys):
    typed(heaped, "g", "g")
    capsys.readouterr()
    assert bring_back(heaped.settings, "") == 0
    listed = capsys.readouterr().out
    assert "Iker Sagasti · Hornos Sagasti" in listed
    assert "can be brought back until" in listed
    assert bring_back(heaped.settings, "IBAÑEZ") == 0
    assert capsys.readouterr().out == "Back again, and waiting: Ana Ibáñez Peña · Torvalia, S.A.\n"
    iker, ana = states(heaped)
    assert ana.state is CardState.WAITING
    bring_back(heaped.settings, iker.id[:6])
    bring_back(heaped.settings, "")
    assert "Nobody was let go" in capsys.readouterr().out


def test_a_name_that_nobody_or_several_have_is_said(heaped):
    typed(heaped, "g", "g")
    with pytest.raises(NotFoundError, match="Nobody of those"):
        bring_back(heaped.settings, "nobody at all")
    with pytest.raises(NotFoundError, match="2 of those"):
        bring_back(heaped.settings, "i")  # no letter of a number, which would name one of them


def test_after_thirty_days_nobody_is_brought_back(heaped, capsys):
    typed(heaped, "g", "g")
    erase_gone(heaped.db, TODAY + timedelta(31))
    capsys.readouterr()
    bring_back(heaped.settings, "")
    assert "Nobody was let go" in capsys.readouterr().out


def test_waiting_counts_the_heap_and_says_since_when(heaped, capsys):
    capsys.readouterr()
    show_waiting(heaped.settings, json=False)
    said = capsys.readouterr().out
    assert "3 in all" in said
    assert "The oldest has waited since" in said
    assert "2 of them are contacts whose form is not open yet" in said
    assert "Sagasti" not in said
    typed(heaped, "l")
    capsys.readouterr()
    show_waiting(heaped.settings, json=False)
    assert "Contacts put off, which come back on their day: 1" in capsys.readouterr().out


def test_the_form_of_a_contact_says_where_it_is_from_instead_of_showing_a_picture(heaped):
    _, ana = states(heaped)
    form = card_form(read_card(heaped.db, ana.id), heaped.settings)
    about = form.model_fields["be"].description
    assert about.startswith(plain("From your LinkedIn contacts; connected 12 March 2019"))
    assert "picture" not in about
    assert ana.met == date(2019, 3, 12)
