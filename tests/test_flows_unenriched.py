from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from test_flows_form import HOSTILE
from waiting_cards import ANA, ARRIVED, queue_pages, take_queue_pages_away

from benchmarks.invented import lay_card
from data.cards import discard
from data.models import Contact, Value
from flows.links import form_link
from flows.unenriched import MOST_PICTURES, MOST_ROWS, _known, show_unenriched
from flows.waits import open_waits

pytestmark = pytest.mark.server

NAMELESS = Contact(emails=(Value("hola@taller-ejemplo.es", "hola@taller-ejemplo.es"),))


@pytest.fixture
def queue(served_desk):
    """A home with a queue, whose artifact is the only one of the server."""
    with served_desk.runs() as runs:
        take_queue_pages_away(runs)
    yield served_desk
    with served_desk.runs() as runs:
        take_queue_pages_away(runs)


def show(desk):
    with desk.runs() as runs:
        return show_unenriched(desk.settings, desk.db, runs)


def shown(desk):
    with desk.runs() as runs:
        [artifact] = queue_pages(runs)
        return artifact.data


def test_each_card_stands_in_a_row_with_its_picture_and_the_link_of_its_form(queue):
    ana, nameless = queue.lay(), queue.lay(NAMELESS, "hola.jpg")
    open_waits(queue.settings, queue.db)
    assert show(queue) is True
    first, second = sorted(shown(queue).splitlines()[2:], key=lambda row: "Ana" not in row)
    assert first.startswith("| ![](data:image/jpeg;base64,")
    assert r"| Ana Prueba Inventada | Talleres Ejemplares\, S\.L\. |" in first
    assert f"[decir quién es]({form_link(queue.settings, queue.card(ana.id).run_id)})" in first
    assert r"| hola\@taller\-ejemplo\.es |  |" in second
    assert queue.card(nameless.id).run_id in second


def test_it_is_changed_in_its_place_and_only_when_the_queue_changed(queue):
    ana = queue.lay()
    assert show(queue) is True
    assert show(queue) is False
    before = shown(queue)
    open_waits(queue.settings, queue.db)
    assert show(queue) is True
    assert shown(queue) != before
    discard(queue.db, ana.id, "ninguna", ARRIVED)
    assert show(queue) is True
    assert shown(queue) == "No espera ninguna tarjeta."


def test_of_a_long_queue_the_first_are_shown_with_pictures_and_how_many_more_there_are(queue):
    chance = random.Random(1)  # noqa: S311
    picture = queue.settings.home.picture(queue.lay().id).read_bytes()
    for number in range(MOST_ROWS + 10):
        card, _ = lay_card(queue.db, number, chance)
        queue.settings.home.picture(card).write_bytes(picture)
    started = time.process_time()
    show(queue)
    taken = time.process_time() - started
    lines = shown(queue).splitlines()
    assert sum("data:image" in line for line in lines) == MOST_PICTURES
    assert len(lines) == 2 + MOST_ROWS + 2
    assert lines[-1].startswith("Y 11 más: [todas las que esperan](http://127.0.0.1:")
    assert taken < 3  # seconds of this process; the queue is not loaded further than it is shown


def test_the_bytes_of_no_picture_leave_the_cell_empty(queue):
    queue.settings.home.picture(queue.lay().id).write_bytes(b"nothing")
    show(queue)
    assert "data:image" not in shown(queue)


@pytest.mark.browser
@pytest.mark.parametrize("ui", ["/artifacts/artifact", "/v2/artifacts/artifact"], ids=["v1", "v2"])
def test_text_off_a_card_stays_text_in_both_pages_of_prefect(queue, chromium, ui, tmp_path):
    ana = queue.lay()
    bad = queue.lay(replace(ANA, name=Value(HOSTILE, HOSTILE), company=Value("a | b", "a | b")), "malo.jpg")
    open_waits(queue.settings, queue.db)
    show(queue)
    with queue.runs() as runs:
        artifact, _ = _known(runs)
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{queue.settings.ui_url}{ui}/{artifact}")
    expect(page.get_by_text("Ana Prueba Inventada")).to_be_visible(timeout=60_000)
    page.screenshot(path=tmp_path / "artifact.png", full_page=True)
    table = page.locator("table").filter(has_text="Ana Prueba Inventada")
    expect(table).to_contain_text(HOSTILE[:50])
    expect(table).to_contain_text("a | b")
    assert page.evaluate("window.hit") is None
    links = {link.inner_text(): link.get_attribute("href") for link in table.locator("a").all()}
    bare = {text: to for text, to in links.items() if text.startswith("http")}
    assert all(to.startswith(text) for text, to in bare.items())  # what /v2 makes of an address leads there
    forms = {form_link(queue.settings, queue.card(card.id).run_id) for card in (ana, bad)}
    assert {link.get_attribute("href") for link in table.locator("a").all()} - set(bare.values()) == forms
    assert table.locator("script, code, b, strong").count() == 0
