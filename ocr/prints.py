"""Where lines of print lie, taken together: their direction and the place around them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.geometry import Quad, height, rectangle, width

_MARGIN = 0.15  # of the print's longer side, on each side of it: faint print is often missed at first
_LEVEL = 2.0  # degrees up to which print counts as level


def direction(line: Quad) -> float:
    """The direction in which a line runs, in degrees from -45 to 45; quarter turns do not count."""
    along = line[1] - line[0] if width(line) >= height(line) else line[3] - line[0]
    return (float(np.degrees(np.arctan2(along[1], along[0]))) + 45) % 90 - 45


def inclination(line: Quad) -> float:
    """The direction of a line's longer side, in degrees from 0 to 180; print on its head counts as level."""
    along = line[1] - line[0] if width(line) >= height(line) else line[3] - line[0]
    return float(np.degrees(np.arctan2(along[1], along[0]))) % 180


def turn(one: float, other: float) -> float:
    """The angle between two inclinations, in degrees from 0 to 90."""
    difference = abs(one - other) % 180
    return min(difference, 180 - difference)


def common_direction(lines: Sequence[Quad]) -> float:
    """The middle direction of all lines, long ones counting more."""
    angles = np.array([direction(line) for line in lines])
    lengths = np.array([max(width(line), height(line)) for line in lines])
    order = np.argsort(angles)
    passed = np.cumsum(lengths[order])
    return float(angles[order][np.searchsorted(passed, passed[-1] / 2)])


def around(lines: Sequence[Quad], size: tuple[int, int]) -> Quad:
    """The place of all `lines`, along their direction, with a margin; within the photo of `size`.

    What is tilted may reach beyond the photo with its corners.
    """
    angle = common_direction(lines)
    angle = 0.0 if abs(angle) < _LEVEL else angle
    there = cv2.transform(np.concatenate(lines)[None], cv2.getRotationMatrix2D((0, 0), angle, 1))[0]
    (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
    margin = _MARGIN * max(right - left, bottom - top)
    box = rectangle(left - margin, top - margin, right + margin, bottom + margin)
    if angle == 0.0:
        return np.clip(box, 0, np.array(size, np.float32))
    return np.asarray(cv2.transform(box[None], cv2.getRotationMatrix2D((0, 0), -angle, 1))[0], np.float32)
