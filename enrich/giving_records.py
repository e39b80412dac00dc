"""Who looks for what, who offers what, and why the two should meet: the records of matching needs with offers."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.models import Need, Person
from data.texts import Message
from enrich.text_traits import Traits, traits
from enrich.whereabouts import Place


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
    """One thing that somebody looks for. `number` is its place in the person's list, from 0."""

    who: Who
    need: Need
    said: Traits
    number: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that somebody offers. `number` is its place in the person's list, from 0."""

    who: Who
    said: Traits
    number: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against an introduction: how much it counts, in nats, and how it is said to the owner."""

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
    """The shared side of a person; `town` is where their card says they are, used where `does` names no place."""
    said = traits(does)
    home = said.where.places or traits(town).where.places
    country = home[0].country if home else ""
    return Who(key, said, home, tuple(traits(offer, country=country) for offer in offers))


def sides_of(person: Person, *, town: str = "") -> tuple[tuple[Wanted, ...], tuple[Offered, ...]]:
    """All that a person on file looks for and offers."""
    answer = person.answer
    shared = who(person.uid or str(person.number), answer.does or answer.who, answer.offers, town=town)
    return wanted_of(shared, answer.needs), offered_of(shared)


def wanted_of(shared: Who, needs: tuple[Need, ...]) -> tuple[Wanted, ...]:
    """What a person looks for, taken apart."""
    return tuple(
        Wanted(shared, need, traits(need.text, country=shared.country), number)
        for number, need in enumerate(needs)
    )


def offered_of(shared: Who) -> tuple[Offered, ...]:
    """What a person offers, taken apart."""
    return tuple(Offered(shared, said, number) for number, said in enumerate(shared.offers))
