from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from ocr.picture import BYTES, WIDTH, jpeg


@pytest.mark.parametrize("shape", [(600, 1000, 3), (1280, 776, 3), (32, 1280, 3), (40, 40, 3)])
def test_even_a_picture_of_pure_noise_fits(shape):
    noise = np.random.default_rng(1).integers(0, 255, shape, np.uint8)
    data = jpeg(noise)
    shown = Image.open(io.BytesIO(data))
    assert len(data) <= BYTES
    assert max(shown.size) <= WIDTH
    assert shown.width / shown.height == pytest.approx(shape[1] / shape[0], rel=0.1)


def test_colours_stay_what_they_are():
    blue_green_red = np.full((50, 80, 3), (200, 100, 20), np.uint8)
    shown = Image.open(io.BytesIO(jpeg(blue_green_red)))
    assert shown.getpixel((40, 25)) == pytest.approx((20, 100, 200), abs=4)


def test_a_small_picture_is_not_enlarged():
    assert Image.open(io.BytesIO(jpeg(np.zeros((50, 80, 3), np.uint8)))).size == (80, 50)
