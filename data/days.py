"""Days as their owner writes them: with the month in words, or short."""

from __future__ import annotations

from datetime import date

from data.texts import Language, say


def written(day: date, language: Language) -> str:
    """The day with its month in words, as it stands in a sentence.

    >>> written(date(2026, 5, 1), "es"), written(date(2026, 5, 1), "en")
    ('1 de mayo de 2026', '1 May 2026')
    """
    month = say("days.months", language).split()[day.month - 1]
    return say("days.written", language, day=day.day, month=month, year=day.year)


def short(day: date | None, language: Language) -> str:
    """The day as it stands in a list, "" for none.

    >>> short(date(2026, 5, 1), "es"), short(date(2026, 5, 1), "en"), short(None, "en")
    ('01/05/2026', '1 May 2026', '')
    """
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if language == "es" else written(day, language)
