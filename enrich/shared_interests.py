"""Pairs of people who care about the same: a pastime or a cause, across languages.

Two weaker things in common are told under names of their own: where people are heading, and where they are at
home. A pastime is shared where both name one concept of `data/tables/concepts_hobbies.txt`, or where they
mean much the same. The rarer the pastime, the more it says.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, islice
from math import exp, log
from types import MappingProxyType

import numpy as np

from data.texts import Message, message
from enrich.concepts import named
from enrich.encoder import Vectors
from enrich.gazetteer import Place
from enrich.giving_records import Who
from enrich.light_stems import little_words, tokens, tongue_of, word_key
from enrich.meaning import felt

SHOWN = 0.5
"""The score from which a shared interest is shown to the owner by default."""
HOBBIES = ("concepts_hobbies",)
ALIKE = 0.45  # likeness of meanings from which two cares are compared that name nothing in common
MOST_NAMED = 400  # people who name one concept, above which it says too little to pair them all
LEAST = 200  # cares that a small store is taken for
MOST_WORDS = 1.5
MOST_PAIRS = 20_000  # pairs that name one concept, the rarest first: what thousands share says nothing of two
NEAREST = 30  # cares that are compared with each for what they mean


@dataclass(frozen=True, slots=True)
class Care:
    """Something that a person cares about, taken apart.

    The hobbies that it names, and its content words' keys.
    """

    text: str
    about: Mapping[str, float]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cares:
    """All that a person cares about."""

    person: str
    said: tuple[Care, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """Two people who have something in common, and the words for it.

    `score`, 0 to 1, rates the find alone. `said` is what was said of each, of the one first.
    """

    one: str
    other: str
    score: float
    words: Message
    said: tuple[str, str] = ("", "")


def cares_of(person: str, texts: Sequence[str]) -> Cares:
    """What a person cares about, taken apart."""
    return Cares(person, tuple(_care(text) for text in texts))


def shared_interests(people: Sequence[Cares], meant: Vectors, *, of: str = "") -> tuple[Common, ...]:
    """The pairs who care about the same, the surest first, each once; with `of` those of one person alone.

    Those too weak to be shown by default are among them. `meant` has a row for each
    care of each person, in their order (`enrich.meaning.vectors`).
    """
    cares = [(each.person, care) for each in people for care in each.said]
    rare = _rarity([care for _, care in cares])
    best: dict[tuple[str, str], Common] = {}
    own = [place for place, (person, _) in enumerate(cares) if of in {"", person}]
    pairs = [pair for pair in _candidates(cares, meant, own) if cares[pair[0]][0] != cares[pair[1]][0]]
    places = sorted({place for pair in pairs for place in pair})  # few, where one person is asked about
    feels = dict(zip(places, felt(meant[places]), strict=True))
    for one, other in pairs:
        alike = {"meaning": float(meant[one] @ meant[other]), "felt": float(feels[one] @ feels[other])}
        found = _common(cares[one], cares[other], alike, rare)
        known = best.get((found.one, found.other))
        if known is None or known.score < found.score:
            best[found.one, found.other] = found
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.one, each.other)))


def same_destination(
    people: Sequence[tuple[str, str]], meant: Vectors, *, of: str = ""
) -> tuple[Common, ...]:
    """The pairs who are heading for the same, the surest first; with `of` those of one person alone.

    `people` are their names and where each is heading, `meant` has the vectors of that.
    """
    own = [place for place, (person, _) in enumerate(people) if of in {"", person}]
    found: list[Common] = []
    for one, other in sorted({*_near(meant, own)}):
        (first, said), (second, also) = sorted((people[one], people[other]))
        if first != second:
            words = message("giving.destination")
            found.append(Common(first, second, float(meant[one] @ meant[other]), words, (said, also)))
    return tuple(sorted(found, key=lambda each: (-each.score, each.one, each.other)))


def same_home(people: Sequence[Who]) -> tuple[Common, ...]:
    """The pairs who are at home in one town or region."""
    by_home: dict[Place, set[str]] = defaultdict(set)
    for each in people:
        if each.home and not each.home[0].is_country:
            by_home[each.home[0]].add(each.person)
    return tuple(
        Common(one, other, 1.0, message("giving.home", place=home.name.title()))
        for home, persons in by_home.items()
        for one, other in combinations(sorted(persons), 2)
    )


def _care(text: str) -> Care:
    tongue = tongue_of(text)
    about = {each.concept: each.weight for each in named(text, tongue, tables=HOBBIES)}
    said = (word for word in tokens(text) if len(word) > 2 and word not in little_words(tongue))
    return Care(text, MappingProxyType(about), frozenset(word_key(word, tongue) for word in said))


def _candidates(
    cares: Sequence[tuple[str, Care]], meant: Vectors, own: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The pairs of cares worth a look, one of them in `own`: they name one hobby, or mean much the same."""
    by_concept: dict[str, list[int]] = defaultdict(list)
    for number, (_, care) in enumerate(cares):
        for concept in care.about:
            by_concept[concept].append(number)
    mine = frozenset(own)
    named_alike = (
        (min(pair), max(pair))
        for numbers in sorted(by_concept.values(), key=len)
        if len(numbers) <= MOST_NAMED
        for one in numbers
        if one in mine
        for pair in ((one, other) for other in numbers if other != one)
    )
    yield from sorted({*islice(named_alike, 2 * MOST_PAIRS), *_near(meant, own)})


def _near(meant: Vectors, own: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of places that mean much the same: for each in `own` the nearest others."""
    most = min(NEAREST + 1, len(meant))
    for start in range(0, len(own), 512):
        rows = own[start : start + 512]
        likeness = meant[rows] @ meant.T
        best = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
        for one, others, likes in zip(
            rows, best.tolist(), np.take_along_axis(likeness, best, 1).tolist(), strict=True
        ):
            for other, like in zip(others, likes, strict=True):
                if other != one and like >= ALIKE:
                    yield min(one, other), max(one, other)


def _common(
    one: tuple[str, Care], other: tuple[str, Care], alike: Mapping[str, float], rare: Mapping[str, float]
) -> Common:
    """What two cares have in common, by all that speaks for it."""
    (first, care), (second, also) = sorted((one, other), key=lambda each: each[0])
    count = weights()
    values = {**interest_measures(care, also, rare), **alike}
    total = count["bias"] + sum(count[kind] * value for kind, value in values.items())
    score = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    return Common(first, second, score, message("giving.interest"), (care.text, also.text))


def interest_measures(one: Care, other: Care, rare: Mapping[str, float]) -> dict[str, float]:
    """The evidence of two cares beside their meaning.

    The hobby that both name, and the words that both have.
    """
    both = [
        min(one.about[each], other.about[each]) * rare[f"concept {each}"]
        for each in one.about
        if each in other.about
    ]
    words = sum(rare[word] for word in one.words & other.words)
    unlike = float(bool(one.about) and bool(other.about) and not both)
    return {"hobby": max(both, default=0.0), "words": min(MOST_WORDS, words), "unlike": unlike}


def _rarity(cares: Sequence[Care]) -> Mapping[str, float]:
    """How rare each hobby and each word is, 0 to 1."""
    times = Counter(
        name for care in cares for name in (*(f"concept {each}" for each in care.about), *care.words)
    )
    number = max(len(cares), LEAST)
    return {name: log((number + 1) / count) / log(number + 1) for name, count in times.items()}


@cache
def weights() -> Mapping[str, float]:
    """What each kind of evidence counts, in nats."""
    table = tomllib.loads(files("data").joinpath("tables", "giving_weights.toml").read_text("utf-8"))
    return MappingProxyType(table["interests"])
