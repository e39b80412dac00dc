"""What `aroma up` does while its store is away; the rest of it is seen in test_whole_way."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

import pytest
from postgres_server import postgres_server

from data.database import open_database
from flows import up
from flows.settings import Settings

PATIENCE = 120.0  # seconds; two busy cores may need them


@pytest.mark.postgres
def test_a_store_that_goes_away_is_waited_for_and_said_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(up, "LOOK_SECONDS", 0.2)
    with (
        postgres_server() as postgres,
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as server,
    ):
        settings = Settings(home_folder=tmp_path, language="en", database_url=postgres.create("aroma"))
        settings.home.prepare()
        database = open_database(settings.store_url)
        said: list[str] = []

        async def until_said(what: str) -> None:
            deadline = time.monotonic() + PATIENCE
            while what not in "".join(said):
                assert time.monotonic() < deadline, said
                await asyncio.sleep(0.1)
                said.append(capsys.readouterr().out)

        async def watch() -> None:
            watching = asyncio.create_task(up._watch(settings, database, server))
            await asyncio.sleep(0.5)
            await asyncio.to_thread(postgres.kill)
            await until_said("Until then Aroma waits")
            await asyncio.sleep(1)  # some looks more, of which nothing is said
            await asyncio.to_thread(postgres.start)
            await until_said("goes on")
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

        asyncio.run(watch())
        server.kill()
    assert "".join(said).count("Until then Aroma waits") == 1
    assert "aroma@" not in "".join(said)
