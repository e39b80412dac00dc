"""Review runs that broke off with an answer in hand: their process was killed, or the store was away.

The answer was accepted, so its owner is not asked for it again: the run is started again and goes on where it
stopped. An answer on which every process breaks off would do so for ever. So after some tries the card is
asked about anew, with every word still there (`flows.waits`).
"""

from __future__ import annotations

from prefect.client.schemas.objects import FlowRun, StateType

from data.cards import Card
from data.cards import card as read_card
from data.database import Database
from data.errors import NotFoundError
from data.models import CardState
from flows.runs import Runs

BROKEN = (StateType.FAILED, StateType.CRASHED)
MOST_TRIES = 3


def go_on(runs: Runs, db: Database) -> int:
    """How many review runs were started again; one that nobody needs is taken out of the queue."""
    started = 0
    for run in runs.in_queue(*BROKEN):
        card = _card(db, run)
        if card is not None and goes_on(runs, run, card):
            runs.start_again(run)
            started += 1
        elif card is None or card.run_id != str(run.id) or card.state is not CardState.WAITING:
            runs.label(str(run.id), run.name)
    return started


def goes_on(runs: Runs, run: FlowRun, card: Card) -> bool:
    """Whether a run broke off that has something to do still, and was not tried too often."""
    if run.state_type not in BROKEN or not _has_work(runs, run, card):
        return False
    return runs.broken_off(run) < MOST_TRIES


def _has_work(runs: Runs, run: FlowRun, card: Card) -> bool:
    """An answer that nobody took up, or what follows once it was."""
    if card.state is not CardState.WAITING:
        return True
    asks = card.run_id in {str(run.id), None}  # None: answered before its opening was recorded
    return asks and runs.answer(str(run.id), card.round) is not None


def _card(db: Database, run: FlowRun) -> Card | None:
    try:
        return read_card(db, run.parameters["card_id"])
    except NotFoundError:  # its owner had it forgotten
        return None
