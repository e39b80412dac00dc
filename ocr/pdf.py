"""Pages of a PDF as pictures, drawn by a process of their own (`ocr.pdf_drawing`)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, cast

import numpy as np

from data.errors import PhotoError
from ocr import pdf_drawing
from ocr.geometry import Image

PAGES_ALLOWED = 100
LONG_SIDE = pdf_drawing.LONG_SIDE

_KEYS = {
    0: "photos.pdf_broken",  # it ended well, and yet not all was there
    pdf_drawing.BROKEN: "photos.pdf_broken",
    pdf_drawing.PASSWORD: "photos.pdf_password",
}


def is_pdf(content: bytes) -> bool:
    """Whether these bytes are a PDF: its mark may stand anywhere in the first 1,024 bytes."""
    return b"%PDF-" in content[:1024]


def pdf_pages(content: bytes, name: str) -> Iterator[Image]:
    """Each page, drawn. Raises PhotoError for a password, a damaged file, none or too many pages.

    So it does for a PDF that takes more memory or time than any card does.
    """
    with _drawing(content) as drawing:
        (pages,) = _numbers(drawing, name, 1)
        if pages == 0:
            raise PhotoError("photos.no_pages", name=name)
        if pages > PAGES_ALLOWED:
            raise PhotoError("photos.many_pages", name=name, pages=pages, limit=PAGES_ALLOWED)
        for _ in range(pages):
            yield _page(drawing, name)


@contextmanager
def _drawing(content: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """The process that draws; ended when the block is left, however far it is."""
    command = [sys.executable, "-I", pdf_drawing.__file__, str(PAGES_ALLOWED)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as drawing:
        try:
            with suppress(BrokenPipeError), cast("IO[bytes]", drawing.stdin) as file:
                file.write(content)
            yield drawing
        finally:
            drawing.kill()


def _page(drawing: subprocess.Popen[bytes], name: str) -> Image:
    height, width = _numbers(drawing, name, 2)
    pixels = _out(drawing).read(height * width * 3)
    if len(pixels) < height * width * 3:
        raise _refusal(drawing, name)
    return np.frombuffer(pixels, np.uint8).reshape(height, width, 3).copy()


def _numbers(drawing: subprocess.Popen[bytes], name: str, count: int) -> list[int]:
    said = [int(word) for word in _out(drawing).readline().split()]
    if len(said) != count:
        raise _refusal(drawing, name)
    return said


def _out(drawing: subprocess.Popen[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", drawing.stdout)


def _refusal(drawing: subprocess.Popen[bytes], name: str) -> PhotoError:
    """What the process that draws died of."""
    key = _KEYS.get(drawing.wait(), "photos.pdf_heavy")
    return PhotoError(key, name=name)
