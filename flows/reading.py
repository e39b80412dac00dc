"""A photo → its cards, each with its draft: the two packages below, one after the other."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from data.errors import NoCardError, PhotoError
from data.models import Contact, Reading
from enrich.draft import draft_contact, is_contact
from ocr.reader import read_photo
from ocr.readers import ReaderName

CardRead = tuple[Reading, Contact]

logger = logging.getLogger(__name__)


def read_cards(
    path: Path, *, name: str, reader: ReaderName, region: str, threads: int = 1
) -> tuple[CardRead, ...]:
    """The cards of the photo at `path`, which its owner calls `name`, in reading order.

    Raises PhotoError where it cannot be read, NoCardError where nothing on it says how to reach anybody.
    """
    try:
        cards = _read(path, name, reader, region, threads)
    except PhotoError as error:  # it was read from `cards/`, where it is called by its hash
        raise type(error)(error.message.key, **{**dict(error.message.facts), "name": name}) from error
    except Exception as error:  # a reader's own mistake must not stop the other photos
        logger.exception("reading a photo failed")
        raise PhotoError("collect.failed", name=name, problem=type(error).__name__) from error
    if not cards:
        raise NoCardError("collect.no-contact", name=name)
    return cards


def _read(path: Path, name: str, reader: ReaderName, region: str, threads: int) -> tuple[CardRead, ...]:
    readings = [replace(reading, photo=name) for reading in read_photo(path, reader=reader, threads=threads)]
    drafts = [(reading, draft_contact(reading, region=region)) for reading in readings]
    return tuple(card for card in drafts if is_contact(card[1]))
