from __future__ import annotations

from datetime import timedelta

import pytest
from stores import NOW, card_read, contact, photographed, reading, sha, waiting

from data.cards import card_id, cards
from data.errors import NotFoundError, StoreError
from data.photos import (
    Arrival,
    PhotoState,
    photo,
    record_arrival,
    record_attempt,
    record_cards,
    record_set_aside,
    unread,
)

LATER = NOW + timedelta(hours=1)


def arrive(db, name="ana.jpg", *, content="ana", path="x.jpg") -> bool:
    return record_arrival(db, Arrival(sha(content), name, path, 1, LATER))


def test_a_new_photo_is_to_be_read(db):
    assert arrive(db)
    [found] = unread(db)
    assert (found.sha256, found.name, found.path) == (sha("ana"), "ana.jpg", "x.jpg")
    assert (found.state, found.reason, found.arrived) == (PhotoState.CLAIMED, "", LATER)


def test_the_same_bytes_again_are_noted_and_not_read_twice(db):
    assert arrive(db)
    assert not arrive(db, "copy of ana.jpg")
    assert [found.name for found in unread(db)] == ["ana.jpg"]
    assert db.rows("SELECT name FROM arrivals ORDER BY number") == [("ana.jpg",), ("copy of ana.jpg",)]


def test_a_photo_that_was_set_aside_is_read_again_when_it_comes_again(db):
    arrive(db)
    record_attempt(db, sha("ana"))
    record_set_aside(db, sha("ana"), "no card in it", LATER)
    assert unread(db) == ()
    assert photo(db, sha("ana")).reason == "no card in it"
    assert arrive(db, "again.jpg", path="y.jpg")
    [found] = unread(db)
    assert (found.name, found.path, found.reason) == ("again.jpg", "y.jpg", "")
    assert record_attempt(db, sha("ana")) == 1


def test_an_arrival_recorded_again_after_a_stop_is_the_same_one_and_no_duplicate(db):
    assert arrive(db, "a\0\udcff.jpg")
    assert arrive(db, "a\0\udcff.jpg")
    assert db.rows("SELECT count(*) FROM arrivals") == [(1,)]
    record_cards(db, sha("ana"), [card_read(reading(sha("ana")), contact())], at=LATER)
    assert not arrive(db, "a\0\udcff.jpg")
    assert db.rows("SELECT count(*) FROM arrivals") == [(1,)]


def test_an_arrival_recorded_again_after_it_was_set_aside_does_not_bring_it_back(db):
    arrive(db)
    record_set_aside(db, sha("ana"), "no card in it", LATER)
    assert not arrive(db)
    assert unread(db) == ()


def test_a_photo_is_set_aside_only_with_a_reason(db):
    arrive(db)
    with pytest.raises(StoreError, match="why"):
        record_set_aside(db, sha("ana"), " \n", LATER)
    assert len(unread(db)) == 1


def test_attempts_to_read_a_photo_are_counted(db):
    arrive(db)
    assert [record_attempt(db, sha("ana")) for _ in range(3)] == [1, 2, 3]


def test_photos_are_read_in_the_order_in_which_they_came(db):
    for hour, name in enumerate(["c.jpg", "a.jpg", "b.jpg"]):
        photographed(db, name, at=NOW + timedelta(hours=hour))
    assert [found.name for found in unread(db)] == ["c.jpg", "a.jpg", "b.jpg"]


def test_the_cards_of_a_photo_wait_under_names_that_never_change(db):
    photographed(db, "two.pdf")
    read = [card_read(reading(sha("two.pdf"), page=page, card=page), contact()) for page in range(2)]
    ids = record_cards(db, sha("two.pdf"), read, at=NOW)
    assert ids == (card_id(sha("two.pdf"), 0, 0), card_id(sha("two.pdf"), 1, 1))
    assert unread(db) == ()
    assert [(card.id, card.page, card.index) for card in cards(db)] == [(ids[0], 0, 0), (ids[1], 1, 1)]


def test_recording_the_cards_again_gives_the_same_and_doubles_nothing(db):
    first = waiting(db)
    draft = [card_read(reading(sha("ana.jpg")), contact())]
    assert record_cards(db, sha("ana.jpg"), draft, at=LATER) == (first,)
    assert len(cards(db)) == 1
    assert db.rows("SELECT count(*) FROM card_lines") == [(3,)]


def test_a_card_that_cannot_be_kept_keeps_none_of_its_photo(db):
    photographed(db, "two.jpg")
    same = card_read(reading(sha("two.jpg")), contact())
    with pytest.raises(StoreError):
        record_cards(db, sha("two.jpg"), [same, same], at=NOW)
    assert cards(db) == ()
    assert len(unread(db)) == 1


def test_a_photo_without_cards_is_not_taken_for_read(db):
    photographed(db)
    with pytest.raises(StoreError, match=r"ana\.jpg"):
        record_cards(db, sha("ana.jpg"), [], at=NOW)
    assert len(unread(db)) == 1


def test_a_photo_whose_cards_wait_is_not_set_aside_any_more(db):
    waiting(db)
    record_set_aside(db, sha("ana.jpg"), "too late", LATER)
    assert photo(db, sha("ana.jpg")).state == PhotoState.READ


def test_an_unknown_photo_is_told(db):
    with pytest.raises(NotFoundError):
        record_cards(db, sha("nothing"), [], at=NOW)
    with pytest.raises(NotFoundError):
        record_attempt(db, sha("nothing"))


@pytest.mark.parametrize(
    "name", ["a\nb.jpg", "🙂 tarjeta.jpg", "a\0b.jpg", "\udcff.jpg", "'; DROP TABLE photos; --"]
)
def test_any_name_of_a_file_can_be_kept(db, name):
    assert arrive(db, name)
    assert unread(db)[0].name == name.replace("\0", "\ufffd").replace("\udcff", "\ufffd")
