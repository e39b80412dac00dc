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
    """How many of `texts` texts name each concept and each word."""

    texts: int
    concepts: Mapping[str, int]
    words: Mapping[str, int]

    def concept(self, name: str) -> float:
        """0 to 1: 1 for a concept that no text names."""
        return self._of(self.concepts.get(name, 0))

    def word(self, key: str) -> float:
        """0 to 1: 1 for a word that no text has."""
        return self._of(self.words.get(key, 0))

    def _of(self, times: int) -> float:
        most = log((self.texts + 1) / 0.5)
        return log((self.texts + 1) / (times + 0.5)) / most


def rarity(texts: Iterable[Traits]) -> Rarity:
    """The rarities among `texts`."""
    concepts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    number = 0
    for each in texts:
        number += 1
        concepts.update(concept for concept, _ in each.about)
        words.update(each.words)
    return Rarity(max(number, LEAST), concepts, words)
