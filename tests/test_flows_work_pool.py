"""A work pool of a team: `aroma up` keeps the server, and `aroma worker` does what is due, a process each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import free_port

from data.errors import SettingsError
from flows.settings import Settings
from flows.work_pool import work

ROOT = Path(__file__).parent.parent
JOB = ROOT / "tests" / "do_whole_job.py"


@pytest.mark.server
@pytest.mark.tesseract
def test_a_worker_does_the_whole_job_where_a_pool_is_set(tmp_path, lay_rows):
    home = tmp_path / "Aroma"
    lay_rows(home / "prefect")
    known = os.environ | {
        "AROMA_HOME": str(home),
        "AROMA_LANGUAGE": "es",
        "AROMA_REGION": "ES",
        "AROMA_PORT": str(free_port()),
        "AROMA_SETTLE": "1",
        "AROMA_READER": "rapidocr",
        "AROMA_WORK_POOL": "equipo",
    }
    done = subprocess.run(
        [sys.executable, str(JOB), "--worker"], env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stderr, *(path.read_text("utf-8") for path in tmp_path.glob("*.log")))
    assert "equipo" in (tmp_path / "aroma.log").read_text("utf-8")


def test_without_a_pool_a_worker_says_what_to_write(tmp_path):
    settings = Settings(home_folder=tmp_path, language="en")
    with pytest.raises(SettingsError, match="work_pool"):
        work(settings)
