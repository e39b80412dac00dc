from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from enrich.pictures import together


def side(width: int, height: int, colour: str = "linen") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()


def size(picture: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(picture)).size


def test_a_side_alone_stays_as_it_is():
    alone = side(900, 550)
    assert together([alone]) is alone


def test_two_lying_sides_stand_below_one_another_as_wide_as_they_are():
    assert size(together([side(900, 550), side(900, 550)])) == (900, 1127)


def test_two_standing_sides_stand_beside_one_another_as_high_as_they_are():
    assert size(together([side(550, 900), side(550, 900)])) == (1116, 900)


def test_sides_of_different_sizes_are_made_equally_large():
    assert size(together([side(900, 550), side(450, 275)])) == (900, 1127)


def test_the_front_comes_first():
    shown = Image.open(BytesIO(together([side(900, 550, "white"), side(900, 550, "black")])))
    assert shown.getpixel((450, 100))[0] > 200
    assert shown.getpixel((450, 1000))[0] < 50


@pytest.mark.parametrize("lost", [b"", b"no picture"])
def test_a_side_that_cannot_be_decoded_does_not_hide_the_other(lost):
    assert size(together([lost, side(900, 550)])) == (900, 550)
    assert together([lost, lost]) is None
    assert together([]) is None
