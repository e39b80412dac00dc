"""The owner's own card, from a photo of it or from a vCard: read as every other card is."""

from __future__ import annotations

from pathlib import Path

from data.errors import HomeError, NoCardError
from data.models import Contact
from enrich.draft import is_contact
from enrich.payloads import told_by
from flows.settings import Settings

BEGINNING = b"BEGIN:VCARD"
LOOKED_AT = 64  # bytes; a mark of the encoding and blanks may stand before a vCard


def own_card(path: Path, settings: Settings) -> Contact:
    """What the card says. Raises HomeError where it cannot be opened, PhotoError where it is no card."""
    try:
        with path.open("rb") as file:
            is_vcard = BEGINNING in file.read(LOOKED_AT).upper()
        if is_vcard:
            return _said(path, told_by(path.read_text("utf-8", "replace"), region=settings.region))
    except OSError as error:
        raise HomeError("give.card-failed", path=path, problem=error.strerror) from error
    return _photographed(path, settings)


def _photographed(path: Path, settings: Settings) -> Contact:
    from flows.reading import read_cards  # noqa: PLC0415 - the readers take a second to load

    found = read_cards(path, name=path.name, reader=settings.reader, region=settings.region)
    card = next((card.contact for card in found if is_contact(card.contact)), Contact())
    return _said(path, card)


def _said(path: Path, contact: Contact) -> Contact:
    if not is_contact(contact):
        raise NoCardError("give.not-my-card", name=path.name)
    return contact
