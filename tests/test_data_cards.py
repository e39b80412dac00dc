from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from stores import BOX, NOW, answer, card_read, contact, photographed, reading, sha, waiting

from data.cards import (
    bring_back,
    card,
    card_id,
    cards,
    codes,
    come_back,
    discard,
    forget_run,
    lines,
    postpone,
    record_answer,
    record_run,
    without_run,
)
from data.contacts import contact as from_fields
from data.contacts import fields
from data.errors import NotFoundError, StoreError
from data.models import CardState, Contact, Value
from data.people import file_card
from data.photos import record_cards
from data.texts import message

DAY = date(2026, 12, 1)


def test_a_card_is_kept_as_it_was_read_and_drafted(db):
    name = waiting(db)
    found = card(db, name)
    assert found.contact == contact()
    assert (found.photo, found.sha256, found.state) == ("ana.jpg", sha("ana.jpg"), CardState.WAITING)
    assert (found.round, found.run_id, found.later_until, found.typed) == (0, None, None, None)
    assert found.arrived == NOW
    assert lines(db, name) == reading(sha("ana.jpg")).lines
    assert lines(db, name)[0].box == BOX
    assert codes(db, name) == reading(sha("ana.jpg")).codes


def test_a_draft_of_which_nothing_was_understood_is_kept_too(db):
    assert card(db, waiting(db, draft=Contact(rest=("???",)))).contact == Contact(rest=("???",))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
DOUBTS = st.none() | st.builds(
    lambda facts: message("doubt.any", **dict(facts)),
    st.dictionaries(st.sampled_from("abc"), TEXTS).map(dict.items),
)
VALUES = st.builds(Value, TEXTS, TEXTS, st.floats(0, 1), DOUBTS, st.none() | TEXTS, PAIRS)
SEVERAL = st.lists(VALUES, max_size=2).map(tuple)
CONTACTS = st.builds(
    Contact,
    st.none() | VALUES,
    st.none() | VALUES,
    st.none() | VALUES,
    st.none() | VALUES,
    phones=SEVERAL,
    emails=SEVERAL,
    websites=SEVERAL,
    social=SEVERAL,
    also=SEVERAL,
    rest=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(CONTACTS)
def test_the_fields_of_a_contact_make_it_again(anyone):
    assert from_fields(fields(anyone)) == anyone


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CONTACTS, st.integers())
def test_any_draft_is_read_back_as_it_was_kept(sqlite, draft, number):
    assert card(sqlite, waiting(sqlite, f"{number}{draft!r}", draft)).contact == draft


def test_a_card_is_found_by_the_beginning_of_its_name(db):
    name = waiting(db)
    assert card(db, name[:4]).id == name
    assert card(db, f" {name[:6].upper()} ").id == name


@pytest.mark.parametrize("name", ["", "  ", "zzzz", "%", "_", "0" * 13])
def test_a_name_that_no_card_has_is_told(db, name):
    waiting(db)
    with pytest.raises(NotFoundError):
        card(db, name)


def test_a_beginning_that_several_cards_have_names_them(db):
    photo = photographed(db)
    read = [
        card_read(reading(photo, card=number), Contact()) for number in range(17)
    ]  # more than there are digits
    ids = record_cards(db, photo, read, at=NOW)
    first = next(name for name in ids if sum(other[0] == name[0] for other in ids) > 1)
    with pytest.raises(NotFoundError, match=first):
        card(db, first[0])


def test_cards_come_oldest_first_and_by_state(db):
    new = waiting(db, "new.jpg", at=NOW + timedelta(hours=1))
    old = waiting(db, "old.jpg", at=NOW)
    discard(db, new, "a coaster", NOW)
    assert [found.id for found in cards(db)] == [old, new]
    assert [found.id for found in cards(db, CardState.WAITING)] == [old]
    assert [found.id for found in cards(db, CardState.DISCARDED, CardState.WAITING)] == [old, new]


def test_a_card_without_a_run_is_known_until_it_has_one(db):
    name = waiting(db)
    assert [found.id for found in without_run(db)] == [name]
    record_run(db, name, "run-1", 0)
    assert without_run(db) == ()
    record_run(db, name, "run-1", 1)
    assert (card(db, name).run_id, card(db, name).round) == ("run-1", 1)


def test_a_lost_run_makes_room_for_another_with_a_round_of_its_own(db):
    name = waiting(db)
    record_run(db, name, "run-1", 2)
    assert forget_run(db, name, "run-1")
    assert [(found.id, found.round) for found in without_run(db)] == [(name, 3)]


def test_a_run_that_a_card_has_no_more_is_not_forgotten_for_it(db):
    name = waiting(db)
    record_run(db, name, "run-2", 2)
    assert not forget_run(db, name, "run-1")
    discard(db, name, "no", NOW)
    assert not forget_run(db, name, "run-2")
    assert (card(db, name).run_id, card(db, name).round) == ("run-2", 2)


def test_one_run_asks_about_one_card(db):
    record_run(db, waiting(db, "a.jpg"), "run-1", 0)
    other = waiting(db, "b.jpg")
    with pytest.raises(StoreError):
        record_run(db, other, "run-1", 0)


def test_every_word_of_every_round_is_kept(db):
    name = waiting(db)
    record_answer(db, name, 0, {"who": "Ana", "needs": [{"kind": "client", "text": "bodegas"}]}, NOW)
    record_answer(db, name, 1, {"who": "Ana hace barcos", "phones": []}, NOW)
    assert card(db, name).typed == {"who": "Ana hace barcos", "phones": []}
    assert db.rows("SELECT text FROM answers WHERE round = 0 AND kind = 'text' ORDER BY position") == [
        ("Ana",),
        ("client",),
        ("bodegas",),
    ]


def test_the_same_round_again_replaces_its_words(db):
    name = waiting(db)
    record_answer(db, name, 0, {"who": "x", "does": "y"}, NOW)
    record_answer(db, name, 0, {"who": "z"}, NOW)
    assert card(db, name).typed == {"who": "z"}


def test_an_answer_without_any_word_is_still_an_answer(db):
    name = waiting(db)
    record_answer(db, name, 0, {}, NOW)
    assert card(db, name).typed == {}


def test_the_words_of_many_cards_are_not_mixed_up(db):
    names = [waiting(db, f"{number}.jpg") for number in range(3)]
    for number, name in enumerate(names):
        for round_ in range(number + 1):
            record_answer(db, name, round_, {"who": f"{name} {round_}"}, NOW)
    assert {found.id: found.typed for found in cards(db)} == {
        name: {"who": f"{name} {number}"} for number, name in enumerate(names)
    }


def test_a_postponed_card_comes_back_on_its_day_for_a_new_run_and_round(db):
    name = waiting(db)
    record_run(db, name, "run-1", 1)
    record_answer(db, name, 1, {"who": "later"}, NOW)
    postpone(db, name, DAY, NOW)
    assert card(db, name).later_until == DAY
    assert come_back(db, DAY - timedelta(days=1)) == ()
    assert come_back(db, DAY) == (name,)
    assert come_back(db, DAY) == ()
    found = card(db, name)
    assert (found.state, found.run_id, found.round, found.later_until) == (CardState.WAITING, None, 2, None)
    assert found.typed == {"who": "later"}, "what was typed before is still there"


def test_a_postponed_card_can_be_brought_back_before_its_day(db):
    name = waiting(db)
    postpone(db, name, DAY, NOW)
    bring_back(db, name)
    bring_back(db, name)
    assert (card(db, name).state, card(db, name).round) == (CardState.WAITING, 1)


def test_postponing_and_discarding_twice_is_doing_it_once(db):
    later, thrown = waiting(db, "a.jpg"), waiting(db, "b.jpg")
    for _ in range(2):
        postpone(db, later, DAY, NOW)
        discard(db, thrown, "a coaster", NOW)
    assert card(db, later).state == CardState.LATER
    assert card(db, thrown).state == CardState.DISCARDED


def test_a_card_is_not_discarded_without_a_reason(db):
    name = waiting(db)
    with pytest.raises(StoreError):
        discard(db, name, " ", NOW)
    assert card(db, name).state == CardState.WAITING


STEPS = {
    "run": lambda db, name: record_run(db, name, "run-9", 0),
    "postpone": lambda db, name: postpone(db, name, DAY + timedelta(days=9), NOW),
    "discard": lambda db, name: discard(db, name, "no", NOW),
    "file": lambda db, name: file_card(db, name, answer(), at=NOW),
    "back": bring_back,
}
ENDS = {
    CardState.FILED: STEPS["file"],
    CardState.DISCARDED: STEPS["discard"],
    CardState.LATER: lambda db, name: postpone(db, name, DAY, NOW),
}


@pytest.mark.parametrize(
    ("state", "step"),
    [
        *((CardState.FILED, step) for step in ("run", "postpone", "discard", "back")),
        *((CardState.DISCARDED, step) for step in ("run", "postpone", "file", "back")),
        *((CardState.LATER, step) for step in ("run", "postpone", "discard", "file")),
    ],
)
def test_a_step_that_a_card_cannot_take_is_refused_with_what_to_do(db, state, step):
    name = waiting(db)
    ENDS[state](db, name)
    before = card(db, name)
    with pytest.raises(StoreError) as caught:
        STEPS[step](db, name)
    assert caught.value.message.key == f"store.is_{state}"
    assert name in caught.value.text("es")
    assert card(db, name) == before


@pytest.mark.parametrize(
    "rule",
    [
        "state = 'filed'",
        "state = 'later'",
        "state = 'discarded'",
        "state = 'discarded', discarded_because = ' \t\n'",
        "state = 'lost'",
        "later_until = '2026-12-01'",
        "discarded_because = 'x'",
        "person_number = 1",
        "round = -1",
        "sha256 = 'x'",
    ],
)
def test_the_database_itself_refuses_a_card_that_cannot_be(db, rule):
    name = waiting(db)

    def change() -> None:
        with db.transaction() as connection:
            connection.execute(text(f"UPDATE cards SET {rule} WHERE id = '{name}'"))  # noqa: S608, our own

    with pytest.raises(StoreError) as caught:
        change()
    assert caught.value.message.key == "store.rule"


def test_the_name_of_a_card_comes_from_its_place_in_its_photo_alone():
    names = {card_id(sha(photo), page, index) for photo in "ab" for page in range(12) for index in range(12)}
    assert len(names) == 2 * 12 * 12
    assert all(len(name) == 12 and set(name) <= set("0123456789abcdef") for name in names)
