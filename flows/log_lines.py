"""What goes into a log: no text off a card begins a line of its own there, or gives an order to a terminal.

What Aroma's runs log is shown in the terminal of `aroma up` and in Prefect's pages. Their words are ours, but
the error that a library raises may quote whatever it choked on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flows.printing import printable

FURTHER = "    "
"""Before every line of a record but its first, so that none looks like the first of another."""

_plain = logging.Formatter()


def inline(text: str) -> str:
    r"""`text` without control characters, its further lines set in.

    >>> inline("Ana\n2026-11-26 | ERROR | all is lost")
    'Ana\n    2026-11-26 | ERROR | all is lost'
    """
    return f"\n{FURTHER}".join(printable(line) for line in text.splitlines())


def set_in(made: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """The maker of records `made`, with what they say `inline`; one that is so already stays as it is."""

    def record(*args: Any, **facts: Any) -> logging.LogRecord:
        found = made(*args, **facts)
        said = found.getMessage()
        if said != inline(said):
            found.msg, found.args = inline(said), ()
        if found.exc_info and found.exc_info[0]:
            found.exc_text = inline(FURTHER + _plain.formatException(found.exc_info))
        return found

    return record
