"""Who looks for what, who offers what, and why the two should meet.

The records of matching needs with offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from data.models import Need
from data.texts import Message
from enrich.gazetteer import Place
from enrich.text_traits import Traits, traits

TRADE = 0.6  # of a concept that the trade of somebody names, and not their offer


@dataclass(frozen=True, slots=True)
class Who:
    """The side of a person that every need and offer of theirs shares.

    `person` names them, `does` is their trade taken apart, `home` where they are at home (empty where nothing
    tells), `offers` what they offer themselves.
    """

    person: str
    does: Traits = field(default_factory=lambda: Traits(""))
    home: tuple[Place, ...] = ()
    offers: tuple[Traits, ...] = ()

    @property
    def country(self) -> str:
        """The country of their home, "" where it is not known."""
        return self.home[0].country if self.home else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that somebody looks for. `number` is its place in the person's list, from 0.

    `places` are where it is wanted: those that it names, else the person's home.
    """

    who: Who
    need: Need
    said: Traits
    number: int = 0
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that somebody offers. `number` is its place in the person's list, from 0.

    `places` are where it can be had: those that it names, and the home of whoever offers it.
    `known` are the concepts that it names and, with less weight, those of the person's trade.
    """

    who: Who
    said: Traits
    number: int = 0
    places: tuple[Place, ...] = ()
    known: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against an introduction.

    How much it counts, in nats, and how it is said to the owner.
    """

    kind: str
    weight: float
    words: Message


@dataclass(frozen=True, slots=True)
class Introduction:
    """Somebody who looks for what somebody else offers.

    `score` is how likely the two fit, 0 to 1; it rates the suggestion and neither of the two people.
    `reasons` are those for it, the weightiest first, and then those against it.
    """

    wanted: Wanted
    offered: Offered
    score: float
    reasons: tuple[Evidence, ...] = ()


def who(key: str, does: str, offers: tuple[str, ...] = (), *, town: str = "") -> Who:
    """The shared side of a person; `town` is where their card says they are.

    Used where `does` names no place.
    """
    said = traits(does)
    home = said.where.places or traits(town).where.places
    country = home[0].country if home else ""
    return Who(key, said, home, tuple(traits(offer, country=country) for offer in offers))


def wanted_of(shared: Who, needs: tuple[Need, ...]) -> tuple[Wanted, ...]:
    """What a person looks for, taken apart."""
    said = [traits(need.text, country=shared.country) for need in needs]
    return tuple(
        Wanted(shared, need, each, number, each.where.places or shared.home)
        for number, (need, each) in enumerate(zip(needs, said, strict=True))
    )


def offered_of(shared: Who) -> tuple[Offered, ...]:
    """What a person offers, taken apart."""
    return tuple(
        Offered(shared, said, number, said.where.places + shared.home, _known(said, shared.does))
        for number, said in enumerate(shared.offers)
    )


def _known(said: Traits, does: Traits) -> Mapping[str, float]:
    """The concepts of an offer and of its holder's trade."""
    found = {concept: TRADE * weight for concept, weight in does.about}
    for concept, weight in said.about:
        found[concept] = max(weight, found.get(concept, 0.0))
    return MappingProxyType(found)
