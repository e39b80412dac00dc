"""Whether two contacts are one person, told by evidence that can be read.

>>> from data.models import Contact, Value
>>> ana = Contact(name=Value("Paca Quillón Ruiz", ""), phones=(Value("+34600000001", "", kind="mobile"),))
>>> judge(ana, Contact(name=Value("Francisca Quillón", ""), phones=ana.phones)).likeness.value
'same'
>>> judge(ana, Contact(name=Value("Elena Quillón", ""), phones=ana.phones)).likeness.value
'different'
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from data.models import Contact
from data.texts import Message, message
from enrich.same_person_clues import Clue, clues
from enrich.same_person_glance import is_worth_it
from enrich.same_person_table import weight
from enrich.same_person_traits import Traits, traits

RULES_OUT = frozenset({"two_given", "two_generations", "one_generation", "two_second_surnames"})


class Likeness(StrEnum):
    """What is made of two contacts. Nothing is joined by itself, whatever it says."""

    SAME = "same"  # likely one person
    ASK = "ask"  # worth a question
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that speaks for (+) and against (−) two contacts being one person, in nats."""

    clues: tuple[Clue, ...]

    @property
    def nats(self) -> float:
        return weight("prior", "odds") + sum(clue.weight for clue in self.clues)

    @property
    def probability(self) -> float:
        """From 0 to 1, as sure as the weights are right."""
        return 1 / (1 + math.exp(-self.nats))

    @property
    def likeness(self) -> Likeness:
        if self.probability >= weight("verdict", "same"):
            return Likeness.SAME
        return Likeness.ASK if self.probability >= weight("verdict", "ask") else Likeness.DIFFERENT

    @property
    def rules_out(self) -> bool:
        """Whether they say what no two cards of one person do: two given names, two generations."""
        return any(clue.name in RULES_OUT for clue in self.clues)

    @property
    def reasons(self) -> tuple[Message, ...]:
        """What to show the owner: what speaks for it, the strongest first, and then what speaks against."""
        ordered = sorted(self.clues, key=lambda clue: (clue.weight < 0, -abs(clue.weight), clue.name))
        return tuple(message(f"same_person.{clue.name}", shown=clue.shown) for clue in ordered)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on file, or a card that waits: their key in the store, and all contacts of theirs."""

    key: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody known who may be the person of a contact, and why."""

    known: Known
    judgement: Judgement


def judge(one: Contact, other: Contact) -> Judgement:
    """All evidence about two contacts, the same whichever comes first."""
    return weigh(traits(one), traits(other))


def weigh(one: Traits, other: Traits) -> Judgement:
    """The same of contacts whose traits are at hand."""
    return Judgement(clues(one, other))


def suggestions(contact: Contact, others: Iterable[Known]) -> tuple[Suggestion, ...]:
    """Those of `others` who may be this person, the likeliest first, each by their likeliest contact."""
    own = traits(contact)
    judged = (found for known in others if (found := _suggestion(own, known)))
    worth = (each for each in judged if each.judgement.likeness is not Likeness.DIFFERENT)
    return tuple(sorted(worth, key=lambda each: (-each.judgement.nats, each.known.key)))


def _suggestion(own: Traits, known: Known) -> Suggestion | None:
    """Somebody by the likeliest of their contacts; by one that rules the person out where there is one."""
    theirs = [traits(each) for each in known.contacts]
    if not any(is_worth_it(own, each) for each in theirs):
        return None
    found = [weigh(own, each) for each in theirs]
    against = [each for each in found if each.rules_out]
    return Suggestion(known, max(against or found, key=lambda each: each.nats))
