"""Many pictures of lines as one page, so that one call of a program reads them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engine import Said
from ocr.geometry import Image

_GAP = 28  # white pixels around each line: less, and engines join neighbours
_FAINTEST, _STRONGEST = 2, 98  # percentiles of brightness that become black and white


@dataclass(frozen=True, slots=True)
class Word:
    """A word that an engine found on a page: its box in pixels, its confidence, 0 to 1.

    Words with the same `line` stand on one line, as the engine understood it.
    """

    text: str
    confidence: float
    line: tuple[int, ...]
    left: float
    top: float
    right: float
    bottom: float


def stacked(crops: Sequence[Image]) -> NDArray[np.uint8]:
    """The crops one below the other as dark on white, height × width."""
    page = np.full((_tops(crops)[-1], max(crop.shape[1] for crop in crops) + 2 * _GAP), 255, np.uint8)
    for top, crop in zip(_tops(crops), crops, strict=False):
        page[top : top + crop.shape[0], _GAP : _GAP + crop.shape[1]] = dark_on_light(crop)
    return page


def unstacked(words: Iterable[Word], crops: Sequence[Image]) -> tuple[Said, ...]:
    """What was read on the page of `stacked(crops)`, given back to each crop by the words' height there."""
    rows: list[list[Word]] = [[] for _crop in crops]
    tops = np.array(_tops(crops)[:-1]) - _GAP / 2
    for word in words:
        middle = (word.top + word.bottom) / 2
        row = int(np.searchsorted(tops, middle, side="right")) - 1
        rows[max(row, 0)].append(word)
    return tuple(joined(row) for row in rows)


def joined(words: Sequence[Word]) -> Said:
    """Words side by side; the confidence is the mean over their letters.

    Within a line of the engine its own order stands, because its boxes of single words are rough; lines
    that it saw side by side are put in order from the left.
    """
    begins: dict[tuple[int, ...], float] = {}
    for word in words:
        begins[word.line] = min(word.left, begins.get(word.line, word.left))
    ordered = sorted(words, key=lambda word: begins[word.line])
    letters = sum(len(word.text) for word in ordered)
    sure = sum(word.confidence * len(word.text) for word in ordered)
    return Said(" ".join(word.text for word in ordered), sure / max(letters, 1))


def dark_on_light(crop: Image) -> NDArray[np.uint8]:
    """The crop in grey with its full contrast, inverted where most of it is dark."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    low, high = np.percentile(grey, (_FAINTEST, _STRONGEST))
    stretched = np.clip((grey - low) * (255 / max(high - low, 1.0)), 0, 255).astype(np.uint8)
    _level, light = cv2.threshold(stretched, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return stretched if light.mean() > 127 else np.asarray(255 - stretched, np.uint8)


def _tops(crops: Sequence[Image]) -> list[int]:
    """Where each crop begins on the page, and the height of the page."""
    tops = [_GAP]
    for crop in crops:
        tops.append(tops[-1] + crop.shape[0] + _GAP)
    return tops
