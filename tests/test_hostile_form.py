"""Text off a card stays text in the form: what it shows is built the same whatever a card says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from form_page import FormPage
from hostile import ELSEWHERE, HOSTILE, everywhere
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from data.models import Contact
from data.texts import message
from enrich.form import form
from enrich.questions import QUESTIONS, Problem
from flows.asking import run_name

ALLOWED = {"text", "strong_open", "strong_close", "softbreak"}
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


def shown(contact: Contact, said: str) -> list[str]:
    """Every text of the form that the page takes for markdown."""
    problems = [Problem(question.key, message("form.read-as", raw=said)) for question in QUESTIONS]
    return list(_descriptions(form(contact, language="es", problems=problems).model_json_schema()))


def _descriptions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (part[key] for key in ("title", "description") if isinstance(part.get(key), str))
        for inner in part.values():
            yield from _descriptions(inner)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_off_a_card_becomes_markdown_or_html_in_the_form(text):
    for description in shown(everywhere(text), text):
        for token in MARKDOWN.parse(description):
            assert token.type in {"paragraph_open", "paragraph_close", "inline"}
            assert {child.type for child in token.children or ()} <= ALLOWED


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_card_adds_no_paragraph_to_the_form(text):
    hostile, harmless = shown(everywhere(text), text), shown(everywhere("Ana"), "Ana")
    assert len(hostile) == len(harmless)
    assert [each.count("\n") for each in hostile] == [each.count("\n") for each in harmless]


@pytest.mark.browser
@pytest.mark.server
def test_in_the_page_itself_nothing_of_a_hostile_card_runs_links_or_is_fetched(served_desk, chromium):
    tricks = [HOSTILE[name] for name in ("markdown", "bare link", "script link", "html", "end of html")]
    card = served_desk.lay(everywhere(" ".join([*tricks, HOSTILE["jinja"]])))
    served_desk.repair()
    run = served_desk.card(card.id).run_id
    events: list[str] = []

    def heard(page: Page) -> None:
        page.on("dialog", lambda dialog: events.append(dialog.message))
        page.on("request", lambda asked: events.append(asked.url) if ELSEWHERE in asked.url else None)

    link = f"{served_desk.settings.ui_url}/runs/flow-run/{run}"
    opened = FormPage.open(chromium, link, heard=heard)
    expect(opened.field("name")).to_have_value(card.contact.name.value)
    alive = "a, script, svg[onload], img:not([src^='data:image/jpeg'])"
    expect(opened.dialog.locator(alive)).to_have_count(0)
    with served_desk.runs() as runs:  # what becomes of it is the run's message
        for found in runs.find([run]).values():
            runs.cancel(found, " ".join(tricks))
    leads = f"[onload], [onerror], a[href*='{ELSEWHERE}'], [src*='{ELSEWHERE}']"
    for page in (link, f"{served_desk.settings.ui_url}/runs"):
        opened.page.goto(page)
        expect(opened.page.get_by_text(run_name(card.contact, "es")[:30]).first).to_be_visible()
        expect(opened.page.locator(leads)).to_have_count(0)
    opened.page.close()
    assert events == []
