"""Cards of a photo that say nothing which another one does not say: copies, and corners of them in a pile."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from data.letters import fold
from data.models import Line, Reading

_LEGIBLE = 0.9  # confidence from which a line is taken at its word
_OTHER = 0.02  # share of letters: two photographs of one card are seldom read quite alike
_NUMBER = 5  # digits from which a line holds a number, of which each digit counts


def without_copies(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of one page without those that repeat another one, in their order.

    Cards of colleagues share most lines, but never all: a line that is legible and not on the other card
    makes it a card of its own.
    """
    kept: list[Reading] = []
    for reading in sorted(readings, key=_told, reverse=True):
        if not any(_repeats(reading, other) for other in kept):
            kept.append(reading)
    return tuple(reading for reading in readings if reading in kept)


def _repeats(reading: Reading, other: Reading) -> bool:
    lines = [_letters(line) for line in reading.lines if line.confidence >= _LEGIBLE]
    there = [_letters(line) for line in other.lines]
    there.append("".join(there))  # a line of one card may be two of the other
    unlike = sum(min(_unlike(line, text) for text in there) for line in lines)
    return any(lines) and unlike <= _OTHER * sum(map(len, lines))


def _unlike(line: str, text: str) -> int:
    """The letters of `line` that are not so in that piece of `text` which is most like it."""
    digits = _digits(line)
    if len(text) < len(line) or (len(digits) >= _NUMBER and digits not in _digits(text)):
        return len(line)
    like = fuzz.partial_ratio_alignment(line, text)
    return Levenshtein.distance(line, text[like.dest_start : like.dest_end]) if like else len(line)


def _told(reading: Reading) -> float:
    """Letters read, each weighed by how surely."""
    return sum(len(_letters(line)) * line.confidence for line in reading.lines)


def _letters(line: Line) -> str:
    return "".join(sign for sign in fold(line.text) if sign.isalnum())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
