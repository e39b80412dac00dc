"""`review-card`: the owner has answered; file the person, put the card off, or ask again.

    the answer → keep every word → check → file | put off | discard | ask again

A run is started anew for each answer, and may be killed after any step. So each step asks the store what
is still to be done, and doing it twice is doing it once. What is typed never fails the run.
"""

from __future__ import annotations

from typing import Any

from prefect import flow, suspend_flow_run
from prefect.client.schemas.objects import State
from prefect.input import RunInput
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from data.database import open_database
from data.errors import AromaError
from flows.asking import card_form
from flows.bound import follow
from flows.runs import pause_key, review_runs
from flows.settings import Settings, load_settings
from flows.taking_up import AskAgain, Settled, take_up
from flows.unenriched import show_unenriched
from flows.waits import open_contacts


@flow(name="review-card")
def review_card(card_id: str) -> State[Any]:
    """Take up the answer about one card. The run's message tells what became of it."""
    follow()
    settings = load_settings()
    try:
        outcome = _take_up(settings, card_id, flow_run.id)
    except AromaError as error:  # its form is opened again, with every word
        return Failed(message=error.text(settings.language), data=error)
    if isinstance(outcome, Settled):
        return Completed(message=outcome.message.text(settings.language))
    ask_again(outcome, settings)
    raise AssertionError("suspending a run ends its process")


def _take_up(settings: Settings, card_id: str, run_id: str) -> Settled | AskAgain:
    with review_runs(settings.api_url) as runs:
        database = open_database(settings.store_url)
        outcome = take_up(settings, database, runs, card_id, run_id)
        if isinstance(outcome, Settled):
            runs.label(run_id, outcome.name)
            open_contacts(runs, settings, database)  # there is room for one more
            show_unenriched(settings, database, runs)
        return outcome


def ask_again(outcome: AskAgain, settings: Settings) -> None:
    """Suspend this run until the form is answered again; it does not return."""
    model = card_form(outcome.card, settings, outcome.problems)
    waits_for: type[RunInput] = type("Card", (RunInput, model), {})
    suspend_flow_run(wait_for_input=waits_for, key=pause_key(outcome.card.round))
