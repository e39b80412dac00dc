"""The form in which two spellings of one name are the same: Müller and Mueller, Otxoa and Ochoa."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data.letters import fold
from data.wordlists import sections
from enrich.lookalikes import skeleton

REMEMBERED = 65536  # words
DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=REMEMBERED)
def spelled(word: str) -> str:
    """`word` by its sounds, for comparing only; "" where it has no letter. Rules: data/tables/spellings.txt.

    >>> spelled("Oestergaard") == spelled("Østergård"), spelled("Dimitrij") == spelled("Dimitriy")
    (True, True)
    """
    sound = re.sub(r"[^a-z0-9]", "", fold(word)) or re.sub(r"[\W_]", "", fold(word))
    for pattern, replacement in _rules():
        sound = pattern.sub(replacement, sound)
    return DOUBLE.sub(r"\1", sound)


@lru_cache(maxsize=REMEMBERED)
def seen(word: str) -> str:
    """`word` by the shapes of its letters, and then by its sounds: what a misread name is looked up by."""
    return spelled(shape(fold(word)))  # skeletons are made of letters without accents


@lru_cache(maxsize=REMEMBERED)
def shape(word: str) -> str:
    """`word` with look-alike letters made one; remembered, because the same words come again and again."""
    return skeleton(word)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = (line.partition(" =") for line in sections("spellings")[""])
    return tuple((re.compile(pattern.strip()), sound.strip()) for pattern, _, sound in lines)
