"""Text off a card, made safe to stand inside markdown."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    r"""`text` on one line, so that markdown shows it letter for letter and makes nothing of it.

    CommonMark lets a backslash stand before every ASCII punctuation mark (spec 0.31, section 2.4), and
    everything that markdown or HTML could make something of begins with one.

    >>> plain("<b>*hola*</b>")
    '\\<b\\>\\*hola\\*\\<\\/b\\>'
    """
    line = " ".join("".join(letter if _shown(letter) else " " for letter in text).split())
    return _PUNCTUATION.sub(r"\\\1", line)


def _shown(letter: str) -> bool:
    # Control, format (such as the ones that turn the writing direction) and lone surrogates are not shown.
    return not unicodedata.category(letter).startswith("C")
