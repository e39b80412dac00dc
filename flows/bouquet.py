"""`weekly-bouquet`: once a week, what I could do for whom: a page in the Prefect UI, and to myself.

    suggestions → a page → to the owner's own address, where one is set

The page comes first: an address that fails is said in the run's message, and takes nothing away.
"""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from data.cards import cards
from data.database import Database, open_database
from data.errors import AromaError
from data.models import CardState
from data.texts import say
from enrich.suggestion import ids
from flows.bound import follow
from flows.bouquet_page import Bouquet, markdown, text, waiting
from flows.clock import now, today
from flows.give_page import items
from flows.links import queue_link
from flows.notifying import notify
from flows.settings import Settings, load_settings
from flows.suggesting import for_a_week, suggestions

BOUQUET = "weekly-bouquet"
"""The flow, its deployment, and the key of its page."""


def _run_name() -> str:
    settings = load_settings()
    return say("bouquet.run", settings.language, time=f"{now():%d/%m/%Y}")


@flow(name=BOUQUET, flow_run_name=_run_name)
def weekly_bouquet() -> State[Any]:
    """Bind this week's bouquet. The run's message tells what is in it, and what could not be sent."""
    follow()
    settings = load_settings()
    language = settings.language
    try:
        bouquet = bind(settings, open_database(settings.store_url))
    except AromaError as error:
        return Failed(message=error.text(language), data=error)
    create_markdown_artifact(markdown(bouquet, language), key=BOUQUET, description=bouquet.title(language))
    problems = notify(settings.notify, bouquet.title(language), text(bouquet, language))
    said = [
        _ready(bouquet, settings),
        waiting(bouquet, language),
        *(each.text(language) for each in problems),
    ]
    return Completed(message=" ".join(said))


def bind(settings: Settings, db: Database) -> Bouquet:
    """This week's suggestions, and how many cards wait."""
    chosen = for_a_week(ids(suggestions(db, today())))
    waits = cards(db, CardState.WAITING)
    return Bouquet(
        day=today(),
        shown=items(db, chosen, settings.language),
        waiting=len(waits),
        oldest=min(card.arrived for card in waits).astimezone().date() if waits else None,
        link=queue_link(settings),
    )


def _ready(bouquet: Bouquet, settings: Settings) -> str:
    return say("bouquet.ready" if bouquet.shown else "bouquet.empty", settings.language)
