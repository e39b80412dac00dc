"""A simulated camera: cards on a desk, seen at an angle, lit, blurred and grainy."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.cards.bending import bent
from tests.cards.clutter import ALL_DESKS
from tests.cards.hands import held

Picture = NDArray[np.uint8]
"""Height × width × 3, RGB."""
Light = NDArray[np.float64]
"""Grey levels before the sensor cuts them to 0 to 255, or places in the photo from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photo is taken.

    `size` is the photo in pixels. `fill` is how much of the photo's width or height, whichever is reached
    first, the card takes. `angle` turns the card, in degrees clockwise; `tilt` leans the camera back, `lean`
    sideways, both in radians, to about 0.6. `shade` darkens one side, `glare` adds a spot of light, `dim`
    takes light away, 0 to 1 each. `blur` is a Gaussian's sigma and `motion` a length, both in pixels; `grain`
    is the noise's sigma in grey levels, `warmth` how much redder than blue the light is. `offset` moves the
    card, in shares of the photo. `curl` bends the card, its middle so high in shares of its width; `fingers`
    hold its edge at the left, the right, or both.
    """

    desk: str = "wood"
    size: tuple[int, int] = (1600, 1200)
    fill: float = 0.8
    angle: float = 0.0
    tilt: float = 0.0
    lean: float = 0.0
    shade: float = 0.15
    glare: float = 0.0
    dim: float = 0.0
    blur: float = 0.6
    motion: int = 0
    grain: float = 2.0
    warmth: float = 0.02
    offset: tuple[float, float] = (0.0, 0.0)
    curl: float = 0.0
    fingers: str = ""
    seed: int = 0


def photograph(cards: list[tuple[Picture, Shot]]) -> Picture:
    """One photo of the cards, each placed by its own shot; desk, light and lens are those of the first."""
    shot = cards[0][1]
    dice = np.random.default_rng(shot.seed)
    photo = ALL_DESKS[shot.desk](dice, shot.size)
    for card, place in cards:
        where = corners(card, place)
        photo = lay(photo, bent(card, place.curl) if place.curl else card, where)
        photo = held(photo, where, place.fingers, dice) if place.fingers else photo
    return expose(photo, shot, dice)


def corners(card: Picture, shot: Shot) -> NDArray[np.float32]:
    """Where the card's corners come to lie in the photo: 4 × 2, clockwise from the text's left top."""
    height, width = card.shape[:2]
    turned = np.deg2rad(shot.angle)
    wide = abs(width * np.cos(turned)) + abs(height * np.sin(turned))
    high = abs(width * np.sin(turned)) + abs(height * np.cos(turned))
    scale = shot.fill * min(shot.size[0] / wide, shot.size[1] / high)
    flat = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) * scale / 2
    spin = np.array([[np.cos(turned), np.sin(turned)], [-np.sin(turned), np.cos(turned)]])
    spot = flat @ spin
    depth = 1 + (np.sin(shot.lean) * spot[:, :1] - np.sin(shot.tilt) * spot[:, 1:]) / max(shot.size)
    spot = spot * [np.cos(shot.lean), np.cos(shot.tilt)]
    middle = np.array([shot.size[0] * (0.5 + shot.offset[0]), shot.size[1] * (0.5 + shot.offset[1])])
    return np.asarray(spot / depth + middle, np.float32)


def fineness(shot: Shot, width: float = 85, height: float = 55) -> float:
    """Pixels that a millimetre of a card of that size takes in the photo, seen straight from above."""
    card = np.zeros((round(height), round(width), 3), np.uint8)
    where = corners(card, replace(shot, tilt=0, lean=0))
    return float(np.linalg.norm(where[1] - where[0])) / width


def lay(photo: Picture, card: Picture, where: NDArray[np.float32]) -> Picture:
    """The photo with the card on it, and the soft shadow that the card throws.

    A fourth channel of the card says where it is solid, 0 to 255; without one it is so everywhere.
    """
    card = shrunk(card, where)
    height, width = card.shape[:2]
    solid = card[..., 3] / np.float32(255) if card.shape[2] > 3 else np.ones((height, width), np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, where)
    size = (photo.shape[1], photo.shape[0])
    warped = cv2.warpPerspective(
        card[..., :3], matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    mask = cv2.warpPerspective(solid, matrix, size)
    reach = max(size) / 250
    shadow = cv2.GaussianBlur(np.roll(mask, (int(reach), int(reach)), (0, 1)), (0, 0), reach)
    ground = photo * (1 - 0.45 * shadow[..., None])
    return np.clip(ground * (1 - mask[..., None]) + warped * mask[..., None], 0, 255).astype(np.uint8)


def shrunk(card: Picture, where: NDArray[np.float32]) -> Picture:
    """The card at about the size that it takes in the photo, so that fine print is averaged, not skipped."""
    wide = max(np.linalg.norm(where[1] - where[0]), np.linalg.norm(where[2] - where[3]))
    scale = min(1.0, float(wide) / card.shape[1])
    return np.asarray(cv2.resize(card, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def expose(photo: Picture, shot: Shot, dice: np.random.Generator) -> Picture:
    """The photo under the shot's light, through its lens, on its sensor."""
    height, width = photo.shape[:2]
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    way = dice.uniform(0, 2 * np.pi)
    slope = (x - 0.5) * np.cos(way) + (y - 0.5) * np.sin(way)
    light = (1 - shot.dim) * (1 - shot.shade * (slope + 0.5)) * (1 - 0.12 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))
    seen = photo * light[..., None] * np.array([1 + shot.warmth, 1.0, 1 - shot.warmth])
    seen += glare(shot, x, y, dice)[..., None]
    seen = lens(seen, shot)
    seen += dice.normal(0, 1, (height, width, 1)) * shot.grain + dice.normal(0, 0.5, seen.shape) * shot.grain
    return np.clip(seen, 0, 255).astype(np.uint8)


def glare(shot: Shot, x: Light, y: Light, dice: np.random.Generator) -> Light:
    """A spot of lamp light near the middle, in grey levels."""
    left, top = dice.uniform(0.35, 0.65, 2)
    spread = ((x - left) / 0.16) ** 2 + ((y - top) / 0.11) ** 2
    return np.asarray(shot.glare * 255 * np.exp(-spread))


def lens(seen: Light, shot: Shot) -> Light:
    """Out of focus by `blur`, and moved along a slanting line by `motion` pixels."""
    if shot.blur:
        seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), shot.blur), np.float64)
    if shot.motion:
        trace = np.zeros((shot.motion, shot.motion), np.float64)
        cv2.line(trace, (0, shot.motion // 3), (shot.motion - 1, shot.motion * 2 // 3), 1.0)
        seen = np.asarray(cv2.filter2D(seen, -1, trace / trace.sum()), np.float64)
    return seen
