"""What was edited in an address book, told from what changed in the store: a comparison of three cards.

What Aroma wrote last is the base. A value that is missing there was taken out, one that is new was put in,
and what only the store changed is no edit. Where both changed the same to different things, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from enrich.card_said import SINGLE, Said

Keyed = dict[str, Said]


class Choice(StrEnum):
    """How its owner settles a conflict."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Edit:
    """What an address book changed: the store's values that end, and those that come."""

    gone: tuple[Said, ...] = ()
    come: tuple[Said, ...] = ()

    def __add__(self, other: Edit) -> Edit:
        return Edit(self.gone + other.gone, self.come + other.come)

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One property that both changed: what it was, what the store says, and what the address book does."""

    field: str
    was: tuple[Said, ...]
    mine: tuple[Said, ...]
    theirs: tuple[Said, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """A person has one name and one job, but may have two numbers."""
        both = self.field not in SINGLE and self.mine and self.theirs
        return (Choice.MINE, Choice.THEIRS, Choice.BOTH) if both else (Choice.MINE, Choice.THEIRS)

    def settled(self, choice: Choice) -> Edit:
        """The edit that the choice makes of it."""
        match choice:
            case Choice.MINE:
                return Edit()
            case Choice.THEIRS:
                return Edit(gone=self.mine, come=self.theirs)
            case Choice.BOTH:
                return Edit(come=self.theirs)


def compare(
    base: Sequence[Said], mine: Sequence[Said], theirs: Sequence[Said]
) -> tuple[Edit, tuple[Conflict, ...]]:
    """What was edited, `gone` in the store's own values, and what both changed."""
    edit, conflicts = Edit(), []
    for field in dict.fromkeys(each.field for each in (*base, *mine, *theirs)):
        was, here, there = (_of(field, said) for said in (base, mine, theirs))
        if field == "name" and not here:  # the card shows something else instead, which nobody took out
            there = {key: each for key, each in there.items() if key not in was}
            was = {}
        conflict = _conflict(field, was, here, there)
        if conflict:
            conflicts.append(conflict)
            there = _without(there, conflict)
        gone = tuple(here[key] for key in was if key not in there and key in here)
        come = tuple(each for key, each in there.items() if key not in was and key not in here)
        edit += Edit(gone, come)
    return edit, tuple(conflicts)


def _conflict(field: str, was: Keyed, here: Keyed, there: Keyed) -> Conflict | None:
    """The two changes of one field that exclude each other, None where they do not."""
    mine = tuple(each for key, each in here.items() if key not in was and key not in there)
    theirs = tuple(each for key, each in there.items() if key not in was and key not in here)
    if field in SINGLE:
        three = (was.keys(), here.keys(), there.keys())
        asked = all(one != other for one, other in combinations(three, 2))
        return Conflict(field, tuple(was.values()), mine, theirs) if asked else None
    replaced = tuple(each for key, each in was.items() if key not in here and key not in there)
    return Conflict(field, replaced, mine, theirs) if replaced and (mine or theirs) else None


def _without(there: Keyed, conflict: Conflict) -> Keyed:
    """What the address book says, without what is still to be asked."""
    asked = {each.key for each in conflict.theirs}
    return {key: each for key, each in there.items() if key not in asked}


def _of(field: str, said: Iterable[Said]) -> Keyed:
    return {each.key: each for each in said if each.field == field}
