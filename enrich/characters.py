"""The characters of a print made plain: one kind of blank, ASCII digits, and no accents where asked."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans({"ⓐ": "@", "Ⓐ": "@", "‐": "-", "‑": "-", "‒": "-", "−": "-", "―": "—", "\u00ad": None})
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


def plain(text: str) -> str:
    """`text` in compatibility form (full-width letters, ℡), blanks single, unseen characters gone."""
    if text.isascii():  # most are, and asking each letter takes its time
        return " ".join(_UNSEEN.sub("", " ".join(text.split())).split())
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    text = _UNSEEN.sub("", " ".join(text.split()))
    return "".join(_digit(c) for c in " ".join(text.split()))


def fold(text: str) -> str:
    """`text` in lower case without accents, each character kept in its place (same length)."""
    return text.lower() if text.isascii() else "".join(_bare(c) for c in text)


def _digit(c: str) -> str:
    """A decimal digit of any script as ASCII; other characters as they are."""
    return str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c


def _bare(c: str) -> str:
    base = unicodedata.normalize("NFD", c)[0].lower()
    return base if len(base) == 1 else c
