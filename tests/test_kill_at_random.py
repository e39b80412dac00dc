"""A small run of the benchmark that kills Aroma at random; the long one is `python -m benchmarks.kills`."""

from __future__ import annotations

import sys

import pytest

from benchmarks.kills import fight

pytestmark = [
    pytest.mark.server,
    pytest.mark.tesseract,
    pytest.mark.skipif(sys.platform != "linux", reason="the processes of a home are found in /proc"),
]


def test_nothing_is_lost_or_doubled_whatever_is_killed(tmp_path):
    fought = fight(photos=6, kills=6, seed=4, folder=tmp_path)
    assert fought.problems == []
    assert sum(fought.killed.values()) == 6
    assert fought.owner.said
