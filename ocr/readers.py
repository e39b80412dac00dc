"""Which engine reads, and which is its witness."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2

from data.errors import SettingsError
from ocr.engine import Engine, EngineError
from ocr.geometry import Image
from ocr.rapid import rapid
from ocr.tesseract import Tesseract, tesseract
from ocr.witness import witnessed

# OpenCV would take all cores for each photo; those belong to the photos that are read at once.
cv2.setNumThreads(1)

log = logging.getLogger(__name__)

ReaderName = Literal["both", "rapidocr", "tesseract"]


@dataclass(frozen=True, slots=True)
class Readers:
    """The engine that finds and reads the lines, and the witness that reads them again, if there is one."""

    engine: Engine
    witness: Tesseract | None

    def testify(self, crops: Sequence[Image], texts: Sequence[str]) -> tuple[str | None, ...]:
        """What the witness reads in each crop, "" where nothing, and None where nobody was asked.

        `texts` is what the engine read there.
        """
        nothing = (None,) * len(crops)
        if self.witness is None:
            return nothing
        try:
            return witnessed(crops, texts, self.witness.say)
        except EngineError as error:  # the card is read all the same, only unwitnessed
            log.warning("the second reader failed: %s", error)
            return nothing


def readers(name: ReaderName, threads: int = 1) -> Readers:
    """The engines of one setting; `threads` may work on one photo. Without Tesseract "both" has no witness.

    Raises SettingsError where "tesseract" alone is asked for and is not there.
    """
    second = None if name == "rapidocr" else tesseract(threads)
    if name != "tesseract":
        return Readers(rapid(threads), second)
    if second is None:
        raise SettingsError("photos.no_tesseract")
    return Readers(second, None)
