"""Searching people by meaning: which of the kept texts mean what somebody asks for."""

from __future__ import annotations

import numpy as np

from enrich.encoder import Vectors
from enrich.meaning import felt, vectors

LIKE = 0.25
"""The likeness from which a text is worth showing for a question."""


def similar(question: str, meant: Vectors, *, most: int = 10) -> tuple[tuple[int, float], ...]:
    """The rows of `meant` nearest to the question and their likeness, the nearest first.

    `meant` is of `enrich.meaning.vectors`. The concepts that both feel like are compared as well,
    for the best of the rows. None for an empty question.
    """
    if not question.strip() or not len(meant):
        return ()
    asked = vectors([question])
    plain = (meant @ asked[0]).astype(np.float32)
    rows = np.argsort(-plain)[: 5 * most]
    likeness = (plain[rows] + felt(meant[rows]) @ felt(asked)[0]) / 2
    order = np.argsort(-likeness)[:most]
    return tuple((int(rows[place]), float(likeness[place])) for place in order if likeness[place] >= LIKE)
