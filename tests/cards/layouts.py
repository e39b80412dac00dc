"""Business cards as a printer would set them: one function for each layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from tests.cards.parts import PHONES, Card, Design, Entry
from tests.cards.people import Invented
from tests.cards.sheet import Palette, Type

COMPANY = Type(10.5, "strong", "accent")


def left(card: Card) -> None:
    """Mark and company on top, all aligned left."""
    card.mark(11, 10.5, 9)
    card.company(18, 11.9, COMPANY)
    card.slogan(18, 15.4, COMPANY)
    card.who(6.5, 22, Type(13))
    card.contact(6.5, 29.5, card.floor(50.5), card.beside_code(6.5, Type(card.design.body)))


def centred(card: Card) -> None:
    """Everything on the middle axis, a short rule between who and how."""
    middle = card.sheet.width / 2
    card.company(middle, 8.5, Type(10, colour="accent", align="centre"))
    card.slogan(middle, 11.7, Type(7, align="centre"))
    card.who(middle, 17.5, Type(14, align="centre"))
    card.sheet.rule(middle - 9, middle + 9, 26)
    card.contact(middle, 28.5, 51, Type(card.design.body, align="centre"))


def right(card: Card) -> None:
    """The mark alone at the left, the text as a block that ends at the right edge."""
    card.mark(15, 27, 17)
    card.company(79, 9.5, replace(COMPANY, align="right", room=53))
    card.slogan(79, 13, Type(7, align="right", room=53))
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
    card.slogan(middle, 32.4, Type(7, align="centre"))
    card.who(middle, 40, Type(11, align="centre"))
    card.contact(middle, 50, 78, Type(card.design.body, align="centre"))


def company_large(card: Card) -> None:
    """The company is the largest thing, the name is small."""
    card.company(6.5, 13.5, replace(COMPANY, size=17))
    card.sheet.rule(6.5, 78.5, 17)
    card.who(6.5, 23.5, Type(9.5))
    card.contact(6.5, 30, card.floor(50.5), card.beside_code(6.5, Type(card.design.body)))


def dense(card: Card) -> None:
    """Everything in one block of nearly one size, as small firms set it."""
    body = Type(card.design.body)
    card.company(6.5, 10, replace(body, size=9.5, cut="strong"))
    card.slogan(6.5, 13.4, body)
    card.who(6.5, 20, Type(9.5))
    card.contact(6.5, 27, card.floor(50.5), card.beside_code(6.5, body))


def two_halves(card: Card) -> None:
    """Who and the house at the left, a thin line, and all ways to reach them at the right."""
    card.mark(11, 12, 10)
    card.company(6.5, 24, replace(COMPANY, size=9.5, room=33))
    card.slogan(6.5, 27.4, Type(6.5, room=33))
    card.who(6.5, 37, Type(11, room=33))
    card.sheet.shape([(41.9, 9), (42.1, 9), (42.1, 46), (41.9, 46)], "accent")
    card.contact(45, 14, 44, Type(min(card.design.body, 7.6), room=36))


def corners(card: Card) -> None:
    """Something in each corner: who, the company, the address, the numbers."""
    card.who(6.5, 11, Type(12, room=42))
    card.company(79, 10.5, replace(COMPANY, size=9.5, align="right", room=28))
    card.slogan(79, 14, Type(6.5, align="right", room=30))
    body = Type(min(card.design.body, 7.8), room=34)
    low = card.floor(50)
    if card.person.address:
        card.contact(6.5, low - 5, low, body, card.entries("address"))
    card.contact(43, 24, low, replace(body, room=37), card.entries(*PHONES, "email", "website"))


def sign(card: Card) -> None:
    """The company as a large sign across the top, all else in two columns below."""
    card.company(6.5, 16, replace(COMPANY, size=15))
    card.slogan(52, 9, Type(6.5, room=27))
    card.who(6.5, 31, Type(11.5, room=34))
    low = card.floor(50)
    card.contact(43, 27, low, Type(min(card.design.body, 7.6), room=37))


def spine(card: Card) -> None:
    """A band along the left edge with the company's name running up it."""
    card.sheet.band(0, 0, 12, 55)
    own = card.person
    if own.company_in != "domain":
        name = own.company if own.company_in == "print" else f"{own.trade} {own.coined}"
        card.sheet.turned(6.2, 27.5, name, Type(11, "strong", "stock", room=45))
    card.mark(73, 12, 11)
    card.who(17, 14, Type(12.5, room=48))
    card.slogan(17, 22.4, Type(6.5))
    card.contact(17, 27, card.floor(50), card.beside_code(17, Type(card.design.body)))


def edge(card: Card) -> None:
    """The web address runs down the right edge."""
    card.company(6.5, 11, replace(COMPANY, room=60))
    card.slogan(6.5, 14.5, Type(6.5))
    card.who(6.5, 23, Type(12.5, room=66))
    kinds = ("address", *PHONES, "email")
    card.contact(6.5, 31, card.floor(50), Type(card.design.body, room=66), card.entries(*kinds))
    if card.person.website:
        style = Type(8.5, "strong", "accent", room=46)
        card.sheet.turned(79, 27.5, card.person.website, style, upwards=False)


def diagonal(card: Card) -> None:
    """A slanting field of colour at the right, with the mark on it."""
    card.sheet.shape([(61, 0), (85, 0), (85, 55), (72, 55)], "accent")
    card.sheet.shape([(59.4, 0), (60.4, 0), (71.4, 55), (70.4, 55)], "quiet")
    card.who(6.5, 13, Type(13, room=52))
    card.company(6.5, 26, replace(COMPANY, size=9.5, room=52))
    card.slogan(6.5, 29, Type(6.5, room=50))
    card.contact(6.5, 32.5, card.floor(50.5), Type(card.design.body, room=58))


def ribbon(card: Card) -> None:
    """A coloured field on top with name and title in it, the rest below on the middle axis."""
    own, middle = card.sheet.palette, card.sheet.width / 2
    card.sheet.band(0, 0, 85, 22)
    card.sheet.palette = Palette(own.accent, own.stock, own.stock, own.stock)
    card.who(middle, 11.5, Type(14, align="centre"))
    card.sheet.palette = own
    card.company(middle, 29, replace(COMPANY, size=9.5, align="centre"))
    card.contact(middle, 32, card.floor(51), Type(min(card.design.body, 7.8), align="centre"))


def offices(card: Card) -> None:
    """Two offices side by side along the foot, each with its address and number."""
    card.company(6.5, 10.5, COMPANY)
    card.who(6.5, 19.5, Type(11.5))
    own = [line for line in card.entries("email", "website", "mobile") if line.kind != "caption"]
    card.contact(6.5, 27, 35, Type(card.design.body), own)
    card.sheet.rule(6.5, 78.5, 37)
    body = Type(min(card.design.body, 7.2), room=35)
    card.contact(6.5, 39, 51, body, card.entries("address", "landline", "fax", "toll_free"))
    if card.person.branch:
        (street, town), phone = card.person.branch
        there = [Entry("address", "", street), Entry("", "", town), card.number(phone)]
        card.contact(45, 39, 51, body, there)


def pair(card: Card) -> None:
    """Two people of one house side by side."""
    card.mark(11, 10.5, 9)
    card.company(18, 11.9, COMPANY)
    card.slogan(18, 15.4, COMPANY)
    half = Type(10, room=35)
    body = Type(min(card.design.body, 7.2), room=35)
    card.who(6.5, 22.5, half)
    card.contact(6.5, 29, 37.5, body, card.entries("landline", "mobile", "email"))
    if card.person.second:
        card.who(45, 22.5, half, card.person.second)
        card.contact(45, 29, 37.5, body, card.entries("mobile", "email", person=card.person.second))
    card.sheet.rule(6.5, 78.5, 40.5)
    shared = card.entries("address", "website", "fax", "toll_free")
    if shared:
        card.contact(6.5, 43, card.floor(51), replace(body, room=70), shared)


def beside(card: Card) -> None:
    """Latin letters at the left, the country's own script at the right."""
    card.company(6.5, 10.5, replace(COMPANY, size=9.5, room=42))
    card.who(6.5, 21, Type(12, room=42))
    card.native(53, 14, Type(12, room=28))
    card.contact(6.5, 30, card.floor(50.5), card.beside_code(6.5, Type(card.design.body)))


def below(card: Card) -> None:
    """The country's own script on top and large, Latin letters below it."""
    card.native(6.5, 10.5, Type(13, room=48))
    card.mark(72, 12, 11)
    card.who(6.5, 29, Type(9.5, room=38))
    card.company(46, 29, replace(COMPANY, size=8, room=35))
    card.contact(6.5, 35.5, card.floor(51), card.beside_code(6.5, Type(min(card.design.body, 7.4))))


LAYOUTS: dict[str, Callable[[Card], None]] = {
    "left": left,
    "centred": centred,
    "right": right,
    "columns": columns,
    "big_logo": big_logo,
    "banner": banner,
    "vertical": vertical,
    "company_large": company_large,
    "dense": dense,
    "two_halves": two_halves,
    "corners": corners,
    "sign": sign,
    "spine": spine,
    "edge": edge,
    "diagonal": diagonal,
    "ribbon": ribbon,
    "offices": offices,
    "pair": pair,
    "beside": beside,
    "below": below,
}
"""The last four are for cards with something of their own: a branch, a second person, another script."""
CODED = frozenset({"left", "company_large", "dense", "spine", "beside", "below"})
"""Layouts with room for a QR code."""
FOOTED = frozenset({"left", "company_large", "dense", "corners", "sign", "edge", "diagonal", "beside"})
"""Layouts with room for small print."""


def draw(person: Invented, design: Design) -> Image.Image:
    """The printed card, 20 pixels a millimetre."""
    size = (55, 85) if design.layout == "vertical" else (85, 55)
    card = Card(person, design, *size)
    LAYOUTS[design.layout](card)
    card.foot()
    card.code()
    return card.sheet.image
