"""A card's picture, made small enough to travel inside a form."""

from __future__ import annotations

import logging
from base64 import b64encode
from io import BytesIO

from PIL import Image

_logger = logging.getLogger(__name__)

LONGEST = 1100
"""Pixels of the longer side: about 2.5 for each that the form is wide, so small print stays readable."""

QUALITY = 80


def data_uri(picture: bytes, *, longest: int = LONGEST) -> str | None:
    """`picture` as a `data:` address of a JPEG whose longer side is at most `longest` pixels.

    None where the bytes are no picture that can be decoded; the reason goes to the log.
    """
    try:
        with Image.open(BytesIO(picture)) as opened:
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        _logger.warning("a card's picture cannot be decoded: %s", error)
        return None
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    small = BytesIO()
    image.save(small, "JPEG", quality=QUALITY, optimize=True)
    return f"data:image/jpeg;base64,{b64encode(small.getvalue()).decode('ascii')}"
