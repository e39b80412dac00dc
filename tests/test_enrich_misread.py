from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.misread import accented, legal_form


@pytest.mark.parametrize(
    ("read", "seen", "meant"),
    [
        ("Quirinal Logistica", "Quirinal Logística", "Quirinal Logística"),
        ("MARIA IBANEZ", "MARÍA IBÁÑEZ", "MARÍA IBÁÑEZ"),
        ("Laia Solà", "Laia Sola", "Laia Solà"),
        ("Director técnico", "Director técnicó", "Director técnico"),
        ("Quirinal", "Quirinol", "Quirinal"),
        ("Quirinal", "", "Quirinal"),
    ],
)
def test_an_accent_that_only_the_second_reader_saw_is_kept(read: str, seen: str, meant: str) -> None:
    assert accented(read, seen) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Quirinal V.0.F.", "Quirinal V.O.F."),
        ("Quirinal 5.L.", "Quirinal S.L."),
        ("Quirinal A.$.", "Quirinal A.Ş."),
        ("Planta 5. Local 2", "Planta 5. Local 2"),
        ("1.0.2", "1.0.2"),
    ],
)
def test_a_misread_legal_form_is_mended_and_a_number_is_not(read: str, meant: str) -> None:
    assert legal_form(read) == meant


@given(st.text(max_size=40), st.text(max_size=40))
def test_accents_change_no_letter(read: str, seen: str) -> None:
    assert len(accented(read, seen)) == len(read)
