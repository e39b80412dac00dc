"""`aroma join` and `aroma split`: what belongs together and what does not, said by the owner of the cards.

Sides of cards that wait are joined and split here, people on file in `flows.merging`.
"""

from __future__ import annotations

from data.cards import Card
from data.cards import card as read_card
from data.database import Database, open_database
from data.errors import NotFoundError, StoreError
from data.models import CardState
from data.texts import say
from data.whom import row_meant
from flows.calling import run_name
from flows.joining import join_by_hand, split_by_hand
from flows.merging import part
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
    db = open_database(settings.store_url, migrate=False)
    require(settings)
    with review_runs(settings.api_url) as runs:
        joined = join_by_hand(db, runs, (card, other), settings.language)
        open_missing(runs, settings, db)
    put(say("waiting.joined", settings.language, card=_called(joined, settings)))
    return DONE


def split(settings: Settings, what: str, which: str = "") -> int:
    """Take apart what was put together: the sides of a card that waits, or the cards of a person on file; 0.

    `which` says what to part from a person to whom several cards were joined. Raises NotFoundError,
    StoreError, and ServerError where a card waits and Aroma is not running.
    """
    db = open_database(settings.store_url, migrate=False)
    card = _asked_about(db, what)
    if card is None:
        return part(settings, db, row_meant(db, what), which)
    if which:
        raise StoreError("merging.sides-only", card=card.id)
    return _split_card(settings, db, card.id)


def _asked_about(db: Database, what: str) -> Card | None:
    """The card that begins so and is no person's yet; None where it is, or there is none."""
    try:
        card = read_card(db, what)
    except NotFoundError:
        return None
    return None if card.state is CardState.FILED else card


def _split_card(settings: Settings, db: Database, card: str) -> int:
    """Make each side of a card that waits a card of its own, open their forms, and say so; 0."""
    require(settings)
    with review_runs(settings.api_url) as runs:
        cards = split_by_hand(db, runs, card, settings.language)
        open_missing(runs, settings, db)
    put(say("waiting.split", settings.language, cards=", ".join(_called(each, settings) for each in cards)))
    return DONE


def _called(card: Card, settings: Settings) -> str:
    return f"{card.id[:SHOWN_ID]} {run_name(card.contact, settings.language)}"
