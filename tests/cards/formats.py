"""Photos as files: JPEG, PNG, WebP, HEIC, TIFF and PDF, kept below a size."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pillow_heif
from PIL import Image

LIMIT = 118_000
"""Bytes that a committed photo may take."""
QUALITIES = range(88, 14, -4)
ORIENTATION = 0x0112
EPOCH = time.gmtime(0)
TURNS = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation → the turn that a reader will undo."""


def save(pages: Sequence[Image.Image], path: Path, *, orientation: int = 1, limit: int = LIMIT) -> None:
    """The pages in one file of the suffix's format, at the best quality that stays below `limit` bytes.

    `orientation` is the EXIF value to write into a JPEG; the pixels are turned so that a reader that heeds it
    sees the page as given. Raises ValueError if no quality is small enough, or the suffix is unknown.
    """
    encode = ENCODERS.get(path.suffix)
    if encode is None:
        raise ValueError(f"no encoder for {path.name}: use one of {', '.join(ENCODERS)}")
    stored = [turned(page, orientation) for page in pages]
    for quality in QUALITIES:
        content = encode(stored, quality, orientation)
        if len(content) <= limit:
            path.write_bytes(content)
            return
    raise ValueError(f"{path.name} does not get below {limit} bytes: make its size or its grain smaller")


def turned(page: Image.Image, orientation: int) -> Image.Image:
    """The page as a camera held that way stores it."""
    return page if orientation == 1 else page.transpose(TURNS[orientation])


def written(page: Image.Image, kind: str, **options: object) -> bytes:
    """What Pillow writes."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def jpeg(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """One page as JPEG with its orientation."""
    exif = Image.Exif()
    if orientation != 1:
        exif[ORIENTATION] = orientation
    return written(pages[0], "JPEG", quality=quality, optimize=True, exif=exif.tobytes())


def png(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """One page as PNG with fewer colours the lower the quality."""
    return written(pages[0].quantize(quality, dither=Image.Dither.NONE), "PNG", optimize=True)


def webp(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """One page as WebP."""
    return written(pages[0], "WEBP", quality=quality, method=6)


def heic(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """One page as HEIC."""
    pillow_heif.register_heif_opener()
    return written(pages[0], "HEIF", quality=quality)


def tiff(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """All pages as frames of a TIFF, with fewer colours the lower the quality."""
    frames = [page.quantize(quality, dither=Image.Dither.NONE) for page in pages]
    return written(
        frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="tiff_adobe_deflate"
    )


def pdf(pages: Sequence[Image.Image], quality: int, orientation: int) -> bytes:
    """All pages of a PDF, at 200 dots an inch."""
    return written(
        pages[0], "PDF", save_all=True, append_images=list(pages[1:]), resolution=200, quality=quality,
        creationDate=EPOCH, modDate=EPOCH,
    )  # fmt: skip


ENCODERS: dict[str, Callable[[Sequence[Image.Image], int, int], bytes]] = {
    ".jpg": jpeg,
    ".png": png,
    ".webp": webp,
    ".heic": heic,
    ".tiff": tiff,
    ".pdf": pdf,
}
