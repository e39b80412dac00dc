"""The tasks of a look into the inbox, and what runs them in parallel.

A task takes and returns plain records that can be pickled, and opens nothing of the store, so that
the task runner can be exchanged for one that spans several machines without touching the tasks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import task
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from data.errors import PhotoError
from data.models import CardRead
from data.texts import Message
from flows.reading import read_cards
from ocr.readers import ReaderName


def task_runner(workers: int) -> TaskRunner[Any]:
    """Threads in this process, one per photo read at once: the engines compute outside Python's lock."""
    return ThreadPoolTaskRunner(max_workers=workers)


@task(name="read-photo", task_run_name="{name}")
def read_photo_task(path: Path, name: str, reader: ReaderName, region: str) -> tuple[CardRead, ...] | Message:
    """The cards of one photo, or the reason why it has to be set aside; a bad photo fails no run."""
    try:
        return read_cards(path, name=name, reader=reader, region=region)
    except PhotoError as error:
        return error.message
