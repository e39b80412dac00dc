"""How much two names speak for one person: word by word, in the orders in which names are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from enrich.name_frequency import how_usual
from enrich.nicknames import is_compound_of
from enrich.same_person_align import NONE, Agreement, Aliases, align, any_agree, worth
from enrich.same_person_readings import Name, Reading, Word
from enrich.same_person_table import weight
from enrich.same_person_words import Grade

USUAL = frozenset({"most", "many"})
AGAINST = 0.25  # of what speaks against a reading
WRITTEN = frozenset({Grade.SPELLING, Grade.MISREAD, Grade.TYPO})
CALLED = frozenset({Grade.NICKNAME, Grade.SHORTENED, Grade.MAILBOX})


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How two names agree: nats, the name of what was found, and whether the names rule each other out."""

    weight: float
    clue: str
    against: tuple[tuple[str, float], ...] = ()

    @property
    def total(self) -> float:
        return self.weight + sum(each for _, each in self.against)


def compare(one: Name, other: Name, aliases: Aliases = NONE) -> NameLikeness:
    """The likeness of two names by their best pair of readings.

    `aliases` are words that each may find in the other's mailboxes: tuca@… says what Visitación is called.
    """
    pairs = product(enumerate(one.readings), enumerate(other.readings))
    found = [
        (_likeness(first, second, aliases), -(at + to))
        for (at, first), (to, second) in pairs
        if not (first.turned and second.turned)
    ]
    best = max(found, key=lambda each: (_order(each[0]), each[1]))[0]
    generations = _generations(one.generation, other.generation)
    return NameLikeness(best.weight, best.clue, (*best.against, *generations))


def _order(found: NameLikeness) -> float:
    """By what readings are chosen: what agrees, and a little what does not, lest a wrong one hide it."""
    return found.weight + AGAINST * (found.total - found.weight)


def _likeness(one: Reading, other: Reading, aliases: Aliases) -> NameLikeness:
    if not any_agree(one.given, other.given, aliases) and _heavy(one.given) and _heavy(other.given):
        return NameLikeness(0.0, "name_in_part", (("two_given", weight("name", "two_given")),))
    given = _given(one, other, aliases)
    surnames = align(one.surnames, other.surnames, "surname")
    total = _worth(given, "given") + _worth(surnames, "surname")
    against = [*_against_given(given, one, other), *_against_surnames(surnames, one, other)]
    if not surnames.pairs and against and (one.turned or other.turned):
        against = [
            ("two_given", weight("name", "two_given"))
        ]  # what agrees is a surname taken for a given name
    if not against and given.left + surnames.left and given.right + surnames.right:
        against = _left_over(one, other, given)
    if one.turned != other.turned:
        total += weight("name", "other_order")
    return NameLikeness(total, _clue(given, surnames, turned=one.turned != other.turned), tuple(against))


def _given(one: Reading, other: Reading, aliases: Aliases) -> Agreement:
    """How the given names agree, a compound's familiar form and a mailbox's word for it among the ways."""
    for first, second in ((one.given, other.given), (other.given, one.given)):
        if len(first) == 1 and is_compound_of(
            first[0].text, [word.text for word in second if not word.light]
        ):
            return Agreement(((first[0].text, Grade.NICKNAME),), 0, 0)
    return align(one.given, other.given, "given", aliases)


def _worth(agreement: Agreement, kind: str) -> float:
    """The nats of the words that agree: the rarest whole, further ones of the family less."""
    each = sorted((worth(word, grade, kind) for word, grade in agreement.pairs), reverse=True)
    total = sum(value * (1.0 if not at else weight("rarity", "further")) for at, value in enumerate(each))
    return total + (weight("name", "not_first") if each and not agreement.first else 0.0)


def _against_given(given: Agreement, one: Reading, other: Reading) -> list[tuple[str, float]]:
    both = _heavy(one.given) and _heavy(other.given)
    if both and (not given.pairs or (given.left and given.right)):
        return [("two_given", weight("name", "two_given"))]
    return []


def _against_surnames(surnames: Agreement, one: Reading, other: Reading) -> list[tuple[str, float]]:
    if not _heavy(one.surnames) or not _heavy(other.surnames):
        return []
    if not surnames.pairs:
        return [("two_surnames", weight("name", "two_surnames"))]
    if surnames.left and surnames.right:
        if _is_given_only(one.surnames) and _is_given_only(other.surnames):
            return [("two_given", weight("name", "two_given"))]
        married = any(word.married for word in (*one.surnames, *other.surnames))
        name = "married_surnames" if married else "two_second_surnames"
        return [(name, weight("name", name))]
    return []


def _is_given_only(words: Sequence[Word]) -> bool:
    """Whether the first of these surnames must be a second given name: Enrique of Luis Enrique Cos."""
    first = next((word.text for word in words if not word.light), "")
    return how_usual(first, "given") in USUAL and how_usual(first, "surname") not in USUAL


def _left_over(one: Reading, other: Reading, given: Agreement) -> list[tuple[str, float]]:
    """What speaks against two names of which one has a given name more, and the other a surname more."""
    if given.left + given.right and any(map(_is_given_only, (one.surnames, other.surnames))):
        return [("two_given", weight("name", "two_given"))]
    words = [word.text for words in (one.surnames, other.surnames) for word in words if not word.light]
    if given.left + given.right and any(how_usual(word, "given") in USUAL for word in words):
        return [("two_second_surnames", weight("name", "two_second_surnames"))]
    return []


def _heavy(words: Sequence[Word]) -> bool:
    return any(not word.light for word in words)


def _generations(one: str, other: str) -> tuple[tuple[str, float], ...]:
    if one == other:
        return ()
    name = "two_generations" if one and other else "one_generation"
    return ((name, weight("name", name)),)


def _clue(given: Agreement, surnames: Agreement, *, turned: bool) -> str:
    """The name of what was found, for the reason that is shown."""
    grades = {grade for _, grade in (*given.pairs, *surnames.pairs)}
    missing = bool(given.left or given.right or surnames.left or surnames.right)
    ways = (
        (not grades or (surnames.left and surnames.right), "name_in_part"),
        (not surnames.pairs, "same_given"),
        (bool(grades & CALLED), "nickname"),
        (Grade.TRANSLATED in grades, "translated_name"),
        (bool(grades & {Grade.INITIAL, Grade.CALLED}), "initials"),
        (bool(grades & WRITTEN), "name_written_differently"),
        (turned, "name_in_other_order"),
        (missing, "shorter_name"),
    )
    return next((name for holds, name in ways if holds), "same_name")
