"""The form in which texts are the same if only look-alike letters differ: m and rn, l and 1, o and 0."""

from __future__ import annotations

from enrich.characters import fold

_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SINGLE = str.maketrans("01l|!5892q", "oiiiisbgzg")


def skeleton(text: str) -> str:
    """`text` folded, with every look-alike written as one of its kind; for comparing only."""
    text = fold(text)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return text.translate(_SINGLE)
