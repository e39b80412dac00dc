"""A card that does not lie flat: bent like a piece of a cylinder."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def bent(card: Picture, curl: float) -> Picture:
    """The card as its bend shows it, with a fourth channel that says where it is.

    `curl` is how far the middle rises (or, below 0, sinks) in the picture, in shares of the card's width.
    Lines of print become arcs, the sides are foreshortened, and one flank lies in its own shade.
    """
    height, width = card.shape[:2]
    rise = int(abs(curl) * width)
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.arange(height + rise))
    turn = min(1.2, 2.5 * abs(curl) ** 0.5)  # radians from the middle to either side
    along = np.arcsin(np.clip(x * np.sin(turn), -1, 1)) / turn
    arc = 1 - along**2 if curl < 0 else along**2
    places = ((along + 1) / 2 * (width - 1), y - rise * arc)
    maps = [np.asarray(place, np.float32) for place in places]
    seen = cv2.remap(card, *maps, cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    solid = cv2.remap(np.full((height, width), 255, np.uint8), *maps, cv2.INTER_LINEAR)
    shaded = seen * (1 - 0.3 * np.clip(along * np.sign(curl), 0, 1) ** 2)[..., None]
    return np.dstack([shaded.astype(np.uint8), solid])
