"""Cards drawn for a test, with the font that comes with Pillow: nothing of the machine is needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

LINES = (
    "Marta Ejemplo Prado",
    "Head of Gardens",
    "Rosas Inventadas",
    "+34 612 345 678",
    "marta@rosas.example",
)
OTHER = ("Jonas Beispiel", "Master Baker", "Brot und Korn", "+49 151 2345678", "jonas@brot.example")
DESK = (96, 74, 58)


def card(lines=LINES, *, paper=(250, 250, 247), ink=(20, 20, 30), size=(1000, 600)) -> Image.Image:
    """An upright card: the first line large, the others below it, from the left."""
    picture = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(picture)
    top = size[1] // 10
    for number, line in enumerate(lines):
        high = min(size) // 12 if number == 0 else min(size) // 14
        draw.text((size[0] // 14, top), line, ink, font=ImageFont.load_default(high))
        top += round(high * 1.7)
    return picture


def photo(*cards: Image.Image, angle: float = 0, size=(1500, 1200), desk=DESK) -> Image.Image:
    """The cards on a desk, one below the other, each turned by `angle` degrees against the clock."""
    picture = Image.new("RGB", size, desk)
    room = size[1] // len(cards)
    for number, each in enumerate(cards):
        mask = Image.new("L", each.size, 255).rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        turned = each.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        place = ((size[0] - turned.width) // 2, number * room + (room - turned.height) // 2)
        picture.paste(turned, place, mask)
    return picture


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    picture.save(path, **options)
    return path


def as_page(picture: Image.Image) -> NDArray[np.uint8]:
    """The picture as `ocr` hands pages on: blue, green, red."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
