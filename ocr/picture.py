"""The picture of a straightened card that a person is shown."""

from __future__ import annotations

import cv2

from ocr.geometry import Image, scaled

WIDTH = 900  # pixels at most, and as high at most
BYTES = 80_000


def jpeg(image: Image) -> bytes:
    """The picture as JPEG: as good as fits into `BYTES`, smaller only where no quality does."""
    picture = scaled(image, min(1.0, WIDTH / max(image.shape[:2])))
    while True:
        for quality in (85, 75, 65, 55):
            encoded = _encoded(picture, quality)
            if len(encoded) <= BYTES:
                return encoded
        picture = scaled(picture, 0.8)


def _encoded(picture: Image, quality: int) -> bytes:
    _done, data = cv2.imencode(
        ".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    )
    return data.tobytes()
