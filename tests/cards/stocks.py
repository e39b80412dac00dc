"""What is printed below the text: gradients, stripes, patterns and pictures, in the palette's colours.

The text must stay as legible as on plain stock, so all of it keeps near the stock's own colour.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

from tests.cards.desks import noise
from tests.cards.sheet import Palette

Picture = NDArray[np.uint8]
SIZE = (850, 550)
"""Width and height that all are made in; the sheet stretches them."""
Stock = Callable[[np.random.Generator, Palette], Picture]


def gradient(dice: np.random.Generator, palette: Palette) -> Picture:
    """From the stock's colour towards the accent, across the card."""
    x, y = axes()
    way = dice.uniform(0, 2 * np.pi)
    slope = (x - 0.5) * np.cos(way) + (y - 0.5) * np.sin(way) + 0.5
    return mixed(palette, np.clip(slope, 0, 1) ** 1.5 * 0.38)


def glow(dice: np.random.Generator, palette: Palette) -> Picture:
    """Lighter or darker around one corner."""
    x, y = axes()
    far = np.hypot(x - dice.integers(0, 2), (y - dice.integers(0, 2)) * 0.65)
    return mixed(palette, np.clip(1 - far, 0, 1) * 0.5)


def stripes(dice: np.random.Generator, palette: Palette) -> Picture:
    """Fine slanting lines."""
    x, y = axes()
    lines = np.sin((x * 1.55 + y * dice.choice((-1, 1))) * dice.uniform(180, 260)) > 0.55
    return mixed(palette, lines * 0.1)


def dots(dice: np.random.Generator, palette: Palette) -> Picture:
    """A grid of dots."""
    x, y = axes()
    pitch = dice.uniform(220, 320)
    return mixed(palette, ((np.sin(x * 1.55 * pitch) * np.sin(y * pitch)) > 0.5) * 0.12)


def rings(dice: np.random.Generator, palette: Palette) -> Picture:
    """A guilloche: fine rings around a point outside."""
    x, y = axes()
    left, top = dice.uniform(-0.3, 1.3, 2)
    far = np.hypot(x - left, (y - top) * 0.65) + 0.02 * np.sin(x * 18)
    return mixed(palette, (np.sin(far * 260) > 0.7) * 0.13)


def hills(dice: np.random.Generator, palette: Palette) -> Picture:
    """A faded picture: sky, and ranges of hills one before the other."""
    x, y = axes()
    strength = np.clip(0.1 - y * 0.1, 0, 1)
    for row in range(4):
        edge = 0.45 + row * 0.14 + 0.05 * np.sin(x * dice.uniform(5, 14) + dice.uniform(0, 6))
        strength = np.where(y > edge + noise(dice, SIZE, 60, 2000) * 0.008, 0.12 + 0.08 * row, strength)
    return mixed(palette, strength + noise(dice, SIZE, 6, 6) * 0.012)


def bokeh(dice: np.random.Generator, palette: Palette) -> Picture:
    """A picture out of focus: round lights."""
    strength = np.zeros(SIZE[::-1], np.float64)
    for _ in range(26):
        spot = np.zeros(SIZE[::-1], np.float64)
        middle = (int(dice.integers(0, SIZE[0])), int(dice.integers(0, SIZE[1])))
        cv2.circle(spot, middle, int(dice.integers(15, 80)), float(dice.uniform(0.04, 0.16)), -1)
        strength += spot
    return mixed(palette, np.clip(cv2.GaussianBlur(strength, (0, 0), 3), 0, 0.34))


def axes() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places across and down, 0 to 1."""
    y, x = np.mgrid[0 : 1 : SIZE[1] * 1j, 0 : 1 : SIZE[0] * 1j]
    return x, y


def mixed(palette: Palette, strength: NDArray[np.float64]) -> Picture:
    """The stock's colour with so much of the accent in it, from 0 to 1."""
    stock, accent = (
        np.array(ImageColor.getrgb(colour)[:3], float) for colour in (palette.stock, palette.accent)
    )
    share = np.clip(strength, 0, 1)[..., None]
    return np.clip(stock * (1 - share) + accent * share, 0, 255).astype(np.uint8)


STOCKS: dict[str, Stock] = {
    "gradient": gradient,
    "glow": glow,
    "stripes": stripes,
    "dots": dots,
    "rings": rings,
    "hills": hills,
    "bokeh": bokeh,
}
