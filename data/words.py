"""Texts as words to find them by: the same cut for what is kept and for what somebody asks.

A word is folded (no accents, no case). A number of six digits and more is also kept from its end, as
`#` and the reversed digits, so that a phone is found with and without its country.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from data.letters import fold

WORD = re.compile(r"[^\W_]+")
CHUNK = re.compile(r"[^\s@/,;:_()]+")
NUMBER = re.compile(r"\+?\d(?:[ \t\xa0().\-/]{0,3}\d){5,}")
"""Six digits and more on a line, with up to three of the marks between them that phones are written with."""
SHORTEST, LONGEST = 6, 20
"""Digits of a phone: a postcode or a year has fewer; E.164 allows 15, and an extension may follow."""


def words(text: str) -> Iterator[str]:
    """Every word of `text`, folded; `O'Brien` and `S.L.` also without their marks, numbers from their end."""
    plain = fold(text)
    yield from WORD.findall(plain)
    for chunk in CHUNK.findall(plain):
        pieces = WORD.findall(chunk)
        if len(pieces) > 1:
            yield "".join(pieces)
    for number in NUMBER.findall(text):
        yield from from_end(number)


def from_end(number: str) -> tuple[str, ...]:
    """The words of a phone number: `#` with its digits reversed, and its digits; none if it cannot be one."""
    found = digits(number)
    return (f"#{found[::-1]}", found) if SHORTEST <= len(found) <= LONGEST else ()


def digits(number: str) -> str:
    """The digits of a phone, without `00`, a leading 0 and the (0) that is not dialled from abroad."""
    bare = re.sub(r"\(0\)", "", number)
    return "".join(str(unicodedata.decimal(mark)) for mark in bare if mark.isdecimal()).lstrip("0")
