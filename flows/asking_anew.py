"""Once somebody is on file, the forms that are open already ask whether their card is that person's too."""

from __future__ import annotations

import logging
from datetime import datetime

from prefect.client.schemas.objects import StateType

from data.cards import Card
from data.cards import card as read_card
from data.database import Database
from data.errors import ServerError
from flows.asking import about, card_form, problems
from flows.knowing import waiting_as
from flows.runs import Runs
from flows.settings import Settings

_logger = logging.getLogger(__name__)


def ask_whether_same(settings: Settings, db: Database, runs: Runs, number: int) -> None:
    """Save anew the open forms of cards that may be those of a person who was filed just now.

    A form that somebody has before their eyes can still be sent as it is. Where the server is away the
    forms stay as they were: what they ask without it is complete.
    """
    try:
        for card_id in waiting_as(db, number):
            _ask(settings, runs, read_card(db, card_id))
    except ServerError:
        _logger.exception("a form could not be saved anew")


def _ask(settings: Settings, runs: Runs, card: Card) -> None:
    run = runs.find([card.run_id]).get(card.run_id) if card.run_id else None
    if run is None or run.state_type is not StateType.PAUSED:
        return
    asked = about(card, settings)
    if any(question.known for question in asked):
        wrong = problems(card, settings, datetime.now().astimezone().date())
        runs.save_form(str(run.id), card.round, card_form(card, settings, wrong, asked=asked))
