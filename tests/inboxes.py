"""Homes whose inbox is looked into at once, in the test's own process, and what stops such a look."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings
from waiting_cards import Desk

from flows.collect import Look, look_into_inbox

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


class Inbox:
    """A home with a server, whose inbox is looked into at once, in this process."""

    def __init__(self, desk: Desk) -> None:
        quick = {"settle": 0.0, "patience": 0.0, "workers": 2, "reader": "rapidocr"}
        self.settings = desk.settings.model_copy(update=quick)
        self.home = self.settings.home
        self.desk = desk
        self.db = desk.db

    def drop(self, sample: str, name: str = "") -> Path:
        return Path(shutil.copy(SAMPLES / sample, self.home.inbox / (name or sample)))

    def look(self, **changes: object) -> Look:
        return look_into_inbox(self.settings.model_copy(update=changes))

    def names(self) -> list[str]:
        """What the forms that wait are called."""
        with self.desk.runs() as runs:
            return sorted(run.name for run in runs.in_state(StateType.PAUSED))

    def aside(self) -> dict[str, str]:
        """What was set aside, each with its reason."""
        reasons = sorted(self.home.set_aside.glob("*.reason.txt"))
        found = {path.name.removesuffix(".reason.txt"): path.read_text("utf-8") for path in reasons}
        assert all((self.home.set_aside / name).is_file() for name in found)
        return found

    def originals(self) -> set[bytes]:
        kept = [path for path in self.home.cards.iterdir() if path.is_file() and len(path.stem) == 64]
        return {path.read_bytes() for path in kept}


@pytest.fixture
def inbox(served_desk, monkeypatch) -> Iterator[Inbox]:
    monkeypatch.setenv("AROMA_SETTLE", "0")
    monkeypatch.setenv("AROMA_READER", "rapidocr")
    made = Inbox(served_desk)
    with temporary_settings({PREFECT_API_URL: made.settings.api_url, PREFECT_LOGGING_TO_API_ENABLED: False}):
        yield made


class Stop(BaseException):
    """The power fails."""


def stop_at(patch: pytest.MonkeyPatch, name: str, *, done: bool) -> None:
    """Stop before the function `name`, or right after it where it is to be `done`."""
    module, _, function = name.rpartition(".")
    real: Callable[..., object] = getattr(__import__(module, fromlist=[function]), function)

    def stopped(*args: object, **facts: object) -> None:
        if done:
            real(*args, **facts)
        raise Stop

    patch.setattr(name, stopped)
