from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from data.errors import NoCardError, PhotoError
from flows.reading import read_cards

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
