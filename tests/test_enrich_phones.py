from __future__ import annotations

import string

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Value
from data.texts import LANGUAGES, Message
from enrich import phones
from tests.prints import LINES, untimed

SURE = [  # print, region of the card → numbers and kinds, all without a doubt
    ("+34 91 123 45 67", "ES", ["+34911234567 landline"]),
    ("(+34) 612 345 678", "ES", ["+34612345678 mobile"]),
    ("+(34) 612 345 678", "ES", ["+34612345678 mobile"]),
    ("0034 912 345 678", "ES", ["+34912345678 landline"]),
    ("00 34 912 345 678", "ES", ["+34912345678 landline"]),
    ("(00 34) 912 345 678", "ES", ["+34912345678 landline"]),
    ("00-34-912-345-678", "ES", ["+34912345678 landline"]),
    ("(34) 912 345 678", "ES", ["+34912345678 landline"]),
    ("34 912 345 678", "ES", ["+34912345678 landline"]),
    ("+34.912.34.56.78", "ES", ["+34912345678 landline"]),
    ("+34-912-345-678", "ES", ["+34912345678 landline"]),
    ("+ 34 912 345 678", "FR", ["+34912345678 landline"]),
    ("+34 (0)91 234 56 78", "ES", ["+34912345678 landline"]),
    ("+34 (91) 234 56 78", "ES", ["+34912345678 landline"]),
    ("(91) 234 56 78", "ES", ["+34912345678 landline"]),
    ("91/2345678", "ES", ["+34912345678 landline"]),
    ("91-234.56.78", "ES", ["+34912345678 landline"]),
    ("９１２ ３４５ ６７８", "ES", ["+34912345678 landline"]),
    ("٩١٢ ٣٤٥ ٦٧٨", "ES", ["+34912345678 landline"]),
    ("+44 (0)20 7946 0018", "ES", ["+442079460018 landline"]),
    ("+44 (0) 7400 123456", "ES", ["+447400123456 mobile"]),
    ("020 7946 0018", "GB", ["+442079460018 landline"]),
    ("+49 89 1234-0", "ES", ["+498912340 landline"]),
    ("089 / 123456-12", "DE", ["+498912345612 landline"]),
    ("+39 (0)2 1234 5678", "ES", ["+390212345678 landline"]),
    ("+33 (0)1 23 45 67 89", "ES", ["+33123456789 landline"]),
    ("06 12 34 56 78", "FR", ["+33612345678 mobile"]),
    ("+1 (305) 555-0100", "US", ["+13055550100 unknown"]),
    ("Cell: 305.555.0101", "US", ["+13055550101 mobile"]),
    ("Office 305-555-0101", "US", ["+13055550101 landline"]),
    ("1-800-356-9377", "US", ["+18003569377 toll_free"]),
    ("+351 912 345 678", "ES", ["+351912345678 mobile"]),
    ("+55 (11) 96123-4567", "ES", ["+5511961234567 mobile"]),
    ("+52 1 55 1234 5678", "ES", ["+525512345678 unknown"]),
    ("+54 9 11 2345-6789", "ES", ["+5491123456789 mobile"]),
    ("(011) 15-2345-6789", "AR", ["+5491123456789 mobile"]),
    ("900 123 456", "ES", ["+34900123456 toll_free"]),
    ("Fax: 912 345 678", "ES", ["+34912345678 fax"]),
    ("Fax 612 345 678", "ES", ["+34612345678 fax"]),
    ("Telefax +49 89 123456", "ES", ["+4989123456 fax"]),
    ("Móvil 612 345 678", "ES", ["+34612345678 mobile"]),
    ("Oficina 612 345 678", "ES", ["+34612345678 mobile"]),
    ("M. 612345678", "ES", ["+34612345678 mobile"]),
    ("M612345678", "ES", ["+34612345678 mobile"]),
    ("☎ 912 345 678", "ES", ["+34912345678 landline"]),
    ("✆912345678", "ES", ["+34912345678 landline"]),
    ("📱 612 345 678", "ES", ["+34612345678 mobile"]),
    ("WhatsApp: 612 345 678", "ES", ["+34612345678 mobile"]),
    ("612 345 678 (WhatsApp)", "ES", ["+34612345678 mobile"]),
    ("612 345 678 (móvil)", "ES", ["+34612345678 mobile"]),
    ("912 345 678 (fax)", "ES", ["+34912345678 fax"]),
    ("912 345 678 Tel 912 345 679 Fax", "ES", ["+34912345678 landline", "+34912345679 fax"]),
    ("TeI. 912 345 678", "ES", ["+34912345678 landline"]),
    ("Te1: 912 345 678", "ES", ["+34912345678 landline"]),
    ("Tel :- 912 345 678", "ES", ["+34912345678 landline"]),
    ("Tfno.: 912 345 678", "ES", ["+34912345678 landline"]),
    ("T e l . 912 345 678", "ES", ["+34912345678 landline"]),
    ("FA X: 912 345 678", "ES", ["+34912345678 fax"]),
    ("T. 912 345 678 F. 912 345 679 M. 612 345 678", "ES",
     ["+34912345678 landline", "+34912345679 fax", "+34612345678 mobile"]),
    ("T +34 912 345 678 | M +34 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("912 345 678 / 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("912 345 678 - 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("912 345 678, 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("912 345 678 y 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("912 345 678 · 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("91 234 56 78 612 34 56 78", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("+34912345678/+34612345678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("+34 912 345 678 +34 612 345 678", "ES", ["+34912345678 landline", "+34612345678 mobile"]),
    ("Tel/Fax: 912 345 678 / 912 345 679", "ES", ["+34912345678 landline", "+34912345679 fax"]),
    ("Tel. y Fax: 912 345 678", "ES", ["+34912345678 landline"]),
    ("912 345 670/71/72", "ES", ["+34912345670 landline", "+34912345671 landline", "+34912345672 landline"]),
    ("912 345 678 / 80", "ES", ["+34912345678 landline", "+34912345680 landline"]),
    ("912 345 678 y 80", "ES", ["+34912345678 landline", "+34912345680 landline"]),
    ("+90 312 123 45 40-41", "ES", ["+903121234540 landline", "+903121234541 landline"]),
    ("+852 2345 6789 / 90", "ES", ["+85223456789 landline", "+85223456790 landline"]),
    ("04-2345678 | +971-50-1234567", "ES", ["+97142345678 landline", "+971501234567 mobile"]),
    ("M: (TH) +66 (0) 81 234 5678 (WhatsApp)", "ES", ["+66812345678 mobile"]),
    ("T direkt +41 44 668 18 00", "ES", ["+41446681800 landline"]),
    ("TEL (office mobile): 612 345 678", "ES", ["+34612345678 mobile"]),
    ("info@acme.es 912 345 678", "ES", ["+34912345678 landline"]),
    ("E: info@acme.es 912 345 678", "ES", ["+34912345678 landline"]),
    ("www.acme.es | 912 345 678", "ES", ["+34912345678 landline"]),
    ("CIF B12345674 Tel. 912 345 678", "ES", ["+34912345678 landline"]),
    ("C.P. 28013 Madrid 912 345 678", "ES", ["+34912345678 landline"]),
    ("28013 Madrid · Tel. 912 345 678", "ES", ["+34912345678 landline"]),
    ("Calle Mayor 5, 28013 Madrid, 912 345 678", "ES", ["+34912345678 landline"]),
    ("电话：010 6552 9988", "CN", ["+861065529988 landline"]),
    ("912 345 678 (3 líneas)", "ES", ["+34912345678 landline"]),
    ("912 345 678 - 28013 Madrid", "ES", ["+34912345678 landline"]),
    ("Horario 9:00-14:00 Tel 912 345 678", "ES", ["+34912345678 landline"]),
]  # fmt: skip

DOUBTED = [  # print, region → numbers, each with its doubt
    ("9l2 34S 678", "ES", ["+34912345678 misread"]),
    ("Tel. 912 3A5 678", "ES", ["+34912345678 misread"]),
    ("Tel. 9IZ 345 678", "ES", ["+34912345678 misread"]),
    ("+34 6OO 123 456", "ES", ["+34600123456 misread"]),
    ("91 OO1 23 45", "ES", ["+34910012345 misread"]),
    ("434 912 345 678", "ES", ["+34912345678 country_guessed"]),
    ("+912 345 678", "ES", ["+34912345678 country_guessed"]),
    ("+612 345 678", "ES", ["+34612345678 country_guessed"]),
    ("91 98765 43210", "ES", ["+919876543210 country_guessed"]),
    ("(305) 555-0100", "ES", ["+13055550100 country_guessed"]),
    ("(305) 555-0100 (305) 555-0101", "ES", ["+13055550100 country_guessed", "+13055550101 country_guessed"]),
    ("Tel. 020 7946 0018", "ES", ["02079460018 country_unknown"]),
    ("0911 80204-118", "ES", ["091180204118 country_unknown"]),
    ("+34 512 345 67", "ES", ["+3451234567 not_in_use"]),
    ("Tel. 12 34 56", "ES", ["123456 country_unknown"]),
    ("Tel: 555-123-4567", "US", ["+15551234567 not_in_use"]),
    ("Móvil: 912 345 678", "ES", ["+34912345678 not_mobile"]),
    ("912 345 678 9", "ES", ["+34912345678 part_of_line"]),
]

NONE = [  # prints that hold no telephone number
    "NIF B12345674", "C.I.F. B-12345674", "CIF: B 12345674", "B12345674", "12345678Z", "X1234567L",
    "ESB12345674",
    "NIF: 12.345.678-Z", "VAT GB123456789", "DE123456789", "USt-IdNr. DE123456789", "P.IVA 01234567890",
    "ES91 2100 0418 4502 0005 1332", "IBAN: ES91 2100 0418 4502 0005 1332", "IBAN ES9121000418450200051332",
    "Cuenta 2100 0418 45 0200051332", "01/02/2024", "12.05.1998", "2024-05-12", "1998-2024", "2008–2009 Liga",
    "C/ Mayor 5, 28013 Madrid", "28013 Madrid", "Jaipur-302 001", "C.P. 28013", "P.O. Box 123456",
    "Apdo. 1234567",
    "2-10-14, Sakaecho", "ISO 9001:2015", "ISO 14001", "1SO 9001", "10101100110", "110100100", "l2O4 56S8",
    "www.acme123456789.es", "info912345678@acme.es",
    "@acme912345678",
    "Horario: 9:00 - 14:00", "L-V 09.00-14.00", "40.4168, -3.7038", "HRB 123456789", "Reg. No. 123456789",
    "Colegiado nº 12.345.678", "Registro Mercantil de Madrid, Tomo 12.345, Folio 67", "Tax code: 0123456789",
    "112",
    "Acme 2000", "3M", "24/7", "80 ft Link Road 302001", "", " ", "Teléfono", "Tel.", "12/34/5 Calle Larga",
    "D-80331 München", "CNPJ 12.345.678/0001-95", "RUT 12.345.678-5", "NIT 900.123.456-7",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "region", "expected"), SURE)
def test_a_number_is_found_in_its_print_without_a_doubt(
    printed: str, region: str, expected: list[str]
) -> None:
    found = phones.find(printed, region=region)
    assert [f"{value.value} {value.kind}" for value in found if value.doubt is None] == expected


@pytest.mark.parametrize(("printed", "region", "expected"), DOUBTED)
def test_a_number_that_may_be_wrong_is_kept_with_its_doubt(
    printed: str, region: str, expected: list[str]
) -> None:
    found = phones.find(printed, region=region)
    doubts = [f"{v.value} {v.doubt.key.removeprefix('phones.') if v.doubt else None}" for v in found]
    assert doubts == expected


@pytest.mark.parametrize("printed", NONE)
def test_other_numbers_are_no_telephone_numbers(printed: str) -> None:
    assert phones.find(printed, region="ES") == ()


@pytest.mark.parametrize(
    "printed",
    [
        "912 345 678 ext. 12", "912 345 678 Ext:12", "912 345 678 x12", "912 345 678 int. 12",
        "912 345 678 (12)",
        "912 345 678 (Ext: 12)", "912 345 678 - Ext. 12", "912 345 678, extensión 12", "912 345 678 anexo 12",
        "912 345 678 toestel 12",
    ],
)  # fmt: skip
def test_an_extension_is_kept_beside_the_number(printed: str) -> None:
    (value,) = phones.find(printed, region="ES")
    assert (value.value, value.part("extension"), value.doubt) == ("+34912345678", "12", None)


def test_the_country_is_kept_beside_the_number() -> None:
    (value,) = phones.find("+351 912 345 678", region="ES")
    assert value.part("region") == "PT"


def test_a_range_keeps_where_it_ends() -> None:
    (value,) = phones.find("Tel. 912 345 670 al 79", region="ES")
    assert (value.value, value.part("to")) == ("+34912345670", "+34912345679")


def test_a_number_for_telephone_and_fax_says_both() -> None:
    (value,) = phones.find("Tel/Fax: 912 345 678", region="ES")
    assert (value.kind, value.part("also")) == ("landline", "fax")


def test_the_label_beside_a_line_says_what_it_is_unless_the_line_says_it_itself() -> None:
    assert [v.kind for v in phones.find("912 345 678", region="ES", label="Fax")] == ["fax"]
    assert [v.kind for v in phones.find("Tel. 912 345 678", region="ES", label="Fax")] == ["landline"]
    assert phones.find("12345678", region="ES", label="NIF") == ()


def test_a_line_without_numbers_is_clean_of_them() -> None:
    assert phones.clean("Calle Mayor 5", region="ES") is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("612345678", "+34612345678"), ("+34 612 34 56 78", "+34612345678"),
        ("0034612345678", "+34612345678"),
        ("+1 305 555 0100", "+13055550100"), ("912 345 678 ext 12", "+34912345678"),
        ("555 123 456", "+34555123456"),
    ],
)  # fmt: skip
def test_a_typed_number_is_taken(typed: str, expected: str) -> None:
    value = phones.check(typed, region="ES")
    assert isinstance(value, Value)
    assert value.value == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "none"), ("luego", "none"), ("61234567", "short"), ("6123", "short"), ("6123456789", "long"),
        ("+999 123 456 789", "country"), ("612 345 678 / 912 345 678", "several"), ("+34 61234", "short"),
        ("12345678901234567890", "long"), ("casa 612", "none"),
    ],
)  # fmt: skip
def test_a_typed_number_that_cannot_be_is_answered_with_how_to_write_it(typed: str, reason: str) -> None:
    answer = phones.check(typed, region="ES")
    assert isinstance(answer, Message)
    assert answer.key == f"phones.check_{reason}"
    assert all("+34" in answer.text(language) for language in LANGUAGES)


def test_a_line_of_many_numbers_is_read_whole_and_a_table_of_digits_is_none() -> None:
    line = " ".join(f"91234560{n}" for n in range(10))
    assert len(phones.find(line, region="ES")) == 10
    assert phones.find("912345678 " * 3000, region="ES") == ()


def test_numbers_are_shown_as_people_write_them() -> None:
    assert phones.display("+34612345678") == "+34 612 34 56 78"
    assert phones.display("02079460018") == "02079460018"


@untimed
@given(st.text(max_size=60) | LINES, st.sampled_from(["ES", "US", "DE", "AR", "ZZ", ""]))
def test_any_text_is_read_without_an_error(text: str, region: str) -> None:
    for value in phones.find(text, region=region):
        assert value.value.lstrip("+").isdecimal()
        assert 0 <= value.confidence <= 1
        assert value.doubt is None or all(value.doubt.text(language) for language in LANGUAGES)
        assert value.kind in ("mobile", "landline", "fax", "toll_free", "unknown")


@untimed
@given(st.text(max_size=40) | LINES, st.sampled_from(["ES", "US", "DE", "ZZ"]))
def test_any_text_that_is_typed_is_answered(text: str, region: str) -> None:
    answer = phones.check(text, region=region)
    if isinstance(answer, Message):
        assert all(answer.text(language) for language in LANGUAGES)


@untimed
@given(LINES, st.sampled_from(["ES", "US", "DE"]))
def test_a_number_that_is_certain_is_cleaned_once(text: str, region: str) -> None:
    for value in phones.find(text, region=region):
        assert phones.key(value.value) == value.value
        if value.doubt is None:
            again = phones.clean(value.value, region=region)
            assert again is not None
            assert again.value == value.value


@untimed
@given(st.sampled_from(["ES", "FR", "GB", "DE", "MX", "US", "IT", "PT"]), st.data())
def test_an_example_of_each_country_is_read_back_from_its_usual_form(
    region: str, data: st.DataObject
) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    printed = phonenumbers.format_number(number, form)
    sign = data.draw(st.sampled_from([" ", ".", "-", "·"]))
    (value,) = phones.find(printed.replace(" ", sign), region="ES")
    assert value.value == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert value.doubt is None


@untimed
@given(st.text(alphabet=string.ascii_lowercase + " .,", max_size=40))
def test_words_alone_hold_no_number(text: str) -> None:
    assert phones.find(text, region="ES") == ()
