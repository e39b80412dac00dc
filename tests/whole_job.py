"""The whole job of Aroma as somebody types it in a terminal, as another program: what it is started with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from conftest import free_port

JOB = Path(__file__).parent / "do_whole_job.py"


def environment(home: Path, **settings: str) -> Mapping[str, str]:
    """That of a home that is not there yet."""
    return os.environ | {
        "AROMA_HOME": str(home),
        "AROMA_LANGUAGE": "es",
        "AROMA_REGION": "ES",
        "AROMA_PORT": str(free_port()),
        "AROMA_SETTLE": "1",
        **settings,
    }
