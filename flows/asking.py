"""A card's form: what to show, what was typed before, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from data.cards import Card
from data.database import Database
from data.models import Answer, CardState, Decision
from data.neighbours import card_before
from data.origins import origin
from data.texts import Language
from enrich.answers import check_answer
from enrich.form import form
from enrich.form_fields import flat
from enrich.pictures import together
from enrich.questions import QUESTION, Problem, Question, decision
from enrich.typed import text
from flows.calling import run_name
from flows.settings import Settings, within

FOR_ONCE = (Decision.LATER, Decision.SPLIT, Decision.JOIN)


def card_form(card: Card, settings: Settings, problems: Sequence[Problem] = ()) -> type[BaseModel]:
    """The form for a card, with the words typed before."""
    return form(
        card.contact,
        language=settings.language,
        picture=_picture(card, settings) or came_from(card, settings.language),
        typed=words(card),
        problems=problems,
        decided=decided(card, settings),
    )


def decided(card: Card, settings: Settings) -> Question:
    """The question what to do with a card, which depends on its sides and on the card before it."""
    before = joinable(_store(settings.store_url), card, settings)
    called = run_name(before.contact, settings.language) if before else ""
    return decision(sides=1 + len(card.others), before=called)


@cache
def _store(url: str) -> Database:
    """The store at `url`, made once: what it has prepared for its questions serves the next form too."""
    return Database(url)


def joinable(db: Database, card: Card, settings: Settings) -> Card | None:
    """The card that waits and was photographed right before this one; None where there is none."""
    before = card_before(db, card, within(settings))
    return before if before and before.state is CardState.WAITING else None


def words(card: Card) -> Mapping[str, Any] | None:
    """What was typed last about a card, None if nothing was. Some decisions were for that once only."""
    if card.typed is None:
        return None
    typed = flat(card.typed)
    if QUESTION["decision"].chosen(text(typed.get("decision"))) not in FOR_ONCE:
        return typed
    return {**typed, "decision": str(Decision.FILE), "later_until": ""}


def check(
    card: Card, typed: Mapping[str, Any], settings: Settings, today: date
) -> Answer | tuple[Problem, ...]:
    """The answer that `typed` gives about a card, or its problems."""
    return check_answer(typed, card=card.contact, region=settings.region, today=today)


def came_from(card: Card, language: Language) -> str | None:
    """Where a contact that was imported is from; None for a photographed card."""
    return origin(card.source, card.met, language) if card.source else None


def _picture(card: Card, settings: Settings) -> bytes | None:
    sides = [_side(name, settings) for name in (card.id, *card.others)]
    return together([side for side in sides if side is not None])


def _side(name: str, settings: Settings) -> bytes | None:
    try:
        return settings.home.picture(name).read_bytes()
    except OSError:  # the form says that it cannot be shown
        return None
