from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_readings import line, reading
from prints import untimed
from test_enrich_content_lines import SCRAPS

from data.models import Code, Contact, Value
from data.texts import message
from enrich.code_merge import CONFIRMED, with_codes
from enrich.draft import draft_contact

BOX = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
DIFFER = message("doubt.differ", first="a", second="b")


def told(printed: Contact, *texts: str) -> Contact:
    return with_codes(printed, [Code(text, BOX) for text in texts], region="ES")


def vcard(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def one(text: str, *, doubt=None, confidence=0.9, **facts) -> Value:
    return Value(text, text, confidence, doubt, **facts)


def only(value: Value | None) -> Value:
    assert value is not None
    return value


def test_a_card_without_a_code_stays_as_it_is():
    printed = Contact(name=one("Ana Ruiz"), phones=(one("+34600000074"),), rest=("x", "x"))
    assert told(printed) == printed


def test_what_print_and_code_say_alike_is_doubted_no_more():
    printed = Contact(
        name=one("Ana Ruiz Peña", doubt=DIFFER), emails=(one("ana@rosas-ejemplo.es", doubt=DIFFER),)
    )
    found = told(printed, vcard("FN:ANA RUIZ PEÑA", "EMAIL:ana@rosas-ejemplo.es"))
    for value in (only(found.name), *found.emails):
        assert (value.doubt, value.confidence, value.part("source")) == (None, CONFIRMED, "both")
    assert found.emails[0].raw == "ana@rosas-ejemplo.es"


def test_what_only_the_code_says_is_added_and_says_so():
    found = told(Contact(), vcard("FN:Ana Ruiz", "TEL:+34600000074"))
    assert [(value.value, value.part("source")) for value in (only(found.name), *found.phones)] == [
        ("Ana Ruiz", "code"),
        ("+34600000074", "code"),
    ]


def test_where_they_differ_the_code_comes_first_and_the_print_is_kept():
    printed = Contact(name=one("Rosas Inventadas"), phones=(one("+34900000082"),))
    found = told(printed, vcard("FN:Ana Ruiz", "TEL:+34600000074"))
    name = only(found.name)
    assert (name.value, name.part("printed"), name.doubt) == (
        "Ana Ruiz",
        "Rosas Inventadas",
        message("doubt.printed", printed="Rosas Inventadas"),
    )
    assert [phone.value for phone in found.phones] == ["+34600000074", "+34900000082"]


def test_where_the_print_was_doubted_the_code_settles_it():
    name = only(told(Contact(name=one("Anna Rnz", doubt=DIFFER)), vcard("FN:Beatriz Soto")).name)
    assert (name.value, name.doubt, name.part("printed")) == ("Beatriz Soto", None, "Anna Rnz")


def test_accents_that_the_code_lacks_are_those_of_the_print():
    assert only(told(Contact(name=one("María Peña")), vcard("FN:MARIA PENA")).name).value == "María Peña"


def test_a_print_that_says_more_stays():
    company = only(
        told(Contact(company=one("Rosas Inventadas, S.L.")), vcard("ORG:Rosas Inventadas")).company
    )
    assert (company.value, company.part("source")) == ("Rosas Inventadas, S.L.", "both")
    printed = Contact(address=one("Calle Inventada 12, 3º B, 28013 Madrid, España"))
    address = only(told(printed, vcard("ADR:;;Calle Inventada 12;Madrid;;28013;")).address)
    assert address.value == "Calle Inventada 12, 3º B, 28013 Madrid, España"


def test_a_code_that_says_more_wins_and_the_print_stays_beside_it():
    company = only(told(Contact(company=one("Rosas")), vcard("ORG:Rosas Inventadas\\, S.L.")).company)
    assert (company.value, company.part("printed"), company.doubt) == (
        "Rosas Inventadas, S.L.",
        "Rosas",
        None,
    )


def test_a_company_that_was_only_guessed_from_the_domain_is_no_print():
    guessed = one("rosas", doubt=message("doubt.inferred", source="rosas"), confidence=0.4)
    company = only(told(Contact(company=guessed), vcard("ORG:Rosas Inventadas")).company)
    assert (company.value, company.part("printed"), company.doubt) == ("Rosas Inventadas", "", None)


def test_a_number_printed_without_its_country_is_the_one_of_the_code():
    printed = Contact(phones=(Value("+34150000074", "(0)150 000074", 0.5, DIFFER, "unknown"),))
    (phone,) = told(printed, vcard("TEL;TYPE=CELL:+49150000074")).phones
    assert (phone.value, phone.raw, phone.doubt) == ("+49150000074", "(0)150 000074", None)
    assert phone.part("printed") == "+34150000074"


def test_a_doubted_number_that_differs_in_a_digit_was_misread_and_an_undoubted_one_is_another():
    misread = Contact(phones=(one("+34600000079", doubt=DIFFER),))
    assert [phone.value for phone in told(misread, vcard("TEL:+34600000074")).phones] == ["+34600000074"]
    other = Contact(phones=(one("+34600000079"),))
    found = told(other, vcard("TEL:+34600000074")).phones
    assert [phone.value for phone in found] == ["+34600000074", "+34600000079"]


def test_a_fax_by_its_label_stays_a_fax():
    printed = Contact(phones=(one("+34900000083", kind="fax"),))
    (phone,) = told(printed, vcard("TEL:+34900000083")).phones
    assert phone.kind == "fax"


def test_an_extension_that_is_printed_stays_with_the_number():
    printed = Contact(phones=(one("+34900000083", parts=(("extension", "12"),)),))
    (phone,) = told(printed, vcard("TEL:+34900000083")).phones
    assert phone.part("extension") == "12"


def test_a_site_on_a_domain_that_the_card_does_not_print_is_doubted():
    printed = Contact(emails=(one("ana@rosas-ejemplo.es"),))
    (site,) = told(printed, "https://menus-ejemplo.es/rosas").websites
    assert site.doubt == message("doubt.code_only")
    (own,) = told(printed, "https://rosas-ejemplo.es/ana").websites
    assert own.doubt is None
    at_provider = Contact(emails=(one("rosas@gmail.com"),))
    assert told(at_provider, "https://rosas-ejemplo.es").websites[0].doubt is None


def test_of_two_codes_the_first_tells_the_name_and_both_their_numbers():
    found = told(Contact(), vcard("FN:Ana Ruiz", "TEL:+34600000074"), "MECARD:N:Soto,Eva;TEL:+34600000075;;")
    assert only(found.name).value == "Ana Ruiz"
    assert [phone.value for phone in found.phones] == ["+34600000074", "+34600000075"]


def test_a_name_in_another_script_stands_beside_the_printed_one_and_confirms_the_native_one():
    read = Value("山田花子", "山田 花子", 0.95, DIFFER, "native_name")
    printed = Contact(name=one("Hanako Yamada"), company=one("Aozora"), also=(read,))
    found = told(printed, vcard("FN:山田花子", "ORG:青空造船株式会社"))
    assert (only(found.name).value, only(found.company).value) == ("Hanako Yamada", "Aozora")
    assert [(value.kind, value.value, value.part("source")) for value in found.also] == [
        ("native_company", "青空造船株式会社", "code"),
        ("native_name", "山田花子", "both"),
    ]
    assert only(told(Contact(), vcard("FN:山田花子")).name).value == "山田花子"


def test_a_draft_has_what_the_codes_of_its_reading_tell():
    card = reading(
        line("Ana Ruiz", 60, 60, 60),
        line("Florista", 60, 140),
        line("ana@rosas-ejemplo.es", 60, 300),
        codes=(Code(vcard("FN:Ana Ruiz", "TEL:+34600000074"), BOX), Code("https://qrco.de/abc", BOX)),
    )
    draft = draft_contact(card)
    assert only(draft.name).part("source") == "both"
    assert [phone.value for phone in draft.phones] == ["+34600000074"]
    assert draft.rest == ("https://qrco.de/abc",)


TEXTS = (
    SCRAPS
    | st.sampled_from(["Ana Ruiz", "+34600000074", "ana@rosas-ejemplo.es", "Rosas, S.L."])
    | st.text(max_size=12)
)
VALUES = st.builds(one, TEXTS, doubt=st.none() | st.just(DIFFER))
SEVERAL = st.lists(VALUES, max_size=3).map(tuple)
CONTACTS = st.builds(
    Contact,
    *[st.none() | VALUES] * 4,
    phones=SEVERAL,
    emails=SEVERAL,
    websites=SEVERAL,
    social=SEVERAL,
    rest=st.lists(TEXTS, max_size=3).map(tuple),
)


@untimed
@given(CONTACTS, st.lists(TEXTS | TEXTS.map(lambda text: vcard(f"FN:{text}", f"TEL:{text}")), max_size=3))
def test_nothing_that_is_printed_is_lost_beside_any_code(printed, texts):
    found = told(printed, *texts)
    for field in ("name", "job_title", "company", "address"):
        value = getattr(printed, field)
        kept = getattr(found, field)
        assert value is None or value.value in (kept.value, kept.part("printed"))
    for field in ("phones", "emails", "websites", "social"):
        kept = [(value.value, value.part("printed")) for value in getattr(found, field)]
        assert {value.value for value in getattr(printed, field)} <= {text for pair in kept for text in pair}
    assert set(printed.rest) <= set(found.rest)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_doubts_are_said_in_both_languages(language):
    assert "Rosas" in message("doubt.printed", printed="Rosas").text(language)
    assert message("doubt.code_only").text(language)
