from __future__ import annotations

import pytest

from enrich.misread import legal_form


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
