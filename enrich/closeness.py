"""Who comes near to a question by what was said about them: the sentence that fits best, and all together.

A sentence alone is easily near by chance, the shorter the easier: so a cosine counts the more the more words
it is about, and what was said about a person is compared as a whole too. The two are added, and the
sentence that fits best is the reason. How this was measured: docs/decisions/18-search-by-meaning.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.letters import fold
from data.vectors import Meanings, Meant
from data.wordlists import words

NEAR_ENOUGH = 0.45
"""The least sum of the two with which somebody is shown."""
BESIDE_THE_BEST = 0.15
"""How far behind the best somebody else may be, and still be shown beside."""
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Fitting:
    """The text about a person that fits a question best, and how well: the cosine, less for a short text."""

    because: Meant
    nearness: float


def subject(question: str) -> str:
    """What a question is about, without the words that only ask: "somebody who restores boats" is boats.

    >>> subject("¿Alguien que restaure barcos?"), subject("who?")
    ('restaure barcos?', 'who?')
    """
    found = question.split()
    asking = words("asking_words")
    start = next((place for place, word in enumerate(found) if fold(word).strip("¿?¡!,.") not in asking), 0)
    return " ".join(found[start:])


def fitting(question: NDArray[np.float32], said: Meanings, most: int) -> dict[int, Fitting]:
    """Of at most so many people what fits best, the nearest first."""
    found: dict[int, Fitting] = {}
    if not said.texts:
        return found
    long = np.array([len(meant.text.split()) for meant in said.texts], np.float32)
    nearness = said.matrix @ question * long / (long + 1)
    for place in np.argsort(-nearness, kind="stable"):
        meant = said.texts[place]
        if meant.person is not None and len(found) < most:
            found.setdefault(meant.person, Fitting(meant, float(nearness[place])))
    return found


def shown(
    question: NDArray[np.float32], found: Mapping[int, Fitting], wholes: NDArray[np.float32]
) -> list[int]:
    """Who is near enough to be shown, the nearest first. `wholes` has a row for each of `found`."""
    sums = wholes @ question + np.array([fit.nearness for fit in found.values()], np.float32)
    ranked = sorted(zip(sums, found, strict=True), key=lambda pair: -pair[0])
    return [number for total, number in ranked[:MOST_SHOWN] if _near_enough(total, ranked[0][0])]


def _near_enough(total: float, best: float) -> bool:
    return total >= NEAR_ENOUGH and best - total <= BESIDE_THE_BEST


def whole(said: Iterable[str]) -> str:
    """All that was said about somebody, as one text."""
    return ". ".join(text.rstrip(". ") for text in said if text)
