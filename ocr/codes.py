"""zxing-cpp: reads QR codes, and Data Matrix and Aztec beside them. The one door to it.

Codes are looked for on the straightened card, where that costs little. One that shows there and cannot be
read is full of data and printed small: its place is looked at again in the photo, with all its detail.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from data.models import Code
from ocr.geometry import Image, Quad, back_matrix, cut, grown, height, moved, rectangle, scaled, width
from ocr.lines import box
from ocr.straight import Straight

_FORMAT = zxingcpp.BarcodeFormat
_QR = (_FORMAT.QRCode, _FORMAT.MicroQRCode)
_OTHERS = (_FORMAT.DataMatrix, _FORMAT.Aztec)
_BEYOND = 1.7  # times the place of the print
_OVERVIEW = 1400  # pixels of the long side of that
_AROUND = 1.5  # times the place of an unread code: three marks of four tell only about where it is
_DETAIL = 900  # pixels of the side of that place: five for each square of the fullest code that is printed
_LARGER = 3.0  # at most so many pixels for one of the photo

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Seen:
    """A code in a picture: its corners in pixels, and its text, None where it could not be read."""

    text: str | None
    corners: Quad


def codes_on(photo: Image, card: Straight, *, framed: bool) -> tuple[Code, ...]:
    """The codes on `card`, which was cut out of `photo`, each text once; () where there are none.

    Where it is not `framed`, only the print is known to be on the card: codes may stand beside it.
    """
    place = card if framed else _around_print(photo, grown(card.corners, _BEYOND))
    texts: dict[str, Quad] = {}
    for text, corners in _texts(photo, place):
        texts.setdefault(text, corners)
    size = photo.shape[1], photo.shape[0]
    return tuple(Code(text, box(corners, size)) for text, corners in texts.items() if text.strip())


def _around_print(photo: Image, place: Quad) -> Straight:
    """The part of the photo that holds `place`, as far as there is photo; reduced, and not straightened."""
    size = np.array(photo.shape[1::-1])
    left, top = place.min(axis=0).astype(int).clip(0)
    right, bottom = np.minimum(place.max(axis=0).astype(int), size)
    step = max(1, math.ceil(max(right - left, bottom - top) / _OVERVIEW))
    across, down = (right - left) // step, (bottom - top) // step
    right, bottom = left + across * step, top + down * step  # whole steps are reduced ten times as quickly
    image = scaled(photo[top:bottom, left:right], 1 / step)
    return Straight(rectangle(left, top, right, bottom), across, down, image)


def _texts(photo: Image, card: Straight) -> Iterator[tuple[str, Quad]]:
    """Each text with its corners in photo pixels."""
    grey = _grey(card.image)
    back = back_matrix(card.corners, card.width, card.height)
    # Turning, reducing and inverting takes six times as long, and who prints these does without.
    plain = _seen(grey, _OTHERS, thorough=False)
    for code in (*_seen(grey, _QR), *plain):
        there = moved(code.corners, back)
        if code.text is not None:
            yield code.text, there
        else:
            yield from _closer(photo, grown(there, _AROUND))


def _closer(photo: Image, place: Quad) -> Iterator[tuple[str, Quad]]:
    """The QR codes within `place` of the photo, cut out with all its detail."""
    factor = min(_DETAIL / max(width(place), height(place), 1.0), _LARGER)
    across, down = (max(round(side * factor), 32) for side in (width(place), height(place)))
    back = back_matrix(place, across, down)
    for code in _seen(_grey(cut(photo, place, across, down)), _QR):
        if code.text is not None:
            yield code.text, moved(code.corners, back)


def _seen(grey: Grey, formats: Sequence[zxingcpp.BarcodeFormat], *, thorough: bool = True) -> Iterator[Seen]:
    found = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(list(formats)),  # kept for longer, it complains at the program's end
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=thorough,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=thorough,
    )
    for code in found:
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        points = np.array([(corner.x, corner.y) for corner in corners], np.float32)
        yield Seen(code.text if code.valid else None, points)


def _grey(image: Image) -> Grey:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
