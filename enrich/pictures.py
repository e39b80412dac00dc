"""A card's picture, made small enough to travel inside a form; several sides are shown in one picture."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

_logger = logging.getLogger(__name__)

WIDEST = 1100
"""Pixels across: about 2.5 for each that the form is wide, so small print stays readable."""

QUALITY = 80
ROOM = (456, 560)
"""Pixels, across and down, that a form has for the picture above its first question."""
SMALL = (200, 200)
"""Pixels, across and down, of a thumbnail."""
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What pillow raises for bytes that are no picture."""
GAP = 0.03
"""Between two sides, as a share of a side's width."""


def data_uri(picture: bytes, *, widest: int = WIDEST) -> str | None:
    """`picture` as a `data:` address of a JPEG that is at most `widest` pixels wide, and fits into a form.

    None where the bytes are no picture that can be decoded; the reason goes to the log.
    """
    image = _opened(picture)
    if image is None:
        return None
    image.thumbnail((widest, widest * ROOM[1] // ROOM[0]), Image.Resampling.LANCZOS)
    return f"data:image/jpeg;base64,{b64encode(_jpeg(image, QUALITY)).decode('ascii')}"


def thumbnail(picture: bytes) -> str | None:
    """`picture` as a `data:` address of a JPEG so small that many may stand in one page; None as above."""
    try:
        with Image.open(BytesIO(picture)) as opened:
            opened.thumbnail(SMALL, Image.Resampling.LANCZOS)  # reads no more of the JPEG than it needs
            small = opened.convert("RGB")
    except UNREADABLE as error:
        _logger.warning("a card's picture cannot be decoded: %s", error)
        return None
    return f"data:image/jpeg;base64,{b64encode(_jpeg(small, QUALITY)).decode('ascii')}"


def together(pictures: Sequence[bytes]) -> bytes | None:
    """The sides of a card, the front first, in one JPEG: below or beside one another, as is larger in a form.

    A picture alone stays as it is; None where there is none that can be decoded.
    """
    if len(pictures) == 1:
        return pictures[0]
    sides = [image for image in map(_opened, pictures) if image is not None]
    if not sides:
        return None
    return _jpeg(max((_row(sides, across=True), _row(sides, across=False)), key=_shown), 95)


def _row(sides: Sequence[Image.Image], *, across: bool) -> Image.Image:
    """All sides beside one another, equally high, or below one another, equally wide."""
    axis = 1 if across else 0
    size = max(side.size[axis] for side in sides)
    scaled = [_scaled(side, size / side.size[axis]) for side in sides]
    gap = round(GAP * max(side.width for side in scaled))
    width, height = (max(side.size[place] for side in scaled) for place in (0, 1))
    lengths = [side.size[1 - axis] for side in scaled]
    length = sum(lengths) + gap * (len(scaled) - 1)
    whole = Image.new("RGB", (length, height) if across else (width, length), "white")
    for number, side in enumerate(scaled):
        start = sum(lengths[:number]) + gap * number
        whole.paste(side, (start, 0) if across else (0, start))
    return whole


def _shown(image: Image.Image) -> float:
    """How large the print is shown: the area that the picture takes of the room there is."""
    scale = min(ROOM[0] / image.width, ROOM[1] / image.height)
    return scale * scale * image.width * image.height


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    size = round(image.width * factor), round(image.height * factor)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)


def _opened(picture: bytes) -> Image.Image | None:
    try:
        with Image.open(BytesIO(picture)) as opened:
            return opened.convert("RGB")
    except UNREADABLE as error:
        _logger.warning("a card's picture cannot be decoded: %s", error)
        return None


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
