"""`aroma collect`: the scheduled look into the inbox, now, in this terminal."""

from __future__ import annotations

import logging
from typing import Any

from data.database import open_database
from flows.collect import Look, collect_inbox
from flows.printing import put
from flows.progress import bar
from flows.server import require
from flows.settings import Settings

DONE = 0


def collect_now(settings: Settings) -> int:
    """Run `collect-inbox` here and say what it brought; 0. Raises ServerError where Aroma is not running."""
    open_database(settings.store_url, migrate=False)
    require(settings)
    logging.getLogger("prefect").handlers.clear()  # what goes wrong is said once; its page tells the rest
    with bar(settings.language):
        state: Any = collect_inbox(return_state=True)
        look: Look = state.result()
    put(look.text(settings.language, settings.home))
    return DONE
