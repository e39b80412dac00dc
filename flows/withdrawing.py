"""A form that need not be answered any more is taken away, where the server runs that shows it.

Prefect is only loaded where there is a form: going through a heap of contacts must not wait for it.
"""

from __future__ import annotations

from data.cards import Card
from flows.server import answers
from flows.settings import Settings


def withdrawn(settings: Settings, card: Card) -> bool:
    """Whether nobody is answering the card's form, which was taken away if it was open.

    While Aroma does not run nobody can answer, and what is left of the form is ended when it starts.
    """
    if card.run_id is None or not answers(settings):
        return True
    from flows.joining import withdraw  # noqa: PLC0415 - see above
    from flows.runs import review_runs  # noqa: PLC0415

    with review_runs(settings.api_url) as runs:
        return withdraw(runs, card, settings.language)
