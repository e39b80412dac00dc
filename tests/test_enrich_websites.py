from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Value
from data.texts import LANGUAGES, Message
from enrich import websites
from enrich.domains import endings
from tests.prints import LINES, untimed

SURE = [  # print → addresses, none doubted
    ("www.acme.es", ["www.acme.es"]),
    ("WWW.ACME.ES", ["www.acme.es"]),
    ("Www.Acme.Es", ["www.acme.es"]),
    ("http://www.acme.es/", ["www.acme.es"]),
    ("https://acme.es/Equipo/Ana", ["acme.es/Equipo/Ana"]),
    ("https:// www.acme.es", ["www.acme.es"]),
    ("http:/ /www.acme.es", ["www.acme.es"]),
    ("hftp://www.acme.es", ["www.acme.es"]),
    ("wwww.acme.es", ["www.acme.es"]),
    ("vvww.acme.es", ["www.acme.es"]),
    ("ww.acme.es", ["www.acme.es"]),
    ("w w w.acme.es", ["www.acme.es"]),
    ("wvw.acme.es", ["www.acme.es"]),
    ("acme.es", ["acme.es"]),
    ("Acme.com", ["acme.com"]),
    ("ACME.ES", ["acme.es"]),
    ("shop.acme.es", ["shop.acme.es"]),
    ("acme.com.mx", ["acme.com.mx"]),
    ("acme.co.uk", ["acme.co.uk"]),
    ("acme.es/bh", ["acme.es/bh"]),
    ("acme-grupo.barcelona", ["acme-grupo.barcelona"]),
    ("Web: acme.es", ["acme.es"]),
    ("W acme.es", ["acme.es"]),
    ("U R L:http://www.acme.es", ["www.acme.es"]),
    ("🌐 www.acme.es", ["www.acme.es"]),
    ("🌐acme.es", ["acme.es"]),
    ("Visita www.acme.es.", ["www.acme.es"]),
    ("(www.acme.es)", ["www.acme.es"]),
    ("www.acme.es, Madrid", ["www.acme.es"]),
    ("www.acme.es Madrid", ["www.acme.es"]),
    ("www.acme.es - Madrid", ["www.acme.es"]),
    ("www.acme.es | www.otra.com", ["www.acme.es", "www.otra.com"]),
    ("www.acme.es / www.otra.com", ["www.acme.es", "www.otra.com"]),
    ("info@acme.es www.acme.es", ["www.acme.es"]),
    ("info@acme.es|www.acme.es", ["www.acme.es"]),
    ("info@acme.es acme.es", ["acme.es"]),
    ("Tel. 912 345 678 www.acme.es", ["www.acme.es"]),
    ("www.acme.corn", ["www.acme.com"]),
    ("www.ñandú.es", ["www.ñandú.es"]),
    ("www.acme.es/?q=1", ["www.acme.es/?q=1"]),
    ("www.acme.es:8080/x", ["www.acme.es:8080/x"]),
]

DOUBTED = [  # print → address and its doubt
    ("www acme.es", "www.acme.es mended"),
    ("www,acme,es", "www.acme.es mended"),
    ("www.acme es", "www.acme.es mended"),
    ("www. acme. es", "www.acme.es mended"),
    ("www.acme,es", "www.acme.es mended"),
    ("www.acme.con", "www.acme.com ending_mended"),
    ("www.acme.zzz", "www.acme.zzz ending"),
    ("www.acme", "www.acme incomplete"),
]

NONE = [
    "", " ", "S.L.", "Acme S.L.U.", "Acme, S.A.", "S.Coop.", "Ph.D", "Ph.D.", "Mr.Smith", "Dr.Gil", "B.Com",
    "B.Com., LL.M.",
    "B.Sc", "M.Sc.", "B.Tech", "M.Ed", "Dipl.Ing", "Dr.med", "Pvt.Ltd", "Co.Ltd.", "Acme Co.KG",
    "P.O.Box 123", "Tel.No 123",
    "Reg.No", "3.5", "12.345.678", "912.345.678", "catalogo.pdf", "foto.jpg", "St.Gallen", "L.L.C", "U.S.A.",
    "Av.Madrid",
    "C/ Mayor 5.Madrid", "info@acme.es", "info @ acme.es", "info(at)acme.es", "mariaQacme.es",
    "maria©acme.es", "@acme.es",
    "FACEBOOK.COM/ACME", "www.linkedin.com/in/maria-lopez", "instagram.com/acme", "t.me/acme",
    "DIRECTORA-N.O.ASIA",
    "Gerente.Ventas", "María.López", "J.Garcia", "Ing.Industrial", "d.o.o.", "s.r.o.", "a.s.", "e.V.", "e.K.",
    "N.V.",
    "I+D+i", "www", "http://", "Web", "Node.js", "Sr.Gil", "1.er piso", "2.º", "Ctra.Madrid",
    "Instagram: acme.es",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), SURE)
def test_an_address_is_found_in_its_print_without_a_doubt(printed: str, expected: list[str]) -> None:
    assert [value.value for value in websites.find(printed) if value.doubt is None] == expected


@pytest.mark.parametrize(("printed", "expected"), DOUBTED)
def test_an_address_that_may_be_wrong_is_kept_with_its_doubt(printed: str, expected: str) -> None:
    (value,) = websites.find(printed)
    assert value.doubt is not None
    assert f"{value.value} {value.doubt.key.removeprefix('websites.')}" == expected


@pytest.mark.parametrize("printed", NONE)
def test_other_words_with_dots_are_no_address(printed: str) -> None:
    assert websites.find(printed) == ()


@pytest.mark.parametrize(
    ("printed", "domains", "expected"),
    [
        ("www.acrne.es", ["acme.es"], "www.acme.es domain"),
        ("acrne.es/equipo", ["maria@acme.es"], "acme.es/equipo domain"),
        ("www.acme-grups.es", ["acme-grupo.es"], "www.acme-grups.es near_domain"),
        ("www.acme.es", ["acme.es"], "www.acme.es None"),
        ("www.acme.es", ["gmail.com"], "www.acme.es None"),
    ],
)
def test_an_address_is_mended_only_by_the_domains_of_the_e_mails(
    printed: str, domains: list[str], expected: str
) -> None:
    value = websites.clean(printed, email_domains=domains)
    assert value is not None
    doubt = value.doubt.key.removeprefix("websites.") if value.doubt else None
    assert f"{value.value} {doubt}" == expected


def test_a_text_without_an_address_is_clean_of_it() -> None:
    assert websites.clean("María López", email_domains=["acme.es"]) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("acme.es", "acme.es"), ("https://www.Acme.es/X/", "www.acme.es/X"), ("www.acme.es", "www.acme.es"),
        ("linkedin.com/in/maria", "linkedin.com/in/maria"), ("t.co", "t.co"),
    ],
)  # fmt: skip
def test_a_typed_address_is_taken(typed: str, expected: str) -> None:
    value = websites.check(typed)
    assert isinstance(value, Value)
    assert value.value == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "none"), ("acme", "none"), ("acme es", "none"), ("acme.zzz", "ending"), ("ana@acme.es", "email"),
        ("-.es", "none"),
        ("javascript:alert(1)", "none"), ("<b>.es", "none"),
    ],
)  # fmt: skip
def test_a_typed_address_that_cannot_be_is_answered_with_how_to_write_it(typed: str, reason: str) -> None:
    answer = websites.check(typed)
    assert isinstance(answer, Message)
    assert answer.key == f"websites.check_{reason}"
    assert all("www.example.com" in answer.text(language) for language in LANGUAGES)


def test_addresses_are_compared_without_scheme_www_and_slash() -> None:
    assert websites.key("https://www.Acme.es/") == websites.key("acme.es") == "acme.es"


def test_the_endings_are_those_of_the_internet() -> None:
    assert {"com", "es", "cat", "eus", "gal", "mx", "uk", "museum", "中国"} <= endings()
    assert not {"corn", "zzz", "pdf", "www", ""} & endings()


@untimed
@given(st.text(max_size=60) | LINES, st.lists(st.text(max_size=12), max_size=2))
def test_any_text_is_read_without_an_error(text: str, domains: list[str]) -> None:
    for value in websites.find(text):
        assert " " not in value.value
        assert value.doubt is None or all(value.doubt.text(language) for language in LANGUAGES)
    websites.clean(text, email_domains=domains)
    answer = websites.check(text)
    assert isinstance(answer, Value) or all(answer.text(language) for language in LANGUAGES)


@untimed
@given(LINES)
def test_an_address_that_is_certain_is_cleaned_once(text: str) -> None:
    for value in websites.find(text):
        assert websites.key(websites.key(value.value)) == websites.key(value.value)
        if value.doubt is None:
            assert [again.value for again in websites.find(f"Web: {value.value}")] == [value.value]
