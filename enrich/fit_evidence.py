"""The evidence that an offer serves a need, each kind by itself, from their traits alone.

Every function gives a number, usually 0 to 1; what each kind counts stands in `data/tables/giving_weights.toml`.
Meaning, the one kind that needs vectors, is added in `enrich/giving.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from data.models import NeedKind
from enrich.concepts import field_of
from enrich.giving_records import Offered, Wanted
from enrich.rarity import Rarity
from enrich.text_traits import Traits
from enrich.whereabouts import FAR, Place, gap

TRADE = 0.6  # of a concept that the trade of somebody names, and not their offer
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
Measure = Callable[[Wanted, Offered, Rarity], float]


def measures(wanted: Wanted, offered: Offered, rare: Rarity) -> dict[str, float]:
    """Each kind of evidence that says something, by name."""
    found = {kind: measure(wanted, offered, rare) for kind, measure in MEASURES.items()}
    return {kind: value for kind, value in found.items() if value}


def known_of(offered: Offered) -> Mapping[str, float]:
    """The concepts of an offer and, with less weight, of its holder's trade."""
    found = {concept: TRADE * weight for concept, weight in offered.who.does.about}
    for concept, weight in offered.said.about:
        found[concept] = max(weight, found.get(concept, 0.0))
    return found


def covered(asked: About, known: Mapping[str, float], rare: Rarity) -> float:
    """How much of what is asked for is known, 0 to 1, the rarer the more."""
    total = sum(weight * rare.concept(concept) for concept, weight in asked)
    met = sum(
        weight * rare.concept(concept) * known[concept] for concept, weight in asked if concept in known
    )
    return met / max(total, LITTLE) if met else 0.0


def concepts(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """How much of the need the offer and its holder's trade speak of."""
    return covered(wanted.said.about, known_of(offered), rare)


def back(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """How much of the offer the need speaks of."""
    return covered(offered.said.about, dict(wanted.said.about), rare)


def head(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether the offer names what the need is after, not only what it is for."""
    asked = wanted.said.about
    most = max((weight for _, weight in asked), default=0.0)
    known = known_of(offered)
    return max((known.get(concept, 0.0) for concept, weight in asked if weight >= most), default=0.0)


def field(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether need and offer are of one field of work."""
    return float(not _fields(wanted.said).isdisjoint(_fields(offered.said) | _fields(offered.who.does)))


def words(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """The words that need and offer share, the rarer the more."""
    return min(MOST_WORDS, sum(rare.word(word) for word in wanted.said.words & offered.said.words))


def trade_words(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """The words that the need shares with what the other does."""
    return min(MOST_WORDS, sum(rare.word(word) for word in wanted.said.words & offered.who.does.words))


def buys(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether a buyer is wanted and found."""
    return float(wants_buyer(wanted) and is_buyer(offered))


def sells_too(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether a buyer is wanted, and the other only has something to sell."""
    return float(wants_buyer(wanted) and not is_buyer(offered))


def seeks_too(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether the other buys what they should have, or looks for work too."""
    buying = not wants_buyer(wanted) and _buys(offered.said)
    return float(buying or ("wants_work" in wanted.said.turns and "works" in offered.said.turns))


def product(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """How much of what the seeker of a buyer makes the other deals in."""
    return covered(wanted.who.does.about, known_of(offered), rare) if wants_buyer(wanted) else 0.0


def near(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """1 where both are in one place, 0 from `NEAR` km on."""
    return 0.0 if wanted.said.where.abroad else max(0.0, 1 - _distance(wanted, offered) / NEAR)


def far(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """How far away what is bound to a place lies, 0 to 1."""
    distance = _distance(wanted, offered)
    if distance > FAR or wanted.said.where.abroad:
        return 0.0
    value = min(1.0, max(0.0, (distance - ROUND) / AWAY))
    if offered.said.where.anywhere:
        value *= POSTED
    if offered.said.where.everywhere and not _abroad(wanted, offered):
        value *= SERVED
    bound = wanted.said.where.places or wanted.said.where.near or not _fields(wanted.said).isdisjoint(BOUND)
    return value if bound else AT_HOME * value


def another_country(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether they are of different countries, none of them wants that, and it cannot be had from afar."""
    where = wanted.said.where
    return float(not where.abroad and not offered.said.where.anywhere and _abroad(wanted, offered))


def from_abroad(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether another country is wanted: 1 where it is one, -1 where it is not."""
    if (
        not wanted.said.where.abroad
        or wanted.said.where.places
        or not (wanted.who.home and places_of(offered))
    ):
        return 0.0
    return 1.0 if _abroad(wanted, offered) else -1.0


def excluded(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Whether the offer lies where the need says it must not."""
    shut = wanted.said.where.excluded
    return float(any(gap(one, other) == 0 for one in shut for other in places_of(offered)))


def free(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Where it must cost nothing: 1 where it does not, -1 where it does."""
    if "free" not in wanted.said.turns:
        return 0.0
    return float("free" in offered.said.turns) - float("paid" in offered.said.turns)


def speaks(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """Where a language is asked for: 1 where the other speaks it, -1 where nothing says so."""
    asked = wanted.said.speaks
    if not asked:
        return 0.0
    known = offered.said.speaks | offered.who.does.speaks | {offered.said.tongue}
    return 1.0 if asked & known else -1.0


def amount(wanted: Wanted, offered: Offered, rare: Rarity) -> float:
    """1 where the offer takes no so small, or no so large, amounts as are needed."""
    asked, limits = wanted.said.amounts.named, offered.said.amounts
    if not asked:
        return 0.0
    return float(
        bool((limits.least and max(asked) < limits.least) or (limits.most and min(asked) > limits.most))
    )


MEASURES: Mapping[str, Measure] = {
    measure.__name__: measure
    for measure in (
        concepts, back, head, field, words, trade_words, buys, sells_too, seeks_too, product, near, far,
        another_country, from_abroad, excluded, free, speaks, amount,
    )
}  # fmt: skip


def wants_buyer(wanted: Wanted) -> bool:
    """Whether the need is for somebody who buys from its holder."""
    return wanted.need.kind is NeedKind.CLIENT or "wants_buyers" in wanted.said.turns


def is_buyer(offered: Offered) -> bool:
    """Whether the offer is to buy, or to bring to those who do."""
    return _buys(offered.said) or any(concept in BUYERS for concept, _ in offered.said.about)


def places_of(offered: Offered) -> tuple[Place, ...]:
    """Where an offer can be had: the places that it names, and the home of its holder."""
    return offered.said.where.places + offered.who.home


def _buys(said: Traits) -> bool:
    return "buys" in said.turns and "sells" not in said.turns


def _fields(said: Traits) -> set[str]:
    return {field_of(concept) for concept, _ in said.about}


def _distance(wanted: Wanted, offered: Offered) -> float:
    """Kilometres between where it is wanted and where it is offered; beyond `FAR` where either is not known."""
    here, there = wanted.said.where.places or wanted.who.home, places_of(offered)
    return min((gap(one, other) for one in here for other in there), default=2 * FAR)


def _abroad(wanted: Wanted, offered: Offered) -> bool:
    """Whether no place of the one is in a country of the other, where both are known."""
    here, there = wanted.said.where.places or wanted.who.home, places_of(offered)
    countries = {place.country for place in here}
    return bool(here and there) and countries.isdisjoint(place.country for place in there)
