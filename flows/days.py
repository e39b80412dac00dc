"""A day as its owner writes one."""

from __future__ import annotations

from datetime import date

from data.texts import Language


def written(day: date | None, language: Language) -> str:
    """The day in words or figures, "" for none.

    >>> written(date(2026, 5, 1), "en"), written(date(2026, 5, 1), "es")
    ('1 May 2026', '01/05/2026')
    """
    if day is None:
        return ""
    return day.strftime("%d/%m/%Y") if language == "es" else f"{day.day} {day.strftime('%B %Y')}"
