"""The photos that are dropped while Aroma is killed: cards of invented people, copies, what is no card."""

from __future__ import annotations

import hashlib
import random
import shutil
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.invented import contact
from data.models import Contact

SIZE = (760, 460)


class Kind(StrEnum):
    """What a dropped file is."""

    CARD = "card"
    COPY = "copy"
    BROKEN = "broken"
    NO_CARD = "no card"


class Wish(StrEnum):
    """What the owner says about a card, when asked."""

    FILE = "file"
    MISTAKE = "mistake, then file"
    DISCARD = "discard"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Drop:
    """A file to be dropped: its hash and, of a card, what its owner will say."""

    path: Path
    kind: Kind
    sha256: str
    wish: Wish


def draw(folder: Path, count: int, chance: random.Random) -> tuple[Drop, ...]:
    """`count` files in `folder`, in the order in which they are dropped; a card comes before its copy."""
    drops: list[Drop] = []
    for number in range(count):
        cards = [drop for drop in drops if drop.kind is Kind.CARD]
        kind = _kind(number) if cards else Kind.CARD
        path = folder / f"IMG_{number:04}.jpg"
        if kind is Kind.COPY:
            shutil.copyfile(chance.choice(cards).path, path)
        elif kind is Kind.NO_CARD:
            _sky(chance).save(path, quality=85)
        else:
            _card(contact(number, chance)).save(path, quality=85)
        if kind is Kind.BROKEN:
            path.write_bytes(path.read_bytes()[: 900 + number])
        drops.append(Drop(path, kind, hashlib.sha256(path.read_bytes()).hexdigest(), _wish(number)))
    return tuple(drops)


def put_into(inbox: Path, drop: Drop, chance: random.Random) -> None:
    """Let the file arrive: at once, or in two pieces."""
    target, content = inbox / drop.path.name, drop.path.read_bytes()
    if chance.random() < 0.5:
        hidden = inbox / f".{drop.path.name}.part"
        hidden.write_bytes(content)
        hidden.replace(target)
        return
    with target.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        time.sleep(0.05)
        file.write(content[len(content) // 2 :])


def _kind(number: int) -> Kind:
    return {4: Kind.COPY, 9: Kind.BROKEN, 14: Kind.NO_CARD}.get(number % 15, Kind.CARD)


def _wish(number: int) -> Wish:
    return {1: Wish.MISTAKE, 3: Wish.DISCARD, 5: Wish.NOTHING, 8: Wish.NOTHING}.get(number % 10, Wish.FILE)


def _card(says: Contact) -> Image.Image:
    picture = Image.new("RGB", SIZE, "#faf8f2")
    pen = ImageDraw.Draw(picture)
    values = (says.name, says.company, *says.phones, *says.emails)
    for place, value in enumerate(value for value in values if value):
        font = ImageFont.load_default(44 if place == 0 else 30)
        pen.text((50, 50 + 80 * place), value.value, font=font, fill="#1b1b24")
    return picture


def _sky(chance: random.Random) -> Image.Image:
    """A picture without a word on it, no two alike."""
    blue = Image.linear_gradient("L").resize(SIZE)
    red = Image.new("L", SIZE, chance.randrange(60, 200))
    return Image.merge("RGB", (red, blue, Image.new("L", SIZE, chance.randrange(60, 200))))
