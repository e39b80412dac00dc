"""The process that runs are forked from: it has what they import, and no thread that a fork would lack."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = """
import json, sys, threading
import flows.ready
flows = ("prefect.engine", "flows.review", "flows.collect", "flows.bouquet")
print(json.dumps([[name for name in flows if name not in sys.modules], threading.active_count()]))
"""


def test_all_that_a_run_imports_is_there_and_nothing_runs_beside():
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    missing, threads = json.loads(told.splitlines()[-1])
    assert set(missing) <= {"prefect.engine"}  # `flows.warm` brings it, whose function every fork is
    assert threads == 1
