from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from stores import NOW, card_read, contact, photographed, reading, set_taken, sha, waiting

from data.cards import card, cards, cards_on, record_answer, record_run, without_run
from data.errors import StoreError
from data.models import CardRead, CardState, Contact, Side, Value
from data.neighbours import card_before, row
from data.photos import (
    Arrival,
    PhotoState,
    photo,
    read_again,
    record_arrival,
    record_cards,
    record_other_sides,
    record_set_aside,
    unread,
)
from data.search import who
from data.sides import join, own_drafts, parted, split

FRONT = contact()
BACK = Contact(company=Value("Astilleros Ruiz", "ASTILLEROS RUIZ"), rest=("Barcos de madera",))
BOTH = replace(FRONT, rest=("Barcos de madera", *FRONT.rest))
FIVE = timedelta(minutes=5)


@pytest.fixture
def pair(db) -> tuple[str, str]:
    """The ids of a front and of its back, two cards that wait."""
    return waiting(db, "front.jpg", FRONT), waiting(db, "back.jpg", BACK)


def rows(db, table: str) -> int:
    return db.rows(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 - our own names


def test_joined_cards_are_asked_about_as_one_and_say_what_both_say(db, pair):
    front, back = pair
    join(db, front, back, BOTH, at=NOW)
    (found,) = cards(db, CardState.WAITING)
    assert (found.id, found.others, found.contact) == (front, (back,), BOTH)
    assert [each.id for each in without_run(db)] == [front]
    assert card(db, back).side_of == front
    assert [each.cards for each in who(db, "madera")] == [(front,)]
    assert own_drafts(db, front) == ((front, FRONT), (back, BACK))


def test_joining_asks_anew_and_keeps_the_words_for_the_next_form(db, pair):
    front, back = pair
    record_run(db, front, "7b5c", 2)
    join(db, front, back, BOTH, at=NOW, typed={"who": "Hace barcos"})
    found = card(db, front)
    assert (found.run_id, found.round, found.typed) == (None, 3, {"who": "Hace barcos"})


def test_split_sides_are_the_cards_that_they_were_and_are_known_as_parted(db, pair):
    front, back = pair
    before = rows(db, "contact_values"), rows(db, "value_parts"), rows(db, "value_doubts")
    join(db, front, back, BOTH, at=NOW)
    assert not parted(db, front)
    assert split(db, front, at=NOW, typed={"who": "Hace barcos"}) == (front, back)
    assert {each.id: (each.contact, each.others) for each in cards(db)} == {
        front: (FRONT, ()),
        back: (BACK, ()),
    }
    assert card(db, front).typed == {"who": "Hace barcos"}
    assert card(db, back).typed is None
    assert parted(db, front)
    assert parted(db, back)
    assert [each.cards for each in who(db, "madera")] == [(back,)]
    assert (rows(db, "contact_values"), rows(db, "value_parts"), rows(db, "value_doubts")) == before


def test_cards_that_were_split_can_be_joined_again_by_hand(db, pair):
    front, back = pair
    for _ in range(2):
        join(db, front, back, BOTH, at=NOW)
        assert not parted(db, front)
        split(db, front, at=NOW)
    assert len(cards(db)) == 2


def test_a_third_side_joins_the_others_and_a_joined_card_brings_its_own(db, pair):
    front, back = pair
    join(db, front, back, BOTH, at=NOW)
    first = waiting(db, "cover.jpg", FRONT)
    join(db, first, front, BOTH, at=NOW)
    assert card(db, first).others == (front, back)
    assert own_drafts(db, first) == ((first, FRONT), (front, FRONT), (back, BACK))
    assert {each.id for each in cards(db)} == {first}
    assert len(split(db, first, at=NOW)) == 3
    assert card(db, front).contact == FRONT


def test_a_side_takes_no_step_of_its_own(db, pair):
    front, back = pair
    join(db, front, back, BOTH, at=NOW)
    with pytest.raises(StoreError, match=f"other side of {front}"):
        record_run(db, back, "7b5c", 0)
    with pytest.raises(StoreError, match=f"other side of {front}"):
        join(db, front, back, BOTH, at=NOW)


def test_a_card_of_one_side_is_not_split(db, pair):
    with pytest.raises(StoreError, match="one side only"):
        split(db, pair[0], at=NOW)


def test_sides_of_one_photo_are_recorded_as_one_card(db):
    photographed(db, "both.pdf")
    sides = tuple(
        Side(reading(sha("both.pdf"), page=number, card=number), draft)
        for number, draft in enumerate((FRONT, BACK))
    )
    (front,) = record_cards(db, sha("both.pdf"), [CardRead(sides, BOTH)], at=NOW)
    assert [each.id for each in cards(db)] == [front]
    assert card(db, front).contact == BOTH
    assert [each.side_of for each in cards_on(db, sha("both.pdf"))] == [None, front]
    assert record_cards(db, sha("both.pdf"), [CardRead(sides, BOTH)], at=NOW) == (front,)


def test_a_photo_that_shows_no_contact_becomes_the_other_side_of_a_card_once(db):
    front = waiting(db, "front.jpg", FRONT)
    record_answer(db, front, 0, {"who": "Hace barcos"}, NOW)
    photographed(db, "back.jpg")
    for _ in range(2):
        back = Side(reading(sha("back.jpg")), BACK)
        record_other_sides(db, sha("back.jpg"), [back], front, BOTH, at=NOW)
    assert photo(db, sha("back.jpg")).state is PhotoState.READ
    assert len(card(db, front).others) == 1
    assert card(db, front).typed == {"who": "Hace barcos"}
    assert rows(db, "card_sides") == 1


def test_a_photo_that_was_set_aside_is_read_again_and_no_other(db):
    waiting(db, "front.jpg")
    photographed(db, "back.jpg")
    record_set_aside(db, sha("back.jpg"), "no contact", NOW)
    for name in ("front.jpg", "back.jpg"):
        read_again(db, sha(name), NOW)
    assert [found.name for found in unread(db)] == ["back.jpg"]


def taken_at(db, name: str, minutes: float, *, read: bool = True) -> str:
    """The content hash of a photo that was taken so many minutes after the first one."""
    if read:
        waiting(db, name, FRONT)
    else:
        photographed(db, name)
    set_taken(db, name, datetime(2026, 11, 23, 9, 30, tzinfo=UTC) + timedelta(minutes=minutes))
    return sha(name)


def names(found) -> list[str]:
    return [each.name for each in found]


def test_neighbours_are_the_photos_right_before_and_after_by_time_and_then_by_name(db):
    for name, minutes in (("b.jpg", 1), ("c.jpg", 1), ("a.jpg", 0), ("d.jpg", 7), ("e.jpg", 9)):
        taken_at(db, name, minutes)
    assert names(row(db, sha("b.jpg"), FIVE).next_to) == ["a.jpg", "c.jpg"]
    assert names(row(db, sha("c.jpg"), FIVE).before) == ["b.jpg", "a.jpg"]
    assert names(row(db, sha("c.jpg"), FIVE).next_to) == ["b.jpg"]
    assert names(row(db, sha("d.jpg"), FIVE).next_to) == ["e.jpg"]
    assert row(db, sha("b.jpg"), timedelta()).next_to == ()


def test_a_photo_that_shows_nothing_is_no_neighbour_unless_it_is_asked_for(db):
    first, last = taken_at(db, "a.jpg", 0), taken_at(db, "c.jpg", 2)
    record_set_aside(db, taken_at(db, "b.jpg", 1, read=False), "blurred", NOW)
    assert names(row(db, first, FIVE).next_to) == ["c.jpg"]
    assert names(row(db, last, FIVE, tuple(PhotoState)).next_to) == ["b.jpg"]


def test_a_photo_whose_time_nobody_knows_stands_in_no_row(db):
    taken_at(db, "a.jpg", 0)
    waiting(db, "b.jpg")
    assert row(db, sha("b.jpg"), FIVE).next_to == ()
    assert row(db, sha("a.jpg"), FIVE).next_to == ()


def test_when_a_photo_was_taken_stays_as_it_was_first_recorded(db):
    first = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    for hours in range(3):  # new, a duplicate, and one that was set aside and comes again
        again = timedelta(hours=hours)
        record_arrival(db, Arrival(sha("a.jpg"), "a.jpg", "a.jpg", 1, NOW + again, first + again))
        assert photo(db, sha("a.jpg")).taken == first
        if hours == 1:
            record_set_aside(db, sha("a.jpg"), "blurred", NOW)


def test_the_card_before_is_the_one_on_the_photo_before_and_of_a_side_its_front(db):
    first, second, third = (cards_on(db, taken_at(db, f"{name}.jpg", at))[0] for at, name in enumerate("abc"))
    assert card_before(db, first, FIVE) is None
    assert card_before(db, second, FIVE) == first
    join(db, first.id, second.id, BOTH, at=NOW)
    assert card_before(db, third, FIVE).id == first.id
    assert card_before(db, card(db, first.id), FIVE) is None


def test_the_card_before_on_the_same_photo_comes_first(db):
    photographed(db, "two.jpg")
    read = [card_read(reading(sha("two.jpg"), card=number), FRONT) for number in range(2)]
    first, second = record_cards(db, sha("two.jpg"), read, at=NOW)
    assert card_before(db, card(db, second), FIVE).id == first
