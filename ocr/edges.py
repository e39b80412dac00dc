"""Quadrilaterals in a photo that may be the edges of cards.

Contours are taken from several views of a small copy (the edges of each colour channel, and its light
and dark areas), because a white card on a white desk shows in one of them only; what has four straight
sides, plausible corners and a real edge along most of its sides is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Image, Quad, area, height, overlap, quad, scaled, width

Mask = NDArray[np.uint8]
Contour = NDArray[np.integer | np.floating]

_SIDE = 640  # pixels of the copy's long side: print blurs away, edges of cards stay
_AREA = (0.03, 0.97)  # of the photo
_RATIO = (1.1, 2.7)  # long side to short side, tilted cards among them; a card is 1.4 to 1.8
_CORNER = (50.0, 130.0)  # degrees
_FILLED = 0.9  # share of the quad that its contour fills, and the other way round
_SUPPORT = 0.75  # share of the sides that lies on an edge
_APART = 6.0  # pixels to either side of an edge, which is not quite straight where a card curls
_CONTRAST = 7.0  # levels of 255 between them
_SAME = 0.8  # overlap from which two quads are the same card
_THICK = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Outline:
    """A quad in pixels of the photo, and the share of its sides on which there is an edge, 0 to 1."""

    corners: Quad
    support: float


def outlines(image: Image) -> tuple[Outline, ...]:
    """What may be cards, the best supported first, each once; () where no edge can be found."""
    factor = _SIDE / max(image.shape[:2])
    channels = _channels(scaled(image, factor))
    edges = [_edges(channel) for channel in channels]
    masks = [*edges, np.maximum.reduce(edges), *(area for channel in channels for area in _areas(channel))]
    found = [Outline(corners, _support(corners, channels)) for mask in masks for corners in _quads(mask)]
    return tuple(Outline(each.corners / np.float32(factor), each.support) for each in _distinct(found))


def _channels(image: Image) -> list[Mask]:
    smooth = cv2.bilateralFilter(image, 7, 40, 7)
    return [np.asarray(channel, np.uint8) for channel in cv2.split(cv2.cvtColor(smooth, cv2.COLOR_BGR2Lab))]


def _edges(channel: Mask) -> Mask:
    """Thick edges; the threshold follows the channel's own contrast, so that faint cards show too."""
    strength = cv2.magnitude(cv2.Sobel(channel, cv2.CV_32F, 1, 0), cv2.Sobel(channel, cv2.CV_32F, 0, 1))
    high = float(np.clip(np.percentile(strength, 92), 24, 160))
    return np.asarray(cv2.dilate(cv2.Canny(channel, high / 3, high), _THICK), np.uint8)


def _areas(channel: Mask) -> Iterator[Mask]:
    """The light and the dark areas, holes from print closed."""
    _level, light = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for mask in (light, cv2.bitwise_not(light)):
        yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)


def _quads(mask: Mask) -> Iterator[Quad]:
    contours, _tree = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        hull = cv2.convexHull(contour)
        if _AREA[0] <= cv2.contourArea(hull) / mask.size <= _AREA[1]:
            corners = _four_corners(hull)
            if corners is not None and _plausible(corners, hull):
                yield corners


def _four_corners(hull: Contour) -> Quad | None:
    """The hull with as many corners cut as it takes to leave four."""
    around = cv2.arcLength(hull, closed=True)
    for tolerance in (0.02, 0.03, 0.04, 0.05, 0.07):
        corners = cv2.approxPolyDP(hull, tolerance * around, closed=True)
        if len(corners) == 4:
            return quad(corners)
        if len(corners) < 4:
            return None
    return None


def _plausible(corners: Quad, hull: Contour) -> bool:
    filled = cv2.contourArea(hull) / max(area(corners), 1.0)
    sides = sorted((width(corners), height(corners)))
    return (
        _FILLED <= filled <= 1 / _FILLED
        and _RATIO[0] <= sides[1] / max(sides[0], 1.0) <= _RATIO[1]
        and all(_CORNER[0] <= angle <= _CORNER[1] for angle in _angles(corners))
    )


def _angles(corners: Quad) -> Iterator[float]:
    """The four inner angles in degrees."""
    for index in range(4):
        before = corners[index - 1] - corners[index]
        after = corners[(index + 1) % 4] - corners[index]
        cosine = float(before @ after) / max(float(np.linalg.norm(before) * np.linalg.norm(after)), 1e-6)
        yield float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _support(corners: Quad, channels: list[Mask]) -> float:
    """The share of the sides, without the corners (often round), where in and outside differ in colour."""
    middle = corners.mean(axis=0)
    differs = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = start + np.linspace(0.08, 0.92, 60)[:, None] * (end - start)
        outwards = np.array([end[1] - start[1], start[0] - end[0]]) / max(
            float(np.linalg.norm(end - start)), 1.0
        )
        outwards *= np.sign(outwards @ (points.mean(axis=0) - middle))
        inside, outside = points - _APART * outwards, points + _APART * outwards
        differs += [np.abs(_levels(channel, inside) - _levels(channel, outside)) for channel in channels]
    sides = np.array(differs).reshape(4, len(channels), -1).max(axis=1) >= _CONTRAST
    return float(sides.mean())


def _levels(channel: Mask, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values at `points`; beyond the picture, those at its edge."""
    x, y = np.split(points.astype(np.float32), 2, axis=1)
    return np.asarray(cv2.remap(channel, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _distinct(found: list[Outline]) -> list[Outline]:
    kept: list[Outline] = []
    for outline in sorted(found, key=lambda each: -each.support):
        if outline.support < _SUPPORT:
            break
        if all(overlap(outline.corners, other.corners) < _SAME for other in kept):
            kept.append(outline)
    return kept
