r"""A program: the PDF on its standard input, drawn onto its standard output. The one door to PDFium.

It is a process of its own, with as much memory and time as an honest PDF needs: a page can be written so
that drawing it takes hours or all memory, and PDFium cannot be told to stop. `ocr.pdf` starts it.

    <pages>\n    then for each page    <height> <width>\n    and its pixels, blue, green and red
"""

from __future__ import annotations

import resource
import sys
from contextlib import suppress
from typing import BinaryIO

import pypdfium2

MEMORY = 900_000_000  # bytes
SECONDS = 20  # of computing; a hundred scanned pages take about ten
LONG_SIDE = 3400  # pixels: 290 dpi on A4, so that the small print of a scanned card is 20 pixels high
BROKEN, PASSWORD = 3, 4
"""How it ends where the file cannot be opened, or a page cannot be drawn."""

_POINTS_TO_300_DPI = 300 / 72  # a page of the size of a card needs no more


def draw(content: bytes, out: BinaryIO, most: int) -> None:
    """Write how many pages there are, and each page, none where they are more than `most`."""
    with pypdfium2.PdfDocument(content) as document:
        out.write(b"%d\n" % len(document))
        for number in range(len(document) if len(document) <= most else 0):
            page = document[number]
            scale = min(_POINTS_TO_300_DPI, LONG_SIDE / max(*page.get_size(), 1.0))
            bitmap = page.render(
                scale=scale, rev_byteorder=False, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR
            )
            out.write(b"%d %d\n" % (bitmap.height, bitmap.width))
            pixels = memoryview(bitmap.buffer).cast("B")
            out.writelines(
                pixels[row * bitmap.stride : row * bitmap.stride + 3 * bitmap.width]
                for row in range(bitmap.height)
            )
            bitmap.close()
            page.close()


def main() -> int:
    """Draw what comes in; how it ended."""
    with suppress(ValueError, OSError):  # macOS knows no bound for memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    try:
        draw(sys.stdin.buffer.read(), sys.stdout.buffer, int(sys.argv[1]))
    except pypdfium2.PdfiumError as error:
        return PASSWORD if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
