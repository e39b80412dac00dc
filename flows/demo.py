"""`aroma demo`: Aroma with sample cards of invented people, in a home of its own."""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path

from data.texts import say
from flows.environment import enter
from flows.files import write
from flows.printing import put
from flows.settings import Settings, load_settings

PORT = 4201  # so that the demo can run beside one's own Aroma


def run(home: Path) -> int:
    """Run Aroma on the demo's home; at its first start, with the samples in its inbox."""
    os.environ["AROMA_HOME"] = str(home.absolute())
    settings = load_settings()
    settings.home.prepare()
    if not settings.home.settings_file.exists():  # so that `aroma waiting` finds the same port
        write(settings.home.settings_file, f"port = {PORT}\n".encode())
        settings = load_settings()
    enter(settings)
    if not settings.home.database.exists():
        count = drop_samples(settings)
        put(say("up.samples", settings.language, count=count))
    from flows.up import run as run_up  # noqa: PLC0415 - Prefect must find its environment when imported

    return run_up(settings)


def drop_samples(settings: Settings) -> int:
    """How many sample photos were put into the inbox; each appears there whole or not at all."""
    folder = files("data").joinpath("samples")
    names = folder.joinpath("demo.txt").read_text("utf-8").split()
    for name in names:
        with as_file(folder.joinpath(name)) as sample:
            target = settings.home.inbox / name
            target.unlink(missing_ok=True)
            write(target, sample.read_bytes())
    return len(names)
