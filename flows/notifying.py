"""The one door to Apprise: a text goes to addresses of the owner's own, and to nobody else.

It is the only thing that ever leaves this machine, and only where the setting `notify` names an address.
"""

from __future__ import annotations

import logging
import warnings
from typing import Any

from data.texts import Message, message

LONGEST_REASON = 200  # letters of what Apprise says went wrong


def notify(addresses: str, title: str, text: str) -> tuple[Message, ...]:
    """What went wrong, for each of the addresses (with blanks between them) to which it could not be sent.

    Nothing is raised, and no password of an address is repeated.
    """
    tried = (_send(address, title, text) for address in addresses.split())
    return tuple(problem for problem in tried if problem)


def _send(address: str, title: str, text: str) -> Message | None:
    with warnings.catch_warnings():  # it loads what Python is about to lose, and copes without
        warnings.simplefilter("ignore", DeprecationWarning)
        import apprise  # noqa: PLC0415 - it loads a hundred services, and most owners name none

        service: Any = apprise.Apprise.instantiate(address)
    if service is None:
        return message("bouquet.no-address", address=address.partition(":")[0])
    capture: Any = apprise.LogCapture  # it has no types
    with capture(level=logging.WARNING, fmt="%(message)s") as said:
        sender = apprise.Apprise()
        sender.add(service)
        if sender.notify(body=text, title=title, body_format=apprise.NotifyFormat.TEXT):
            return None
        reason = _without(service.password, said.getvalue())
    shown = service.url(privacy=True).partition("?")[0]
    return message("bouquet.not-sent", address=shown, reason=reason)


def _without(password: str | None, said: str) -> str:
    """The last line of what was said, with no password in it."""
    line = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    return (line.replace(password, "****") if password else line)[:LONGEST_REASON]
