"""A program for tests: tell this home's Prefect server of the deployment `review-card`."""

from __future__ import annotations

from prefect.types.entrypoint import EntrypointType

from flows.review import review_card
from flows.runs import REVIEW

review_card.to_deployment(REVIEW, entrypoint_type=EntrypointType.MODULE_PATH).apply()
