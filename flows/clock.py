"""What time it is, here: the one place where the commands ask."""

from __future__ import annotations

from datetime import date, datetime


def now() -> datetime:
    """This moment, with the time zone of this machine."""
    return datetime.now().astimezone()


def today() -> date:
    """The day that it is here."""
    return now().date()
