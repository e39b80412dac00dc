"""RapidOCR: finds lines and reads them. The one door to it, and to ONNX Runtime below it.

Its models come with its wheel, so nothing is fetched. ONNX Runtime would tell Microsoft which machine it runs
on and what it loads, on Linux and macOS too since 1.29, unless it is told not to before it is loaded.

Only the methods without memory are used (`detect_and_crop`, `recognize_txt`), which several threads may
enter at once.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from ocr.engine import Said
from ocr.geometry import Image, Quad
from ocr.parts import in_parts

_HEIGHT, _NARROWEST = 48, 160  # pixels of a line; narrower ones get a margin, without which they are misread

_PARAMETERS: dict[str, Any] = {
    "Global.log_level": "critical",  # it logs an empty photo as a warning
    "Global.use_vertical_padding": False,  # pictures come in the size in which they are to be searched
    "Det.limit_side_len": 32,  # the same: do not enlarge
    # Each line by itself: in a batch all are as wide as the widest, and the time goes with the width.
    "Rec.rec_batch_num": 1,
    "Rec.rec_img_shape": [3, _HEIGHT, _NARROWEST],
}


os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # once set it holds for the process, and for those it starts


@cache
def rapid(threads: int = 1) -> Rapid:
    """The engine, made once per number of `threads` that one photo may use."""
    return Rapid(threads)


class Rapid:
    """RapidOCR with its detector and its recogniser."""

    overview = 800  # with 736 and 960, lines of small print are missed; more finds nothing more
    detail = 1088
    sharp = 26  # of its boxes, which are half as high again as the letters

    def __init__(self, threads: int) -> None:
        # Imported when first needed: it takes a second, and not every command reads photos.
        from rapidocr import RapidOCR  # noqa: PLC0415

        # One picture is searched by all threads together, but each thread reads lines of its own.
        # Each of the two loads the model of its own work only.
        self._finder = RapidOCR(params=_parameters(threads))
        self._reader = RapidOCR(params=_parameters(1))
        self._threads = threads
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)

    def find(self, image: Image) -> tuple[Quad, ...]:
        """The lines of print, in pixels of `image`."""
        from rapidocr.main import RapidOCRError  # noqa: PLC0415

        try:
            _crops, found = self._finder.detect_and_crop(image, {})
        except RapidOCRError:  # its way to say: no text
            return ()
        return tuple(np.asarray(box, np.float32) for box in (() if found.boxes is None else found.boxes))

    def read(self, crops: Sequence[Image]) -> tuple[Said, ...]:
        """What each crop says."""
        return in_parts(self._read, crops, self._threads)

    def _read(self, crops: Sequence[Image]) -> tuple[Said, ...]:
        result = self._reader.recognize_txt(list(crops))
        return tuple(
            Said(_western(text), float(score))
            for text, score in zip(result.txts or (), result.scores or (), strict=True)
        )


def _parameters(threads: int) -> dict[str, Any]:
    engine = "EngineConfig.onnxruntime"
    return _PARAMETERS | {f"{engine}.intra_op_num_threads": threads, f"{engine}.inter_op_num_threads": 1}


def _western(text: str) -> str:
    """The text with full-width forms (：（＠) as the plain characters that a card has printed."""
    plain = "".join(
        unicodedata.normalize("NFKC", letter) if "！" <= letter <= "～" or letter == "\u3000" else letter
        for letter in text
    )
    return unicodedata.normalize("NFC", plain).strip()
