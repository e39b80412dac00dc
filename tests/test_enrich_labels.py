from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich import labels
from tests.prints import LINES, untimed

TABLE = tomllib.loads(files("data").joinpath("tables", "labels.toml").read_text("utf-8"))
VALUES = {
    "email": "maria@acme.es", "website": "www.acme.es", "address": "Calle Mayor 5", "name": "María López",
    "vat": "B12345674",
    "bank": "ES91 2100", "registration": "12345", "postcode": "28013", "hours": "9:00",
}  # fmt: skip

PIECES = [  # print → kinds of each piece and its text
    ("Tel. 912 345 678", ["phone|912 345 678"]),
    ("TeI: 912 345 678", ["phone|912 345 678"]),
    ("Tfno 912 345 678", ["phone|912 345 678"]),
    ("Móvil: 612 345 678", ["mobile|612 345 678"]),
    ("Movil.612 345 678", ["mobile|612 345 678"]),
    ("M6vil: 612", ["|M6vil: 612"]),
    ("T. 912 345 678 F. 912 345 679 M. 612 345 678",
     ["phone|912 345 678", "fax|912 345 679", "mobile|612 345 678"]),
    ("Tel/Fax: 912 345 678", ["phone fax|912 345 678"]),
    ("Tel. y WhatsApp 612 345 678", ["phone social:whatsapp|612 345 678"]),
    ("T/F 912 345 678", ["phone fax|912 345 678"]),
    ("Tel. móvil: 612 345 678", ["mobile|612 345 678"]),
    ("Tel. (oficina) 912 345 678", ["landline|912 345 678"]),
    ("Mobile No.: 612 345 678", ["mobile|612 345 678"]),
    ("Tel 1: 912 345 678 Tel 2: 912 345 679", ["phone|912 345 678", "phone|912 345 679"]),
    ("Zentrale +49 89 123456", ["landline|+49 89 123456"]),
    ("Portable 06 12 34 56 78", ["mobile|06 12 34 56 78"]),
    ("Handy: 0171 1234567", ["mobile|0171 1234567"]),
    ("Cellulare 333 1234567", ["mobile|333 1234567"]),
    ("Telemóvel: 912 345 678", ["mobile|912 345 678"]),
    ("☎ 912 345 678 ✉ info@acme.es", ["phone|912 345 678", "email|info@acme.es"]),
    ("℡ 912 345 678", ["phone|912 345 678"]),
    ("T +34 912 345 678 | E maria@acme.es | W www.acme.es",
     ["phone|+34 912 345 678", "email|maria@acme.es", "website|www.acme.es"]),
    ("E-mail:maria@acme.es", ["email|maria@acme.es"]),
    ("E mail : maria@acme.es", ["email|maria@acme.es"]),
    ("e-rnail maria@acme.es", ["email|maria@acme.es"]),
    ("Correo electrónico: maria@acme.es", ["email|maria@acme.es"]),
    ("@ maria@acme.es", ["email|maria@acme.es"]),
    ("U R L:http://www.acme.es", ["website|http://www.acme.es"]),
    ("Web: acme.es", ["website|acme.es"]),
    ("Instagram: @acme", ["social:instagram|@acme"]),
    ("NIF: B12345674", ["vat|B12345674"]),
    ("C.I.F. B-12345674 Tel. 912 345 678", ["vat|B-12345674", "phone|912 345 678"]),
    ("USt-IdNr.: DE123456789", ["vat|DE123456789"]),
    ("P. IVA 01234567890", ["vat|01234567890"]),
    ("IBAN ES91 2100 0418", ["bank|ES91 2100 0418"]),
    ("Dirección: Calle Mayor 5", ["address|Calle Mayor 5"]),
    ("C.P. 28013 Madrid", ["postcode|28013 Madrid"]),
    ("912 345 678 (fax)", ["fax|912 345 678"]),
    ("912 345 678 Tel 912 345 679 Fax", ["phone|912 345 678", "fax|912 345 679"]),
    ("@maria_acme (Telegram)", ["social:telegram|@maria_acme"]),
    ("912345678Fax:912345679", ["|912345678", "fax|912345679"]),
    ("T.912 345 678 /F.912 345 679", ["phone|912 345 678", "fax|912 345 679"]),
    ("Fax", ["fax|"]),
    ("Web", ["website|"]),
    ("电话：010 6552 9988", ["phone|010 6552 9988"]),
]  # fmt: skip

NO_LABELS = [
    "Mobile Developer", "Web Designer", "Office Manager", "Direct Marketing", "M. García", "T. S. Eliot",
    "C/ Mayor 5",
    "D-80331 München", "A la atención", "fax@acme.es", "www.tel-acme.es", "acme.es/web", "Telefonía Acme",
    "Hotel 912 345 678",
    "Correos de Acme", "Dirección General", "Home & Garden", "Contact Lens Shop", "Main Street 5", "E. Marín",
    "W. Smith",
    "Calle Móvil 3", "Port Louis", "Account Manager", "Directora de Oficina", "Call Center Manager",
    "Bank Street 12",
    "Acme Internet S.L.", "Faximil 12", "Celia", "Mobility", "Local 2045, Nivel 12, Plaza Mall", "", "  ",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), PIECES)
def test_a_line_is_cut_at_its_labels(printed: str, expected: list[str]) -> None:
    assert [f"{' '.join(piece.kinds)}|{piece.text}" for piece in labels.segments(printed)] == expected


@pytest.mark.parametrize("printed", NO_LABELS)
def test_words_that_only_look_like_labels_are_none(printed: str) -> None:
    assert all(piece.kinds == () for piece in labels.segments(printed))
    assert labels.strip_label(printed) == ((), printed.strip())


@pytest.mark.parametrize(
    ("kind", "word"),
    [(kind, word) for kind, languages in TABLE.items() for words in languages.values() for word in words],
)
def test_every_label_of_the_table_is_known_before_a_value_of_its_kind(kind: str, word: str) -> None:
    value = VALUES.get(kind, "@maria" if kind.startswith("social:") else "+34 912 345 678")
    kinds, rest = labels.strip_label(f"{word}: {value}")
    assert kinds, word
    assert rest == value
    assert kind in kinds or any(
        word.casefold() in {w.casefold() for ws in TABLE[k].values() for w in ws} for k in kinds
    )


def test_a_label_alone_says_its_kinds() -> None:
    assert labels.kinds_of("Tel. móvil:") == ("mobile",)
    assert labels.kinds_of("T") == ("phone",)
    assert labels.kinds_of("Directora") == ()
    assert labels.kinds_of("") == ()


@untimed
@given(st.text(max_size=80) | LINES)
def test_any_text_is_cut_without_an_error_and_without_losing_a_digit(text: str) -> None:
    pieces = labels.segments(text)
    kept = "".join(piece.label + piece.text for piece in pieces)
    plain = labels.plain(text)
    assert sum(c.isdigit() for c in kept) == sum(c.isdigit() for c in plain)
    labels.strip_label(text)
    labels.kinds_of(text)


@untimed
@given(LINES)
def test_a_piece_cut_again_stays_whole(text: str) -> None:
    for piece in labels.segments(text):
        if not piece.kinds:
            assert labels.segments(piece.text) == (piece,)
