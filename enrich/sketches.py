"""What texts name, drawn into a few numbers, so that one matrix product finds who names the same.

Every concept and word has its own direction of `WIDTH` signs, the same on every machine. A text's sketch is the sum of
its directions; the product of two sketches is about the sum of what both name, the rarer the more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from enrich.encoder import Vectors
from enrich.rarity import Rarity
from enrich.text_traits import Traits

WIDTH = 128
CONCEPT, WORD = 0.9, 0.6  # what a shared concept and a shared word count in the first look
TRADE = 0.6  # of what somebody's trade names

Said = tuple[Traits, Traits | None]
"""A text, and the trade of whoever said it where that counts too."""


def sketches(texts: Sequence[Said], rare: Rarity) -> Vectors:
    """One row of `WIDTH` a text."""
    rows = np.zeros((len(texts), WIDTH), np.float32)
    for row, (said, trade) in zip(rows, texts, strict=True):
        _draw(row, said, rare, 1.0)
        if trade is not None:
            _draw(row, trade, rare, TRADE)
    return rows


def _draw(row: Vectors, said: Traits, rare: Rarity, share: float) -> None:
    for concept, weight in said.about:
        row += share * CONCEPT * weight * rare.concept(concept) * _direction(f"concept {concept}")
    for word in said.words:
        row += share * WORD * rare.word(word) * _direction(f"word {word}")


@lru_cache(maxsize=100_000)
def _direction(name: str) -> Vectors:
    """A unit row of signs that belongs to `name` alone."""
    signs = np.random.default_rng(crc32(name.encode())).integers(0, 2, WIDTH)
    return ((2 * signs - 1) / WIDTH**0.5).astype(np.float32)
