"""Tesseract: the second witness, or the only reader. The one door to it.

pytesseract tells where the program is and which languages it has; `ocr.standby` keeps it running. That it
is missing is a fact which is returned, not an error: `tesseract()` is then None.
"""

from __future__ import annotations

import atexit
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from threading import Lock

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from ocr.engine import Said
from ocr.geometry import Image, Quad, quad, rectangle
from ocr.parts import in_parts
from ocr.stack import Word, stacked, unstacked
from ocr.standby import Standby

WANTED = ("eng", "spa")
"""The languages that Aroma asks for, as far as they are installed; without `eng` the first that is."""

_BLOCK, _SPARSE = "6", "11"  # page layouts: one block of lines; text anywhere
_WORD_ROW = "5"  # the level of a row that is a word; pages, blocks and lines have rows too
_LINE = slice(2, 5)  # columns that together tell a line: block, paragraph, line
_BOX = slice(6, 10)  # left, top, width, height
_CONFIDENCE, _TEXT = 10, 11
_KEPT = 3  # languages and layouts whose processes, of 63 MB each, wait for the next card
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
def tesseract(threads: int = 1) -> Tesseract | None:
    """The engine with the languages of `WANTED`, looked for once; None where it cannot be had.

    `threads` is how many processes may read the lines of one card.
    """
    installed = languages()
    usable = [language for language in WANTED if language in installed] or [
        language for language in installed if language != "osd"
    ][:1]
    return Tesseract("+".join(usable), installed, threads) if usable else None


class Tesseract:
    """The program with its languages, for example "eng+spa"."""

    overview = 1600
    detail = 1800
    sharp = 40

    def __init__(self, language: str, installed: Collection[str] = (), threads: int = 1) -> None:
        self._language, self._installed, self._threads = language, frozenset(installed), threads
        self._running: dict[tuple[str, str], Standby] = {}
        self._changing = Lock()
        atexit.register(self._end)

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
        """What each crop says, all in one picture for each process.

        A `language` that is not installed is read with the engine's own.
        """
        wanted = language if language in self._installed else self._language
        return in_parts(partial(self._read, language=wanted), crops, self._threads)

    def say(self, crops: Sequence[Image], language: str) -> tuple[str, ...]:
        """The texts alone of `read`."""
        return tuple(said.text for said in self.read(crops, language))

    def _read(self, crops: Sequence[Image], language: str) -> tuple[Said, ...]:
        return unstacked(self._words(stacked(crops), _BLOCK, language), crops)

    def _lines(self, image: Image) -> list[list[Word]]:
        grey = np.asarray(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_BGR2GRAY), np.uint8)
        sure = [word for word in self._words(grey, _SPARSE, self._language) if word.confidence >= _WORD]
        return [list(words) for _line, words in groupby(sure, key=lambda word: word.line)]

    def _words(self, grey: NDArray[np.uint8], layout: str, language: str) -> list[Word]:
        return list(_words_of(self._program(language, layout).table(grey)))

    def _program(self, language: str, layout: str) -> Standby:
        """The processes of one language and layout, started when first needed; those of few are kept."""
        with self._changing:
            program = self._running.pop((language, layout), None)
            if program is None:
                program = Standby([pytesseract.pytesseract.tesseract_cmd, "-l", language, "--psm", layout])
            self._running[language, layout] = program  # the last in order, so that it stays longest
            if len(self._running) > _KEPT:
                self._running.pop(next(iter(self._running))).end()
            return program

    def _end(self) -> None:
        for program in self._running.values():
            program.end()


def _words_of(table: str) -> Iterator[Word]:
    for row in table.splitlines():
        cells = row.split("\t", _TEXT)
        if cells[0] == _WORD_ROW and cells[_TEXT].strip():
            left, top, wide, high = map(int, cells[_BOX])
            line = tuple(map(int, cells[_LINE]))
            sure = float(cells[_CONFIDENCE]) / 100
            yield Word(cells[_TEXT].strip(), sure, line, left, top, left + wide, top + high)


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
