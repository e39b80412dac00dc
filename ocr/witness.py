"""What the second reader is asked: each line in the language in which it is most likely right.

Addresses and numbers are read in English, whose model knows their signs (others take an @ for a letter), all
other print in the card's language. What it saw otherwise than the first reader, it is asked once more, in
the other language: a second mistake is seldom the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data.languages import ENGLISH, language_of
from data.letters import fold
from ocr.geometry import Image

Ask = Callable[[Sequence[Image], str], Sequence[str]]
"""Reads crops in a language."""

OTHERWISE = "spa"  # the second opinion on an English line
SIGNS = re.compile(r"@|www\.|://")
DIGITS = 6  # from which a line is a number, with or without words


def witnessed(crops: Sequence[Image], texts: Sequence[str], ask: Ask) -> tuple[str, ...]:
    """What the second reader says of each crop; `texts` is what the first one read there."""
    own = language_of(texts)
    first = [ENGLISH if _is_contact(text) else own for text in texts]
    seen = _asked(crops, first, ask)
    differing = [n for n, text in enumerate(texts) if not _same(text, seen[n])]
    other = [_other(first[n], own) for n in differing]
    for number, again in zip(differing, _asked([crops[n] for n in differing], other, ask), strict=True):
        if _same(texts[number], again):
            seen[number] = again
    return tuple(seen)


def _other(language: str, own: str) -> str:
    """The language in which to ask again: English, the card's own, or on a card in English another one."""
    if language != ENGLISH:
        return ENGLISH
    return own if own != ENGLISH else OTHERWISE


def _asked(crops: Sequence[Image], languages: Sequence[str], ask: Ask) -> list[str]:
    """The crops read, one call for each language."""
    seen = [""] * len(crops)
    for language in dict.fromkeys(languages):
        mine = [n for n, other in enumerate(languages) if other == language]
        for number, text in zip(mine, ask([crops[n] for n in mine], language), strict=True):
            seen[number] = text
    return seen


def _is_contact(text: str) -> bool:
    return bool(SIGNS.search(text)) or sum(map(str.isdigit, text)) >= DIGITS


def _same(one: str, other: str) -> bool:
    """Whether two readings have the same letters and digits, accents apart."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
