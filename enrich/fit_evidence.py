"""The evidence that an offer serves a need, each kind by itself, from their traits alone.

Every function gives a number, usually 0 to 1; what each kind counts stands in
`data/tables/giving_weights.toml`.
Meaning, the one kind that needs vectors, is added in `enrich/giving.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.models import NeedKind
from enrich.gazetteer import FAR, Place, gap
from enrich.giving_records import Offered, Wanted
from enrich.rarity import Rarity
from enrich.text_traits import Traits

LITTLE = 0.6  # rarity below which a need's concepts are taken for little
MOST_WORDS = 1.5
NEAR, ROUND = 60.0, 40.0  # km within which is near, from which it begins to be far
AWAY = 150.0  # km more, at which it is far
POSTED = 0.3  # of distance, where the offer can be had from afar
SERVED = 0.2  # of distance within the country, where all of it is served
AT_HOME = 0.4  # of distance, where the need names no place and the thing is not bound to one
BOUND = frozenset(
    f"concepts_{table}/{field}"
    for table in ("trades", "situations")
    for field in ("building", "places", "care", "talks and events")
)
BUYERS = frozenset({"distributor", "buyers"})

About = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an offer side by side: how far apart in km (beyond `FAR` where not known).

    And in which countries.
    """

    wanted: Wanted
    offered: Offered
    rare: Rarity
    distance: float
    abroad: bool


Measure = Callable[[Pair], float]


def measures(wanted: Wanted, offered: Offered, rare: Rarity) -> dict[str, float]:
    """Each kind of evidence that says something, by name."""
    here, there = wanted.places, offered.places
    distance = min((gap(one, other) for one in here for other in there), default=2 * FAR)
    pair = Pair(wanted, offered, rare, distance, distance > 0 and _abroad(here, there))
    return {kind: value for kind, measure in MEASURES.items() if (value := measure(pair))}


def covered(asked: About, known: Mapping[str, float], rare: Rarity) -> float:
    """How much of what is asked for is known, 0 to 1, the rarer the more."""
    total = sum(weight * rare.concept(concept) for concept, weight in asked)
    met = sum(
        weight * rare.concept(concept) * known[concept] for concept, weight in asked if concept in known
    )
    return met / max(total, LITTLE) if met else 0.0


def concepts(pair: Pair) -> float:
    """How much of the need the offer and its holder's trade speak of."""
    return covered(pair.wanted.said.about, pair.offered.known, pair.rare)


def field(pair: Pair) -> float:
    """Whether need and offer are of one field of work."""
    return float(
        _share(pair.wanted.said, pair.offered.said) or _share(pair.wanted.said, pair.offered.who.does)
    )


def words(pair: Pair) -> float:
    """The words that need and offer share, the rarer the more."""
    return min(
        MOST_WORDS, sum(pair.rare.word(word) for word in pair.wanted.said.words & pair.offered.said.words)
    )


def trade_words(pair: Pair) -> float:
    """The words that the need shares with what the other does."""
    return min(
        MOST_WORDS, sum(pair.rare.word(word) for word in pair.wanted.said.words & pair.offered.who.does.words)
    )


def buys(pair: Pair) -> float:
    """Whether a buyer is wanted and found."""
    return float(wants_buyer(pair.wanted) and is_buyer(pair.offered))


def sells_too(pair: Pair) -> float:
    """Whether a buyer is wanted, and the other only has something to sell."""
    return float(wants_buyer(pair.wanted) and not is_buyer(pair.offered))


def seeks_too(pair: Pair) -> float:
    """Whether the other buys what they should have, or looks for work too."""
    buying = not wants_buyer(pair.wanted) and _buys(pair.offered.said)
    return float(buying or ("wants_work" in pair.wanted.said.turns and "works" in pair.offered.said.turns))


def product(pair: Pair) -> float:
    """How much of what the seeker of a buyer makes the other deals in."""
    return (
        covered(pair.wanted.who.does.about, pair.offered.known, pair.rare)
        if wants_buyer(pair.wanted)
        else 0.0
    )


def near(pair: Pair) -> float:
    """1 where both are in one place, 0 from `NEAR` km on."""
    return 0.0 if pair.wanted.said.where.abroad else max(0.0, 1 - pair.distance / NEAR)


def far(pair: Pair) -> float:
    """How far away what is bound to a place lies, 0 to 1."""
    distance = pair.distance
    if distance > FAR or pair.wanted.said.where.abroad:
        return 0.0
    value = min(1.0, max(0.0, (distance - ROUND) / AWAY))
    if pair.offered.said.where.anywhere:
        value *= POSTED
    if pair.offered.said.where.everywhere and not pair.abroad:
        value *= SERVED
    bound = (
        pair.wanted.said.where.places
        or pair.wanted.said.where.near
        or not pair.wanted.said.fields.isdisjoint(BOUND)
    )
    return value if bound else AT_HOME * value


def another_country(pair: Pair) -> float:
    """Whether they are of different countries, none of them wants that, and it cannot be had from afar."""
    where = pair.wanted.said.where
    return float(not where.abroad and not pair.offered.said.where.anywhere and pair.abroad)


def from_abroad(pair: Pair) -> float:
    """Whether another country is wanted: 1 where it is one, -1 where it is not."""
    if (
        not pair.wanted.said.where.abroad
        or pair.wanted.said.where.places
        or not (pair.wanted.who.home and pair.offered.places)
    ):
        return 0.0
    return 1.0 if pair.abroad else -1.0


def excluded(pair: Pair) -> float:
    """Whether the offer lies where the need says it must not."""
    shut = pair.wanted.said.where.excluded
    return float(any(gap(one, other) == 0 for one in shut for other in pair.offered.places))


def free(pair: Pair) -> float:
    """Where it must cost nothing: 1 where it does not, -1 where it does."""
    if "free" not in pair.wanted.said.turns:
        return 0.0
    return float("free" in pair.offered.said.turns) - float("paid" in pair.offered.said.turns)


def speaks(pair: Pair) -> float:
    """Where a language is asked for: 1 where the other speaks it, -1 where nothing says so."""
    asked = pair.wanted.said.speaks
    if not asked:
        return 0.0
    known = pair.offered.said.speaks | pair.offered.who.does.speaks | {pair.offered.said.tongue}
    return 1.0 if asked & known else -1.0


def amount(pair: Pair) -> float:
    """1 where the offer takes no so small, or no so large, amounts as are needed."""
    asked, limits = pair.wanted.said.amounts.named, pair.offered.said.amounts
    if not asked:
        return 0.0
    return float(
        bool((limits.least and max(asked) < limits.least) or (limits.most and min(asked) > limits.most))
    )


MEASURES: Mapping[str, Measure] = {
    measure.__name__: measure
    for measure in (
        concepts, field, words, trade_words, buys, sells_too, seeks_too, product, near, far,
        another_country, from_abroad, excluded, free, speaks, amount,
    )
}  # fmt: skip


def wants_buyer(wanted: Wanted) -> bool:
    """Whether the need is for somebody who buys from its holder."""
    return wanted.need.kind is NeedKind.CLIENT or "wants_buyers" in wanted.said.turns


def is_buyer(offered: Offered) -> bool:
    """Whether the offer is to buy, or to bring to those who do."""
    return _buys(offered.said) or any(concept in BUYERS for concept, _ in offered.said.about)


def _share(one: Traits, other: Traits) -> bool:
    return not one.fields.isdisjoint(other.fields)


def _buys(said: Traits) -> bool:
    return "buys" in said.turns and "sells" not in said.turns


def _abroad(here: tuple[Place, ...], there: tuple[Place, ...]) -> bool:
    """Whether no place of the one is in a country of the other, where both are known."""
    countries = {place.country for place in here}
    return bool(here and there) and countries.isdisjoint(place.country for place in there)
