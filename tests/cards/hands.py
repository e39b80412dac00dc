"""Fingers that hold a card by its edge. They reach no further than its margin, so they hide no print."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Point = NDArray[np.float64]
SKINS = ((224, 172, 140), (198, 134, 100), (141, 85, 58), (240, 200, 175), (92, 58, 42))
MARGIN = 0.042
"""How far a fingertip reaches over the card, in shares of its width: nothing is printed there."""
THICK = 0.19
"""How thick a finger is, in shares of the card's width: about 16 millimetres."""


def held(photo: Picture, where: NDArray[np.float32], sides: str, dice: np.random.Generator) -> Picture:
    """The photo with a finger over the left edge of the card at these corners, its right one, or `both`."""
    skin = SKINS[dice.integers(0, len(SKINS))]
    edges = {"left": (3, 0), "right": (1, 2)}
    for side, (first, second) in edges.items():
        if sides in {side, "both"}:
            photo = finger(photo, where[[first, second, (first + 2) % 4]].astype(float), skin, dice)
    return photo


def finger(photo: Picture, edge: Point, skin: tuple[int, int, int], dice: np.random.Generator) -> Picture:
    """One finger that comes from outside and ends just over the edge between the first two points."""
    start, end, far = edge
    width = float(np.linalg.norm(far - end))
    inwards = (far - end) / width
    along = (end - start) / np.linalg.norm(end - start)
    radius = width * THICK / 2
    tip = start + (end - start) * dice.uniform(0.4, 0.75) + inwards * (width * MARGIN - radius)
    root = tip - (inwards + along * dice.uniform(-0.5, 0.5)) * width
    mask, round_off = flesh(photo.shape[:2], tip, root, radius)
    shadow = cv2.GaussianBlur(mask, (0, 0), radius / 3)[..., None]
    colour = np.array(skin) * (1 - 0.45 * round_off[..., None] ** 2)
    colour = nail(colour, tip, tip - root, radius)
    dark = photo * (1 - 0.35 * shadow)
    return np.clip(dark * (1 - mask[..., None]) + colour * mask[..., None], 0, 255).astype(np.uint8)


def flesh(
    shape: tuple[int, int], tip: Point, root: Point, radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the finger is, and how far from its middle line, both 0 to 1."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
    way = root - tip
    share = np.clip(((x - tip[0]) * way[0] + (y - tip[1]) * way[1]) / (way @ way), 0, 1)
    far = np.hypot(x - tip[0] - share * way[0], y - tip[1] - share * way[1]) / (radius * (1 + 0.25 * share))
    return np.clip((1 - far) * radius / 1.5, 0, 1), np.clip(far, 0, 1)


def nail(colour: NDArray[np.float64], tip: Point, way: Point, radius: float) -> NDArray[np.float64]:
    """The finger's colour with a paler nail near its tip."""
    way = way / np.linalg.norm(way)
    middle = tip + way * radius * 0.25
    mask = np.zeros(colour.shape[:2], np.float32)
    axes = (max(1, int(radius * 0.62)), max(1, int(radius * 0.5)))
    angle = float(np.rad2deg(np.arctan2(way[1], way[0])))
    cv2.ellipse(mask, (int(middle[0]), int(middle[1])), axes, angle, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, radius / 20))[..., None] * 0.35
    return np.asarray(colour * (1 - soft) + np.array([248, 214, 206]) * soft)
