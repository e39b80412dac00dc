"""Photo → readings: the table of contents of this package."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from data.errors import NoCardError, PhotoError
from data.models import Reading
from ocr.background import without_page
from ocr.card import read_card
from ocr.codes import codes_on
from ocr.copies import without_copies
from ocr.edges import outlines
from ocr.engine import EngineError
from ocr.files import content, shown
from ocr.frames import Frame, frames
from ocr.geometry import Image, Quad, scaled
from ocr.lines import box, lines
from ocr.photos import pages_of
from ocr.picture import jpeg
from ocr.readers import ReaderName, Readers, readers

_LETTERS = 3  # letters and digits on the emptiest card


def read_photo(
    path: Path,
    *,
    reader: ReaderName = "both",
    threads: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[Reading, ...]:
    """All cards of all pages of a photo file, in reading order; `clock` gives seconds, from any start.

    `threads` may work on it at once: one where several photos are read at once, which is quicker over all.

    Raises PhotoError where the file cannot be opened as a photo, NoCardError where it shows no text, and
    SettingsError where the `reader` is not installed.
    """
    data, name = content(path), shown(path)
    digest = hashlib.sha256(data).hexdigest()
    engines = readers(reader, threads)
    found: list[Reading] = []
    seen = False
    try:
        for number, page in enumerate(pages_of(data, name)):
            for reading in without_copies(tuple(read_page(page, engines, clock))):
                seen = True
                if _says_something(reading):
                    found.append(replace(reading, photo=name, sha256=digest, page=number, card=len(found)))
    except EngineError as error:
        raise PhotoError("photos.tesseract_failed", name=name, reason=error) from error
    if not found:
        raise NoCardError("photos.no_card" if seen else "photos.no_text", name=name)
    return tuple(found)


def read_page(page: Image, engines: Readers, clock: Callable[[], float]) -> Iterator[Reading]:
    """The cards of one page, of which neither file nor number are known yet. Raises EngineError."""
    started = clock()
    seen = _print_seen(page, engines)
    for frame in frames(outlines(page), seen, _size(page)) if seen else ():
        yield replace(_read(page, frame, seen, engines), seconds=clock() - started)
        started = clock()


def _print_seen(page: Image, engines: Readers) -> list[Quad]:
    """The lines of print that show in the whole page, in photo pixels."""
    factor = engines.engine.overview / max(page.shape[:2])
    return [line / np.float32(factor) for line in engines.engine.find(scaled(page, factor))]


def _says_something(reading: Reading) -> bool:
    """Whether there is a code, or enough letters to be more than texture that looks like some."""
    letters = sum(map(str.isalnum, "".join(line.text for line in reading.lines)))
    return bool(reading.codes) or letters >= _LETTERS


def _read(page: Image, frame: Frame, seen: Sequence[Quad], engines: Readers) -> Reading:
    own = without_page(seen, _size(page)) if frame.amid else seen
    card, prints = read_card(page, frame.corners, engines.engine, own, amid=frame.amid)
    witness = engines.testify([each.crop for each in prints], [each.said.text for each in prints])
    return Reading(
        photo="",
        sha256="",
        page=0,
        card=0,
        box=box(card.corners, _size(page)),
        lines=lines(card, prints, witness, _size(page)),
        width=card.width,
        height=card.height,
        picture=jpeg(card.image),
        framed=frame.framed,
        codes=codes_on(page, card, framed=frame.framed),
    )


def _size(page: Image) -> tuple[int, int]:
    return page.shape[1], page.shape[0]
