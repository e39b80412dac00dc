from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Contact, Value
from enrich.tongue import tongue_of, tongue_to


def contact(title: str = "", *, phone: str = "", email: str = "") -> Contact:
    return Contact(
        job_title=Value(title, title) if title else None,
        phones=(Value(phone, phone),) if phone else (),
        emails=(Value(email, email),) if email else (),
    )


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        (contact("Asesora fiscal", phone="+34960000007"), "es"),
        (contact("Editor", email="eva@imprenta.com.mx"), "es"),
        (contact("Boatbuilder", phone="+441632960007"), "en"),
        (contact("Founder", phone="+12025550143"), "en"),
        (contact("Diretora comercial", phone="+351220000022"), "en"),
        (contact("Directora de ventas"), "es"),
    ],
)
@pytest.mark.parametrize("owner", ["es", "en"])
def test_a_card_tells_which_language_to_write_in(printed, language, owner):
    assert tongue_to("", printed, owner=owner) == language


def test_where_nothing_tells_it_is_the_owners_own():
    nameless = contact(email="ana@gmail.com")
    assert (tongue_to("", nameless, owner="es"), tongue_to("", nameless, owner="en")) == ("es", "en")


def test_what_somebody_said_goes_before_what_the_card_tells():
    assert tongue_to("en", contact("Asesora fiscal", phone="+34960000007"), owner="es") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("busca un local", "es"),
        ("a small room for her classes", "en"),
        ("presentarle la panadera", "es"),
        ("Introduce her to Iker", "en"),
        ("Trujillo", None),
        ("", None),
    ],
)
def test_a_short_note_tells_its_language_by_its_little_words(text, language):
    assert tongue_of(text) == language


@given(st.text())
def test_any_text_is_in_one_of_the_two_languages_or_in_none(text):
    assert tongue_of(text) in {"es", "en", None}
