from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_readings import column

from data.models import Contact, Value
from data.texts import message
from enrich.side_clues import CLUES
from enrich.sides import Face, best, face, front_first, judge

DOUBT = message("doubt.unsure")


def said(text: str, **more: object) -> Value:
    return Value(text, text, **more)


def mobile(number: str) -> Value:
    return said(number, kind="mobile")


def landline(number: str) -> Value:
    return said(number, kind="landline")


ANA = Contact(
    name=said("Ana Ibáñez Peña"),
    job_title=said("Asesora fiscal"),
    company=said("Torvalia Asesores, S.L."),
    address=said("C/ Higuera, 5, 50001 Zaragoza"),
    phones=(landline("+34960000007"), mobile("+34611000039")),
    emails=(said("ana@torvalia-ejemplo.es"),),
    websites=(said("www.torvalia-ejemplo.es"),),
)
LEO = replace(
    ANA,
    name=said("Leo Sanz Gil"),
    phones=(landline("+34960000007"), mobile("+34611000040")),
    emails=(said("leo@torvalia-ejemplo.es"),),
)
BACKS = {
    "a logo": Contact(company=said("Torvalia")),
    "a logo that was taken for no field": Contact(rest=("TORVALIA", "desde 1954")),
    "a slogan": Contact(rest=("Cuentas claras,", "amistades largas")),
    "a map": Contact(rest=("Calle Higuera", "Plaza Mayor", "Río Ebro", "Parking")),
    "products": Contact(
        company=said("Impuestos", doubt=DOUBT), rest=("Nóminas", "Herencias", "Contabilidad")
    ),
    "branches": Contact(
        phones=(landline("+34960000011"), landline("+34960000012")), rest=("Huesca", "Teruel")
    ),
    "branches with mailboxes": Contact(
        company=said("Torvalia"),
        emails=(said("huesca@torvalia-ejemplo.es"), said("info@torvalia-ejemplo.es")),
    ),
    "the website": Contact(websites=(said("torvalia-ejemplo.es"),)),
    "a translation": replace(ANA, job_title=said("Tax adviser"), address=said("5 Higuera Street, Zaragoza")),
    "another script": replace(
        ANA, name=said("安娜 伊巴涅斯"), company=said("托瓦利亚"), job_title=said("税务顾问")
    ),
    "the name in short": Contact(name=said("A. Ibáñez"), company=said("Torvalia")),
    "the card once more": ANA,
    "both her addresses": Contact(emails=(said("ana.ibanez@gmail.com"),), company=said("Torvalia")),
}
STRANGERS = {
    "a colleague": LEO,
    "a colleague whose name was not read": replace(LEO, name=None),
    "a colleague without an address": Contact(
        name=LEO.name, company=ANA.company, phones=ANA.phones, websites=ANA.websites, address=ANA.address
    ),
    "a colleague with a number alone": replace(LEO, name=None, emails=()),
    "a colleague with a title alone": Contact(
        job_title=said("Director comercial"), company=ANA.company, websites=ANA.websites
    ),
    "a brother": Contact(name=said("Juan Ibáñez Peña"), company=ANA.company, address=ANA.address),
    "nearly her name": Contact(name=said("Ana Ibáñez Pena Marín"), emails=(said("marin@otra-ejemplo.es"),)),
    "another company": Contact(company=said("Vornabel"), websites=(said("vornabel-ejemplo.es"),)),
    "another company's back": Contact(company=said("Vornabel"), rest=("VORNABEL",)),
    "somebody else": Contact(name=said("Iker Otxoa"), phones=(mobile("+34611000077"),)),
    "a page of a book": Contact(rest=tuple("en un lugar de la mancha de cuyo nombre" for _ in range(20))),
}


@pytest.mark.parametrize("back", BACKS.values(), ids=BACKS)
def test_what_backs_of_cards_show_is_the_other_side(back):
    judged = judge(Face(ANA, clear=True), Face(back, clear=True))
    assert judged.fits, judged.text()


@pytest.mark.parametrize("other", STRANGERS.values(), ids=STRANGERS)
def test_a_card_of_somebody_else_is_never_the_other_side(other):
    judged = judge(Face(ANA, clear=True), Face(other, clear=True))
    assert not judged.fits, judged.text()


def test_print_that_was_read_badly_may_name_anybody():
    slogan = Contact(rest=("Cuentas clar", "amist des largas"))
    assert judge(Face(ANA), Face(slogan, clear=True)).fits
    assert not judge(Face(ANA), Face(slogan)).fits


def test_print_is_clear_where_its_letters_were_read_surely():
    lines = column("Cuentas claras,", "amistades largas")
    assert face(Contact(), lines).clear
    assert not face(Contact(), [replace(line, confidence=0.6) for line in lines]).clear
    assert not face(Contact(), []).clear


shared = st.builds(
    Contact,
    company=st.sampled_from([None, ANA.company]),
    address=st.sampled_from([None, ANA.address]),
    phones=st.sampled_from([(), ANA.phones, ANA.phones[:1]]),
    emails=st.sampled_from([(), (said("info@torvalia-ejemplo.es"),), ANA.emails]),
    websites=st.sampled_from([(), ANA.websites]),
    social=st.sampled_from([(), (said("@torvalia"),)]),
)
contacts = st.sampled_from([ANA, LEO, Contact(), *BACKS.values(), *STRANGERS.values()])
faces = st.builds(Face, contacts, st.booleans())


@given(shared, st.sampled_from(["Leo Sanz Gil", "Juan Ibáñez Peña", "María Gil", "O. Sanz"]), st.booleans())
def test_whatever_two_people_share_two_names_are_two_cards(common, name, clear):
    mine = replace(common, name=ANA.name, social=(said("@torvalia"),))
    assert not judge(Face(mine, clear), Face(replace(common, name=said(name)), clear)).fits


@given(faces, faces)
def test_it_does_not_matter_which_side_was_photographed_first(one, other):
    assert judge(one, other) == judge(other, one)


def test_every_clue_has_its_weight_and_every_weight_its_clue():
    table = tomllib.loads(files("data").joinpath("tables", "sides.toml").read_text("utf-8"))
    assert {*table["for"], *table["against"], *table["decisive"]} == set(CLUES)


@pytest.mark.parametrize("back", BACKS.values(), ids=BACKS)
def test_the_front_is_the_side_that_says_who_it_is(back):
    assert front_first(Face(ANA), Face(back))


def test_the_side_in_latin_letters_is_the_front():
    assert not front_first(Face(BACKS["another script"]), Face(ANA))


def test_a_side_belongs_to_the_card_that_it_fits_best_and_to_none_of_two_that_it_fits_as_well():
    other = Contact(name=said("Iker Otxoa"), company=said("Vornabel"))
    logo = Face(Contact(company=said("Torvalia")), clear=True)
    assert best(logo, [Face(other), Face(ANA)]) == 1
    assert best(logo, [Face(LEO), Face(ANA)]) is None
    assert best(logo, [Face(other)]) is None
