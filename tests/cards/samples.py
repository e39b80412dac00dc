"""What a sample is made from: the cards on its pages and how each page is photographed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.cards.camera import Shot
from tests.cards.desks import DESKS
from tests.cards.fonts import FAMILIES
from tests.cards.layouts import LAYOUTS
from tests.cards.logos import MARKS
from tests.cards.parts import Design
from tests.cards.people import Wish, invent, locales, words
from tests.cards.sheet import PALETTES

PHONES = ("landline",), ("mobile",), ("landline", "mobile"), ("landline", "mobile", "fax")


@dataclass(frozen=True, slots=True)
class Piece:
    """One card of a sample: who, how it is set, how and on which page it is photographed."""

    wish: Wish
    design: Design
    shot: Shot
    page: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A photo to make. `flat` ones are renders without a camera. `shows` says what it is there for."""

    file: str
    difficulty: str
    shows: str
    pieces: tuple[Piece, ...]
    demo: bool = False
    flat: bool = False
    orientation: int = 1

    def truth(self) -> dict[str, Any]:
        """The golden record of the photo."""
        cards = [invent(piece.wish).truth(piece.design.told) | {"page": piece.page} for piece in self.pieces]
        locale = self.pieces[0].wish.locale
        return {
            "region": words()[locale]["region"],
            "language": locale,
            "difficulty": self.difficulty,
            "shows": self.shows,
            "cards": cards,
        }


def committed() -> tuple[Sample, ...]:
    """The samples of `samples.toml`."""
    specs = tomllib.loads(Path(__file__).with_name("samples.toml").read_text("utf-8"))["sample"]
    return tuple(described(spec) for spec in specs)


def described(spec: dict[str, Any]) -> Sample:
    """A sample from its table in the file; an unknown name raises TypeError."""
    pieces = tuple(
        Piece(
            wish=Wish(**with_tuples(card.get("who", {}))),
            design=Design(**card.get("look", {})),
            shot=Shot(**with_tuples(spec.get("shot", {}) | card.get("shot", {}))),
            page=card.get("page", 0),
        )
        for card in spec["card"]
    )
    plain = {key: value for key, value in spec.items() if key not in {"card", "shot"}}
    return Sample(pieces=pieces, **with_tuples(plain))


def with_tuples(table: dict[str, Any]) -> dict[str, Any]:
    """The table with its lists as tuples, as records want them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def chance(number: int, seed: int) -> Sample:
    """Sample `number` of the endless set `seed`: everything is left to chance, easy to hard in turn."""
    dice = Random(f"{seed}/{number}")  # noqa: S311  # repeatable on purpose, nothing secret
    difficulty = ("easy", "medium", "hard")[number % 3]
    locale = dice.choice(("es", "es", "es", "es", *locales()))
    wish = Wish(
        locale=locale,
        seed=dice.randrange(10**6),
        phones=dice.choice(PHONES),
        degree=dice.choice(("", "", "", "before", "after")),
        caps=dice.random() < 0.3,
        extension=dice.random() < 0.1,
        website=dice.random() < 0.8,
        address=dice.random() < 0.8,
    )
    design = Design(
        layout=dice.choice(tuple(LAYOUTS)),
        family=dice.choice(tuple(FAMILIES)),
        palette=dice.choice(tuple(name for name in PALETTES if name != "faint" or difficulty == "hard")),
        mark=dice.choice(tuple(MARKS)),
        labels=dice.choice(("words", "words", "letters", "icons", "none", "long")),
    )
    piece = Piece(wish, design, chance_shot(dice, difficulty))
    return Sample(f"{seed}-{number:04}.jpg", difficulty, "chance", (piece,))


def chance_shot(dice: Random, difficulty: str) -> Shot:
    """A photo that gets worse with the difficulty."""
    worse = {"easy": 0.0, "medium": 0.5, "hard": 1.0}[difficulty]
    turns = (0, 90, 180, 270) if worse else (0,)
    return Shot(
        desk=dice.choice([desk for desk in DESKS if worse or desk != "white"]),
        size=dice.choice(((1600, 1200), (1600, 1200), (1200, 1600))) if worse < 1 else (1280, 960),
        fill=dice.uniform(0.75, 0.92) - 0.25 * worse,
        angle=dice.choice(turns) + dice.gauss(0, 2 + 5 * worse),
        tilt=dice.gauss(0, 0.05 + 0.2 * worse),
        lean=dice.gauss(0, 0.05 + 0.2 * worse),
        shade=dice.uniform(0.05, 0.2 + 0.4 * worse),
        glare=dice.uniform(0, 0.5) * worse,
        dim=dice.uniform(0, 0.1 + 0.35 * worse),
        blur=0.6 + dice.uniform(0, 0.9) * worse,
        grain=2 + dice.uniform(0, 6) * worse,
        seed=dice.randrange(10**6),
    )
