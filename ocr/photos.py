"""Files → pages: pictures turned upright by their EXIF orientation, whatever format they come in.

The content decides what a file is, never its suffix. JPEG, PNG, WebP and HEIC are one page, each frame
of a TIFF and each page of a PDF is one. All that can be wrong with a file is a `PhotoError`.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from data.errors import PhotoError
from ocr.files import content, shown
from ocr.geometry import Image
from ocr.pdf import PAGES_ALLOWED, is_pdf, pdf_pages

PIXELS_ALLOWED = 120_000_000
"""More are refused by the file's header, before anything is decoded. Phones take up to 108 million."""

PIXELS_WHOLE = {"HEIF": 50_000_000, "PNG": 40_000_000, "WEBP": 40_000_000, "TIFF": 40_000_000}
"""As many where the format cannot be scaled while it is decoded: with all its copies, below a gigabyte.

Phones take 48 million as HEIF.
"""

PIXELS_OF_FILE = 500_000_000
"""All frames of one file together: about 20 seconds."""

LONG_SIDE = 4096
"""Larger photos are scaled down to this many pixels while they are decoded."""

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
)
"""What Pillow and its plugins raise on damaged bytes; there is no common class."""

pillow_heif.register_heif_opener()
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # damaged tags: said by our error
Pillow.MAX_IMAGE_PIXELS = None  # `_check_size` stands in its place, with a sentence instead of a warning


def pages(path: Path) -> Iterator[Image]:
    """The pages of the file `path`, one after the other. Raises PhotoError."""
    return pages_of(content(path), shown(path))


def pages_of(data: bytes, name: str) -> Iterator[Image]:
    """The pages of a file's bytes; `name` is what messages call it. Raises PhotoError."""
    if is_pdf(data):
        return pdf_pages(data, name)
    return _frames(data, name)


def check_photo(path: Path) -> None:
    """Decode the whole file and return if that went well. Raises PhotoError, so for a half-copied file."""
    for _page in pages(path):
        pass


def _frames(data: bytes, name: str) -> Iterator[Image]:
    with _broken_means_photo_error(name), _opened(data, name) as file:
        several = file.format == "TIFF"
        count = getattr(file, "n_frames", 1) if several else 1
        if count > PAGES_ALLOWED:
            raise PhotoError("photos.many_pages", name=name, pages=count, limit=PAGES_ALLOWED)
        left = PIXELS_OF_FILE
        for frame in ImageSequence.Iterator(file) if several else (file,):
            left -= _check_size(frame, name, left)
            yield _decoded(frame)


def _opened(data: bytes, name: str) -> Pillow.Image:
    try:
        return Pillow.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PhotoError(
            "photos.broken" if _looks_like_photo(data) else "photos.no_photo", name=name
        ) from error


def _looks_like_photo(data: bytes) -> bool:
    """Whether the first bytes are those of a format that is read, though the rest is not."""
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
    return data.startswith(starts) or data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _decoded(frame: Pillow.Image) -> Image:
    frame.draft("RGB", (LONG_SIDE, LONG_SIDE))  # JPEG only: decodes at ½, ¼ or ⅛ where that is enough
    frame.load()
    picture = _flat(_upright(frame))
    picture.thumbnail((LONG_SIDE, LONG_SIDE), reducing_gap=2.0)
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def _check_size(frame: Pillow.Image, name: str, left: int) -> int:
    """How many pixels a frame has, of those that are `left`. Raises PhotoError where they are too many."""
    pixels = frame.width * frame.height
    allowed = min(PIXELS_WHOLE.get(frame.format or "", PIXELS_ALLOWED), left)
    if pixels > allowed:
        facts = {"megapixels": round(pixels / 1_000_000), "limit": allowed // 1_000_000}
        raise PhotoError("photos.huge", name=name, **facts)
    return pixels


def _upright(frame: Pillow.Image) -> Pillow.Image:
    """The frame turned as its EXIF orientation says; as it is where that cannot be understood."""
    with suppress(*BROKEN):
        ImageOps.exif_transpose(frame, in_place=True)  # and so without a copy of what stands upright already
    return frame


def _flat(frame: Pillow.Image) -> Pillow.Image:
    """Any mode → RGB with 8 bits; what is transparent becomes white, as on paper."""
    if frame.mode.startswith(("I", "F")):  # 16 and 32 bits: Pillow would clip where it should scale
        return Pillow.fromarray(_eight_bits(np.asarray(frame, np.float32))).convert("RGB")
    if frame.has_transparency_data:
        paper = Pillow.new("RGBA", frame.size, "white")
        paper.alpha_composite(frame.convert("RGBA"))
        return paper.convert("RGB")
    return frame.convert("RGB")


def _eight_bits(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) * (255 / max(high - low, 1e-9)), np.uint8)


@contextmanager
def _broken_means_photo_error(name: str) -> Iterator[None]:
    try:
        yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError(
            "photos.huge", name=name, megapixels="?", limit=PIXELS_ALLOWED // 1_000_000
        ) from error
    except BROKEN as error:
        raise PhotoError("photos.broken", name=name) from error
