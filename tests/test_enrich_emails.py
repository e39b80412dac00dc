from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Value
from data.texts import LANGUAGES, Message
from enrich import emails
from tests.prints import LINES, untimed

SURE = [  # print → addresses, none doubted
    ("maria@acme.es", ["maria@acme.es"]),
    ("MARIA@ACME.ES", ["maria@acme.es"]),
    ("maria @ acme . es", ["maria@acme.es"]),
    ("maria@ acme.es", ["maria@acme.es"]),
    ("maria @acme.es", ["maria@acme.es"]),
    ("maria@acme,es", ["maria@acme.es"]),
    ("maria@acme.co,uk", ["maria@acme.co.uk"]),
    ("maria@acme .es", ["maria@acme.es"]),
    ("maria@acme. es", ["maria@acme.es"]),
    ("maria.lopez@mail.acme.com.mx", ["maria.lopez@mail.acme.com.mx"]),
    ("maria. lopez@acme.es", ["maria.lopez@acme.es"]),
    ("maria .lopez@acme.es", ["maria.lopez@acme.es"]),
    ("maria_ lopez@acme.es", ["maria_lopez@acme.es"]),
    ("maria,lopez@acme.es", ["maria.lopez@acme.es"]),
    ("maria..lopez@acme.es", ["maria.lopez@acme.es"]),
    ("maria(@acme.es", ["maria@acme.es"]),
    ("maria(at)acme.es", ["maria@acme.es"]),
    ("maria [at] acme [dot] es", ["maria@acme.es"]),
    ("maria (arroba) acme (punto) es", ["maria@acme.es"]),
    ("maria＠acme.es", ["maria@acme.es"]),
    ("maria@acme.corn", ["maria@acme.com"]),
    ("maria@acme.c0m", ["maria@acme.com"]),
    ("maria@acme.0rg", ["maria@acme.org"]),
    ("maria@/acme.es", ["maria@acme.es"]),
    ("E-mail:maria@acme.es", ["maria@acme.es"]),
    ("E-mailmaria@acme.es", ["maria@acme.es"]),
    ("e-rnail: maria@acme.es", ["maria@acme.es"]),
    ("mailto:maria@acme.es", ["maria@acme.es"]),
    ("E maria@acme.es", ["maria@acme.es"]),
    ("✉ maria@acme.es", ["maria@acme.es"]),
    ("✉maria@acme.es", ["maria@acme.es"]),
    ("@ maria@acme.es", ["maria@acme.es"]),
    ("<maria@acme.es>", ["maria@acme.es"]),
    ("(maria@acme.es)", ["maria@acme.es"]),
    ("maria@acme.es.", ["maria@acme.es"]),
    ("·maria@acme.es", ["maria@acme.es"]),
    ("maria@acme.es info@acme.es", ["maria@acme.es", "info@acme.es"]),
    ("maria@acme.es,info@acme.es", ["maria@acme.es", "info@acme.es"]),
    ("maria@acme.es; info@acme.es", ["maria@acme.es", "info@acme.es"]),
    ("maria@acme.es / info@acme.es", ["maria@acme.es", "info@acme.es"]),
    ("maria@acme.es|www.acme.es", ["maria@acme.es"]),
    ("maria@acme.es www.acme.es", ["maria@acme.es"]),
    ("maria@acme.es. www.acme.es", ["maria@acme.es"]),
    ("maria@acme.es - www.acme.es", ["maria@acme.es"]),
    ("maria@acme.es, Madrid", ["maria@acme.es"]),
    ("maria@acme.es Madrid", ["maria@acme.es"]),
    ("Acme S.L. info@acme.es", ["info@acme.es"]),
    ("Tel. 912 345 678 info@acme.es", ["info@acme.es"]),
    ("Tel. 912 345 678 E-mail: info@acme.es Web: www.acme.es", ["info@acme.es"]),
    ("m.lopez-garcia+tarjeta@acme-group.com", ["m.lopez-garcia+tarjeta@acme-group.com"]),
    ("maria_lopez@acme.cat", ["maria_lopez@acme.cat"]),
    ("maria@bücher.example.de", ["maria@bücher.example.de"]),
    ("correo: 用户@例子.中国", []),
    ("a1234@acme.eus", ["a1234@acme.eus"]),
    ("maria@acme.co .uk", ["maria@acme.co.uk"]),
    ("maria@acme.es@", ["maria@acme.es"]),
]

DOUBTED = [  # print → address and its doubt
    ("maria©acme.es", "maria@acme.es sign"),
    ("maria ® acme.es", "maria@acme.es sign"),
    ("mariaQacme.es", "maria@acme.es sign"),
    ("maria@acme.con", "maria@acme.com ending_mended"),
    ("maria@acme.ess", "maria@acme.es ending_mended"),
    ("maria@acme.zzz", "maria@acme.zzz ending"),
    ("maria@acme es", "maria@acme.es spaces"),
    ("maria@ac me.es", "maria@acme.es spaces"),
    ("maria@acme.c om", "maria@acme.com spaces"),
    ("maria lopez@acme.es", "lopez@acme.es word_before"),
    ("maría@acme.es", "maría@acme.es accent"),
    ("E-mail: maria@acme", "maria@acme incomplete"),
]

NONE = [
    "", " ", "@", "@acme", "María López", "www.acme.es", "acme.es", "Tel. 912 345 678", "IBM © 2024", "Q&A",
    "@ Madrid",
    "Acme® S.L.", "3 @ 5", "M@rketing", "in/maria-lopez", "C/ Mayor 5", "Instagram @acme.es", "E-mail",
]  # fmt: skip

JOINED = [
    ("maria.lopez@", "acme.es", "maria.lopez@acme.es"),
    ("maria.lopez", "@acme.es", "maria.lopez@acme.es"),
    ("maria@acme", ".es", "maria@acme.es"),
    ("maria@acme.", "es", "maria@acme.es"),
    ("maria@acme.co", "m", "maria@acme.com"),
    ("maria@acme.co", ".uk", "maria@acme.co.uk"),
    ("maria@grupo-", "acme.com", "maria@grupo-acme.com"),
    ("maria@grupo", "acme.com", "maria@grupoacme.com"),
    ("maria.", "lopez@acme.es", "maria.lopez@acme.es"),
    ("E-mail: maria.lopez@", "acme.es", "maria.lopez@acme.es"),
]

APART = [
    ("maria@acme.es", "www.acme.es"), ("maria@acme.es", "es"), ("Madrid", "maria@acme.es"),
    ("maria@acme.com", "912 345 678"),
    ("maria@acme.es", "info@acme.es"), ("María López", "maria@acme.es"), ("", "maria@acme.es"),
    ("maria@acme.es", ""),
    ("Acme S.L.", "info@acme.es"), ("www.acme.es", "info@acme.es"), ("Acme", "acme.es"), ("@acme", "acme.es"),
    ("info@acme.es", "Madrid"), ("Directora", "@acme"), ("maria@acme", "Calle Mayor"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), SURE)
def test_an_address_is_found_in_its_print_without_a_doubt(printed: str, expected: list[str]) -> None:
    assert [value.value for value in emails.find(printed) if value.doubt is None] == expected


@pytest.mark.parametrize(("printed", "expected"), DOUBTED)
def test_an_address_that_may_be_wrong_is_kept_with_its_doubt(printed: str, expected: str) -> None:
    (value,) = emails.find(printed)
    assert value.doubt is not None
    assert f"{value.value} {value.doubt.key.removeprefix('emails.')}" == expected


@pytest.mark.parametrize("printed", NONE)
def test_other_words_are_no_address(printed: str) -> None:
    assert emails.find(printed) == ()


@pytest.mark.parametrize(("first", "second", "expected"), JOINED)
def test_two_lines_that_make_one_address_are_joined(first: str, second: str, expected: str) -> None:
    joined = emails.join(first, second)
    assert joined is not None
    assert [value.value for value in emails.find(joined)] == [expected]


@pytest.mark.parametrize(("first", "second"), APART)
def test_two_lines_that_stand_for_themselves_are_not_joined(first: str, second: str) -> None:
    assert emails.join(first, second) is None


@pytest.mark.parametrize(
    ("printed", "name", "domains", "expected"),
    [
        ("maria.l0pez@acme.es", "María López", [], "maria.lopez@acme.es name"),
        ("rnaria.lopez@acme.es", "María López", [], "maria.lopez@acme.es name"),
        ("mariaiopez@acme.es", "María López", [], "marialopez@acme.es name"),
        ("mIopez@acme.es", "María López", [], "mlopez@acme.es name"),
        ("maria.lopez@acrne.es", "María López", ["www.acme.es"], "maria.lopez@acme.es domain"),
        ("maria@acme.es", "María López", ["acrne.es"], "maria@acrne.es domain"),
        ("maria@acme-gruop.es", "María López", ["acme-grup.es"], "maria@acme-gruop.es near_domain"),
        ("maria.lopes@acme.es", "María López", [], "maria.lopes@acme.es None"),
        ("fernandes@acme.es", "Ana Fernández", [], "fernandes@acme.es near_name"),
        ("Emaria@acme.es", "María López", [], "maria@acme.es name"),
        ("maria@acme.es", "María López", ["www.acme.es"], "maria@acme.es None"),
        ("maria@acme.es", "Ana Gil", ["otra-casa.com"], "maria@acme.es None"),
        ("maria@mail.acme.es", "", ["acme.es"], "maria@mail.acme.es None"),
        ("info@acme.es", "María López", [], "info@acme.es None"),
        ("maria acme.es", "María López", ["acme.es"], "maria@acme.es sign"),
        ("maria6acme.es", "María López", ["acme.es"], "maria@acme.es sign"),
        ("maria lopez@acme.es", "María López", [], "maria_lopez@acme.es spaces"),
    ],
)
def test_an_address_is_mended_only_by_the_name_and_the_domains(
    printed: str, name: str, domains: list[str], expected: str
) -> None:
    value = emails.clean(printed, name=name, domains=domains)
    assert value is not None
    doubt = value.doubt.key.removeprefix("emails.") if value.doubt else None
    assert f"{value.value} {doubt}" == expected


@pytest.mark.parametrize("printed", ["acme.es", "www.acme.es", "María López", "", "Acme es"])
def test_no_address_is_made_up(printed: str) -> None:
    assert emails.clean(printed, name="María López", domains=["acme.es"]) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("ana@acme.es", "ana@acme.es"), (" Ana@Acme.ES ", "ana@acme.es"), ("mailto:ana@acme.es", "ana@acme.es")],
)
def test_a_typed_address_is_taken(typed: str, expected: str) -> None:
    value = emails.check(typed)
    assert isinstance(value, Value)
    assert value.value == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "none"), ("ana", "none"), ("ana@acme", "none"), ("@acme.es", "none"), ("ana @acme.es", "spaces"),
        ("ana@acme.es, bo@acme.es", "several"), ("ana@acme.zzz", "ending"), ("<b>@acme.es", "none"),
    ],
)  # fmt: skip
def test_a_typed_address_that_cannot_be_is_answered_with_how_to_write_it(typed: str, reason: str) -> None:
    answer = emails.check(typed)
    assert isinstance(answer, Message)
    assert answer.key == f"emails.check_{reason}"
    assert all("ana@example.com" in answer.text(language) for language in LANGUAGES)


@untimed
@given(st.text(max_size=60) | LINES, st.text(max_size=20), st.lists(st.text(max_size=12), max_size=2))
def test_any_text_is_read_without_an_error(text: str, name: str, domains: list[str]) -> None:
    for value in emails.find(text):
        assert "@" in value.value
        assert value.doubt is None or all(value.doubt.text(language) for language in LANGUAGES)
    emails.clean(text, name=name, domains=domains)
    emails.join(text, name)
    answer = emails.check(text)
    assert isinstance(answer, Value) or all(answer.text(language) for language in LANGUAGES)


@untimed
@given(LINES)
def test_an_address_that_is_certain_is_cleaned_once(text: str) -> None:
    for value in emails.find(text):
        assert emails.key(value.value) == value.value
        if value.doubt is None:
            assert [again.value for again in emails.find(value.value)] == [value.value]
            assert isinstance(emails.check(value.value), Value)
