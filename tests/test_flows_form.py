from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from form_page import PHONE, WIDE, FormPage
from playwright.sync_api import expect
from stores import set_taken
from waiting_cards import ANA, ARRIVED

from data.models import CardState, Contact, NeedKind, Value
from data.people import people
from data.texts import message
from flows.joining import join_cards
from flows.links import form_link, queue_link
from flows.waits import open_waits

pytestmark = [pytest.mark.browser, pytest.mark.server]


def link(desk, laid):
    open_waits(desk.settings, desk.db)
    return form_link(desk.settings, desk.card(laid.id).run_id)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_card_stands_above_the_first_question_and_can_be_read(served_desk, chromium, size, tmp_path):
    form = FormPage.open(chromium, link(served_desk, served_desk.lay()), size=size)
    form.photograph(tmp_path / "form.png")
    expect(form.picture).to_be_in_viewport(ratio=1)
    shown, first = form.picture.bounding_box(), form.field("who").bounding_box()
    assert shown["y"] + shown["height"] < first["y"]
    assert shown["width"] > 0.8 * min(size[0], 456)
    assert form.picture.evaluate("picture => picture.naturalWidth") >= 2 * shown["width"]


BACK = Contact(
    company=Value("Talleres Ejemplares", "Talleres Ejemplares"), websites=(Value("taller.example", ""),)
)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_both_sides_stand_above_the_first_question_and_can_be_read(served_desk, chromium, size, tmp_path):
    front, back = served_desk.lay(), served_desk.lay(BACK, "dorso.jpg")
    join_cards(served_desk.db, front, back)
    form = FormPage.open(chromium, link(served_desk, front), size=size)
    form.photograph(tmp_path / "sides.png")
    expect(form.picture).to_be_in_viewport(ratio=1)
    shown, first = form.picture.bounding_box(), form.field("who").bounding_box()
    assert shown["y"] + shown["height"] < first["y"]
    assert shown["width"] > 0.8 * min(size[0], 456)
    assert form.picture.evaluate("picture => picture.naturalWidth") >= 2 * shown["width"]


def test_these_are_two_people_gives_each_side_a_form_of_its_own(running_desk, chromium, tmp_path):
    front, back = running_desk.lay(), running_desk.lay(BACK, "dorso.jpg")
    join_cards(running_desk.db, front, back)
    form = FormPage.open(chromium, link(running_desk, front))
    form.field("who").fill("Enseña a leer planos a chavales del barrio")
    form.switch("split")
    form.photograph(tmp_path / "split.png")
    form.submit()
    expect(form.page.get_by_text("Completed").first).to_be_visible()
    first, second = running_desk.card(front.id), running_desk.card(back.id)
    assert (first.others, second.side_of) == ((), None)
    assert first.typed["who"] == "Enseña a leer planos a chavales del barrio"
    assert None not in {first.run_id, second.run_id}


def test_the_owner_is_asked_again_with_everything_kept_and_then_the_person_is_on_file(
    running_desk, chromium, tmp_path
):
    laid = running_desk.lay()
    form = FormPage.open(chromium, link(running_desk, laid))
    form.field("who").fill("Enseña a leer planos a chavales del barrio")
    form.add(form.part("interests"), "el mar en invierno")
    form.labelled("Un proveedor").locator("textarea").fill("pintura para hierro")
    form.field("met_when").fill("el martes que llovía")
    form.field("phones").fill("612 34 56")
    form.photograph(tmp_path / "filled.png")
    form.submit()

    asked = form.asked_again()
    asked.photograph(tmp_path / "again.png")
    expect(asked.top).to_contain_text("faltan 2 cosas por arreglar")
    expect(asked.top).to_contain_text("612 34 56")
    expect(asked.part("met_when")).to_contain_text("No entiendo «el martes que llovía»")
    expect(asked.field("who")).to_have_value("Enseña a leer planos a chavales del barrio")
    expect(asked.field("interests")).to_have_value("el mar en invierno")
    expect(asked.labelled("Un proveedor").locator("textarea")).to_have_value("pintura para hierro")
    expect(asked.field("phones")).to_have_value("612 34 56")
    expect(asked.field("met_when")).to_have_value("el martes que llovía")
    expect(asked.picture).to_be_visible()
    asked.field("met_when").fill("5/11/2026")
    asked.field("phones").fill("612 34 56 70")
    asked.submit()
    expect(asked.page.get_by_text("Completed").first).to_be_visible()

    (person,) = people(running_desk.db)
    answer = person.answer
    assert running_desk.card(laid.id).state is CardState.FILED
    assert answer.who == "Enseña a leer planos a chavales del barrio"
    assert answer.interests == ("el mar en invierno",)
    assert [(need.kind, need.text) for need in answer.needs] == [(NeedKind.SUPPLIER, "pintura para hierro")]
    assert str(answer.met_when) == "2026-11-05"
    assert [phone.value for phone in answer.contact.phones] == ["+34612345670", "+34911234567"]
    (vcard,) = running_desk.settings.home.people.glob("*.vcf")
    assert "FN:Ana Prueba Inventada" in vcard.read_text("utf-8")


def test_a_card_is_put_off_with_a_switch_and_a_day(running_desk, chromium, tmp_path):
    laid = running_desk.lay()
    form = FormPage.open(chromium, link(running_desk, laid))
    form.switch("later")
    form.field("later_until").fill("en 2 semanas")
    expect(form.labelled("Pregúntame más tarde").get_by_role("switch")).to_be_checked()
    form.photograph(tmp_path / "later.png")
    form.submit()
    expect(form.page.get_by_text("Completed").first).to_be_visible()
    assert running_desk.card(laid.id).state is CardState.LATER
    assert people(running_desk.db) == ()


HOSTILE = (
    "<script>window.hit = 1</script> ![x](javascript:window.hit=2) <img src=x onerror='window.hit=3'>"
    " `code` ](http://bad.example) [click](javascript:window.hit=4) &lt;b&gt; **bold** # h {{ 7*7 }}"
)


def test_text_off_a_card_runs_no_script_and_makes_no_markdown(served_desk, chromium):
    doubt = message("form.read-as", raw=HOSTILE)
    contact = replace(ANA, name=Value(HOSTILE, HOSTILE, doubt=doubt), company=Value(HOSTILE, HOSTILE))
    form = FormPage.open(chromium, link(served_desk, served_desk.lay(contact)))
    expect(form.part("name")).to_contain_text(HOSTILE)
    expect(form.field("company")).to_have_value(HOSTILE)
    assert form.page.evaluate("window.hit") is None
    assert form.dialog.locator("img").count() == 1
    assert form.dialog.locator("a, code, script, b, strong").count() == 0


def test_the_name_of_the_card_before_runs_no_script_and_makes_no_markdown(served_desk, chromium):
    before = replace(ANA, name=Value(HOSTILE[:50], HOSTILE[:50]), company=None)
    _first, last = served_desk.lay(before), served_desk.lay(BACK, "dorso.jpg")
    for number, name in enumerate(("ana.jpg", "dorso.jpg")):
        moment = ARRIVED + timedelta(minutes=number)
        set_taken(served_desk.db, name, moment)
    form = FormPage.open(chromium, link(served_desk, last))
    expect(form.labelled("Es la otra cara")).to_contain_text(HOSTILE[:50])
    assert form.page.evaluate("window.hit") is None
    assert form.dialog.locator("img").count() == 1
    assert form.dialog.locator("a, code, script, b, strong").count() == 0


def test_the_queue_lists_the_cards_that_wait_and_leads_to_their_forms(served_desk, chromium):
    form_link_of_ana = link(served_desk, served_desk.lay())
    page = chromium.new_page()
    page.goto(queue_link(served_desk.settings))
    name = page.get_by_role("link", name="Ana Prueba Inventada · Talleres Ejemplares, S.L.")
    expect(name).to_be_visible()
    assert name.get_attribute("href") in form_link_of_ana
