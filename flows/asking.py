"""A card's form: what to show, what was typed before, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from data.cards import Card
from data.models import Answer, Contact, Decision
from data.texts import Language, say
from enrich.answers import check_answer
from enrich.form import form
from enrich.form_fields import flat
from enrich.questions import QUESTION, Problem
from enrich.typed import text
from flows.printing import printable
from flows.settings import Settings

LONGEST_PART = 60  # letters of a name or a company in a run's name


def card_form(card: Card, settings: Settings, problems: Sequence[Problem] = ()) -> type[BaseModel]:
    """The form for a card, with the words typed before."""
    return form(
        card.contact,
        language=settings.language,
        picture=_picture(card, settings),
        typed=words(card),
        problems=problems,
    )


def words(card: Card) -> Mapping[str, Any] | None:
    """What was typed last about a card, None if nothing was. Putting it off was for that once only."""
    if card.typed is None:
        return None
    typed = flat(card.typed)
    if QUESTION["decision"].chosen(text(typed.get("decision"))) != Decision.LATER:
        return typed
    return {**typed, "decision": str(Decision.FILE), "later_until": ""}


def check(
    card: Card, typed: Mapping[str, Any], settings: Settings, today: date
) -> Answer | tuple[Problem, ...]:
    """The answer that `typed` gives about a card, or its problems."""
    return check_answer(typed, card=card.contact, region=settings.region, today=today)


def run_name(contact: Contact, language: Language) -> str:
    """What to call a card in a list: `Name · Company`, or what else the card says; never empty."""
    parts = [_part(value.value) for value in (contact.name, contact.company) if value]
    if not any(parts):
        known = (*contact.emails, *contact.phones, *contact.websites)
        parts = [say("waits.nameless", language), *(_part(value.value) for value in known[:1])]
    return " · ".join(part for part in parts if part)


def _part(text: str) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= LONGEST_PART else line[: LONGEST_PART - 1].rstrip() + "…"


def _picture(card: Card, settings: Settings) -> bytes | None:
    try:
        return settings.home.picture(card.id).read_bytes()
    except OSError:  # the form says that it cannot be shown
        return None
