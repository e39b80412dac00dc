"""A blank card that text and shapes are put on, in millimetres from its left top corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.cards.fonts import SIGNS, font, icons, lacks

Align = Literal["left", "centre", "right"]
ANCHORS: dict[Align, str] = {"left": "ls", "centre": "ms", "right": "rs"}

SCALE = 20
"""Pixels a millimetre: about 500 dpi, finer than any photo of it."""
POINT = 0.3528
"""Millimetres a typographic point."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a card: its stock, its text, the quieter text, and its accent."""

    stock: str
    ink: str
    quiet: str
    accent: str


PALETTES = {
    "petrol": Palette("#fdfdfb", "#1f2a30", "#4c5a61", "#0f6a73"),
    "brick": Palette("#fffdf8", "#2b2320", "#5e514b", "#b0432b"),
    "moss": Palette("#fbfbf6", "#252b22", "#525a4c", "#55722f"),
    "navy": Palette("#ffffff", "#1c2333", "#4a5266", "#1f3c88"),
    "mono": Palette("#ffffff", "#151515", "#444444", "#151515"),
    "kraft": Palette("#d9bf98", "#33261a", "#4d3b29", "#7c3a1e"),
    "night": Palette("#1b2430", "#f4f1ea", "#c9ccd0", "#e0b15c"),
    "wine": Palette("#5a1a2b", "#fbf3ea", "#ecd6cc", "#f0c48a"),
    "sky": Palette("#d7e8f1", "#16323f", "#34525f", "#16607f"),
    "sun": Palette("#f3c94b", "#2b2410", "#4a3f1b", "#8c2f1b"),
    "teal": Palette("#0d4f57", "#f6fbfa", "#cfe3e1", "#f2b84b"),
    "black": Palette("#141414", "#f3f3f0", "#bdbdb8", "#c9a227"),
    "royal": Palette("#1d3f91", "#ffffff", "#d5def5", "#ffd23f"),
    "rose": Palette("#f6dfe2", "#3a1a24", "#63404b", "#a3264c"),
    "orange": Palette("#e8772e", "#20130a", "#3d2412", "#fff4e6"),
    "mint": Palette("#cfe9dc", "#12332a", "#345a4d", "#0c6b4f"),
    "plum": Palette("#fdfbff", "#241a2e", "#57496a", "#6a2c91"),
    "steel": Palette("#e6e9ec", "#1b2126", "#4a545c", "#2f6690"),
    "faint": Palette("#ffffff", "#6f7378", "#8b8f94", "#8fa3ad"),
}


@dataclass(frozen=True, slots=True)
class Type:
    """How a line is set.

    `size` is in points; `colour` names one of the palette. `room` is the width in millimetres that the
    line must keep to, 0 for all there is; `spacing` the millimetres added between letters.
    """

    size: float
    cut: str = "regular"
    colour: str = "ink"
    align: Align = "left"
    room: float = 0
    spacing: float = 0


class Sheet:
    """One side of a card, `width` × `height` millimetres, set in one family."""

    def __init__(self, width: float, height: float, palette: Palette, family: str) -> None:
        self.width, self.height, self.palette, self.family = width, height, palette, family
        self.image = Image.new("RGB", (pixels(width), pixels(height)), palette.stock)
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, style: Type) -> None:
        """Text on the baseline at x, y, made smaller where it would leave its room or the card."""
        if missing := lacks(text, self.family, style.cut):
            raise ValueError(f"{self.family} cannot print {sorted(missing)} of {text!r}: take another family")
        em = round(style.size * POINT * SCALE)
        free = pixels(self.room(x, style))
        taken = font(self.family, style.cut, em).getlength(text) + pixels(style.spacing) * len(text)
        face = font(self.family, style.cut, min(em, int(em * free / taken)))
        fill = getattr(self.palette, style.colour)
        if style.spacing:
            self.spaced((pixels(x), pixels(y)), text, face, style)
        else:
            self.draw.text((pixels(x), pixels(y)), text, font=face, fill=fill, anchor=ANCHORS[style.align])

    def turned(self, x: float, y: float, text: str, style: Type, *, upwards: bool = True) -> None:
        """Text that runs up or down the card, its middle at x, y, kept to the style's room."""
        face = font(self.family, style.cut, round(style.size * POINT * SCALE))
        room = pixels(style.room or self.height - 8)
        if face.getlength(text) > room:
            face = font(self.family, style.cut, int(face.size * room / face.getlength(text)))
        layer = Image.new("L", (int(face.getlength(text)) + 20, int(face.size * 1.5)))
        middle = (layer.width / 2, layer.height / 2)
        ImageDraw.Draw(layer).text(middle, text, font=face, fill=255, anchor="mm")
        layer = layer.transpose(Image.Transpose.ROTATE_90 if upwards else Image.Transpose.ROTATE_270)
        corner = (pixels(x) - layer.width // 2, pixels(y) - layer.height // 2)
        self.image.paste(Image.new("RGB", layer.size, getattr(self.palette, style.colour)), corner, layer)

    def paint(self, picture: NDArray[np.uint8]) -> None:
        """Cover the stock with a picture of any size."""
        self.image.paste(Image.fromarray(picture).resize(self.image.size, Image.Resampling.BICUBIC))

    def shape(self, corners: Sequence[tuple[float, float]], colour: str) -> None:
        """A polygon in one of the palette's colours."""
        places = [(pixels(x), pixels(y)) for x, y in corners]
        self.draw.polygon(places, fill=getattr(self.palette, colour))

    def code(self, x: float, y: float, size: float, text: str) -> None:
        """A QR code on white, `size` millimetres with its quiet edge, its left top corner at x, y."""
        matrix = segno.make(text, error="l", micro=False).matrix
        cells = np.pad(np.array([list(row) for row in matrix], np.uint8), 3)
        picture = Image.fromarray(np.where(cells, 0, 255).astype(np.uint8))
        picture = picture.resize((pixels(size), pixels(size)), Image.Resampling.NEAREST)
        self.image.paste(picture.convert("RGB"), (pixels(x), pixels(y)))

    def room(self, x: float, style: Type) -> float:
        """Millimetres that a line at x may take: its own room, and never closer than 4 to the card's edge."""
        after, before = self.width - x, x
        free = {"left": after, "right": before, "centre": 2 * min(before, after)}[style.align] - 4
        return min(style.room or free, free)

    def spaced(self, at: tuple[int, int], text: str, face: ImageFont.FreeTypeFont, style: Type) -> None:
        """Text letter by letter, at a pixel, with the style's spacing between them."""
        gap = pixels(style.spacing)
        length = sum(face.getlength(sign) + gap for sign in text) - gap
        x = at[0] - {"left": 0, "centre": length / 2, "right": length}[style.align]
        for sign in text:
            self.draw.text((x, at[1]), sign, font=face, fill=getattr(self.palette, style.colour), anchor="ls")
            x += face.getlength(sign) + gap

    def icon(self, x: float, y: float, kind: str, size: float) -> None:
        """The sign for a kind of value, its middle at x, on the baseline y; `size` in points."""
        face = icons(round(size * POINT * SCALE))
        spot = (pixels(x), pixels(y))
        self.draw.text(spot, SIGNS[kind], font=face, fill=self.palette.accent, anchor="ms")

    def badge(self, x: float, y: float, kind: str, size: float) -> None:
        """The same sign, cut out of a disc."""
        middle, radius = (pixels(x), pixels(y - size * POINT * 0.32)), pixels(size * POINT * 0.62)
        box = [middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius]
        self.draw.ellipse(box, fill=self.palette.accent)
        face = icons(round(size * POINT * SCALE * 0.72))
        self.draw.text(middle, SIGNS[kind], font=face, fill=self.palette.stock, anchor="mm")

    def band(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle filled with the accent colour."""
        box = [pixels(edge) for edge in (left, top, right, bottom)]
        self.draw.rectangle(box, fill=self.palette.accent)

    def rule(self, left: float, right: float, y: float) -> None:
        """A thin level line in the accent colour."""
        self.draw.line([pixels(edge) for edge in (left, y, right, y)], fill=self.palette.accent, width=6)


def pixels(millimetres: float) -> int:
    """Millimetres as whole pixels."""
    return round(millimetres * SCALE)
