"""In which script a text is written, and where it changes: a bilingual card prints both on one line.

Scripts are told by the Unicode names of letters. "Native" is every script but the Latin one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.models import Area
from enrich.layout import Row, row_of, slice_of

NATIVE = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "HANGUL", "ARABIC", "HEBREW")
) | frozenset(("CYRILLIC", "GREEK", "THAI", "DEVANAGARI", "BENGALI", "TAMIL", "GEORGIAN", "ARMENIAN"))
"""The first words of the names of their letters."""
_RUN = re.compile(r"o*n[nos]*")  # in the letters of `_kind`
FEWEST = 2  # native letters: a single one is an icon that was taken for a letter


@dataclass(frozen=True, slots=True)
class Apart:
    """The Latin rows of a card, and those in another script; one row of print may give one of each."""

    latin: tuple[Row, ...]
    native: tuple[Row, ...]


@lru_cache(maxsize=4096)
def is_native(letter: str) -> bool:
    """Whether a letter is of another script than the Latin one; digits and signs are of none."""
    name = unicodedata.name(letter, "").removeprefix("HALFWIDTH ").removeprefix("FULLWIDTH ")
    return letter.isalpha() and name.partition(" ")[0] in NATIVE


def natives(text: str) -> int:
    """How many letters of a text are native."""
    return sum(map(is_native, text))


def apart(rows: Sequence[Row]) -> Apart:
    """The rows parted by script; a row with no native word stays whole."""
    latin: list[Row] = []
    native: list[Row] = []
    for row in rows:
        start, end = native_run(row.text)
        if start == end:
            latin.append(row)
            continue
        native.append(row_of(row.number, row.text[start:end], slice_of(row, start, end)))
        if left := " ".join(filter(None, (row.text[:start].strip(), row.text[end:].strip()))):
            latin.append(row_of(row.number, left, _beside(row, start, end)))
    return Apart(tuple(latin), tuple(native))


def _beside(row: Row, start: int, end: int) -> Area:
    """Where the letters of a row stand that are not from `start` to `end`."""
    if start == 0:
        return slice_of(row, end, len(row.text))
    return slice_of(row, 0, start) if end == len(row.text) else row.area


def native_run(text: str) -> tuple[int, int]:
    """Start and end of the longest run of native words, 0 and 0 where there is none.

    Digits and signs between them belong to it, and all of a text without any Latin letter.

    >>> native_run("山田花子 Hanako Yamada"), native_run("Hanako Yamada")
    ((0, 4), (0, 0))
    """
    if natives(text) < FEWEST:
        return 0, 0
    kinds = "".join(map(_kind, text))
    if "l" not in kinds:
        return 0, len(text)
    found = max(_RUN.finditer(kinds), key=lambda run: run.end() - run.start())
    start, end = found.start(), found.start() + len(text[found.start() : found.end()].rstrip())
    return (start, end) if natives(text[start:end]) >= FEWEST else (0, 0)


def _kind(letter: str) -> str:
    """N for a native letter, l for another letter, s for a blank, o for the rest."""
    if letter.isalpha():
        return "n" if is_native(letter) else "l"
    return "s" if letter.isspace() else "o"
