from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrich.dates import day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-01-12", date(2026, 1, 12)),
        ("1/12/2026", date(2026, 12, 1)),
        ("1.12.26", date(2026, 12, 1)),
        ("12/31/2026", date(2026, 12, 31)),
        ("1 de diciembre", date(2026, 12, 1)),
        ("el 1 de diciembre", date(2026, 12, 1)),
        ("on 1st December", date(2026, 12, 1)),
        ("Dec 1", date(2026, 12, 1)),
        ("mañana", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 24)),
        ("en 2 semanas", date(2026, 12, 7)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("20 de noviembre", date(2027, 11, 20)),
    ],
)
def test_days_to_come_are_known_as_people_type_them(text, found):
    assert day(text, today=TODAY, towards="future") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ayer", date(2026, 11, 22)),
        ("hace 3 días", date(2026, 11, 20)),
        ("20 de noviembre", date(2026, 11, 20)),
        ("1 de diciembre", date(2025, 12, 1)),
        ("3 de mayo de 2024", date(2024, 5, 3)),
    ],
)
def test_days_gone_by_are_known_as_people_type_them(text, found):
    assert day(text, today=TODAY, towards="past") == found


@pytest.mark.parametrize(
    "text", ["", " ", "nunca", "12", "2026", "mayo 2024", "31/2/2026", "10:30", "1.12.26 " * 9, "-", "0"]
)
def test_what_names_no_day_is_none(text):
    assert day(text, today=TODAY, towards="future") is None


def test_a_year_in_two_digits_is_not_found_in_the_last_century():
    assert day("1.12.26", today=TODAY, towards="past") is None


@settings(deadline=None, max_examples=200)
@given(text=st.text(max_size=45), towards=st.sampled_from(["past", "future"]))
def test_any_text_is_a_day_or_none(text, towards):
    assert isinstance(day(text, today=TODAY, towards=towards), date | None)


@given(st.dates())
def test_every_day_is_known_by_its_standard_form(found):
    assert day(found.isoformat(), today=TODAY, towards="past") == found
