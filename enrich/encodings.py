"""The bytes of an export as text: UTF-8 with or without its mark, UTF-16, or what Windows wrote in Europe.

>>> decoded("Peña".encode("utf-8-sig")), decoded("Peña".encode("cp1252")), decoded("Peña".encode("utf-16"))
('Peña', 'Peña', 'Peña')
"""

from __future__ import annotations

import codecs
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(raw: bytes) -> str:
    """The text that `raw` says; what is no letter in any of these is U+FFFD."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def mended(text: str) -> str:
    r"""`text` where UTF-8 was written as if each byte were a letter; anything else as it is.

    >>> mended("Pe\u00c3\u00b1a"), mended("Peña")
    ('Peña', 'Peña')
    """
    if text.isascii():
        return text
    for letters in ("latin-1", "cp1252"):
        with suppress(UnicodeError):
            return text.encode(letters).decode("utf-8")
    return text
