"""`aroma bring-back`: who was let go and can still be brought back, and bringing one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from data.cards import Card
from data.database import open_database
from data.days import written
from data.errors import NotFoundError
from data.letters import fold
from data.letting_go import gone, take_back
from data.texts import say
from flows.calling import run_name
from flows.printing import put
from flows.settings import Settings
from flows.waiting import SHOWN_ID

DONE = 0


def bring_back(settings: Settings, text: str) -> int:
    """Bring the one back whom `text` names, by name or number, or list all without a text; 0.

    Raises NotFoundError where nobody is called so, or several are; StoreError where there is no store.
    """
    db = open_database(settings.store_url, migrate=False)
    found = gone(db)
    if not text.strip():
        _list(found, settings)
        return DONE
    card = _named(found, text, settings)
    take_back(db, card.id, datetime.now(UTC))
    put(say("letting_go.back", settings.language, name=run_name(card.contact, settings.language)))
    return DONE


def _list(found: Sequence[tuple[Card, date]], settings: Settings) -> None:
    language = settings.language
    if not found:
        put(say("letting_go.none", language))
        return
    for card, until in found:
        put(f"{card.id[:SHOWN_ID]}  {run_name(card.contact, language)}")
        put(f"        {say('letting_go.until', language, day=written(until, language))}")
    put("", say("letting_go.how", language, card=found[0][0].id[:SHOWN_ID]))


def _named(found: Sequence[tuple[Card, date]], text: str, settings: Settings) -> Card:
    """The card whose number begins so, else the one in whose name all words stand."""
    wanted = fold(text)
    ids = [card for card, _ in found if card.id.startswith(wanted)]
    called = ids or [card for card, _ in found if _fits(card, wanted, settings)]
    if not called:
        raise NotFoundError("letting_go.nobody", text=text)
    if len(called) > 1:
        raise NotFoundError("letting_go.several", count=len(called), card=called[0].id[:SHOWN_ID])
    return called[0]


def _fits(card: Card, wanted: str, settings: Settings) -> bool:
    name = fold(run_name(card.contact, settings.language))
    return all(word in name for word in wanted.split())
