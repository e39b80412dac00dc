"""Desks that are full: printed pages, newspapers, a keyboard, things that lie around.

What the pages say is put together from a few words of no meaning, without a number or an address, so that
nothing there belongs to a card.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.cards.desks import DESKS, Size, Surface
from tests.cards.fonts import font

Dice = np.random.Generator
Picture = NDArray[np.uint8]
WORDS = """
y el la que los del una por con para como más pero sus este entre cuando todo esta ser son dos también fue
había era muy años hasta desde está mi porque sólo han yo hay vez puede todos así nos ni parte tiene él
uno donde bien tiempo mismo ese ahora cada vida otro después otros aunque esa eso hace otra tan durante
siempre
""".split()  # noqa: SIM905  # as a page has them
KEYS = ("QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM,.-")


def pages(dice: Dice, size: Size) -> Picture:
    """Sheets of print, one over the other."""
    ground = Image.fromarray(DESKS["grey"](dice, size))
    for _ in range(4):
        sheet = page(dice, (int(size[0] * 0.62), int(size[0] * 0.86)), columns=1)
        drop(ground, sheet, dice, float(dice.uniform(-40, 40)))
    return np.asarray(ground)


def newspaper(dice: Dice, size: Size) -> Picture:
    """A newspaper that fills the photo."""
    reach = int(np.hypot(*size))
    whole = page(dice, (reach, reach), columns=4, paper=(222, 217, 203)).rotate(
        float(dice.uniform(0, 360)), resample=Image.Resampling.BICUBIC
    )
    left, top = (reach - size[0]) // 2, (reach - size[1]) // 2
    return np.asarray(whole.crop((left, top, left + size[0], top + size[1])))


def keyboard(dice: Dice, size: Size) -> Picture:
    """A keyboard along the upper edge of a desk."""
    ground = Image.fromarray(DESKS[str(dice.choice(["grey", "wood", "plain"]))](dice, size))
    key = size[0] // 11
    board = Image.new("RGB", (key * 11, key * 4), (38, 39, 42))
    draw = ImageDraw.Draw(board)
    for row, letters in enumerate(KEYS):
        for column, letter in enumerate(letters):
            left, top = int((column + 0.15 + row * 0.25) * key), int((row + 0.4) * key)
            draw.rounded_rectangle(
                (left, top, left + int(key * 0.88), top + int(key * 0.88)), key // 9, (62, 64, 68)
            )
            draw.text(
                (left + key // 5, top + key // 10),
                letter,
                font=font("roboto", "regular", key // 3),
                fill=(225, 226, 228),
            )
    drop(ground, board, dice, float(dice.uniform(-9, 9)), (size[0] // 2, int(size[1] * 0.08)))
    return np.asarray(ground)


def things(dice: Dice, size: Size) -> Picture:
    """A desk with pens, a cup, a telephone and notes on it."""
    ground = Image.fromarray(DESKS[str(dice.choice(["wood", "pale_wood", "plain", "grey"]))](dice, size))
    for thing in (note, telephone, cup, pen, pen):
        angle = float(dice.uniform(0, 360))
        corner = (float(dice.choice([0.08, 0.92])), float(dice.choice([0.08, 0.5, 0.92])))
        drop(ground, thing(dice, size[0]), dice, angle, (int(size[0] * corner[0]), int(size[1] * corner[1])))
    return np.asarray(ground)


def page(dice: Dice, size: Size, columns: int, paper: tuple[int, int, int] = (240, 239, 235)) -> Image.Image:
    """A printed page: headings, and columns of text that is set ragged."""
    sheet = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(sheet)
    gap = size[0] // 40
    wide = (size[0] - gap * (columns + 1)) // columns
    em = int(dice.integers(13, 21))
    for column in range(columns):
        y, left = gap * 2, gap + column * (wide + gap)
        while y < size[1] - gap:
            heading = dice.random() < 0.07
            height = em * 2 if heading else em
            face = font("times", "strong" if heading else "regular", height)
            draw.text((left, y), sentence(dice, face, wide), font=face, fill=(45, 44, 42))
            y += int(height * 1.25)
    return sheet


def sentence(dice: Dice, face: Any, wide: int) -> str:
    """Words up to a width in pixels."""
    text = ""
    while face.getlength(text + " padding") < wide:
        text += " " + WORDS[dice.integers(0, len(WORDS))]
    return text.strip()


def note(dice: Dice, width: int) -> Image.Image:
    """A yellow note with scribbled lines."""
    side = width // 5
    paper = Image.new("RGBA", (side, side), (246, 222, 106, 255))
    draw = ImageDraw.Draw(paper)
    for row in range(5):
        steps = dice.normal(0, side / 60, 30)
        line = [
            (side * 0.1 + step * side * 0.026, side * (0.2 + row * 0.14) + lift)
            for step, lift in enumerate(steps)
        ]
        draw.line(line, fill=(50, 60, 120), width=max(2, side // 90))
    return paper


def telephone(dice: Dice, width: int) -> Image.Image:
    """A telephone that lies on its back."""
    wide, high = width // 5, int(width / 2.4)
    body = Image.new("RGBA", (wide, high))
    draw = ImageDraw.Draw(body)
    draw.rounded_rectangle((0, 0, wide - 1, high - 1), wide // 8, (28, 28, 30, 255))
    draw.rounded_rectangle(
        (wide // 25, wide // 25, wide - wide // 25, high - wide // 25), wide // 10, (12, 16, 24, 255)
    )
    return body


def cup(dice: Dice, width: int) -> Image.Image:
    """A cup of coffee from above."""
    side = width // 4
    body = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(body)
    for inset, colour in ((0, (236, 235, 230, 255)), (0.06, (205, 203, 198, 255)), (0.1, (58, 34, 20, 255))):
        draw.ellipse(
            (side * inset, side * inset, side * (1 - inset) - 1, side * (1 - inset) - 1), fill=colour
        )
    return body


def pen(dice: Dice, width: int) -> Image.Image:
    """A pen."""
    long, thick = int(width * 0.42), max(8, width // 60)
    body = Image.new("RGBA", (long, thick))
    colour = tuple(int(part) for part in dice.integers(20, 200, 3))
    draw = ImageDraw.Draw(body)
    draw.rounded_rectangle((thick, 0, long - 1, thick - 1), thick // 2, (*colour, 255))
    draw.polygon([(0, thick // 2), (thick * 2, 0), (thick * 2, thick)], fill=(190, 190, 192, 255))
    draw.line(
        [(thick * 3, thick // 4), (long - thick, thick // 4)],
        fill=(255, 255, 255, 110),
        width=max(1, thick // 6),
    )
    return body


def drop(
    ground: Image.Image, thing: Image.Image, dice: Dice, angle: float, at: tuple[int, int] | None = None
) -> None:
    """Lay a thing on the desk, turned, its middle at a pixel or anywhere, with its shadow."""
    turned = thing.convert("RGBA").rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    middle = at or (int(dice.integers(0, ground.width)), int(dice.integers(0, ground.height)))
    corner = (middle[0] - turned.width // 2, middle[1] - turned.height // 2)
    blur = cv2.GaussianBlur(np.asarray(turned.getchannel("A")) // 2, (0, 0), ground.width / 250)
    shade = Image.fromarray(np.asarray(blur, np.uint8))
    ground.paste(
        Image.new("RGB", turned.size),
        (corner[0] + ground.width // 250, corner[1] + ground.width // 250),
        shade,
    )
    ground.paste(turned.convert("RGB"), corner, turned.getchannel("A"))


FULL_DESKS: dict[str, Surface] = {
    "pages": pages,
    "newspaper": newspaper,
    "keyboard": keyboard,
    "things": things,
}
ALL_DESKS: dict[str, Callable[[Dice, Size], Picture]] = DESKS | FULL_DESKS
"""Every desk by name; the full ones need fonts."""
