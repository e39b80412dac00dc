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
from enrich.questions import QUESTION, Problem, Question, questions
from enrich.typed import text
from flows.calling import run_name
from flows.knowing import known
from flows.settings import Settings, within

FOR_ONCE = (Decision.LATER, Decision.SPLIT, Decision.JOIN)


def card_form(
    card: Card,
    settings: Settings,
    wrong: Sequence[Problem] = (),
    *,
    asked: Sequence[Question] | None = None,
) -> type[BaseModel]:
    """The form for a card, with the words typed before, and what is `wrong` with them on top.

    `asked` are its questions, where the caller has them already.
    """
    return form(
        card.contact,
        language=settings.language,
        picture=_picture(card, settings) or came_from(card, settings.language),
        typed=words(card),
        problems=wrong,
        asked=asked or about(card, settings),
    )


def about(card: Card, settings: Settings) -> tuple[Question, ...]:
    """The questions about a card: they depend on its sides, the card before it, and who is on file."""
    db = _store(settings.store_url)
    before = joinable(db, card, settings)
    called = run_name(before.contact, settings.language) if before else ""
    return questions(sides=1 + len(card.others), before=called, known=known(db, card))


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


def problems(card: Card, settings: Settings, today: date) -> tuple[Problem, ...]:
    """What is wrong with the words that were typed last about a card; nothing where there are none."""
    typed = words(card)
    checked = check(card, typed, settings, today) if typed is not None else ()
    return checked if isinstance(checked, tuple) else ()


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
