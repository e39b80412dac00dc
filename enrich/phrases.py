"""Finding words and phrases of the word tables in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.letters import fold

SLASHED = r"(?<![^\W\d_])(?:s/n|r/c|c/o|a/a|a/s|c/)(?![^\W\d_]/)"  # what a slash belongs to: C/ Mayor, s/n
WORD = re.compile(rf"{SLASHED}|[^\s,;:|/()*\[\]\"“”«»·•]+")
GLUED = re.compile(
    r"(?<=[^\W\d_]{2}[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=[^\W\d_]{2})(?=\d)|(?<=\d{2})(?=[^\W\d_]{3})"
)
LONGEST = 4  # words of a phrase in the tables


def tokens(text: str) -> list[str]:
    """The folded words of a line, with the full stops, hyphens and signs that belong to them.

    >>> tokens("Director/a Comercial, I+D")
    ['director', 'a', 'comercial', 'i+d']
    """
    return WORD.findall(fold(text))


def apart(text: str) -> str:
    """`text` with spaces where a reader lost them: between small letter and capital, letters and digits.

    >>> apart("DirectorGeneral 28013Madrid")
    'Director General 28013 Madrid'
    """
    return GLUED.sub(" ", text)


def hits(words: list[str], table: frozenset[str]) -> list[bool]:
    """For each word, True if it belongs to a word or phrase of `table`, full stops at its end apart."""
    marked = [False] * len(words)
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            if phrase in table or phrase.rstrip(".'") in table:
                marked[start : start + size] = [True] * size
    return marked


def ends(words: Iterable[str], table: frozenset[str], *, least: int = 3) -> int:
    """How many words end as `table` has it, with at least `least` letters before that end."""
    return sum(any(word.endswith(end) and len(word) - len(end) >= least for end in table) for word in words)
