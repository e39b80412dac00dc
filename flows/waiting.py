"""`aroma waiting`: the cards that wait until their owner has said who they are, each with its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from data.cards import Card, cards
from data.database import open_database
from data.models import CardState
from data.texts import Language, say
from flows.asking import run_name
from flows.printing import put, put_json
from flows.server import answers
from flows.settings import Settings
from flows.waits import form_link, queue_link

SHOWN_ID = 6  # letters of a card's number: enough to tell apart the cards of one person's life

DONE = 0


def show_waiting(settings: Settings, *, json: bool) -> int:
    """Print the cards that wait, those that wait longest first, and those put off until a day; 0.

    Raises StoreError where there is no store yet.
    """
    database = open_database(settings.store_url, migrate=False)
    found = cards(database, CardState.WAITING, CardState.LATER)
    if json:
        for card in found:
            put_json(_plain(card, settings))
        return DONE
    put(*_lines(found, settings))
    return DONE


def _lines(found: tuple[Card, ...], settings: Settings) -> Iterator[str]:
    if not found:
        yield say("waiting.none", settings.language, inbox=settings.home.inbox)
        return
    today = datetime.now().astimezone().date()
    for card in found:
        yield f"{card.id[:SHOWN_ID]}  {run_name(card.contact, settings.language)}"
        yield f"        {_since(card, today, settings.language)}"
        if card.run_id:
            yield f"        {form_link(settings, card.run_id)}"
    yield ""
    yield say("waiting.count", settings.language, count=len(found), url=queue_link(settings))
    if not answers(settings):
        yield say("waiting.server-off", settings.language)


def _since(card: Card, today: date, language: Language) -> str:
    if card.state is CardState.LATER:
        return say("waiting.later", language, day=card.later_until)
    days = (today - card.arrived.astimezone().date()).days
    if not card.run_id:
        return say("waiting.no-form", language)
    if days < 1:
        return say("waiting.today", language, photo=card.photo)
    return say("waiting.days" if days > 1 else "waiting.day", language, count=days, photo=card.photo)


def _plain(card: Card, settings: Settings) -> dict[str, object]:
    contact = card.contact
    return {
        "card": card.id,
        "name": contact.name.value if contact.name else None,
        "company": contact.company.value if contact.company else None,
        "photo": card.photo,
        "state": card.state,
        "arrived": card.arrived.astimezone(UTC).isoformat(),
        "later_until": card.later_until.isoformat() if card.later_until else None,
        "link": form_link(settings, card.run_id) if card.run_id else None,
    }
