"""What becomes of a test whose outside program is not on the machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


@pytest.mark.parametrize(
    ("ci", "status", "outcome"),
    [("", pytest.ExitCode.OK, "skipped"), ("true", pytest.ExitCode.TESTS_FAILED, "error")],
)
def test_a_missing_program_skips_its_tests_with_the_reason_and_fails_them_in_ci(
    tmp_path, ci, status, outcome
):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "test_whole_way.py"],
        cwd=TESTS,
        env=environment | {"PATH": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert "there is no Chromium; type:" in done.stdout
    assert re.search(rf"\b1 {outcome} in", done.stdout)
