"""The waits: one review run, Suspended, for each card that waits for its owner.

The truth is in the store; what Prefect holds can be made again from it. Each step may be the last before
the power fails, and doing it again is doing it once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from prefect.client.schemas.objects import FlowRun, StateType

from data.cards import Card, cards, forget_run, record_answer, record_run, without_run
from data.cards import card as read_card
from data.database import Database
from data.models import CardState
from data.texts import say
from enrich.form_fields import flat
from flows.asking import card_form, run_name
from flows.runs import ENDED, TAG, Runs, review_runs
from flows.settings import Settings

__all__ = ["form_link", "open_missing", "open_wait", "open_waits", "queue_link", "repair_waits", "run_name"]

TEN_YEARS = 10 * 365 * 24 * 3600

UNDER_WAY = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)


def form_link(settings: Settings, run_id: str) -> str:
    """Where the form of a card is, in the browser."""
    return f"{settings.ui_url}/runs/flow-run/{run_id}"


def queue_link(settings: Settings) -> str:
    """Where all cards that wait are listed, in the browser; the page alone would show those of 7 days."""
    chosen = {"state": "Suspended", "tag": TAG, "type": "span", "seconds": -TEN_YEARS}
    return f"{settings.ui_url}/runs?{urlencode(chosen)}"


def open_waits(settings: Settings, db: Database) -> int:
    """How many forms were opened: one for each waiting card that has none, or whose run has ended."""
    with review_runs(settings.api_url) as runs:
        _forget_ended(runs, db)
        return open_missing(runs, settings, db)


async def repair_waits(settings: Settings, db: Database) -> int:
    """How many waits were put right before the runner starts: nothing can be under way yet.

    What Prefect lost is opened again, what a killed worker left Running is started again, a form that a
    killed flow had no time to save is saved, and forms that no card waits for are ended.
    """
    return await asyncio.to_thread(_repair, settings, db)


def _repair(settings: Settings, db: Database) -> int:
    with review_runs(settings.api_url) as runs:
        killed = runs.in_state(*UNDER_WAY)
        for run in killed:
            runs.start_again(run)
        _forget_ended(runs, db)
        waiting = {card.run_id: card for card in cards(db, CardState.WAITING) if card.run_id}
        formless = 0
        for run in runs.in_state(StateType.PAUSED):
            formless += _put_right(runs, run, waiting.get(str(run.id)), settings)
        return len(killed) + formless + open_missing(runs, settings, db)


def _put_right(runs: Runs, run: FlowRun, card: Card | None, settings: Settings) -> bool:
    """Whether a suspended run got the form that it lacked."""
    if card is None and run.parameters.get("card_id"):
        runs.cancel(run, say("waits.superseded", settings.language))
    elif card and not runs.has_form(str(run.id), card.round):
        runs.save_form(str(run.id), card.round, card_form(card, settings))
        return True
    return False


def _forget_ended(runs: Runs, db: Database) -> None:
    """Let each waiting card whose run is lost or has ended ask again; what was typed there is kept."""
    waiting = [card for card in cards(db, CardState.WAITING) if card.run_id]
    known = runs.find([card.run_id for card in waiting if card.run_id])
    for card in waiting:
        run = known.get(card.run_id or "")
        if run is not None and run.state_type not in ENDED:
            continue
        now = read_card(db, card.id)  # the run may have settled it since
        if (now.state, now.run_id) == (CardState.WAITING, card.run_id):
            if run is not None:
                _rescue(runs, run, now, db)
            forget_run(db, card.id)


def _rescue(runs: Runs, run: FlowRun, card: Card, db: Database) -> None:
    """Keep the words of an answer that its run had no time to keep, and take the run out of the queue."""
    typed = runs.answer(str(run.id), card.round)
    if typed is not None:
        record_answer(db, card.id, card.round, flat(typed), datetime.now(UTC))
    runs.label(str(run.id), run.name)


def open_missing(
    runs: Runs, settings: Settings, db: Database, *, held: Callable[[Card], bool] = lambda _: False
) -> int:
    """How many forms were opened: one for each waiting card that has none yet and is not `held` back."""
    missing = [card for card in without_run(db) if not held(card)]
    for card in missing:
        record_run(db, card.id, open_wait(runs, card, settings), card.round)
    return len(missing)


def open_wait(runs: Runs, card: Card, settings: Settings) -> str:
    """The id of the run that asks about a card. Again, before it was recorded, is the same run."""
    key = f"card-{card.id}-{card.arrived:%Y%m%d%H%M%S%f}-{card.round}"
    name = run_name(card.contact, settings.language)
    return runs.open(name, key, card.round, card_form(card, settings), card.id)
