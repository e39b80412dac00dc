"""The patterns of the labels in data/tables/labels.toml, forgiving what readers confuse.

All patterns are for folded text (`enrich.characters.fold`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from enrich.characters import fold, plain

_ALIKE = {"i": "[il1|!]", "l": "[il1|!]", "o": "[o0]", "m": "(?:m|rn)", "s": "[s5]", "b": "[b8]"}
_BETWEEN = r"[\s.\-_·]*"
_NUMBERED = r"(?:[\s.]*\b(?:no|n[ºo°]|nr|num|number|numero|nums?)(?![^\W_]))?(?:\s*\d(?=\s*[:)]))?"
_JOIN = r"[\s.:·]*(?:[/&+|,\-–]|\(\s?(?:[a-z]{2}\s)?|\b(?:y|e|i|o|u|and|und|et|or|en|ve)\b)?[\s.]*"


@cache
def chain() -> re.Pattern[str]:
    """One label or several joined: `Tel/Fax`, `Tel. y WhatsApp`, `Tel. (oficina)`, with `No.` behind."""
    one, letter = _word(), _letter()
    words = rf"(?:{letter}[\s.]*(?={one}))?{one}(?:{_JOIN}{one})*{_NUMBERED}"
    return re.compile(rf"{words}|{letter}(?:\s?[/&+:]\s?{letter})*|^@(?=[\s:])")


@cache
def single() -> re.Pattern[str]:
    """One label, a word or a letter."""
    return re.compile(f"{_word()}|{_letter()}|@")


@cache
def kinds_of_word(word: str) -> tuple[str, ...]:
    """The kinds that one folded label says; () for a word that is none."""
    word = word.strip(" .:-_·()")
    return next((kinds for pattern, kinds in _patterns() if pattern.fullmatch(word)), ())


@cache
def _word() -> str:
    """One label of the table that is a word or a sign."""
    words = sorted(_table(), key=len, reverse=True)
    longer = "|".join(_tolerant(word) for word in words if _spaced(word) and _letters(word) > 1)
    other = "|".join(_tolerant(word) for word in words if not (_spaced(word) or word == "@"))
    whole = r"(?<![^\W\d_])(?=\d?[^\W\d_])"  # begins where a word begins, and is not made of digits alone
    return rf"(?:{whole}(?:{longer})(?![^\W\d_])|(?:{other})\ufe0f?)"


@cache
def _letter() -> str:
    """One of the single letters, standing alone."""
    letters = "".join(word for word in _table() if word.isascii() and len(word) == 1 and word.isalpha())
    return rf"(?:(?<![^\W_])(?<!['’])[{letters}](?![^\W\d_]))"


def _spaced(word: str) -> bool:
    """Whether the label is of a script with blanks between words: no sign, not Chinese or Japanese."""
    return all(c.isalpha() and c < "\u2000" for c in word if c.isalnum()) and word[0].isalpha()


def _tolerant(word: str) -> str:
    """A pattern for a folded label: look-alikes, and dots or blanks between its words and letters."""
    if not _letters(word):
        return re.escape(word)
    parts = [part for part in re.split(r"[\s.\-]+", word) if part]
    within = r"[\s.]?" if _letters(word) in (3, 4) else ""  # FA X, N.I.F.
    return _BETWEEN.join(within.join(_ALIKE.get(c, re.escape(c)) for c in part) for part in parts)


def _letters(word: str) -> int:
    return sum(c.isalnum() for c in word)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each label's pattern with its kinds, the longest first."""
    words = sorted(_table().items(), key=lambda entry: len(entry[0]), reverse=True)
    return tuple((re.compile(_tolerant(word)), kinds) for word, kinds in words)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Folded label → its kinds, in the table's order; the first kind wins for a word of two kinds."""
    text = files("data").joinpath("tables", "labels.toml").read_text("utf-8")
    table: dict[str, tuple[str, ...]] = {}
    for kind, languages in tomllib.loads(text).items():
        for words in languages.values():
            for word in words:
                table.setdefault(fold(plain(word)), (kind,))
    return table
