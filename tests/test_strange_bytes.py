"""Whatever bytes a stranger sends: they are read, or refused in a sentence, and nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.strange_bytes import TARGETS, tried

# Pillow warns of damaged tags; outside of tests `ocr.photos` silences it.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Any bytes, or good ones that were cut, doubled or written over in some places."""
    if not seeds or draw(st.booleans()):
        return draw(st.binary(max_size=2000))
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        end = start + draw(st.integers(0, 20))
        data[start:end] = draw(st.binary(max_size=20) | st.just(bytes(data[start:end]) * 2))
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60)
@given(data=st.data())
def test_strange_bytes_are_read_or_refused_in_a_sentence(name, data):
    target, seeds = TARGETS[name]
    tried(target, data.draw(damaged(seeds)))
