"""A program for tests: run the answers of this home until it is ended, as `aroma up` does it."""

from __future__ import annotations

import asyncio

from prefect.types.entrypoint import EntrypointType

from flows.review import review_card
from flows.runner import aroma_runner
from flows.runs import REVIEW
from flows.settings import load_settings


async def run() -> None:
    runner = aroma_runner(load_settings())
    review = await review_card.ato_deployment(REVIEW, entrypoint_type=EntrypointType.MODULE_PATH)
    await runner.aadd_deployment(review)
    await runner.start()


asyncio.run(run())
