"""The tasks of a look into the inbox, and what runs them in parallel.

A task takes and returns plain records that can be pickled, and opens nothing of the store, so that it
may be run on another machine: by Dask's workers, where the owner has some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prefect import task
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from data.errors import PhotoError
from data.models import CardRead
from data.texts import Message
from flows.dask_workers import dask_runner, readers
from flows.lending import Lent, borrowed
from flows.reading import read_cards
from flows.settings import Settings
from ocr.readers import ReaderName


@dataclass(frozen=True, slots=True)
class Unseen:
    """Who was to read the photo does not see it from their machine."""

    path: str


Found = tuple[CardRead, ...] | Message | Unseen


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Threads in this process, for the engines compute outside Python's lock, or the owner's Dask."""
    if settings.dask:
        return dask_runner(settings.dask)
    return ThreadPoolTaskRunner(max_workers=settings.workers)


def at_once(settings: Settings) -> int:
    """How many photos are read at once. Raises ServerError where Dask is away."""
    return readers(settings.dask) if settings.dask else settings.workers


@task(name="read-photo", task_run_name="{name}")
def read_photo_task(lent: Lent, name: str, reader: ReaderName, region: str) -> Found:
    """The cards of one photo, or the reason why it has to be set aside; a bad photo fails no run."""
    with borrowed(lent) as path:
        if path is None:
            return Unseen(lent.path)
        try:
            return read_cards(path, name=name, reader=reader, region=region)
        except PhotoError as error:
            return error.message
