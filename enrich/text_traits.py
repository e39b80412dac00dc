"""What a sentence of somebody's need, offer or trade says, taken apart once, when it is filed.

Traits are plain values: what a text is about, its words, places, amounts, languages, and its turn (whether it
buys, sells, hires, …). Two texts are compared by their traits alone (`enrich/fit_evidence.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from data.letters import fold
from enrich.amounts import Amounts, amounts
from enrich.concepts import Named, field_of, named
from enrich.light_stems import TOKEN, Tongue, little_words, tokens, tongue_of, word_key
from enrich.whereabouts import Whereabouts, phrases, says, whereabouts

TURNS = ("buys", "sells", "works", "hires", "free", "paid", "wants_buyers", "wants_work")
SPEAKS = ("en", "es", "de", "fr")
ASIDE = 0.6  # of what stands behind "for", "who", "so that" in a need
BEFORE_GONE = 0.4  # of what somebody has, who then says what is missing
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Traits:
    """A text taken apart.

    `about` are its concepts with their weight, 0 to 1, `fields` their fields; `words` the keys of its
    content words.
    """

    text: str
    tongue: Tongue = "es"
    about: tuple[tuple[str, float], ...] = ()
    words: frozenset[str] = frozenset()
    where: Whereabouts = field(default_factory=Whereabouts)
    amounts: Amounts = field(default_factory=Amounts)
    turns: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@lru_cache(maxsize=50_000)
def traits(text: str, *, tongue: Tongue | None = None, country: str = "") -> Traits:
    """What `text` says. `tongue` is its language where that is known, `country` that of the person."""
    spoken = tongue or tongue_of(text)
    plain = fold(text)
    about = tuple((each.concept, each.weight * weight) for each, weight in _weighed(text, plain, spoken))
    return Traits(
        text,
        spoken,
        about,
        frozenset(_content(text, spoken)),
        whereabouts(text, spoken, country=country),
        amounts(text),
        frozenset(turn for turn in TURNS if says(plain, turn)),
        frozenset(each for each in SPEAKS if says(plain, f"speaks_{each}")),
        frozenset(field_of(concept) for concept, _ in about),
    )


def _weighed(text: str, plain: str, tongue: Tongue) -> Iterator[tuple[Named, float]]:
    """The concepts of a text, those that stand aside with less weight."""
    gone = max((found.end() for found in phrases("gone").finditer(plain)), default=0)
    starts = [found.start() for found in TOKEN.finditer(plain)]
    for each in named(text, tongue):
        at = starts[each.at] if each.at < len(starts) else 0
        yield each, _standing(plain, at, gone)


def _standing(plain: str, at: int, gone: int) -> float:
    """How much what stands at `at` is what the text is after."""
    if at < gone:
        return BEFORE_GONE
    return ASIDE if phrases("aside").search(plain[gone:at].lstrip(" ?¿")[2:]) else 1.0


def _content(text: str, tongue: Tongue) -> Iterator[str]:
    for word in tokens(text):
        if len(word) >= SHORTEST_WORD and word not in little_words(tongue) and not word.isdigit():
            yield word_key(word, tongue)
