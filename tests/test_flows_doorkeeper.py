from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.doorkeeper import Doorkeeper, is_loopback, is_welcome


@pytest.mark.parametrize("host", ["127.0.0.1:4200", "localhost:4200", "[::1]:4200", "127.0.0.1"])
def test_the_page_and_the_programs_of_the_home_are_welcome(host):
    assert is_welcome({"host": host}, alone=True)
    assert is_welcome({"host": host, "origin": f"http://{host}"}, alone=True)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    "origin",
    ["https://elsewhere.example", "null", "", "http://127.0.0.1:8000", "http://127.0.0.1:4200@x.example"],
)
def test_a_page_of_another_origin_is_not(origin, alone):
    assert not is_welcome({"host": "127.0.0.1:4200", "origin": origin}, alone=alone)


@pytest.mark.parametrize(
    "host",
    ["elsewhere.example:4200", "127.0.0.1.elsewhere.example", "", "[", "127.0.0.1@x.example", "10.0.0.7"],
)
def test_a_foreign_name_for_this_machine_is_not_welcome_where_it_is_alone(host):
    assert not is_welcome({"host": host}, alone=True)


def test_a_server_for_others_too_is_known_by_names_that_cannot_be_foreseen():
    assert is_welcome({"host": "ana.local:4200", "origin": "http://ana.local:4200"}, alone=False)


@given(st.text())
def test_any_header_is_judged_and_none_raises(text):
    assert not is_welcome({"host": "127.0.0.1:4200", "origin": f"http://x{text}"}, alone=True)
    is_welcome({"host": text}, alone=True)
    is_loopback(text)


def knocked(kind: str, *headers: tuple[bytes, bytes]) -> list[str]:
    """What comes back through the doorkeeper, and "app" where the application behind it was asked."""
    said: list[str] = []

    async def app(scope, receive, send):
        said.append("app")

    async def receive():
        return {"type": f"{kind}.connect"}

    async def send(message):
        said.append(f"{message['type']} {message.get('status') or message.get('code') or ''}".strip())

    asyncio.run(Doorkeeper(app, alone=True)({"type": kind, "headers": list(headers)}, receive, send))
    return said


def test_what_is_refused_never_reaches_the_application():
    own, other = (b"host", b"127.0.0.1:4200"), (b"Origin", b"https://elsewhere.example")
    assert knocked("http", own) == ["app"]
    assert knocked("http", own, other) == ["http.response.start 403", "http.response.body"]
    assert knocked("websocket", own, other) == ["websocket.close 1008"]
    assert knocked("http", own, (b"host", b"elsewhere.example")) == [
        "http.response.start 403",
        "http.response.body",
    ]
    assert knocked("lifespan") == ["app"]
