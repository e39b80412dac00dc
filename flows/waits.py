"""The waits: one review run, Suspended, for each card that waits for its owner.

The truth is in the store; what Prefect holds can be made again from it. Each step may be the last before
the power fails, and doing it again is doing it once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial

from prefect.client.schemas.objects import FlowRun, StateType

from data.cards import Card, forget_run, record_answer, record_run, without_run
from data.cards import card as read_card
from data.database import Database
from data.models import CardState
from data.queue import Asked, next_contacts, open_runs
from data.texts import say
from enrich.form_fields import flat
from flows.asking import card_form
from flows.broken_off import BROKEN, go_on, goes_on
from flows.calling import run_name
from flows.left_running import Alive, elsewhere, nobody, put_right
from flows.runs import ENDED, LIVING, Runs, review_runs
from flows.settings import Settings


def open_waits(settings: Settings, db: Database) -> int:
    """How many forms were opened: one for each waiting card that has none, or whose run has ended."""
    with review_runs(settings.api_url) as runs:
        _forget_ended(runs, db)
        return open_missing(runs, settings, db)


async def repair_waits(settings: Settings, db: Database) -> int:
    """How many waits were put right before the runner starts: nothing can be under way yet on this machine.

    What Prefect lost is opened again, what a killed worker left Running is started again, a form that a
    killed flow had no time to save is saved, and forms that no card waits for are ended.
    """
    return await asyncio.to_thread(_repair, settings, db)


def _repair(settings: Settings, db: Database) -> int:
    with review_runs(settings.api_url) as runs:
        alive = partial(elsewhere, settings) if settings.work_pool else nobody
        started = put_right(runs, settings, alive) + go_on(runs, db)
        _forget_ended(runs, db)
        waiting = open_runs(db)
        _end_superseded(runs, waiting, settings)
        formless = sum(_give_form(runs, run_id, asked, settings, db) for run_id, asked in waiting.items())
        return started + formless + open_missing(runs, settings, db)


def mend(settings: Settings, db: Database, alive: Alive) -> int:
    """How many answers are taken up at last whose process was killed, while Aroma runs."""
    with review_runs(settings.api_url) as runs:
        started = put_right(runs, settings, alive) + go_on(runs, db)
        if runs.in_queue(*BROKEN):
            lost = _forget_ended(runs, db)
            _open(runs, settings, db, (card for card in without_run(db) if card.id in lost))
        return started


def _end_superseded(runs: Runs, waiting: Mapping[str, Asked], settings: Settings) -> None:
    """End the forms that no card waits for; as a rule two counts tell that there is none."""
    if runs.count(StateType.PAUSED) == runs.count(StateType.PAUSED, among=tuple(waiting)):
        return
    for run in runs.in_state(StateType.PAUSED):
        if str(run.id) not in waiting and run.parameters.get("card_id"):
            runs.cancel(run, say("waits.superseded", settings.language))


def _give_form(runs: Runs, run_id: str, asked: Asked, settings: Settings, db: Database) -> bool:
    """Whether a run got the form that it lacked.

    The first form is saved before its run is recorded, and so is never missing; only a run that asks again is
    recorded before.
    """
    if asked.round == 0 or runs.has_form(run_id, asked.round):
        return False
    runs.save_form(run_id, asked.round, card_form(read_card(db, asked.card), settings))
    return True


def _forget_ended(runs: Runs, db: Database) -> set[str]:
    """The ids of waiting cards that ask again, for their run is lost or has ended; what was typed is kept."""
    waiting = open_runs(db)
    if runs.count(*LIVING, among=tuple(waiting)) == len(waiting):
        return set()  # two thousand runs are counted a hundred times sooner than read
    lost: set[str] = set()
    known = runs.find(tuple(waiting))
    for run_id, asked in waiting.items():
        run = known.get(run_id)
        if run is not None and run.state_type not in ENDED:
            continue
        now = read_card(db, asked.card)  # the run may have settled it since
        if run is not None and goes_on(runs, run, now):
            continue
        if (now.state, now.run_id) == (CardState.WAITING, run_id):
            if run is not None:
                _rescue(runs, run, now, db)
            if forget_run(db, asked.card, run_id):
                lost.add(asked.card)
    return lost


def _rescue(runs: Runs, run: FlowRun, card: Card, db: Database) -> None:
    """Keep the words of an answer that its run had no time to keep, and take the run out of the queue."""
    typed = runs.answer(str(run.id), card.round)
    if typed is not None:
        record_answer(db, card.id, card.round, flat(typed), datetime.now(UTC))
    runs.label(str(run.id), run.name)


def open_missing(
    runs: Runs, settings: Settings, db: Database, *, held: Callable[[Card], bool] = lambda _: False
) -> int:
    """How many forms were opened: one for each photographed card that has none yet and is not `held` back.

    Of the contacts that were imported, only as many are asked about as `queue_open` leaves room for.
    """
    missing = [card for card in without_run(db) if not held(card)]
    _open(runs, settings, db, missing)
    return len(missing) + open_contacts(runs, settings, db)


def open_contacts(runs: Runs, settings: Settings, db: Database) -> int:
    """How many contacts of the old heap got a form: the next ones, where `queue_open` leaves room."""
    contacts = next_contacts(db, settings.queue_order, settings.queue_open)
    _open(runs, settings, db, contacts)
    return len(contacts)


def open_form(settings: Settings, db: Database, card: Card) -> Card:
    """The card with its form open, though it may be one of the heap whose turn has not come."""
    if card.state is not CardState.WAITING or card.run_id is not None or card.side_of:
        return card
    with review_runs(settings.api_url) as runs:
        _open(runs, settings, db, [card])
    return read_card(db, card.id)


def _open(runs: Runs, settings: Settings, db: Database, found: Iterable[Card]) -> None:
    for card in found:
        record_run(db, card.id, open_wait(runs, card, settings), card.round)


def open_wait(runs: Runs, card: Card, settings: Settings) -> str:
    """The id of the run that asks about a card. Again, before it was recorded, is the same run."""
    key = f"card-{card.id}-{card.arrived:%Y%m%d%H%M%S%f}-{card.round}"
    name = run_name(card.contact, settings.language)
    return runs.open(name, key, card.round, card_form(card, settings), card.id)
