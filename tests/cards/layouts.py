"""Business cards as a printer would set them: one function for each layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from tests.cards.parts import PHONES, Card, Design
from tests.cards.people import Invented
from tests.cards.sheet import Palette, Type

COMPANY = Type(10.5, "strong", "accent")


def left(card: Card) -> None:
    """Mark and company on top, all aligned left."""
    card.mark(11, 10.5, 9)
    card.company(18, 11.9, COMPANY)
    card.who(6.5, 22, Type(13))
    card.contact(6.5, 29.5, 50.5, Type(card.design.body))


def centred(card: Card) -> None:
    """Everything on the middle axis, a short rule between who and how."""
    middle = card.sheet.width / 2
    card.company(middle, 8.5, Type(10, colour="accent", align="centre"))
    card.who(middle, 17.5, Type(14, align="centre"))
    card.sheet.rule(middle - 9, middle + 9, 26)
    card.contact(middle, 28.5, 51, Type(card.design.body, align="centre"))


def right(card: Card) -> None:
    """The mark alone at the left, the text as a block that ends at the right edge."""
    card.mark(15, 27, 17)
    card.company(79, 9.5, replace(COMPANY, align="right", room=53))
    card.who(79, 19.5, Type(12.5, align="right", room=53))
    card.contact(79, 28.5, 50.5, Type(card.design.body, align="right", room=53))


def columns(card: Card) -> None:
    """Who on top, phones and web below at the left, company and address at the right."""
    card.mark(74, 13, 11)
    card.who(6.5, 14, Type(14, room=58))
    card.sheet.rule(6.5, 78.5, 27)
    card.company(50, 34, replace(COMPANY, size=8.5, room=29))
    body = Type(card.design.body, room=41)
    if card.person.address:
        card.contact(50, 37, 43, replace(body, room=29), card.entries("address"))
    card.contact(6.5, 31, 49, body, card.entries(*PHONES, "email", "website"))


def big_logo(card: Card) -> None:
    """The company's sign fills the left third."""
    own = card.sheet.palette
    card.sheet.band(0, 0, 33, 55)
    card.sheet.palette = Palette(own.accent, own.stock, own.stock, own.stock)
    card.mark(16.5, 21, 17)
    card.sheet.text(16.5, 39, card.person.coined.upper(), Type(11, "strong", align="centre", room=28))
    card.sheet.palette = own
    card.who(37, 10.5, Type(11.5))
    card.company(37, 23, replace(COMPANY, size=9))
    card.contact(37, 26.5, 50.5, Type(card.design.body))


def banner(card: Card) -> None:
    """A band of colour along the foot with the company in it."""
    card.sheet.band(0, 45, 85, 55)
    card.company(42.5, 51.4, replace(COMPANY, colour="stock", align="centre"))
    card.mark(74, 11, 11)
    card.who(6.5, 11, Type(13, room=58))
    card.contact(6.5, 19.5, 41.5, Type(card.design.body))


def vertical(card: Card) -> None:
    """A card that stands upright."""
    middle = card.sheet.width / 2
    card.mark(middle, 15, 14)
    card.company(middle, 29, replace(COMPANY, size=9.5, align="centre"))
    card.who(middle, 40, Type(11, align="centre"))
    card.contact(middle, 50, 78, Type(card.design.body, align="centre"))


def company_large(card: Card) -> None:
    """The company is the largest thing, the name is small."""
    card.company(6.5, 13.5, replace(COMPANY, size=17))
    card.sheet.rule(6.5, 78.5, 17)
    card.who(6.5, 23.5, Type(9.5))
    card.contact(6.5, 30, 50.5, Type(card.design.body))


LAYOUTS: dict[str, Callable[[Card], None]] = {
    "left": left,
    "centred": centred,
    "right": right,
    "columns": columns,
    "big_logo": big_logo,
    "banner": banner,
    "vertical": vertical,
    "company_large": company_large,
}


def draw(person: Invented, design: Design) -> Image.Image:
    """The printed card, 20 pixels a millimetre."""
    size = (55, 85) if design.layout == "vertical" else (85, 55)
    card = Card(person, design, *size)
    LAYOUTS[design.layout](card)
    return card.sheet.image
