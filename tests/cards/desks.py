"""What the card lies on: pictures of surfaces, made from noise."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]
Size = tuple[int, int]
"""Width, height in pixels."""
Surface = Callable[[np.random.Generator, Size], NDArray[np.uint8]]
"""Takes dice and (width, height); gives height × width × 3, RGB."""


def noise(dice: np.random.Generator, size: Size, along: float, across: float) -> NDArray[np.float64]:
    """Soft noise of about unit spread, stretched over `along` × `across` pixels."""
    small = max(2, int(size[0] / along)), max(2, int(size[1] / across))
    rough = dice.normal(0, 1, (small[1], small[0]))
    return np.asarray(cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC))


def tinted(grey: NDArray[np.float64], colour: Colour) -> NDArray[np.uint8]:
    """The colour, lightened and darkened by `grey` (0 is the colour itself)."""
    return np.clip(np.array(colour) * (1 + grey[..., None]), 0, 255).astype(np.uint8)


def wood(dice: np.random.Generator, size: Size, colour: Colour = (142, 99, 62)) -> NDArray[np.uint8]:
    """Boards with grain along the photo."""
    y = np.linspace(0, 1, size[1])[:, None] * 26
    rings = np.sin(y + 2.4 * noise(dice, size, 900, 160)) * 0.07
    fibre = noise(dice, size, 160, 2.5) * 0.035
    joints = np.zeros((size[1], 1))
    joints[:: size[1] // 3, 0] = -0.35
    seams = cv2.GaussianBlur(np.repeat(joints, size[0], 1), (0, 0), 1.6)
    return tinted(rings + fibre + seams * 3, colour)


def pale_wood(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """Light birch."""
    return wood(dice, size, (196, 168, 130))


def plain(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """A grey-blue table top."""
    return tinted(noise(dice, size, 400, 300) * 0.02, (96, 108, 118))


def dark(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """Dark leather."""
    return tinted(noise(dice, size, 5, 5) * 0.12 + noise(dice, size, 60, 60) * 0.05, (48, 44, 43))


def cloth(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """A woven cloth."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    weave = 0.06 * np.sin(x * 0.9) * np.sin(y * 0.9)
    threads = 0.05 * (noise(dice, size, 3, 30) + noise(dice, size, 30, 3))
    return tinted(weave + threads, (122, 74, 66))


def stone(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """Speckled stone."""
    specks = noise(dice, size, 4, 4) * 0.07 + noise(dice, size, 24, 24) * 0.05
    return tinted(specks + noise(dice, size, 300, 300) * 0.05, (150, 148, 143))


def white(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """A white table or a sheet of paper."""
    return tinted(noise(dice, size, 500, 400) * 0.008 + noise(dice, size, 3, 3) * 0.003, (236, 235, 232))


def tiles(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """A table cloth of coloured squares and diamonds."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    pitch = float(dice.uniform(60, 130))
    first = (np.floor(x / pitch) + np.floor(y / pitch)) % 2
    second = np.abs((x / pitch) % 1 - 0.5) + np.abs((y / pitch) % 1 - 0.5) < 0.28
    colours = dice.integers(40, 230, (3, 3))
    flat = np.where(second[..., None], colours[2], np.where(first[..., None] > 0, colours[0], colours[1]))
    return np.clip(flat * (1 + 0.06 * noise(dice, size, 3, 3))[..., None], 0, 255).astype(np.uint8)


def leather(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """Red-brown leather."""
    return tinted(noise(dice, size, 7, 7) * 0.06 + noise(dice, size, 90, 90) * 0.05, (136, 62, 34))


def grey(dice: np.random.Generator, size: Size) -> NDArray[np.uint8]:
    """A light grey desk with a sheen."""
    return tinted(noise(dice, size, 700, 500) * 0.05 + noise(dice, size, 3, 3) * 0.006, (186, 187, 190))


DESKS: dict[str, Surface] = {
    "wood": wood,
    "pale_wood": pale_wood,
    "plain": plain,
    "dark": dark,
    "cloth": cloth,
    "stone": stone,
    "white": white,
    "tiles": tiles,
    "leather": leather,
    "grey": grey,
}
