"""A program for tests: run the answers of this home until it is ended, as `aroma up` does it."""

from __future__ import annotations

import asyncio

from prefect.types.entrypoint import EntrypointType

from flows.aroma_runner import AromaRunner
from flows.review import review_card
from flows.runs import REVIEW
from flows.settings import load_settings


async def run() -> None:
    runner = AromaRunner(load_settings())
    review = await review_card.ato_deployment(REVIEW, entrypoint_type=EntrypointType.MODULE_PATH)
    await runner.aadd_deployment(review)
    await runner.start()


if __name__ == "__main__":  # each run is a fork, which imports this module once more
    asyncio.run(run())
