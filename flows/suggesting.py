"""All that one could do for somebody now: next steps, notes, and whom to make known to whom and why.

What was said of everybody has its meaning kept beside it; what is new is given one first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from data.database import Database
from data.declining import declined
from data.gifts import due_steps, next_steps
from data.noting import Note, notes
from data.vectors import meanings
from enrich.caring import SPEAKS, glad_of
from enrich.encoder import MODEL
from enrich.suggestion import Kind, Suggestion
from flows.matching import acquaintances, everybody
from flows.meaning import keep_meanings
from flows.sharing import in_common

AHEAD = timedelta(days=7)
"""How far ahead a next step is named."""
MOST_OF_A_KIND = 4
"""Suggestions of one kind that are enough for a week."""


def suggestions(db: Database, today: date, *, person: int | None = None) -> tuple[Suggestion, ...]:
    """Everything that could be done, or only what is about this person; without what was not wanted."""
    keep_meanings(db)
    unwanted, known = declined(db), everybody(db)
    every = (
        *_steps(db, today, person),
        *caring(db, notes(db, since=today)),
        *acquaintances(known, person=person),
        *in_common(db, known.people, person=person),
    )
    return tuple(
        each for each in every if each.key not in unwanted and (person is None or each.about(person))
    )


def for_a_week(found: Mapping[str, Suggestion]) -> Mapping[str, Suggestion]:
    """Some of each kind, the first of them, by their ids: as much as one can do in a week."""
    kinds = ([name for name, each in found.items() if each.kind is kind] for kind in Kind)
    return {name: found[name] for names in kinds for name in names[:MOST_OF_A_KIND]}


def caring(db: Database, found: tuple[Note, ...]) -> Iterator[Suggestion]:
    """Who would be glad of these notes."""
    if found:
        yield from glad_of(found, meanings(db, MODEL, "note"), meanings(db, MODEL, *SPEAKS))


def _steps(db: Database, today: date, person: int | None) -> Iterator[Suggestion]:
    found = due_steps(db, today + AHEAD) if person is None else next_steps(db, person)
    for gift in found:
        yield Suggestion(f"gift:{gift.number}", Kind.STEP, gift.person, words=gift.text, day=gift.due)
