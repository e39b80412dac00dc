"""The answer to a form, checked: whatever was typed becomes an `Answer`, or a list of what to mend.

Only what is decided is checked: who puts a card off need not mend its phone. Nothing here raises, and
nothing typed is dropped; the words themselves are kept by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from data.models import Answer, Contact, Decision, Need
from data.texts import message
from enrich.contact_answer import check_contact
from enrich.dates import day
from enrich.questions import DIFFERENT, QUESTION, SAME, Problem
from enrich.sentences import says_something
from enrich.typed import needs, text, texts

_ORDER = {key: place for place, key in enumerate(QUESTION)}
_QUOTED = 80  # letters of an answer that a message repeats
_SOON = timedelta(days=7)


def check_answer(
    typed: Mapping[str, Any], *, card: Contact, region: str, today: date
) -> Answer | tuple[Problem, ...]:
    """The answer that `typed` gives, question → words; or its problems, in the order of the questions.

    `card` is what was read off the card: values that the owner left as they were keep all that is
    known of them, and are doubted no more. `region` is where phones are from that name no country.
    """
    asked = _Asked(typed, card, region, today)
    answer = asked.answer()
    if asked.problems:
        return tuple(sorted(asked.problems, key=lambda problem: _ORDER[problem.key]))
    return answer


@dataclass(slots=True)
class _Asked:
    """One answer while it is checked."""

    typed: Mapping[str, Any]
    card: Contact
    region: str
    today: date
    problems: list[Problem] = field(default_factory=list)

    def answer(self) -> Answer:
        match QUESTION["decision"].chosen(self.text("decision")):
            case Decision.FILE:
                return self.filed()
            case Decision.LATER:
                return Answer(Decision.LATER, later_until=self.later())
            case Decision.SPLIT | Decision.JOIN as sides:
                return Answer(Decision(sides))
            case None:
                self.wrong("decision", "answers.decision-unknown")
        return Answer(Decision.DISCARD)

    def filed(self) -> Answer:
        contact, wrong = check_contact(self.typed, card=self.card, region=self.region)
        self.problems.extend(wrong)
        return Answer(
            decision=Decision.FILE,
            who=self.who(),
            does=self.text("does"),
            heading=self.text("heading"),
            interests=self.texts("interests"),
            met_where=self.text("met_where"),
            met_when=self.met(),
            met_through=self.text("met_through"),
            needs=self.needs(),
            offers=self.texts("offers"),
            gift=self.text("gift"),
            gift_by=self.gift_by(),
            contact=contact,
            same=self.numbers(SAME.key),
            different=self.numbers(DIFFERENT),
        )

    def who(self) -> str:
        said = self.text("who")
        if not said:
            if not self.numbers(SAME.key):  # of somebody on file it is known
                self.wrong("who", "answers.who-empty")
        elif not says_something(said, self.card):
            self.wrong("who", "answers.who-says-nothing", text=said[:_QUOTED])
        return said

    def met(self) -> date | None:
        met = self.day("met_when", "past")
        if met and met > self.today:
            self.wrong("met_when", "answers.met-ahead", day=met)
        return met

    def gift_by(self) -> date | None:
        due = self.day("gift_by", "future")
        if due and due < self.today:
            self.wrong("gift_by", "answers.gift-past", day=due)
        return due

    def later(self) -> date | None:
        if not self.text("later_until"):
            self.wrong("later_until", "answers.later-when", example=self.today + _SOON)
            return None
        until = self.day("later_until", "future")
        if until and until <= self.today:
            self.wrong("later_until", "answers.later-past", day=until, example=self.today + _SOON)
        return until

    def day(self, key: str, towards: Literal["past", "future"]) -> date | None:
        said = self.text(key)
        found = day(said, today=self.today, towards=towards)
        if said and found is None:
            example = self.today - _SOON if towards == "past" else self.today + _SOON
            self.wrong(key, "answers.day-unknown", text=said[:_QUOTED], example=example)
        return found

    def needs(self) -> tuple[Need, ...]:
        found = needs(self.typed.get("needs"))
        if not all(need.text for need in found):
            self.wrong("needs", "answers.need-empty")
        return found

    def numbers(self, key: str) -> tuple[int, ...]:
        """The numbers of people on file."""
        return tuple(int(number) for number in self.texts(key) if number.isdecimal())

    def text(self, key: str) -> str:
        return text(self.typed.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        return texts(self.typed.get(key))

    def wrong(self, key: str, sentence: str, **facts: object) -> None:
        self.problems.append(Problem(key, message(sentence, **facts)))
