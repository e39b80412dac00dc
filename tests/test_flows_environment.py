from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("command", ["waiting", "review"])
def test_before_the_first_start_one_sentence_says_what_to_type_and_nothing_is_made(tmp_path, command):
    home = tmp_path / "Aroma"
    program = Path(sys.executable).with_name("aroma")
    done = subprocess.run(
        [str(program), command],
        env=os.environ | {"AROMA_HOME": str(home), "AROMA_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert "make up" in said
    assert not home.exists()
