"""While Aroma runs: what a killed process left undone is taken up again, within a minute or two."""

from __future__ import annotations

import asyncio
import logging

from prefect.exceptions import PrefectException

from data.database import Database
from data.errors import AromaError
from flows.left_running import Alive
from flows.settings import Settings
from flows.waits import mend

MEND_SECONDS = 60.0
"""Between two looks. Where all is well one asks Prefect three small questions."""
_logger = logging.getLogger(__name__)


async def keep_mended(settings: Settings, db: Database, alive: Alive) -> None:
    """Look again and again, until cancelled. What is away now is there at a later look."""
    while True:
        await asyncio.sleep(MEND_SECONDS)
        try:
            await asyncio.to_thread(mend, settings, db, alive)
        except (AromaError, PrefectException):
            _logger.exception("what was left undone could not be looked for")
