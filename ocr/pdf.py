"""Pages of a PDF as pictures: the one door to PDFium.

PDFium must not be entered by two threads at once, so each visit holds a lock.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pypdfium2

from data.errors import PhotoError
from ocr.geometry import Image

PAGES_ALLOWED = 100
LONG_SIDE = 3400  # pixels: 290 dpi on A4, so that the small print of a scanned card is 20 pixels high
_POINTS_TO_300_DPI = 300 / 72  # a page of the size of a card needs no more

_inside = threading.Lock()


def is_pdf(content: bytes) -> bool:
    """Whether these bytes are a PDF: its mark may stand anywhere in the first 1,024 bytes."""
    return b"%PDF-" in content[:1024]


def pdf_pages(content: bytes, name: str) -> Iterator[Image]:
    """Each page, drawn. Raises PhotoError for a password, a damaged file, none or too many pages."""
    for number in range(_count(content, name)):
        yield _page(content, number, name)


def _count(content: bytes, name: str) -> int:
    with _inside, _open(content, name) as document:
        pages = len(document)
    if pages == 0:
        raise PhotoError("photos.no_pages", name=name)
    if pages > PAGES_ALLOWED:
        raise PhotoError("photos.many_pages", name=name, pages=pages, limit=PAGES_ALLOWED)
    return pages


def _page(content: bytes, number: int, name: str) -> Image:
    with _inside, _open(content, name) as document:
        try:
            page = document[number]
            scale = min(_POINTS_TO_300_DPI, LONG_SIDE / max(*page.get_size(), 1.0))
            drawn = page.render(scale=scale, rev_byteorder=False).to_numpy()
        except pypdfium2.PdfiumError as error:
            raise PhotoError("photos.pdf_broken", name=name) from error
        return np.array(drawn[:, :, :3], np.uint8)  # a copy: the page's own memory ends with it


def _open(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise PhotoError("photos.pdf_password" if locked else "photos.pdf_broken", name=name) from error
