from __future__ import annotations

import io

import numpy as np
import pytest
import segno
import zxingcpp
from drawn_cards import as_page, card, photo, saved
from PIL import Image

from ocr.codes import codes_on
from ocr.geometry import Quad, quad, rectangle
from ocr.reader import read_photo
from ocr.straight import straighten

URL = "https://rosas.example/marta"
VCARD = "\r\n".join(
    [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Ejemplo Prado;Marta;;;",
        "FN:Marta Ejemplo Prado",
        "ORG:Rosas Inventadas",
        "TITLE:Head of Gardens",
        "TEL;TYPE=WORK,VOICE:+34900000082",
        "EMAIL:marta@rosas.example",
        "ADR;TYPE=WORK:;;Calle Inventada 12;Madrid;;28013;España",
        "NOTE:Begonias\\, rosas y geranios, también por encargo",
        "END:VCARD",
    ]
)


def qr(text: str, scale: int = 4, **colours: str) -> Image.Image:
    """The code as a picture, `scale` pixels for each of its squares."""
    file = io.BytesIO()
    segno.make(text, micro=False).save(file, kind="png", scale=scale, **colours)
    return Image.open(file).convert("RGB")


def with_code(*codes: Image.Image, size: tuple[int, int] = (1000, 600), paper=(250, 250, 247)) -> Image.Image:
    """A card with these codes from its right lower corner on."""
    picture = card(size=size, paper=paper)
    right = size[0] - 20
    for code in codes:
        picture.paste(code, (right - code.width, size[1] - code.height - 20))
        right -= code.width + 60
    return picture


def whole_card(picture: Image.Image, long_side: int = 1088):
    """A photo that the card fills, and the straightened card."""
    page = as_page(picture)
    return page, straighten(page, rectangle(0, 0, *picture.size), long_side)


def outline(picture: Image.Image, angle: float, size=(1500, 1200)) -> Quad:
    """Where `photo` puts a card."""
    turned = np.radians(-angle)
    across, down = picture.width / 2, picture.height / 2
    corners = np.array([(-across, -down), (across, -down), (across, down), (-across, down)])
    turn = np.array([(np.cos(turned), -np.sin(turned)), (np.sin(turned), np.cos(turned))])
    return np.asarray(corners @ turn.T + np.array(size) / 2, np.float32)


def test_a_code_is_read_and_its_place_in_the_photo_is_known():
    page, straight = whole_card(with_code(qr(URL)))
    (code,) = codes_on(page, straight, framed=True)
    assert code.text == URL
    inside = np.array(code.box)
    width = qr(URL).width
    assert (inside.min(axis=0) >= (980 - width, 580 - width)).all()
    assert (inside.max(axis=0) <= (980, 580)).all()
    assert (inside.max(axis=0) - inside.min(axis=0) > 0.6 * width).all()


@pytest.mark.parametrize("angle", [0, 90, 180, 33, -12])
def test_a_code_is_read_however_the_card_lies(angle):
    picture = with_code(qr(URL))
    page = as_page(photo(picture, angle=angle))
    straight = straighten(page, outline(picture, angle), 1088)
    assert [code.text for code in codes_on(page, straight, framed=True)] == [URL]


def test_a_light_code_on_a_dark_card_is_read():
    page, straight = whole_card(with_code(qr(URL, dark="#f0ecdc", light="#181c3c"), paper=(24, 28, 60)))
    assert [code.text for code in codes_on(page, straight, framed=True)] == [URL]


def test_each_of_two_codes_is_read_once():
    page, straight = whole_card(with_code(qr(URL), qr("MECARD:N:Ejemplo,Marta;;"), qr(URL)))
    assert sorted(code.text for code in codes_on(page, straight, framed=True)) == [
        "MECARD:N:Ejemplo,Marta;;",
        URL,
    ]


def test_a_small_code_full_of_data_is_read_in_the_photo_itself():
    page, straight = whole_card(with_code(qr(VCARD, scale=2), size=(2000, 1200)))
    small = as_page(Image.fromarray(straight.image[:, :, ::-1]))
    assert codes_on(small, straighten(small, rectangle(0, 0, 1088, 653), 1088), framed=True) == ()
    (code,) = codes_on(page, straight, framed=True)
    assert code.text == VCARD
    assert min(x for x, _ in code.box) > 1800


def test_a_code_beside_the_card_is_not_of_the_card():
    page = as_page(with_code(qr(VCARD, scale=3), size=(2600, 1560)))
    tilted = quad([(0, 300), (1900, 0), (2600, 900), (400, 1560)])
    assert codes_on(page, straighten(page, tilted, 1088), framed=True) == ()


def test_a_code_beside_the_print_is_read_where_no_edge_of_the_card_was_found():
    page = as_page(with_code(qr(URL)))
    print_alone = straighten(page, rectangle(40, 40, 820, 500), 1088)
    assert codes_on(page, print_alone, framed=True) == ()
    assert [code.text for code in codes_on(page, print_alone, framed=False)] == [URL]


@pytest.mark.parametrize("kind", ["DataMatrix", "Aztec"])
def test_other_kinds_of_codes_are_read_too(kind):
    made = zxingcpp.create_barcode(URL, getattr(zxingcpp.BarcodeFormat, kind))
    code = Image.fromarray(np.asarray(made.to_image(scale=5))).convert("RGB")
    page, straight = whole_card(with_code(code))
    assert [code.text for code in codes_on(page, straight, framed=True)] == [URL]


def test_a_card_without_a_code_has_none():
    assert codes_on(*whole_card(card(size=(2600, 1560))), framed=True) == ()


def test_the_codes_of_a_card_are_part_of_its_reading(tmp_path):
    picture = saved(photo(with_code(qr(VCARD, scale=4), size=(1200, 700))), tmp_path / "code.jpg")
    (reading,) = read_photo(picture, reader="rapidocr")
    assert [code.text for code in reading.codes] == [VCARD]
