from __future__ import annotations

import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.engine import Said
from ocr.parts import in_parts


def crops(widths: list[int]) -> list[np.ndarray]:
    return [np.full((2, width, 3), number % 256, np.uint8) for number, width in enumerate(widths)]


def read(pictures) -> tuple[Said, ...]:
    return tuple(Said(f"{picture[0, 0, 0]}:{picture.shape[1]}", 1.0) for picture in pictures)


@given(st.lists(st.integers(1, 300), max_size=20), st.integers(1, 4))
def test_every_crop_gets_its_own_text_however_many_threads_read(widths, threads):
    assert in_parts(read, crops(widths), threads) == read(crops(widths))


def test_each_thread_has_about_the_same_width_to_read():
    shares, entered = [], threading.Barrier(2)

    def note(pictures):
        entered.wait(timeout=10)  # both run at once, or this fails
        shares.append(sum(picture.shape[1] for picture in pictures))
        return read(pictures)

    in_parts(note, crops([300, 100, 100, 100, 50, 50]), 2)
    assert sorted(shares) == [350, 350]
