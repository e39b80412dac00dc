"""Where things are in the browser. Prefect is not loaded for it."""

from __future__ import annotations

from urllib.parse import urlencode

from flows.settings import Settings

TAG = "unenriched"
"""What the review runs of cards that wait are tagged with."""

TEN_YEARS = 10 * 365 * 24 * 3600


def form_link(settings: Settings, run_id: str) -> str:
    """Where the form of a card is, in the browser."""
    return f"{settings.ui_url}/runs/flow-run/{run_id}"


def queue_link(settings: Settings) -> str:
    """Where all cards that wait are listed, in the browser; the page alone would show those of 7 days."""
    chosen = {"state": "Suspended", "tag": TAG, "type": "span", "seconds": -TEN_YEARS}
    return f"{settings.ui_url}/runs?{urlencode(chosen)}"
