from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from invented_readings import column, reading

from data.models import CardRead, Contact, Side, Value
from flows.photo_rows import PhotoRead, paired

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIVE = timedelta(minutes=5)
SHOWN = {
    "ana": Contact(name=Value("Ana Ibáñez Peña", "x"), company=Value("Torvalia", "x")),
    "leo": Contact(name=Value("Leo Sanz Gil", "x"), company=Value("Torvalia", "x")),
    "logo": Contact(company=Value("Torvalia", "TORVALIA")),
}


def photo(name: str, minutes: float, *shown: str) -> PhotoRead:
    cards = []
    for place, key in enumerate(shown):
        found = replace(reading(*column("Torvalia")), photo=name, card=place)
        cards.append(CardRead((Side(found, SHOWN[key]),), SHOWN[key]))
    return PhotoRead(Path(name), NINE + timedelta(minutes=minutes), tuple(cards))


def sides(*photos: PhotoRead) -> list[list[list[str]]]:
    """The photos of the sides of each card, photo by photo."""
    return [
        [[side.reading.photo for side in card.sides] for card in found.cards]
        for found in paired(photos, FIVE)
    ]


def test_two_photos_in_a_row_become_one_card_that_stands_at_its_front():
    front, back = photo("b.jpg", 1, "ana"), photo("a.jpg", 0, "logo")
    assert sides(front, back) == [[["b.jpg", "a.jpg"]], []]
    assert sides(back, front) == [[], [["b.jpg", "a.jpg"]]]


def test_each_back_goes_with_its_own_front():
    row = [photo(f"{at}.jpg", at, key) for at, key in enumerate(("ana", "logo", "leo", "logo"))]
    assert sides(*row) == [[["0.jpg", "1.jpg"]], [], [["2.jpg", "3.jpg"]], []]
    row = [photo(f"{at}.jpg", at, key) for at, key in enumerate(("logo", "ana", "logo", "leo"))]
    assert sides(*row) == [[], [["1.jpg", "0.jpg"]], [], [["3.jpg", "2.jpg"]]]


def test_photos_too_far_apart_and_those_that_cannot_be_read_stay_as_they_are():
    front, late = photo("a.jpg", 0, "ana"), photo("b.jpg", 6, "logo")
    broken = PhotoRead(Path("c.jpg"), NINE)
    assert paired((front, broken, late), FIVE) == (front, broken, late)


def test_a_back_on_a_photo_of_several_cards_is_found_too():
    other = photo("b.jpg", 1, "logo")
    sheet = photo("a.jpg", 0, "ana", "leo")
    assert sides(sheet, other) == [[["a.jpg"], ["a.jpg"]], [["b.jpg"]]]  # it fits both as well
