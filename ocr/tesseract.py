"""Tesseract, through pytesseract: the second witness, or the only reader. The one door to it.

That the program is missing is a fact which is returned, not an error: `tesseract()` is then None.
"""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Collection, Sequence
from functools import cache
from itertools import groupby

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from ocr.engine import EngineError, Said
from ocr.geometry import Image, Quad, quad, rectangle
from ocr.stack import Word, stacked, unstacked

WANTED = ("eng", "spa")
"""The languages that Aroma asks for, as far as they are installed; without `eng` the first that is."""

_BLOCK, _SPARSE = "--psm 6", "--psm 11"  # one block of lines; text anywhere
# Several cards are read at once. Tesseract's own threads would only wait for each other: on a busy machine
# of two cores one thread takes a third of the time. pytesseract hands this mapping to the program.
pytesseract.pytesseract.environ = ChainMap({"OMP_THREAD_LIMIT": "1"}, os.environ)

_COLUMNS = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")
_SECONDS = 60  # a picture that takes longer is taken for unreadable
_FEW = 8  # letters, below which print may lie on its side
_WORD = 0.3  # confidence below which a word is only texture


def languages() -> tuple[str, ...]:
    """The languages that are installed; () where there is no program `tesseract`."""
    try:
        return tuple(pytesseract.get_languages(config=""))
    except (pytesseract.TesseractNotFoundError, OSError, ValueError):
        return ()


def version() -> str | None:
    """The version of the program, None where there is none."""
    try:
        return str(pytesseract.get_tesseract_version())
    except (pytesseract.TesseractNotFoundError, OSError, ValueError):
        return None


@cache
def tesseract() -> Tesseract | None:
    """The engine with the languages of `WANTED`, looked for once; None where it cannot be had."""
    installed = languages()
    usable = [language for language in WANTED if language in installed] or [
        language for language in installed if language != "osd"
    ][:1]
    return Tesseract("+".join(usable), installed) if usable else None


class Tesseract:
    """The program with its languages, for example "eng+spa"."""

    overview = 1600
    detail = 1800

    def __init__(self, language: str, installed: Collection[str] = ()) -> None:
        self._language, self._installed = language, frozenset(installed)

    def find(self, image: Image) -> tuple[Quad, ...]:
        """The lines of print, in pixels of `image`; also of print that runs up or down."""
        upright = self._lines(image)
        if _letters(upright) >= _FEW:
            return tuple(_box(line) for line in upright)
        sideways = self._lines(np.rot90(image))
        if _letters(upright) >= _letters(sideways):
            return tuple(_box(line) for line in upright)
        return tuple(_turned_back(_box(line), image.shape[1]) for line in sideways)

    def read(self, crops: Sequence[Image], language: str = "") -> tuple[Said, ...]:
        """What each crop says, all in one call of the program.

        A `language` that is not installed is read with the engine's own.
        """
        if not crops:
            return ()
        wanted = language if language in self._installed else self._language
        return unstacked(self._words(stacked(crops), _BLOCK, wanted), crops)

    def say(self, crops: Sequence[Image], language: str) -> tuple[str, ...]:
        """The texts alone of `read`."""
        return tuple(said.text for said in self.read(crops, language))

    def _lines(self, image: Image) -> list[list[Word]]:
        grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_BGR2GRAY), np.uint8)
        sure = [word for word in self._words(grey, _SPARSE, self._language) if word.confidence >= _WORD]
        return [list(words) for _line, words in groupby(sure, key=lambda word: word.line)]

    def _words(self, grey: NDArray[np.uint8], layout: str, language: str) -> list[Word]:
        try:
            table = pytesseract.image_to_data(
                grey,
                lang=language,
                config=layout,
                output_type=pytesseract.Output.DICT,
                timeout=_SECONDS,
            )
        except (RuntimeError, OSError) as error:  # it failed, took too long, or is gone
            raise EngineError(str(error)) from error
        rows = zip(*(table[column] for column in _COLUMNS), strict=True)
        return [_word(*row) for row in rows if str(row[0]).strip()]


def _word(text: str, confidence: float, *numbers: int) -> Word:  # the numbers as in _COLUMNS
    block, paragraph, line, left, top, wide, high = numbers
    return Word(text.strip(), confidence / 100, (block, paragraph, line), left, top, left + wide, top + high)


def _box(line: Sequence[Word]) -> Quad:
    return rectangle(
        min(word.left for word in line),
        min(word.top for word in line),
        max(word.right for word in line),
        max(word.bottom for word in line),
    )


def _letters(lines: Sequence[Sequence[Word]]) -> float:
    """How many letters were read, each weighed by how surely."""
    return sum(len(word.text) * word.confidence for line in lines for word in line)


def _turned_back(corners: Quad, width: int) -> Quad:
    """Corners found after a quarter turn against the clock, in pixels before it."""
    return quad(np.stack([width - corners[:, 1], corners[:, 0]], axis=1))
