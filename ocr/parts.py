"""Work on many crops, shared out among threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from ocr.engine import Said
from ocr.geometry import Image

Read = Callable[[Sequence[Image]], tuple[Said, ...]]


def in_parts(read: Read, crops: Sequence[Image], threads: int) -> tuple[Said, ...]:
    """What `read` says of the crops, in their order, each thread having about the same width to read."""
    if threads == 1 or len(crops) < 2:
        return read(crops) if crops else ()
    parts = _parts([crop.shape[1] for crop in crops], threads)
    with ThreadPoolExecutor(len(parts)) as pool:
        said = list(pool.map(lambda part: read([crops[place] for place in part]), parts))
    at = dict(zip(chain(*parts), chain(*said), strict=True))
    return tuple(at[place] for place in range(len(crops)))


def _parts(widths: Sequence[int], count: int) -> list[list[int]]:
    """The places of `widths` in at most `count` groups: the widest first, each to the emptiest group."""
    parts: list[list[int]] = [[] for _ in range(min(count, len(widths)))]
    for place in sorted(range(len(widths)), key=lambda place: -widths[place]):
        min(parts, key=lambda part: sum(widths[other] for other in part)).append(place)
    return [sorted(part) for part in parts if part]
