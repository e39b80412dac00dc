"""Meanings as vectors, made when a text is filed, and what two of them have in common.

A vector is that of the encoder without what all such sentences share (the middle of giving_background.txt).
It is compared directly, and by the concepts of our tables that it feels like: two texts without a common word
may both lie near "wool". Both ways see different things, and both are evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from enrich.encoder import Vectors, encode

FELT = 1.0  # standard deviations above the usual from which a text is felt to speak of a concept
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the concepts lie, the middle of usual sentences, and how those feel each concept."""

    concepts: Vectors
    middle: Vectors
    usual: Vectors
    spread: Vectors
    made_from: str


@cache
def anchors() -> Anchors:
    """The table `data/tables/concept_vectors.npz`."""
    kept = np.load(BytesIO(files("data").joinpath("tables", "concept_vectors.npz").read_bytes()))
    concepts, middle, usual, spread = (
        kept[name].astype(np.float32) for name in ("concepts", "middle", "usual", "spread")
    )
    return Anchors(concepts, middle, usual, spread, str(kept["made_from"]))


def vectors(texts: Sequence[str]) -> Vectors:
    """One row of `SIZE` for each text, of length 1; zeros for an empty one. To be kept with the person."""
    return centred(encode(texts))


def centred(rows: Vectors) -> Vectors:
    """What the encoder said of texts, without what all such sentences share; zeros stay zeros."""
    said = rows.any(axis=1, keepdims=True)
    return _unit((rows - anchors().middle) * said)


def felt(rows: Vectors) -> Vectors:
    """How strongly each text speaks of each concept, as unit rows; from vectors of `vectors`."""
    known = anchors()
    said = rows.any(axis=1, keepdims=True)
    plain = rows @ (known.concepts / known.spread[:, None]).T
    plain -= (known.usual - known.concepts @ known.middle) / known.spread
    plain = (plain - plain.mean(axis=1, keepdims=True)) / (plain.std(axis=1, keepdims=True) + TINY)
    strong: Vectors = np.maximum(plain - FELT, 0)
    return _unit(strong * np.sqrt(strong) * said)


def _unit(rows: Vectors) -> Vectors:
    found: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)).astype(np.float32)
    return found
