from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from people_to_help import ANA, all_three, filed
from playwright.sync_api import expect
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import Artifact
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings
from receivers import http, smtp
from stores import waiting as wait
from waiting_cards import Desk

from data.noting import record_note
from flows.bouquet import BOUQUET, bind, weekly_bouquet
from flows.bouquet_page import markdown, text
from flows.runner import _weekly
from flows.settings import Settings

HOSTILE = "<script>alert(1)</script> [click](http://127.0.0.1/) ![x](http://127.0.0.1/x.png)\n# Title **now**"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture
def served(make_desk, prefect_server) -> Iterator[Desk]:
    """A home whose Prefect server runs, for flows in the test's own process."""
    made = make_desk(port=prefect_server.port, language="en")
    with temporary_settings({PREFECT_API_URL: made.settings.api_url, PREFECT_LOGGING_TO_API_ENABLED: False}):
        yield made


def newest() -> Artifact:
    """The newest page in the Prefect server."""
    with get_client(sync_client=True) as client:
        key = ArtifactFilter(key=ArtifactFilterKey(any_=[BOUQUET]))
        found = client.read_artifacts(artifact_filter=key)
    return max(found, key=lambda artifact: artifact.created)


def page() -> str:
    return str(newest().data)


def bound(monkeypatch: pytest.MonkeyPatch, notify: str = "") -> str:
    """The message of a run with this setting."""
    monkeypatch.setenv("AROMA_NOTIFY", notify)
    state = weekly_bouquet(return_state=True)
    assert state.is_completed()
    return str(state.message)


@pytest.mark.server
def test_the_bouquet_is_a_page_that_says_what_for_whom_and_how_many_wait(served, monkeypatch):
    all_three(served.db)
    record_note(served.db, "Feria del queso, Trujillo", "cheese", None, at=NOW)
    wait(served.db, "w.jpg", at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    message = bound(monkeypatch)
    assert message == (
        "The bouquet is ready: see Artifacts, weekly-bouquet. 1 card waits for you, since 20 November 2026."
    )
    shown = page().replace("\\", "")
    assert "Ana Ibáñez Peña: Introduce her to Iker, who lets a room" in shown
    assert "Tom Penhallow: Feria del queso, Trujillo" in shown
    assert "cares about: sheep's milk cheese" in shown
    assert "1 card waits for you, since 20 November 2026" in shown


@pytest.mark.server
def test_it_goes_to_the_owner_by_mail_where_an_address_is_set(served, monkeypatch):
    all_three(served.db)
    with smtp() as post:
        message = bound(monkeypatch, f"mailto://127.0.0.1:{post.port}?from=me@example.org&to=me@example.org")
    assert "not sent" not in message
    assert post.recipients == ["me@example.org"]
    [mail] = post.mails
    assert mail["Subject"].startswith("What you could do for somebody, the week of")
    assert "Introduce her to Iker" in mail.get_body(("plain", "html")).get_content()


@pytest.mark.server
def test_it_goes_to_any_address_that_apprise_knows(served, monkeypatch):
    all_three(served.db)
    with http() as post:
        bound(monkeypatch, f"json://127.0.0.1:{post.port}/aroma")
    [body] = post.bodies
    assert "Introduce her to Iker" in body["message"]
    assert "\\" not in body["message"]


@pytest.mark.server
def test_an_address_that_fails_is_said_without_its_password_and_takes_nothing_away(served, monkeypatch):
    all_three(served.db)
    with http() as post:
        gone = f"jsons://me:geheim-77@127.0.0.1:1/x json://127.0.0.1:{post.port}/ nonsense:geheim-77"
        message = bound(monkeypatch, gone)
    assert len(post.bodies) == 1
    assert "It was not sent to jsons://me:****@127.0.0.1:1/x" in message
    assert "nonsense:…" in message
    assert "geheim-77" not in message
    assert "Introduce her to Iker" in page()


@pytest.mark.server
def test_without_a_setting_nothing_is_sent(served, monkeypatch):
    def send(*_: object) -> None:
        raise AssertionError("something was sent")

    monkeypatch.setattr("flows.notifying._send", send)
    all_three(served.db)
    assert "ready" in bound(monkeypatch)


@pytest.mark.server
@pytest.mark.browser
def test_no_text_in_the_page_is_an_order_to_the_browser(served, monkeypatch, chromium, tmp_path):
    filed(served.db, replace(ANA, gift=HOSTILE, gift_by=date.today()))
    bound(monkeypatch)
    shown = chromium.new_page(viewport={"width": 1300, "height": 900})
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(f"{served.settings.ui_url}/artifacts/artifact/{newest().id}")
    body = shown.locator(".markdown-renderer").last
    expect(body).to_contain_text("<script>alert(1)</script> [click](http://127.0.0.1/)", timeout=60_000)
    assert body.locator("img, script").count() == 0
    assert not [url for url in asked if url.endswith("x.png")]
    shown.close()


def test_hostile_text_stays_text_in_the_page(desk):
    filed(desk.db, replace(ANA, gift=HOSTILE, gift_by=date.today()))
    bouquet = bind(desk.settings, desk.db)
    made = markdown(bouquet, "en")
    assert not re.search(r"(?<!\\)[<>!]", made)
    assert made.count("](") == 0
    assert not re.search(r"^# Title", made, re.MULTILINE)


def test_a_home_without_anybody_gets_a_friendly_page(desk):
    bouquet = bind(desk.settings, desk.db)
    assert "no se me ocurre nada" in markdown(bouquet, "es")
    assert "Nothing comes to mind" in text(bouquet, "en")
    assert "No card waits" in text(bouquet, "en")


def test_the_bouquet_comes_on_mondays_or_never(tmp_path):
    weekly = _weekly(Settings(home_folder=tmp_path))
    assert weekly.cron == "0 8 * * 1"
    assert _weekly(Settings(home_folder=tmp_path, bouquet="never")) is None
