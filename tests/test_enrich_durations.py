from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.durations import Duration, duration

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("90d", date(2026, 6, 2)),
        ("6m", date(2026, 2, 28)),
        ("6 meses", date(2026, 2, 28)),
        ("six", None),
        ("2y", date(2024, 8, 31)),
        ("2 años", date(2024, 8, 31)),
        ("2a", date(2024, 8, 31)),
        ("un año", date(2025, 8, 31)),
        ("a week", date(2026, 8, 24)),
        ("3 semanas", date(2026, 8, 10)),
        ("un rato", None),
        ("m", None),
        ("-3m", None),
        ("9999y", None),
        ("", None),
    ],
)
def test_a_length_of_time_is_read_in_both_languages(text, day):
    found = duration(text)
    assert (found.before(TODAY) if found else None) == day


@given(st.text())
def test_any_text_is_a_length_or_none(text):
    assert duration(text) is None or isinstance(duration(text), Duration)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 1200), st.integers(0, 400))
def test_what_lies_after_lies_ahead_and_what_lies_before_behind(day, months, days):
    long = Duration(months, days)
    assert long.before(day) <= day <= long.after(day)
