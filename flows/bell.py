"""A bell between Prefect's server and Aroma's runner: there is a run to start, look now.

Without it the runner would have to ask every second or two, all day, so that nobody waits long after Submit.
The server of a home is a child of `aroma up` and inherits one end of a pipe; it rings when it has accepted an
answer or a new run. A ring that is lost costs no more than the wait until the runner asks by itself.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from flows.doorkeeper import App, Message, Receive, Send

ROPE = "AROMA_BELL"
"""In the environment of the server: the number of the pipe's end that rings."""
_STARTS = re.compile(r"/api/(flow_runs/[^/]+/resume|deployments/[^/]+/create_flow_run)/?")
_DRAIN = 65_536  # bytes: what a pipe holds


@dataclass(frozen=True, slots=True)
class Bell:
    """Both ends of the pipe: `ear` stays with Aroma, `rope` is for the server."""

    ear: int
    rope: int

    async def answer(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` whenever the bell has rung, once for all rings until then. Runs until cancelled."""
        rung, loop = asyncio.Event(), asyncio.get_running_loop()

        def heard() -> None:
            with suppress(BlockingIOError):
                while os.read(self.ear, _DRAIN):
                    rung.set()

        loop.add_reader(self.ear, heard)
        try:
            while await rung.wait():
                rung.clear()
                await work()
        finally:
            loop.remove_reader(self.ear)


@contextmanager
def hung_bell() -> Iterator[Bell]:
    """A bell that nobody has rung yet."""
    ear, rope = os.pipe()
    os.set_blocking(ear, False)
    os.set_blocking(rope, False)  # a server never waits for its runner
    try:
        yield Bell(ear, rope)
    finally:
        os.close(ear)
        os.close(rope)


def ring(rope: int) -> None:
    """Ring; nothing where nobody listens any more, or where enough rings are unheard."""
    with suppress(BrokenPipeError, BlockingIOError):
        os.write(rope, b".")


@dataclass(frozen=True, slots=True)
class Ringing:
    """An ASGI application that lets `app` answer, and rings once it has accepted what starts a run."""

    app: App
    rope: int

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _STARTS.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        accepted = False

        async def sent(message: Message) -> None:
            nonlocal accepted
            accepted |= message.get("status", HTTPStatus.BAD_REQUEST) < HTTPStatus.MULTIPLE_CHOICES
            await send(message)

        await self.app(scope, receive, sent)
        if accepted:
            ring(self.rope)
