"""What a sample is made from: the cards on its pages and how each page is photographed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cards.camera import Shot
from tests.cards.formats import LIMIT
from tests.cards.parts import Design
from tests.cards.people import Wish, invent, words
from tests.cards.truths import truth


@dataclass(frozen=True, slots=True)
class Piece:
    """One card of a sample: who, how it is set, how and on which page it is photographed."""

    wish: Wish
    design: Design
    shot: Shot
    page: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A photo to make. `flat` ones are renders without a camera. `shows` says what it is there for.

    `limit` is what the file may take, in bytes. `kinds` say what is difficult about it, each with a heading.
    """

    file: str
    difficulty: str
    shows: str
    pieces: tuple[Piece, ...]
    demo: bool = False
    flat: bool = False
    orientation: int = 1
    limit: int = LIMIT
    kinds: tuple[tuple[str, str], ...] = ()

    def truth(self) -> dict[str, Any]:
        """The golden record of the photo."""
        cards = [truth(invent(piece.wish), piece.design.told) | {"page": piece.page} for piece in self.pieces]
        locale = self.pieces[0].wish.locale
        kinds = {"kinds": [": ".join(kind) for kind in self.kinds]} if self.kinds else {}
        return {
            "region": words()[locale]["region"],
            "language": locale,
            "difficulty": self.difficulty,
            "shows": self.shows,
            **kinds,
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
