"""What changed about a person, in lines: for the page of `aroma who` and for the note of a vCard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.days import short
from data.letters import tidy
from data.models import Meeting, Spell
from data.texts import Language, say


def past(history: Iterable[Spell], language: Language) -> Iterator[str]:
    """A line for each spell: what it was, and from when to when; of the names only the earlier ones."""
    for spell in history:
        if spell.field == "gift":
            yield say("past.gift", language, value=tidy(spell.value))
        elif spell.field != "name" or spell.until:
            days = _days(spell, language)
            yield say(f"past.{spell.field}", language, value=tidy(spell.value), days=days)


def met_again(again: Iterable[Meeting], language: Language) -> Iterator[str]:
    """A line for each meeting after the first."""
    for meeting in again:
        day = short(meeting.day, language)
        through = say("past.through", language, name=tidy(meeting.through)) if meeting.through.strip() else ""
        yield say("past.met", language, value=", ".join(filter(None, (tidy(meeting.place), day, through))))


def _days(spell: Spell, language: Language) -> str:
    since = short(spell.since, language)
    if spell.until is None:
        return say("past.since", language, since=since)
    until = short(spell.until, language)
    return since if since == until else f"{since} – {until}"
