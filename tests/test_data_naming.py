from __future__ import annotations

import pytest
from sqlalchemy import text
from stores import NOW, answer, contact, waiting

from data.cards import discard
from data.errors import NotFoundError
from data.naming import one, one_person
from data.people import file_card


@pytest.fixture
def known(db):
    """Two who are called alike, one with a longer name, and a card that waits; their cards' ids."""
    names = ("Ana Ruiz", "Ana Ruiz Peña", "Iker Prueba")
    ids = [waiting(db, f"{name}.jpg") for name in names]
    for name, card in zip(names, ids, strict=True):
        file_card(db, card, answer(contact=contact(name)), at=NOW)
    return [*ids, waiting(db, "lia.jpg", contact("Lía Faro", "+34600000075"))]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1", 1), ("#2", 2), ("ana ruiz", 1), ("ANA RUIZ PENA", 2), ("iker", 3), (" Iker  Prueba ", 3)],
)
def test_one_person_is_meant_by_a_number_a_whole_name_or_words_that_fit_one_alone(db, known, typed, number):
    assert one_person(db, typed).number == number


def test_a_card_means_its_person_and_one_that_waits_itself(db, known):
    assert one_person(db, known[2][:8]).number == 3
    assert one(db, known[3][:8]).cards == (known[3],)
    assert one(db, "lia faro").number is None


def test_several_are_listed_with_what_to_type(db, known):
    with pytest.raises(NotFoundError) as caught:
        one_person(db, "ana")
    assert "Ana Ruiz · Astilleros Ruiz, S.L. (1)" in caught.value.text("es")
    assert "Ana Ruiz Peña · Astilleros Ruiz, S.L. (2)" in caught.value.text("en")
    assert "Iker" not in caught.value.text("en")


def test_where_names_alone_count_nobody_is_meant_by_what_is_said_of_them(db, known):
    assert one(db, "iker", by_name=True).number == 3
    for typed in ("Xoán", "calafatear", "astilleros"):
        with pytest.raises(NotFoundError):
            one(db, typed, by_name=True)


@pytest.mark.parametrize(
    "typed", ["nadie", "99", "", "   ", "ffffffff", "9" * 40, "\0", "'; DROP TABLE people"]
)
def test_nobody_is_told(db, known, typed):
    with pytest.raises(NotFoundError):
        one(db, typed)


def test_a_card_that_waits_is_no_person_and_a_discarded_one_is_nobody(db, known):
    with pytest.raises(NotFoundError) as caught:
        one_person(db, "lia faro")
    assert f"aroma review {known[3]}" in caught.value.text("es")
    discard(db, known[3], "a coaster", NOW)
    with pytest.raises(NotFoundError):
        one(db, known[3])


def test_somebody_who_turned_out_to_be_another_is_that_one(db, known):
    with db.transaction() as connection:
        connection.execute(text("UPDATE people SET merged_into = 1 WHERE number = 2"))
    assert one_person(db, "2").number == 1
