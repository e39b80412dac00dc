from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.event_days import event_day

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Feria del queso, Trujillo, 3 May", date(2027, 5, 3)),
        ("Feria del queso, Trujillo, 3 de mayo", date(2027, 5, 3)),
        ("Feria, del 1 al 3 de mayo de 2027", date(2027, 5, 3)),
        ("Feria del 30 de abril al 2 de mayo", date(2027, 5, 2)),
        ("Boat show 4–6 June, Falmouth", date(2027, 6, 6)),
        ("Talk on May 3rd, 2027 at 10", date(2027, 5, 3)),
        ("12/7/2027 encuentro", date(2027, 7, 12)),
        ("5.12.2026 Markt", date(2026, 12, 5)),
        ("2026-12-03, puerto", date(2026, 12, 3)),
        ("mañana a las 8 en el puerto", date(2026, 11, 27)),
        ("Nochevieja 31 dic.", date(2026, 12, 31)),
        ("Feria de 2025, 3 May 2025", date(2025, 5, 3)),
        ("Encuentro de 12 corales en mayo", None),
        ("Ley 3/2027 de costas", None),
        ("sendero de 2.5 km", None),
        ("se buscan 3 marineros", None),
    ],
)
def test_the_day_is_read_from_the_sentence(text, day):
    assert event_day(text, today=TODAY) == day


@given(st.text())
def test_any_text_has_a_day_or_none(text):
    assert isinstance(event_day(text, today=TODAY), date | None)
