"""What a team has: all rows in PostgreSQL, `aroma up` for the server, `aroma worker` for what is due."""

from __future__ import annotations

import subprocess
import sys

import pytest
from prefect_rows import make_tables
from whole_job import JOB, environment

from data.errors import SettingsError
from flows.settings import Settings
from flows.work_pool import work


def made_for_prefect(url: str) -> str:
    """The address of a database as Prefect wants it, its tables made: that may take longer than a start."""
    async_url = url.replace("+psycopg", "+asyncpg")
    make_tables(PREFECT_API_DATABASE_CONNECTION_URL=async_url)
    return async_url


@pytest.mark.postgres
@pytest.mark.server
@pytest.mark.tesseract
def test_a_worker_of_a_pool_does_the_whole_job_with_everything_in_postgresql(tmp_path, postgres):
    known = environment(
        tmp_path / "Aroma",
        AROMA_DATABASE_URL=postgres.create("team"),
        AROMA_PREFECT_DATABASE_URL=made_for_prefect(postgres.create("team_prefect")),
        AROMA_READER="rapidocr",
        AROMA_WORK_POOL="equipo",
    )
    done = subprocess.run(
        [sys.executable, str(JOB), "--worker"], env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stderr, *(path.read_text("utf-8") for path in tmp_path.glob("*.log")))
    assert "equipo" in (tmp_path / "aroma.log").read_text("utf-8")
    assert not list((tmp_path / "Aroma").rglob("*.db"))


def test_without_a_pool_a_worker_says_what_to_write(tmp_path):
    settings = Settings(home_folder=tmp_path, language="en")
    with pytest.raises(SettingsError, match="work_pool"):
        work(settings)
