"""Days as people type them, in Spanish and in English; the day stands before the month in both.

Known are 2026-12-01, 1/12/2026, 1.12.26, 1 de diciembre, 1 December 2026, Dec 1, hoy, mañana,
tomorrow, ayer, en 2 semanas, in a month, hace un año. What has no day in it, such as "in May", is not one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Literal

LONGEST = 40  # letters; longer is a story
LONGEST_AGO = 90  # years; a year in two digits would else be found in the last century
_BEFORE_A_DAY = re.compile(r"^(el|on|the)\s+", re.IGNORECASE)


def day(text: str, *, today: date, towards: Literal["past", "future"]) -> date | None:
    """The day that `text` means, None if it means none.

    Where the year is missing, it is the one that brings the day nearest to `today` on the side `towards`.

    >>> day("1/12/2026", today=date(2026, 11, 23), towards="future")
    datetime.date(2026, 12, 1)
    """
    said = _BEFORE_A_DAY.sub("", text.strip())
    if not said or len(said) > LONGEST:
        return None
    try:
        return date.fromisoformat(said)  # asked first: dateparser would take 2026-01-12 for a day first
    except ValueError:
        return _parsed(said, today, towards)


def _parsed(said: str, today: date, towards: str) -> date | None:
    import dateparser  # noqa: PLC0415 - takes a third of a second, and most answers have no date

    found: datetime | None = dateparser.parse(
        said,
        languages=["es", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "PREFER_DATES_FROM": towards,
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "REQUIRE_PARTS": ["day", "month"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None or found.year < today.year - LONGEST_AGO:
        return None
    return found.date()
