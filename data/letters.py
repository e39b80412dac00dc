"""Letters of many languages, made comparable: `fold` is what every comparison and word table uses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 8192  # texts: each word of a name is asked about a dozen times
# Letters that Unicode does not take apart, in the plain spelling that people type instead of them.
PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
    | {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "·": " ", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """`text` without accents and case, on one line with single spaces; punctuation stays.

    >>> fold("  Ñúñez-Groß  Çelik ")
    'nunez-gross celik'
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    apart = unicodedata.normalize("NFKD", text.translate(PLAIN))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.casefold().translate(PLAIN).split())


def letters_key(text: str) -> str:
    """`text` folded to its letters and digits alone, with one space between words.

    >>> letters_key("O’Neill, S.L.")
    'oneill sl'
    """
    kept = re.sub(r"[^\w\s-]|_", "", fold(text))
    return " ".join(kept.replace("-", " ").split())


def tidy(text: str) -> str:
    """`text` in composed form, on one line, with single spaces and without control characters."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # no letter of the kinds below but blanks
        return " ".join(composed.split())
    printable = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in composed)
    return " ".join(printable.split())
