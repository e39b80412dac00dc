from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import NOW, answer, contact, waiting

from data.cards import discard, postpone
from data.models import CardState, Contact, Need, NeedKind, Value
from data.people import file_card
from data.search import who

REMEMBERED = [
    "Ana",
    "ana ruiz",
    "PEÑA",
    "pena",
    "peñ an",
    "astilleros",
    "astilleros ruiz sl",
    "S.L.",
    "carpintera",
    "612345678",
    "612 34 56 78",
    "+34 612-34-56-78",
    "0034612345678",
    "34 56 78",
    "61234",
    "612 34",
    "612 34 56",
    "ruiz 612 34 56 78",
    "986123456",
    "ana@astillerosruiz.example",
    "astillerosruiz",
    "www.astillerosruiz.example",
    "@anaruiz",
    "36202",
    "36202 1954",
    "Vigo",
    "barcos de madera",
    "dornas abuelo",
    "escuela",
    "remo",
    "arousa",
    "xoán",
    "xoan",
    "roble",
    "calafatear",
    "aserradero",
    "2026-10-03",
    "ana vigo roble 612",
]
NEVER_SAID = [
    "",
    "  ",
    "¿?",
    "zapatos",
    "ana zapatos",
    "612345679",
    "+33 612345678",
    "naa",
    "%",
    "_",
    "' OR 1=1 --",
    "\0",
]


@pytest.fixture
def ana(db) -> int:
    """The number of Ana Ruiz Peña, who builds boats."""
    return file_card(db, waiting(db), answer(), at=NOW).number


def numbers(db, text, **options) -> list[int | None]:
    return [found.number for found in who(db, text, **options)]


def test_somebody_is_found_by_whatever_is_remembered_of_them(db, ana):
    assert {text: numbers(db, text) for text in REMEMBERED} == {text: [ana] for text in REMEMBERED}


def test_nobody_is_found_by_what_was_never_said_of_them(db, ana):
    assert {text: numbers(db, text) for text in NEVER_SAID} == {text: [] for text in NEVER_SAID}


def test_everything_comes_that_answers_who_is_this_and_how_do_i_know_them(db, ana):
    [found] = who(db, "ana")
    told, kept = answer(), contact()
    assert (found.number, found.state, found.who, found.does, found.heading) == (
        *(ana, CardState.FILED),
        *(told.who, told.does, told.heading),
    )
    assert (found.interests, found.offers) == (told.interests, told.offers)
    assert (found.met_where, found.met_when, found.met_through) == (
        "Feria náutica de Vigo",
        date(2026, 10, 3),
        "Xoán",
    )
    assert found.needs == (Need(NeedKind.SUPPLIER, "roble seco"), Need(NeedKind.FRIEND, "alguien que reme"))
    assert (found.gift, found.gift_by) == (told.gift, told.gift_by)
    assert (found.name, found.company, found.job_title) == (
        "Ana Ruiz Peña",
        "Astilleros Ruiz, S.L.",
        "Carpintera de ribera",
    )
    assert found.phones == tuple(phone.value for phone in kept.phones)
    assert (found.emails, found.websites, found.social) == (
        ("ana@astillerosruiz.example",),
        ("www.astillerosruiz.example",),
        ("@anaruiz",),
    )
    assert len(found.cards) == 1


def test_a_card_that_waits_is_found_too_and_says_that_nobody_described_it(db):
    name = waiting(db)
    [found] = who(db, "612 345 678")
    assert (found.number, found.state, found.who, found.cards) == (None, CardState.WAITING, "", (name,))
    assert (found.name, found.company) == ("Ana Ruiz Peña", "Astilleros Ruiz, S.L.")


def test_a_card_put_off_is_found_with_its_day(db):
    postpone(db, waiting(db), date(2026, 12, 1), NOW)
    [found] = who(db, "ana")
    assert (found.state, found.later_until) == (CardState.LATER, date(2026, 12, 1))


def test_a_card_that_was_discarded_is_not_found(db):
    discard(db, waiting(db), "a coaster", NOW)
    assert who(db, "ana") == ()


def test_a_filed_card_is_found_once_as_its_person(db, ana):
    assert len(who(db, "ana")) == 1


def test_a_name_comes_before_a_company_and_a_company_before_an_answer(db):
    plain = Contact(name=Value("Eva Sanz", ""))
    said = file_card(db, waiting(db, "1", plain), answer("Conoce a Rosa", contact=plain), at=NOW)
    works = replace_company(plain, "Bodegas Rosa")
    company = file_card(db, waiting(db, "2", works), answer("Vende vino", contact=works), at=NOW)
    named = Contact(name=Value("Rosalía Díaz", ""))
    name = file_card(db, waiting(db, "3", named), answer("Pinta", contact=named), at=NOW)
    assert numbers(db, "rosa") == [name.number, company.number, said.number]


def replace_company(kept: Contact, company: str) -> Contact:
    return Contact(name=kept.name, company=Value(company, company))


def test_somebody_is_found_by_the_name_in_their_own_script(db):
    also = (Value("山田花子", "山田花子", kind="native_name"),)
    filed = file_card(db, waiting(db), answer(contact=replace(contact(), also=also)), at=NOW)
    [found] = who(db, "山田")
    assert (found.number, found.also) == (filed.number, ("山田花子",))


def test_a_whole_word_comes_before_the_beginning_of_one(db):
    rosalia, rosa = (
        file_card(db, waiting(db, name), answer(contact=Contact(name=Value(name, name))), at=NOW).number
        for name in ("Rosa Díaz", "Rosalía Díaz")
    )
    assert numbers(db, "rosa") == [rosalia, rosa]


def test_at_most_so_many_come_back(db):
    for number in range(6):
        file_card(db, waiting(db, f"{number}.jpg"), answer(), at=NOW)
    waiting(db, "one more.jpg")
    assert len(who(db, "ana")) == 7
    assert len(who(db, "ana", limit=3)) == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text() | st.text("0123456789+-() ", max_size=40))
def test_any_question_is_answered(sqlite, text):
    assert who(sqlite, text) == ()


def test_a_very_long_question_is_answered(db, ana):
    assert numbers(db, "ana ruiz " * 500) == [ana]
    assert numbers(db, " ".join(map(str, range(3000)))) == []
