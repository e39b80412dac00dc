"""A day in words, as one writes it in a letter."""

from __future__ import annotations

from datetime import date

from data.texts import Language, say


def written(day: date, language: Language) -> str:
    """The day with its month in words.

    >>> written(date(2026, 5, 1), "es"), written(date(2026, 5, 1), "en")
    ('1 de mayo de 2026', '1 May 2026')
    """
    month = say("give.months", language).split()[day.month - 1]
    return say("give.day", language, day=day.day, month=month, year=day.year)
