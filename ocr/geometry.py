"""Four corners in a picture: their order, their size, and the way from one picture to another."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Image = NDArray[np.uint8]
"""A picture, height × width × 3, in the channel order of OpenCV: blue, green, red."""

Quad = NDArray[np.float32]
"""Four corners as 4 × 2 pixels (x, y), clockwise, the first being the left top corner of the content."""


def quad(points: ArrayLike) -> Quad:
    """Four points in any order → the same corners clockwise, from the one nearest to the left top."""
    corners = np.asarray(points, np.float32).reshape(4, 2)
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    clockwise = corners[np.argsort(angles)]
    return np.roll(clockwise, -int(clockwise.sum(axis=1).argmin()), axis=0)


def rectangle(left: float, top: float, right: float, bottom: float) -> Quad:
    """An upright rectangle as a quad."""
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def whole(image: Image) -> Quad:
    """The quad of the whole picture."""
    height, width = image.shape[:2]
    return rectangle(0, 0, width, height)


def width(corners: Quad) -> float:
    """The mean length of the upper and the lower side."""
    return float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2


def height(corners: Quad) -> float:
    """The mean length of the left and the right side."""
    return float(np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2


def area(corners: Quad) -> float:
    """The area of the quad in square pixels."""
    return float(cv2.contourArea(corners))


def overlap(one: Quad, other: Quad) -> float:
    """The common area of two quads as a share of their united area."""
    common = common_area(one, other)
    return common / max(area(one) + area(other) - common, 1e-6)


def common_area(one: Quad, other: Quad) -> float:
    """The area in which two convex quads lie over each other."""
    return float(cv2.intersectConvexConvex(one, other)[0])


def turned(corners: Quad, quarters: int) -> Quad:
    """The same corners for content that is seen after `quarters` quarter turns clockwise."""
    return np.roll(corners, quarters, axis=0)


def warp_matrix(corners: Quad, width: int, height: int) -> NDArray[np.float64]:
    """The 3 × 3 perspective that brings `corners` onto a rectangle of `width` × `height` pixels."""
    return np.asarray(cv2.getPerspectiveTransform(corners, rectangle(0, 0, width, height)), np.float64)


def back_matrix(corners: Quad, width: int, height: int) -> NDArray[np.float64]:
    """The way back: the perspective that brings the rectangle onto `corners`."""
    return np.asarray(cv2.getPerspectiveTransform(rectangle(0, 0, width, height), corners), np.float64)


def moved(points: ArrayLike, matrix: NDArray[np.float64]) -> NDArray[np.float32]:
    """Points (n × 2) as the perspective `matrix` moves them."""
    flat = np.asarray(points, np.float64).reshape(-1, 1, 2)
    return np.asarray(cv2.perspectiveTransform(flat, matrix), np.float32).reshape(-1, 2)


def cut(image: Image, corners: Quad, width: int, height: int) -> Image:
    """The content of `corners` as an upright picture of `width` × `height`; outside, the edge goes on."""
    return np.asarray(
        cv2.warpPerspective(
            image,
            warp_matrix(corners, width, height),
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def scaled(image: Image, factor: float) -> Image:
    """The picture `factor` times as large, at least one pixel each way."""
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=way), np.uint8)


def grown(corners: Quad, factor: float) -> Quad:
    """The quad `factor` times as large around its middle."""
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * np.float32(factor), np.float32)
