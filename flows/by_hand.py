"""`aroma join` and `aroma split`: what belongs together and what does not, said by the owner of the cards."""

from __future__ import annotations

from data.cards import Card
from data.database import open_database
from data.texts import say
from flows.calling import run_name
from flows.joining import join_by_hand, split_by_hand
from flows.printing import put
from flows.runs import review_runs
from flows.server import require
from flows.settings import Settings
from flows.waiting import SHOWN_ID
from flows.waits import open_missing

DONE = 0


def join_cards(settings: Settings, card: str, other: str) -> int:
    """Make two cards that wait one, open its form, and say so; 0.

    Raises NotFoundError, StoreError where one does not wait, and ServerError where Aroma is not running.
    """
    require(settings)
    db = open_database(settings.store_url, migrate=False)
    with review_runs(settings.api_url) as runs:
        joined = join_by_hand(db, runs, (card, other), settings.language)
        open_missing(runs, settings, db)
    put(say("waiting.joined", settings.language, card=_called(joined, settings)))
    return DONE


def split_card(settings: Settings, card: str) -> int:
    """Make each side of a card that waits a card of its own, open their forms, and say so; 0.

    Raises what `join_cards` does.
    """
    require(settings)
    db = open_database(settings.store_url, migrate=False)
    with review_runs(settings.api_url) as runs:
        cards = split_by_hand(db, runs, card, settings.language)
        open_missing(runs, settings, db)
    put(say("waiting.split", settings.language, cards=", ".join(_called(each, settings) for each in cards)))
    return DONE


def _called(card: Card, settings: Settings) -> str:
    return f"{card.id[:SHOWN_ID]} {run_name(card.contact, settings.language)}"
