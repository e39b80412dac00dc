"""`aroma waiting`: the cards that wait until their owner has said who they are, each with its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from data.database import open_database
from data.days import written
from data.models import CardState
from data.texts import Language, say
from data.waiting_lines import Heap, Line, heap, lines
from flows.calling import name_in_list
from flows.links import form_link, queue_link
from flows.printing import put, put_json
from flows.server import answers
from flows.settings import Settings

SHOWN_ID = 6  # letters of a card's number: enough to tell apart the cards of one person's life

DONE = 0


def show_waiting(settings: Settings, *, json: bool) -> int:
    """Print the cards that wait, those that wait longest first, and those put off until a day; 0.

    Of contacts that were imported those with an open form, and how many more there are.

    Raises StoreError where there is no store yet.
    """
    database = open_database(settings.store_url, migrate=False)
    found = tuple(lines(database))
    if json:
        for card in found:
            put_json(_plain(card, settings))
        return DONE
    put(*_lines(found, heap(database), settings))
    return DONE


def _lines(found: tuple[Line, ...], more: Heap, settings: Settings) -> Iterator[str]:
    language = settings.language
    if not found and not more.count and not more.later:
        yield say("waiting.none", language, inbox=settings.home.inbox)
        return
    today = datetime.now().astimezone().date()
    for card in found:
        yield f"{card.card[:SHOWN_ID]}  {name_in_list(card.name, card.company, card.known_by, language)}"
        yield f"        {_since(card, today, language)}"
        if card.run_id:
            yield f"        {form_link(settings, card.run_id)}"
    if found:
        yield ""
    yield say("waiting.count", language, count=len(found) + more.count, url=queue_link(settings))
    yield from _oldest(found, more, language)
    yield from _heap(more, language)
    if not answers(settings):
        yield say("waiting.server-off", language)


def _oldest(found: tuple[Line, ...], more: Heap, language: Language) -> Iterator[str]:
    """Since when the one waits that waits longest."""
    days = [card.arrived for card in found if card.state is CardState.WAITING]
    if days := [*days, *([more.oldest] if more.oldest else [])]:
        yield say("waiting.oldest", language, day=written(min(days).astimezone().date(), language))


def _heap(more: Heap, language: Language) -> Iterator[str]:
    """How many contacts have no form yet."""
    if more.count:
        yield say("waiting.heap", language, count=more.count)
    if more.later:
        yield say("waiting.heap-later", language, count=more.later)


def _since(card: Line, today: date, language: Language) -> str:
    if card.state is CardState.LATER:
        return say("waiting.later", language, day=card.later_until)
    days = (today - card.arrived.astimezone().date()).days
    if not card.run_id:
        return say("waiting.no-form", language)
    if days < 1:
        return say("waiting.today", language, photo=card.photo)
    return say("waiting.days" if days > 1 else "waiting.day", language, count=days, photo=card.photo)


def _plain(card: Line, settings: Settings) -> dict[str, object]:
    return {
        "card": card.card,
        "name": card.name or None,
        "company": card.company or None,
        "photo": card.photo,
        "source": card.source,
        "state": card.state,
        "arrived": card.arrived.astimezone(UTC).isoformat(),
        "later_until": card.later_until.isoformat() if card.later_until else None,
        "link": form_link(settings, card.run_id) if card.run_id else None,
    }
