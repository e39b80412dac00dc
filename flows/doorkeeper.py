"""Who may speak with the server of a home: its own page and its own programs, no other page in the browser.

A browser lets any page on the web send requests to 127.0.0.1. Prefect answers each of them, and lets
every page read what it answers. Two headers, which a browser sets and no page can change, tell these
from the others: `Origin` names the page that asks, `Host` the name that it asked for.

- A page of another origin is refused, also one that opens a WebSocket, which no rule of browsers hinders.
- A page can have the name of its own site mean 127.0.0.1 (DNS rebinding), and so be of the same origin. So
  a server that listens on this machine alone answers to this machine's own names only. One that is open
  to others is known by names that cannot be foreseen; there the password stands in the way.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

REFUSED = b'{"exception_message": "This server answers to the page and the programs of its own home alone."}'
_HOST = re.compile(
    r"(?:(?P<name>[\w.-]+)|\[(?P<address>[\da-f:.]+)\])(?::\d{1,5})?", re.IGNORECASE | re.ASCII
)
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """An ASGI application that lets through to `app` what `is_welcome`."""

    app: App
    alone: bool
    """Whether the server listens on the loopback address only."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or is_welcome(_headers(scope), alone=self.alone):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()  # the wish to connect, which is answered by the end of it
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": REFUSED})


def is_welcome(headers: Mapping[str, str], *, alone: bool) -> bool:
    """Whether a request with these headers, their names in small letters, comes from the home's own.

    >>> is_welcome({"host": "127.0.0.1:4200", "origin": "https://example.org"}, alone=True)
    False
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    named = _HOST.fullmatch(host)
    if alone and not (named and is_loopback(named["name"] or named["address"])):
        return False
    return origin in {None, f"http://{host}", f"https://{host}"}  # the second behind a proxy that encrypts


def is_loopback(name: str) -> bool:
    """Whether `name` is one of this machine for itself: an address without its brackets, or localhost."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _headers(scope: Message) -> Mapping[str, str]:
    """Each header once; of two that contradict one another, none that is welcome is left."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = text if found.get(key, text) == text else f"{found[key]}, {text}"
    return found
