from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Contact, Reading, Value
from enrich.draft import draft_contact, explain, is_contact
from enrich.evidence import FIELDS
from tests.invented_readings import column, line, reading

USUAL = reading(
    line("QUIRINAL TOOLS", 60, 40, 70),
    line("María José García López", 60, 200, 60),
    line("Directora Comercial", 60, 270),
    line("Quirinal Tools Ibérica, S.L.", 60, 400),
    *column("Calle Inventada 12, 3º B", "28013 Madrid, España", top=450),
    line("Móvil: 612 34 56 78", 700, 400),
    line("Tel. 91 123 45 67", 700, 450),
    line("mj.garcia@quirinal-tools.es", 700, 500),
    line("www.quirinal-tools.es", 700, 550),
)


def lines_of(contact: Contact) -> str:
    return " ".join(contact.rest)


def value(found: Value | None) -> str | None:
    return found.value if found else None


def test_a_usual_card_is_understood_whole_and_without_doubt() -> None:
    contact = draft_contact(USUAL)
    assert value(contact.name) == "María José García López"
    assert value(contact.job_title) == "Directora Comercial"
    assert value(contact.company) == "Quirinal Tools Ibérica, S.L."
    assert value(contact.address) == "Calle Inventada 12, 3º B, 28013 Madrid, España"
    assert [phone.value for phone in contact.phones] == ["+34612345678", "+34911234567"]
    assert [email.value for email in contact.emails] == ["mj.garcia@quirinal-tools.es"]
    assert [site.value for site in contact.websites] == ["www.quirinal-tools.es"]
    singles = (contact.name, contact.job_title, contact.company, contact.address)
    assert [
        found.value for found in (*singles, *contact.phones, *contact.emails) if found and found.doubt
    ] == []
    assert contact.rest == ("QUIRINAL TOOLS",)


def test_the_e_mail_address_tells_which_of_two_lines_is_the_name() -> None:
    card = reading(
        line("Paloma Blanca", 60, 60, 60),
        line("Nuria Ferrán", 60, 300, 60),
        line("nuria.ferran@example.com", 60, 500),
        line("www.palomablanca.example.com", 60, 560),
    )
    assert value(draft_contact(card).name) == "Nuria Ferrán"


def test_a_post_stands_near_its_name_even_when_no_word_tells_it() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        line("Lo que haga falta", 60, 130),
        line("nuria.ferran@example.com", 60, 500),
    )
    contact = draft_contact(card)
    assert value(contact.job_title) == "Lo que haga falta"
    assert contact.job_title is not None
    assert contact.job_title.doubt is not None


@pytest.mark.parametrize(
    "text", ["Nuria Ferrán (Directora)", "Nuria Ferrán - Directora", "Nuria Ferrán Directora"]
)
def test_a_name_and_a_post_in_one_line_are_parted(text: str) -> None:
    contact = draft_contact(reading(line(text, 60, 60, 60), line("nuria.ferran@example.com", 60, 500)))
    assert (value(contact.name), value(contact.job_title)) == ("Nuria Ferrán", "Directora")


def test_a_name_on_two_lines_is_one_name() -> None:
    card = reading(
        line("nuria", 60, 60, 90),
        line("ferrán", 60, 160, 90),
        line("directora", 60, 300),
        line("nuria.ferran@example.com", 60, 400),
    )
    assert (value(draft_contact(card).name) or "").casefold() == "nuria ferrán"


def test_a_company_in_three_lines_of_a_logo_is_one_company() -> None:
    card = reading(
        *column("TALLER", "CORAL", "NORTE", height=60, step=70),
        line("Nuria Ferrán", 60, 400, 50),
        line("nuria@tallercoralnorte.es", 60, 500),
    )
    assert value(draft_contact(card).company) == "TALLER CORAL NORTE"


def test_a_company_that_is_not_printed_is_taken_from_the_domain_and_doubted() -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line("nuria.ferran@quirinal.example", 60, 200))
    company = draft_contact(card).company
    assert company is not None
    assert (company.value, company.doubt is not None) == ("quirinal", True)


@pytest.mark.parametrize("host", ["example.com", "yourcompany.com", "www.ejemplo.es"])
def test_no_company_is_named_after_a_blank(host: str) -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line(f"nuria.ferran@{host}", 60, 200))
    assert draft_contact(card).company is None


def test_no_company_is_named_after_a_domain_that_can_hardly_be_read() -> None:
    site = line("quirinol.es", 60, 200, witness="ou rinelas", sure=0.7)
    assert draft_contact(reading(line("Nuria Ferrán", 60, 60, 60), site)).company is None


def test_a_company_written_out_goes_before_its_logo() -> None:
    card = reading(
        line("QUIRINAL", 60, 60, 52),
        line("Nuria Ferrán", 60, 200, 50),
        line("Quirinal Arquitectura", 60, 300),
        line("nuria@quirinal.es", 60, 400),
    )
    assert value(draft_contact(card).company) == "Quirinal Arquitectura"


def test_a_surname_that_is_a_trade_too_stays_a_name_and_the_line_below_is_the_post() -> None:
    card = reading(
        line("Julien Plombier", 60, 60, 60),
        line("Affineur", 60, 130),
        line("julien@quirinal.es", 60, 300),
    )
    contact = draft_contact(card)
    assert (value(contact.name), value(contact.job_title)) == ("Julien Plombier", "Affineur")


@pytest.mark.parametrize(
    ("printed", "meant"), [("C/ del 0lmo, 15", "C/ del Olmo, 15"), ("C/ Alta 1, 2.° B", "C/ Alta 1, 2.º B")]
)
def test_noughts_and_degrees_in_words_of_an_address_are_letters(printed: str, meant: str) -> None:
    card = reading(*column(printed, "29015 Málaga"), line("nuria@quirinal.es", 60, 300))
    assert value(draft_contact(card).address) == f"{meant}, 29015 Málaga"


def test_a_number_of_no_use_is_believed_where_both_readers_saw_it_so() -> None:
    printed = "Tel. +34 512 34 56 78"
    (seen,) = draft_contact(reading(line(printed, 60, 60))).phones
    (unseen,) = draft_contact(reading(line(printed, 60, 60, witness="Tel. +34 512 34 55 78"))).phones
    assert (seen.value, seen.doubt, unseen.doubt is not None) == ("+34512345678", None, True)


def test_a_number_too_short_for_its_country_stays_doubtful() -> None:
    (phone,) = draft_contact(reading(line("Tel. +34 612 34 56", 60, 60))).phones
    assert phone.doubt is not None


def test_a_mended_address_that_the_second_reader_saw_whole_is_no_longer_doubted() -> None:
    site = line("WWW,QUIRINAL.ES", 60, 60, witness="WWW.QUIRINAL.ES")
    (value,) = draft_contact(reading(site)).websites
    assert (value.value, value.doubt) == ("www.quirinal.es", None)


def test_two_words_side_by_side_and_one_below_make_one_logo() -> None:
    card = reading(
        line("TALLER", 60, 60, 50),
        line("CORAL", 250, 55, 60),
        line("NORTE", 60, 120, 52),
        line("Nuria Ferrán", 60, 400, 50),
        line("nuria@tallercoralnorte.es", 60, 500),
    )
    assert value(draft_contact(card).company) == "TALLER CORAL NORTE"


def test_a_label_that_announces_nothing_is_a_word_of_a_name() -> None:
    logo = column("Quirinal", "Home", "Seguros", height=40, step=44)
    card = reading(*logo, line("nuria@quirinalhomeseguros.es", 60, 400))
    assert value(draft_contact(card).company) == "Quirinal Home Seguros"


@pytest.mark.parametrize(
    ("witness", "sure", "doubted"),
    [
        ("Nuria Ferrón", 0.99, False),
        ("Nuria Ferrón", 0.8, True),
        ("Nuria Ferraín", 0.99, True),
        ("Ma Fn", 0.99, True),
    ],
)
def test_a_letter_seen_otherwise_is_no_doubt_in_clear_print(witness: str, sure: float, doubted: bool) -> None:
    name = line("Nuria Ferrán", 60, 60, 60, witness=witness, sure=sure)
    found = draft_contact(reading(name, line("Directora", 60, 130), line("info@quirinal.es", 60, 300))).name
    assert found is not None
    assert (found.value, found.doubt is not None) == ("Nuria Ferrán", doubted)


def test_a_y_between_surnames_is_no_initial_of_an_address() -> None:
    card = reading(line("Laia Ferrán i Sol", 60, 60, 60), line("Iferran@quirinal.es", 60, 200))
    (email,) = draft_contact(card).emails
    assert email.value == "lferran@quirinal.es"


def test_a_mail_provider_is_nobodys_company() -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line("nuria.ferran@gmail.com", 60, 200))
    assert draft_contact(card).company is None


def test_the_first_of_two_offices_is_the_address_and_the_other_is_kept() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        *column("Head Office 12 Sample Street", "London SE1 9PZ", top=300),
        *column("Branch Office 34 Invented Road", "Leeds LS1 4AP", top=420),
        line("nuria@example.co.uk", 60, 600),
    )
    contact = draft_contact(card)
    assert value(contact.address) == "12 Sample Street, London SE1 9PZ"
    assert [(found.kind, found.value) for found in contact.also] == [
        ("address", "34 Invented Road, Leeds LS1 4AP")
    ]


def test_the_card_and_not_its_owner_tells_the_country_of_a_number() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        line("12 Sample Street, Austin, TX 78701", 60, 300),
        line("(512) 555-0143", 60, 400),
    )
    assert [phone.value for phone in draft_contact(card, region="ES").phones] == ["+15125550143"]


def test_a_number_whose_country_can_only_be_guessed_is_doubted() -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line("11 4321 0099", 60, 300))
    assert [(phone.value, phone.doubt is not None) for phone in draft_contact(card).phones] == [
        ("+541143210099", True)
    ]


def test_a_label_in_a_box_of_its_own_speaks_for_the_number_beside_it() -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line("Fax", 60, 300), line("+34 91 123 45 67", 180, 300))
    assert [phone.kind for phone in draft_contact(card).phones] == ["fax"]


def test_capitals_run_together_are_parted_as_the_address_or_the_second_reader_parts_them() -> None:
    by_address = reading(line("ZOEBRANDTNER", 60, 60, 60), line("zoe.brandtner@example.com", 60, 300))
    by_witness = reading(
        line("ZOEBRANDTNER", 60, 60, 60, witness="ZOE BRANDTNER"), line("zb@example.com", 60, 300)
    )
    assert [value(draft_contact(card).name) for card in (by_address, by_witness)] == ["Zoe Brandtner"] * 2


def test_a_capital_i_read_as_l_is_mended_where_the_address_says_so() -> None:
    card = reading(line("lan Brandtner", 60, 60, 60), line("ian@example.com", 60, 300))
    name = draft_contact(card).name
    assert name is not None
    assert name.value == "Ian Brandtner"


def test_an_account_is_the_website_where_there_is_no_other() -> None:
    card = reading(line("Nuria Ferrán", 60, 60, 60), line("www.linkedin.com/in/nuriaferran", 60, 300))
    contact = draft_contact(card)
    assert [site.value for site in contact.websites] == ["linkedin.com/in/nuriaferran"]
    assert [account.kind for account in contact.social] == ["linkedin"]


def test_the_table_of_candidates_adds_up_and_marks_what_was_chosen() -> None:
    table = explain(USUAL)
    chosen = {one.field: one for one in table if one.chosen}
    assert set(chosen) == set(FIELDS)
    assert chosen["name"].piece.text == "María José García López"
    assert dict(chosen["name"].evidence)["email"] > 0
    assert all(one.score == pytest.approx(sum(weight for _, weight in one.evidence)) for one in table)


@pytest.mark.parametrize(
    ("texts", "contact"),
    [
        (["CORREOS"], False),
        (["Remember to buy milk", "and bread"], False),
        (["3015557788", "XK9000"], False),
        (["Nuria Ferrán", "Directora Comercial"], True),
        (["www.quirinal-tools.es"], True),
        ([], False),
    ],
)
def test_a_photo_of_anything_else_is_no_contact(texts: list[str], contact: bool) -> None:
    assert is_contact(draft_contact(reading(*column(*texts)))) is contact


def every_word(contact: Contact) -> str:
    single = [found for found in (contact.name, contact.job_title, contact.company, contact.address) if found]
    many = [*contact.phones, *contact.emails, *contact.websites, *contact.social]
    return " ".join([*(found.raw for found in (*single, *many)), *contact.rest])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po"]), max_size=30), max_size=6
    )
)
def test_any_print_makes_a_contact(texts: list[str]) -> None:
    assert isinstance(draft_contact(reading(*column(*texts))), Contact)


def test_no_print_is_dropped() -> None:
    extra = "Desde siempre al servicio de nadie"
    card: Reading = reading(*USUAL.lines, line(extra, 60, 650))
    assert extra in every_word(draft_contact(card))


def test_a_slogan_is_no_company() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        line("Directora", 60, 130),
        line("TU MEJOR TRANSPORTE", 60, 400),
        line("nuria.ferran@example.com", 60, 500),
    )
    assert draft_contact(card).company is None


def test_a_company_ends_where_its_domain_ends() -> None:
    card = reading(
        line("Quirinal Overseas", 60, 40, 70),
        line("Nuria Ferrán", 60, 200, 60),
        line("Quirinal Overseas Building", 60, 400),
        line("Calle Inventada 12", 60, 450),
        line("28013 Madrid", 60, 500),
        line("nuria@quirinaloverseas.es", 700, 500),
    )
    contact = draft_contact(card)
    assert value(contact.company) == "Quirinal Overseas"
    assert value(contact.address) == "Quirinal Overseas Building, Calle Inventada 12, 28013 Madrid"


def test_a_post_may_stand_behind_its_firm_in_one_line() -> None:
    card = reading(
        line("Quirinal Forum, Visiting Fellow", 60, 40),
        line("Nuria Ferrán", 60, 200, 60),
        line("nuria.ferran@example.com", 60, 500),
        line("Quirinal Forum", 700, 700, 60),
    )
    contact = draft_contact(card)
    assert value(contact.job_title) == "Visiting Fellow"
    assert value(contact.company) == "Quirinal Forum"


def test_a_given_name_alone_above_a_number_is_a_name() -> None:
    card = reading(
        line("Nuria", 60, 60),
        line("600 000 001", 60, 110),
        line("Quirinal Talleres", 60, 300, 80),
    )
    assert value(draft_contact(card).name) == "Nuria"


def test_an_address_does_not_go_on_into_the_next_office() -> None:
    card = reading(
        line("Nuria Ferrán", 300, 60, 60),
        line("Oficina central", 20, 200),
        line("Calle Inventada 12, Madrid", 380, 200),
        line("28013 Madrid", 380, 245),
        line("Sucursal", 20, 290),
        line("Avenida Imaginaria 3, Sevilla", 380, 290),
        line("41004 Sevilla", 380, 335),
    )
    assert value(draft_contact(card).address) == "Calle Inventada 12, Madrid, 28013 Madrid"


def test_a_line_that_may_go_on_the_name_of_a_firm_makes_it_doubtful() -> None:
    card = reading(
        line("QUIRINAL", 60, 40, 70),
        line("MIDDLE EAST", 60, 120, 40),
        line("Nuria Ferrán", 60, 300, 60),
        line("nuria@quirinal.es", 60, 500),
    )
    company = draft_contact(card).company
    assert company is not None
    assert company.doubt is not None


def test_digits_of_no_country_that_one_reader_saw_alone_are_no_number() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        line("nuria.ferran@example.com", 60, 500),
        line("7710101", 700, 300, witness=""),
        line("Tel. 7710102", 700, 400, witness=""),
    )
    assert [phone.raw for phone in draft_contact(card).phones] == ["7710102"]


def test_a_bare_host_that_can_hardly_be_read_is_no_website() -> None:
    card = reading(
        line("Nuria Ferrán", 60, 60, 60),
        line("600 000 001", 60, 400),
        line("quirinaldreew.com", 60, 500, sure=0.8, witness="quinnal ¿Aron tun"),
    )
    contact = draft_contact(card)
    assert contact.websites == ()
    assert "quirinaldreew.com" in contact.rest
