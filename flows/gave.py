"""`aroma gave`: what was brought to somebody is remembered, with its day. Nothing is counted."""

from __future__ import annotations

from datetime import date, datetime, time

from data.database import open_database
from data.days import written
from data.errors import AromaError
from data.gifts import Gift, mark_given, next_steps, record_gift
from data.letters import letters_key
from data.naming import one_person
from data.texts import say
from enrich.dates import day
from flows.clock import now, today
from flows.give_page import called
from flows.printing import put
from flows.settings import Settings

DONE = 0
NOON = time(12)


def remember(settings: Settings, name: str, text: str, *, on: str, done: bool) -> int:
    """Remember what was brought to somebody; with `done`, that it was their next step; 0.

    Raises NotFoundError, and AromaError where it is not said what, or when.
    """
    db = open_database(settings.store_url, migrate=False)
    person = one_person(db, name)
    number, text = person.number or 0, text.strip()
    steps = next_steps(db, number)
    step = _meant(steps, text, done=done)
    if done and step is None:
        raise AromaError("give.no-next-step", name=called(person))
    if not text and not (step and step.text):
        raise AromaError("give.gave-what", name=name)
    when = _moment(on)
    if step is not None:
        mark_given(db, step.number, text or step.text, given=when)
    else:
        record_gift(db, number, text, given=when)
    said = {"name": called(person), "text": text or (step.text if step else "")}
    put(say("give.remembered", settings.language, day=written(when.date(), settings.language), **said))
    left = next((each for each in steps if each.text and each is not step), None)
    if left is not None and not done:
        put(say("give.was-it-this", settings.language, text=left.text, number=number))
    return DONE


def _meant(steps: tuple[Gift, ...], text: str, *, done: bool) -> Gift | None:
    """The next step that was done: the one that says the same, or with `done` the first due."""
    same = next((step for step in steps if text and letters_key(step.text) == letters_key(text)), None)
    return same or (steps[0] if done and steps else None)


def _moment(on: str) -> datetime:
    """The moment that a gift was brought: now, or noon of the day that was said."""
    if not on:
        return now()
    found: date | None = day(on, today=today(), towards="past")
    if found is None:
        raise AromaError("give.day-unknown", text=on)
    if found > today():
        raise AromaError("give.day-ahead", day=found)
    return datetime.combine(found, NOON).astimezone()
