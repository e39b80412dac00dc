"""A program for tests: run the answers of this home until it is ended, as `aroma up` does it."""

from __future__ import annotations

import asyncio

from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from flows.review import review_card
from flows.runs import REVIEW
from flows.settings import load_settings


async def run() -> None:
    runner = Runner(name="aroma-test", query_seconds=load_settings().poll, limit=2, pause_on_shutdown=False)
    review = await review_card.ato_deployment(REVIEW, entrypoint_type=EntrypointType.MODULE_PATH)
    await runner.aadd_deployment(review)
    await runner.start()


asyncio.run(run())
