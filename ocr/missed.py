"""Print that was seen in the whole photo, but not again on the straightened card.

Detectors miss a line now and then, mostly large or spaced ones, and seldom the same one in two sizes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocr.geometry import Quad, area, common_area, moved, quad, warp_matrix

_INSIDE = 0.8  # share of a line that must lie on the card
_COVERED = 0.4  # share of a line from which it counts as found again


def missed(
    seen: Sequence[Quad], found: Sequence[Quad], corners: Quad, size: tuple[int, int]
) -> tuple[Quad, ...]:
    """The lines `seen` in photo pixels that are not among those `found` on the card, in card pixels.

    `corners` are those of the card in the photo, `size` its width and height in card pixels.
    """
    there = warp_matrix(corners, *size)
    on_card = [quad(moved(line, there)) for line in within(seen, corners)]
    return tuple(line for line in on_card if not _is_covered(line, found))


def within(lines: Sequence[Quad], corners: Quad) -> list[Quad]:
    """Those of the `lines` that lie on the card with these `corners`, all in photo pixels."""
    return [line for line in lines if common_area(line, corners) >= _INSIDE * area(line)]


def _is_covered(line: Quad, found: Sequence[Quad]) -> bool:
    return sum(common_area(line, other) for other in found) >= _COVERED * area(line)
