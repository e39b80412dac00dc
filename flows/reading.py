"""A photo → its cards, each with its sides and its draft: the two packages below, one after the other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.errors import PhotoError
from data.models import CardRead, Contact, Side
from enrich import names
from enrich.agreement import word_list
from enrich.draft import draft_contact, is_contact
from enrich.joining import joined
from enrich.sides import Face, best, face, front_first
from ocr.reader import read_photo
from ocr.readers import ReaderName

logger = logging.getLogger(__name__)


def read_cards(
    path: Path, *, name: str, reader: ReaderName, region: str, threads: int = 1
) -> tuple[CardRead, ...]:
    """What the photo at `path` shows, in reading order, the sides of one card put together.

    Its owner calls it `name`. There may be cards that are no contact, which may be the other side of one on
    another photo. Raises PhotoError where it cannot be read.
    """
    try:
        return _read(path, name, reader, region, threads)
    except PhotoError as error:  # it was read from `cards/`, where it is called by its hash
        raise type(error)(error.message.key, **{**dict(error.message.facts), "name": name}) from error
    except Exception as error:  # a reader's own mistake must not stop the other photos
        logger.exception("reading a photo failed")
        raise PhotoError("collect.failed", name=name, problem=type(error).__name__) from error


def together(one: CardRead, other: CardRead) -> CardRead:
    """The card of which both are sides, the front first; where both could be it, `one`."""
    pair = (one, other) if front_first(face_of(one), face_of(other)) else (other, one)
    sides = tuple(side for card in pair for side in card.sides)
    return CardRead(sides, joined([side.contact for side in sides]))


def apart(card: CardRead) -> tuple[CardRead, ...]:
    """Each side that says something as a card of its own, in reading order; a second copy of one is none."""
    named: set[str] = set()
    kept = []
    for side in card.sides:
        contact = _by_its_front(side, card.sides[0].contact)
        name = names.key(contact.name.value) if contact.name else ""
        if name not in named and contact != Contact(rest=contact.rest):
            kept.append(CardRead((side,), contact))
        named |= {name} - {""}
    return tuple(sorted(kept, key=lambda each: each.front.card))


def _by_its_front(side: Side, front: Contact) -> Contact:
    """What a side says; if it reaches nobody, with the firm of its front where that is printed on it."""
    firm = front.company
    printed = word_list(" ".join(line.text for line in side.reading.lines))
    if is_contact(side.contact) or firm is None or not set(word_list(firm.value)) <= set(printed):
        return side.contact
    return replace(side.contact, company=firm)


def face_of(card: CardRead, *, alone: bool = True) -> Face:
    """The card as it is compared with one that may be its other side.

    Print without an edge around it that is not `alone` on its page may be anything that lies on the desk.
    """
    sides = [side.reading for side in card.sides]
    shown = alone or all(reading.framed for reading in sides)
    return face(card.contact, [line for reading in sides for line in reading.lines] if shown else [])


def _read(path: Path, name: str, reader: ReaderName, region: str, threads: int) -> tuple[CardRead, ...]:
    readings = [replace(reading, photo=name) for reading in read_photo(path, reader=reader, threads=threads)]
    sides = [Side(reading, draft_contact(reading, region=region)) for reading in readings]
    return _gathered([CardRead((side,), side.contact) for side in sides])


def _gathered(cards: Sequence[CardRead]) -> tuple[CardRead, ...]:
    """The cards of one file, each with the sides that fit it best."""
    pages = Counter(card.front.page for card in cards)
    found: list[CardRead] = []
    for card in sorted(
        cards, key=lambda card: not is_contact(card.contact)
    ):  # those that stand for themselves
        side = face_of(card, alone=pages[card.front.page] == 1)
        place = best(side, [face_of(other) for other in found])
        if place is None:
            found.append(card)
        else:
            found[place] = together(found[place], card)
    return tuple(sorted(found, key=_first))


def _first(card: CardRead) -> int:
    return min(side.reading.card for side in card.sides)
