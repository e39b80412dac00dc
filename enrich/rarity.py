"""How much a shared word or concept says: the rarer among all offers, the more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from enrich.text_traits import Traits

LEAST = 200  # texts that a small store is taken for, so that its few words do not all seem usual


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each concept and each word is, 0 to 1; what no text names has 1."""

    concepts: Mapping[str, float]
    words: Mapping[str, float]

    def concept(self, name: str) -> float:
        return self.concepts.get(name, 1.0)

    def word(self, key: str) -> float:
        return self.words.get(key, 1.0)


def rarity(texts: Iterable[Traits]) -> Rarity:
    """The rarities among `texts`."""
    concepts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    number = 0
    for each in texts:
        number += 1
        concepts.update(concept for concept, _ in each.about)
        words.update(each.words)
    least = max(number, LEAST)
    return Rarity(_rare(concepts, least), _rare(words, least))


def _rare(times: Mapping[str, int], texts: int) -> Mapping[str, float]:
    """The logarithm of how many texts there are to one that has it, so that one that nobody has is 1."""
    most = log((texts + 1) / 0.5)
    return {name: log((texts + 1) / (number + 0.5)) / most for name, number in times.items()}
