"""What texts name, drawn into a few numbers, so that one matrix product finds who names the same.

Every concept and word has its own direction of `WIDTH` signs, the same on every machine. A text's sketch
is the sum of
its directions; the product of two sketches is about the sum of what both name, the rarer the more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    rows, names, shares = [], [], []
    for row, (said, trade) in enumerate(texts):
        for name, share in _named(said, trade, rare):
            rows.append(row)
            names.append(name)
            shares.append(share)
    drawn = np.zeros((len(texts), WIDTH), np.float32)
    if rows:
        known = list(dict.fromkeys(names))
        at = {name: number for number, name in enumerate(known)}
        signs = np.stack([_direction(name) for name in known])
        strokes = signs[[at[name] for name in names]] * np.array(shares, np.float32)[:, None]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        drawn[np.array(rows)[starts]] = np.add.reduceat(strokes, starts, axis=0)
    return drawn


def _named(said: Traits, trade: Traits | None, rare: Rarity) -> Iterator[tuple[str, float]]:
    """What a text and the trade behind it name, and how much each counts."""
    for traits, share in ((said, 1.0), *(((trade, TRADE),) if trade else ())):
        for concept, weight in traits.about:
            yield f"concept {concept}", share * CONCEPT * weight * rare.concept(concept)
        for word in traits.words:
            yield word, share * WORD * rare.word(word)


@lru_cache(maxsize=100_000)
def _direction(name: str) -> Vectors:
    """A unit row of signs that belongs to `name` alone."""
    signs = np.random.default_rng(crc32(name.encode())).integers(0, 2, WIDTH)
    row: Vectors = ((2 * signs - 1) / WIDTH**0.5).astype(np.float32)
    return row
