from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.texts import LANGUAGES
from enrich import social
from enrich.networks import networks
from tests.prints import LINES, untimed

FOUND = [  # print → kinds and values
    ("www.linkedin.com/in/maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("https://es.linkedin.com/in/maria-lopez/", ["linkedin es.linkedin.com/in/maria-lopez"]),
    ("linkedin.com / in / maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("LinkedIn: maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("LinkedIn: /maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("in/maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("/in/maria-lopez", ["linkedin linkedin.com/in/maria-lopez"]),
    ("linkedin.com/company/acme", ["linkedin linkedin.com/company/acme"]),
    ("FACEBOOK.COM/ACME", ["facebook facebook.com/ACME"]),
    ("fb.com/acme", ["facebook fb.com/acme"]),
    ("Facebook: acme.es", ["facebook facebook.com/acme.es"]),
    ("Instagram: @acme", ["instagram instagram.com/acme"]),
    ("Instagram @acme.oficial", ["instagram instagram.com/acme.oficial"]),
    ("IG: acme", ["instagram instagram.com/acme"]),
    (
        "instagram.com/acme | facebook.com/acme",
        ["instagram instagram.com/acme", "facebook facebook.com/acme"],
    ),
    ("Twitter @acme", ["twitter twitter.com/acme"]),
    ("x.com/acme", ["x x.com/acme"]),
    ("TikTok @acme", ["tiktok tiktok.com/@acme"]),
    ("youtube.com/@acme", ["youtube youtube.com/@acme"]),
    ("github.com/acme", ["github github.com/acme"]),
    ("t.me/acme", ["telegram t.me/acme"]),
    ("@maria_acme (Telegram)", ["telegram t.me/maria_acme"]),
    ("wa.me/34612345678", ["whatsapp wa.me/34612345678"]),
    ("Skype: maria.lopez", ["skype maria.lopez"]),
    ("WeChat: maria_2020", ["wechat maria_2020"]),
    ("@acme", ["unknown @acme"]),
    ("www.acme.es @acme", ["unknown @acme"]),
    ("info@acme.es @acme", ["unknown @acme"]),
    ("LinkedIn: María López", ["linkedin María López"]),
]

NONE = [
    "", "maria@acme.es", "maria @acme.es", "maria @ acme.es", "www.acme.es", "acme.es/in/x", "LinkedIn",
    "WhatsApp: 612 345 678",
    "Tel. 912 345 678", "24/7", "C/ Mayor", "in/out", "@", "María López", "Instagram",
    "M: (TH) +66 81 234 5678 (WhatsApp)", "linkedin.com",
    "Built in/for Madrid",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), FOUND)
def test_an_account_is_found_in_its_print(printed: str, expected: list[str]) -> None:
    assert [f"{value.kind} {value.value}" for value in social.find(printed)] == expected


@pytest.mark.parametrize("printed", NONE)
def test_other_words_are_no_account(printed: str) -> None:
    assert social.find(printed) == ()


def test_an_account_without_a_network_is_doubted() -> None:
    (value,) = social.find("@acme")
    assert value.doubt is not None
    assert value.part("handle") == "acme"


def test_accounts_are_compared_without_scheme_www_and_sign() -> None:
    assert social.key("https://www.instagram.com/Acme/") == social.key("instagram.com/acme")
    assert social.key("@Acme") == "acme"


@untimed
@given(st.text(max_size=60) | LINES)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for value in social.find(text):
        assert value.kind in (*networks(), "unknown")
        assert social.key(social.key(value.value)) == social.key(value.value)
        assert value.doubt is None or all(value.doubt.text(language) for language in LANGUAGES)
