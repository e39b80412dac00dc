from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented_readings import column, reading
from PIL import Image

from data.errors import NoCardError, PhotoError
from data.models import CardRead, Side
from enrich.draft import draft_contact
from flows.reading import apart, read_cards

HASH = "5e" * 32


def refused(path: Path) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        read_cards(path, name="tarjeta de la feria.jpg", reader="rapidocr", region="ES")
    return caught.value


def test_a_photo_without_print_is_refused_by_its_owners_name_and_not_by_its_hash(tmp_path):
    path = tmp_path / f"{HASH}.jpg"
    Image.new("RGB", (640, 400), "#7a8b99").save(path)
    error = refused(path)
    assert isinstance(error, NoCardError)
    assert error.message.key == "photos.no_text"
    assert "tarjeta de la feria.jpg" in error.text("es")
    assert HASH not in error.text("es")


def test_a_photo_that_is_too_big_keeps_the_facts_of_its_refusal(tmp_path):
    path = tmp_path / f"{HASH}.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert refused(path).text("en").startswith("tarjeta de la feria.jpg has 400 megapixels")


FRONT = ("Ana Ibáñez Peña", "Asesora fiscal", "Torvalia Asesores", "611 000 039", "ana@torvalia-ejemplo.es")
BACK = ("TORVALIA", "Cuentas claras, amistades largas")
COLLEAGUE = ("Leo Sanz Gil", "Asesor laboral", "Torvalia Asesores", "611 000 040", "leo@torvalia-ejemplo.es")


def read_as(
    monkeypatch, *cards: tuple[str, ...], pages: bool = False, framed: bool = True
) -> list[list[str]]:
    """The first lines of the sides of each card, where a file shows cards with these lines."""
    readings = [
        replace(reading(*column(*lines)), card=number, page=number if pages else 0, framed=framed)
        for number, lines in enumerate(cards)
    ]
    monkeypatch.setattr("flows.reading.read_photo", lambda *_, **__: tuple(readings))
    found = read_cards(Path("a.jpg"), name="a.jpg", reader="rapidocr", region="ES")
    return [[side.reading.lines[0].text for side in card.sides] for card in found]


@pytest.mark.parametrize("pages", [True, False], ids=["pages", "photo"])
def test_two_sides_in_one_file_are_one_card_its_front_first(monkeypatch, pages):
    assert read_as(monkeypatch, FRONT, BACK, pages=pages) == [[FRONT[0], BACK[0]]]
    assert read_as(monkeypatch, BACK, FRONT, pages=pages) == [[FRONT[0], BACK[0]]]


def test_two_copies_of_a_card_are_one_card(monkeypatch):
    assert read_as(monkeypatch, FRONT, FRONT) == [[FRONT[0], FRONT[0]]]


def test_two_colleagues_on_one_photo_are_two_cards_and_a_logo_between_them_is_neither_s(monkeypatch):
    assert read_as(monkeypatch, FRONT, BACK, COLLEAGUE) == [[FRONT[0]], [BACK[0]], [COLLEAGUE[0]]]


def test_print_on_the_desk_is_no_side_of_a_card(monkeypatch):
    poem = ("Verde que te quiero verde,", "verde viento, verdes ramas")
    assert read_as(monkeypatch, FRONT, poem, framed=False) == [[FRONT[0]], [poem[0]]]
    assert read_as(monkeypatch, FRONT, poem, pages=True, framed=False) == [[FRONT[0], poem[0]]]


def side(*texts: str, number: int = 0) -> Side:
    read = replace(reading(*column(*texts)), card=number)
    return Side(read, draft_contact(read))


def test_sides_apart_stand_in_reading_order_and_a_back_has_the_firm_of_its_front():
    front = side("Torvalia Asesores", *FRONT, number=1)
    back = side("TORVALIA", "ASESORES", "Cuentas claras")
    shown = apart(CardRead((front, back), front.contact))
    assert [card.front.card for card in shown] == [0, 1]
    assert [card.contact.company.value for card in shown if card.contact.company] == ["Torvalia Asesores"] * 2


def test_a_second_copy_and_a_side_that_says_nothing_are_not_shown_apart():
    front, copy, blank = side(*FRONT), side(*FRONT, number=1), side("Cuentas claras", number=2)
    shown = apart(CardRead((front, copy, blank), front.contact))
    assert [card.front.card for card in shown] == [0]
