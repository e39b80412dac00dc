"""Sets of photos that are left to chance: what stands on the cards, how they look, how they are photographed.

`easy` means that every value must be read right: ordinary cards, ordinary photos. `medium` photos have
something unusual about the card and a trouble or two of the camera, `hard` ones more and worse ones; a person
can still read every value.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.cards.fonts import FAMILIES, NATIVE, POOR, SHOWY
from tests.cards.layouts import CODED, FOOTED, LAYOUTS
from tests.cards.logos import MARKS
from tests.cards.parts import Design
from tests.cards.people import RESERVED, Wish, invent, locales, words
from tests.cards.samples import Piece, Sample
from tests.cards.sheet import PALETTES
from tests.cards.stocks import STOCKS
from tests.cards.troubles import photographed

PHONES = ("landline",), ("mobile",), ("landline", "mobile"), ("landline", "mobile", "fax")
WHITE = ("petrol", "brick", "moss", "navy", "mono", "plum")
HOME = "ES"
"""The owner's country: cards from elsewhere tell theirs by their address."""
DARK = ("night", "wine", "teal", "black", "royal")
LABELS = ("words", "words", "letters", "dotted", "icons", "badges", "signs", "none", "long", "after", "above")
OWN_LAYOUTS = {"offices": ("offices",), "two people": ("pair",), "two scripts": ("beside", "below")}
"""What a card has → the layouts that are for it alone."""
WASHED = frozenset({"glare", "dark", "blur", "motion", "squeezed"})
"""Troubles in which faint print is lost."""
ON_EDGE = {"spine", "edge"}
"""Layouts whose print runs up or down an edge."""
LEVELS = ("easy", "medium", "hard")


def chance(number: int, seed: int) -> Sample:
    """Sample `number` of the endless set `seed`: everything is left to chance, easy to hard in turn."""
    dice = Random(f"{seed}/{number}")  # noqa: S311  # repeatable on purpose, nothing secret
    level = LEVELS[number % 3]
    wish, content = chance_wish(dice, level)
    design = chance_design(dice, level, wish, content)
    shots = photographed(dice, level, upright=design.layout == "vertical")
    pieces = [Piece(wish, design, shots.places[0])]
    for place in shots.places[1:]:
        other, plain = chance_wish(dice, "easy")
        pieces.append(Piece(other, sideways(chance_design(dice, "easy", other, plain)), place))
    if "white on white" in shots.troubles or (design.palette == "faint" and WASHED & set(shots.troubles)):
        pieces[0] = replace(pieces[0], design=replace(design, palette=dice.choice(WHITE), stock="plain"))
    if len(pieces) > 1:
        pieces[0] = replace(pieces[0], design=sideways(pieces[0].design))
    kinds = kinds_of(pieces[0], content, shots.troubles)
    return Sample(
        f"{seed}-{number:04}.jpg", level, "chance", tuple(pieces), limit=shots.limit, kinds=tuple(kinds)
    )


def chance_wish(dice: Random, level: str) -> tuple[Wish, str]:
    """Who is on the card, and what is unusual about what it says."""
    locale = dice.choice(("es", "es", "es", "es", "es", *locales()))
    native = "native" in words()[locale]
    ordinary = ("plain", "plain", "code")
    unusual = ("logo", "domain", "offices", "two people", "slashes", "range", "extension", "code", "plain")
    content = "two scripts" if native else dice.choice(ordinary if level == "easy" else unusual)
    wish = Wish(
        locale=locale,
        seed=dice.randrange(10**6),
        phones=dice.choice(PHONES),
        degree=dice.choice(("", "", "", "before", "after")),
        caps=dice.random() < 0.3,
        website=dice.random() < 0.8,
        address=dice.random() < 0.75 or words()[locale]["region"] != HOME,
        slogan=dice.random() < 0.4,
        small_print=dice.choice((0, 0, 0, 1, 2)),
    )
    return with_content(dice, wish, content), content


def with_content(dice: Random, wish: Wish, content: str) -> Wish:
    """The wish for a card that has that about it."""
    landline = tuple(dict.fromkeys(("landline", *wish.phones)))
    code = dice.choice(("vcard2", "vcard3", "vcard4", "mecard", "url"))
    changes: dict[str, Wish] = {
        "logo": replace(wish, company_in="logo", slogan=wish.slogan and not begins_coined(wish)),
        "offices": replace(wish, offices=2, address=True, phones=landline[:2], caps=False),
        "two people": replace(wish, people=2, phones=landline[:2], degree="", caps=False),
        "slashes": replace(wish, short="slash", phones=landline),
        "range": replace(wish, short="to", phones=landline),
        "extension": replace(wish, extension=True, phones=landline),
        "code": replace(wish, code=code, phones=wish.phones[:2]),
        "two scripts": replace(wish, code=code if dice.random() < 0.3 else "", phones=wish.phones[:2]),
    }
    if content == "domain":
        return with_domain(dice, replace(wish, company_in="domain", website=True))
    return changes.get(content, wish)


def begins_coined(wish: Wish) -> bool:
    """Whether the logo has its small word below the large one, where a slogan would stand."""
    person = invent(wish)
    return person.company.startswith(person.coined)


def with_domain(dice: Random, wish: Wish) -> Wish:
    """The wish for somebody whose domain is the company's own."""
    while invent(wish).email.endswith(RESERVED):
        wish = replace(wish, seed=dice.randrange(10**6))
    return wish


def chance_design(dice: Random, level: str, wish: Wish, content: str) -> Design:
    """A look that has room for what the card says."""
    layout = dice.choice(layouts(wish, content, level))
    poor = POOR.get(wish.locale, frozenset())
    families = [name for name in FAMILIES if name not in NATIVE | poor and name not in SHOWY | {"dejavu"}]
    showy = [name for name in sorted(SHOWY) if name not in poor]
    patterned = dice.random() < {"easy": 0.15, "medium": 0.35, "hard": 0.5}[level]
    faint = level == "hard" and dice.random() < 0.12
    palettes = [name for name in PALETTES if name != "faint"]
    return Design(
        layout=layout,
        family=dice.choice(families),
        palette="faint" if faint else dice.choice((*WHITE, *WHITE, *palettes)),
        mark=dice.choice(tuple(MARKS)),
        labels=dice.choice(LABELS),
        body=dice.uniform(7.4, 8.8),
        company_caps=dice.random() < 0.2,
        spaced=level != "easy" and dice.random() < 0.2,
        packed=level != "easy" and dice.random() < 0.2,
        stock=dice.choice(tuple(STOCKS)) if patterned and not faint else "plain",
        logo=dice.choice(showy),
        address=dice.choice(("first", "first", "last", "line")),
    )


def layouts(wish: Wish, content: str, level: str) -> tuple[str, ...]:
    """The layouts for such a card; print that runs up an edge is none for an easy one."""
    if content in OWN_LAYOUTS:
        return OWN_LAYOUTS[content]
    other = {layout for own in OWN_LAYOUTS.values() for layout in own} | (
        ON_EDGE if level == "easy" else set()
    )
    fit = [name for name in LAYOUTS if name not in other]
    if wish.code:
        fit = [name for name in fit if name in CODED]
    if wish.small_print and any(name in FOOTED for name in fit):
        fit = [name for name in fit if name in FOOTED]
    return tuple(fit)


def sideways(design: Design) -> Design:
    """The design for a photo that several cards share, each of them lying."""
    return replace(design, layout="left") if design.layout == "vertical" else design


def kinds_of(piece: Piece, content: str, troubles: tuple[str, ...]) -> list[tuple[str, str]]:
    """What is difficult about a photo, for the tables of a benchmark."""
    design, wish = piece.design, piece.wish
    stock = "dark" if design.palette in DARK else "white" if design.palette in WHITE else "coloured"
    kinds = [
        ("language", wish.locale),
        ("content", content),
        ("layout", design.layout),
        ("labels", design.told if design.labels != "badges" else "badges"),
        ("stock", "faint" if design.palette == "faint" else stock),
        ("stock", "plain" if design.stock == "plain" else "patterned"),
        ("company in", wish.company_in),
        ("desk", piece.shot.desk),
    ]
    kinds += [("code", wish.code)] if wish.code else []
    kinds += [("content", "small print")] if wish.small_print else []
    kinds += [("content", "slogan")] if wish.slogan else []
    return kinds + [("camera", trouble) for trouble in troubles or ("no trouble",)]
