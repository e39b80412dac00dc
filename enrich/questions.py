"""What Aroma asks about a person: one definition for the form in the browser and for the terminal.

The order is the order of everything in Aroma: BE, DO, HAVE, and last what to do with the card. The
words stand in `data/sentences/questions.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from data.models import Decision, Known, NeedKind
from data.texts import LANGUAGES, Language, Message, say


class Section(StrEnum):
    """A part of the form."""

    BE = "be"
    DO = "do"
    HAVE = "have"
    DECIDE = "decide"

    def heading(self, language: Language) -> str:
        return say(f"questions.section-{self}", language)

    def intro(self, language: Language) -> str:
        """What stands below the heading, "" where nothing does."""
        return say(f"questions.section-{self}-hint", language)


class Kind(StrEnum):
    """What an answer looks like."""

    LINE = "line"
    TEXT = "text"
    """Some lines."""
    LIST = "list"
    NEEDS = "needs"
    """A list, each item of a `NeedKind`."""
    DATE = "date"
    CHOICE = "choice"
    SAME = "same"
    """People on file, each of whom may be this person, or not."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `required` means: nobody is filed without it. `choices` are the keys of a choice.

    `before` is how the card before this one is called, where a choice names it. `known` are the people of
    whom it is asked whether they are this one.
    """

    key: str
    section: Section
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    before: str = ""
    known: tuple[Known, ...] = ()

    @property
    def many(self) -> bool:
        """Whether the answer is a list."""
        return self.kind in {Kind.LIST, Kind.NEEDS, Kind.SAME}

    def title(self, language: Language) -> str:
        return say(f"questions.{self.key}", language)

    def hint(self, language: Language) -> str:
        """What helps to answer, "" where the question needs nothing."""
        return say(f"questions.{self.key}-hint", language)

    def label(self, choice: str, language: Language) -> str:
        """How `choice` is called; raises KeyError for one that is not among the choices."""
        return say(f"questions.{self.key}-{choice}", language, before=self.before)

    def labels(self, language: Language) -> tuple[str, ...]:
        """How the choices are called, in their order."""
        return tuple(self.label(choice, language) for choice in self.choices)

    def chosen(self, text: str) -> str | None:
        """The choice that is meant by its key or its label in any language; None: by neither."""
        said = text.strip().casefold()
        for choice in self.choices:
            names = {choice, *(self.label(choice, language).casefold() for language in LANGUAGES)}
            if said in names:
                return choice
        return None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the answer to the question `key`, and what to do about it."""

    key: str
    message: Message


SAME = Question("same", Section.BE, Kind.SAME)
"""Asked before all others, of a card whose person may be on file already."""
DIFFERENT = "different"
"""Under which the words keep who was asked about and is somebody else."""

QUESTIONS: tuple[Question, ...] = (
    Question("who", Section.BE, Kind.TEXT, required=True),
    Question("does", Section.BE, Kind.TEXT),
    Question("heading", Section.BE, Kind.TEXT),
    Question("interests", Section.BE, Kind.LIST),
    Question("met_where", Section.BE, Kind.LINE),
    Question("met_when", Section.BE, Kind.DATE),
    Question("met_through", Section.BE, Kind.LINE),
    Question("needs", Section.DO, Kind.NEEDS, choices=tuple(NeedKind)),
    Question("offers", Section.DO, Kind.LIST),
    Question("gift", Section.DO, Kind.TEXT),
    Question("gift_by", Section.DO, Kind.DATE),
    Question("name", Section.HAVE, Kind.LINE),
    Question("job_title", Section.HAVE, Kind.LINE),
    Question("company", Section.HAVE, Kind.LINE),
    Question("address", Section.HAVE, Kind.TEXT),
    Question("phones", Section.HAVE, Kind.LIST),
    Question("emails", Section.HAVE, Kind.LIST),
    Question("websites", Section.HAVE, Kind.LIST),
    Question("social", Section.HAVE, Kind.LIST),
    Question("decision", Section.DECIDE, Kind.CHOICE, choices=tuple(Decision)),
    Question("later_until", Section.DECIDE, Kind.DATE),
)

QUESTION: Mapping[str, Question] = MappingProxyType({one.key: one for one in (SAME, *QUESTIONS)})


def questions(*, sides: int = 1, before: str = "", known: Sequence[Known] = ()) -> tuple[Question, ...]:
    """All that is asked about one card, in order.

    Whether it is one of `known`, where there are; and what to do with it: what is always to choose from, what
    a card of several `sides` allows, and what it does where another card waits that was photographed right
    before it, called `before`; "" where none does.
    """
    allowed = {Decision.SPLIT: sides > 1, Decision.JOIN: bool(before)}
    choices = tuple(choice for choice in Decision if allowed.get(choice, True))
    decision = replace(QUESTION["decision"], choices=choices, before=before)
    same = [replace(SAME, known=tuple(known))] if known else []
    return (*same, *(decision if question.key == decision.key else question for question in QUESTIONS))


def asked_in(section: Section, asked: Sequence[Question]) -> tuple[Question, ...]:
    """Those of the questions that stand in one section, in order."""
    return tuple(question for question in asked if question.section is section)
