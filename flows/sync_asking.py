"""What only the owner can settle between the store and an address book, asked in the terminal.

Nothing is chosen by default: whoever only presses Enter leaves it as it is, and is asked again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from rich.console import Console

from data.models import Person
from data.texts import Language, say
from enrich.card_said import Said
from enrich.three_ways import Choice, Conflict
from enrich.vcard import display_name
from flows.prompts import PROMPT, Prompts

Chosen = TypeVar("Chosen", bound=StrEnum)


class Missing(StrEnum):
    """What to do about a card whose file was deleted."""

    BACK = "back"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks where there is a terminal, `prompts`; where there is none, nobody answers."""

    prompts: Prompts | None

    def conflict(self, person: Person, conflict: Conflict) -> Choice | None:
        """How to settle what both sides changed."""
        if self.prompts is None:
            return None
        self.prompts.show(describe(person, conflict, self.prompts.language), style="bold")
        return _chosen(self.prompts, conflict.choices)

    def missing(self, person: Person) -> Missing | None:
        """What to do about somebody whose card was deleted from the folder."""
        if self.prompts is None:
            return None
        said = say("sync.missing", self.prompts.language, name=display_name(person))
        self.prompts.show(said, style="bold")
        return _chosen(self.prompts, tuple(Missing))


def _chosen(prompts: Prompts, choices: Sequence[Chosen]) -> Chosen | None:
    for number, choice in enumerate(choices, start=1):
        prompts.show(f"  {number}. {say(f'sync.{choice}', prompts.language)}")
    prompts.show(say("sync.enter-leaves", prompts.language), style="dim")
    while typed := prompts.read(PROMPT).strip():
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return choices[int(typed) - 1]
        prompts.say("number", count=len(choices), style="yellow")
    return None


def at_terminal(language: Language) -> Asking:
    """Asks where somebody sits at a terminal; in a pipe or a timer nobody does."""
    sits = sys.stdin.isatty() and sys.stdout.isatty()
    return Asking(Prompts(Console(), language) if sits else None)


def describe(person: Person, conflict: Conflict, language: Language) -> str:
    """One sentence about a conflict, with all three values."""
    facts = {
        "name": display_name(person),
        "field": say(f"sync.field-{conflict.field}", language),
        "was": listed(conflict.was, language),
        "mine": listed(conflict.mine, language),
        "theirs": listed(conflict.theirs, language),
    }
    return say("sync.conflict", language, **facts)


def listed(values: Iterable[Said], language: Language) -> str:
    """The values in one line, or that there is none."""
    return ", ".join(each.value.value for each in values) or say("sync.none", language)
