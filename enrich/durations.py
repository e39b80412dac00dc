"""How long something is, as people type it in Spanish and in English: 90d, 6m, 2y, "6 meses", "un año"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from data.letters import fold
from data.wordlists import section

LONGEST = 100  # years; longer is a slip of the finger
MONTHS = 12
_SAID = re.compile(r"(?P<count>\d{1,5}|[a-z]+(?=\s))\s*(?P<unit>[a-z]+)")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": MONTHS}


@dataclass(frozen=True, slots=True)
class Duration:
    """Some months and some days; a month is as long as the calendar says."""

    months: int = 0
    days: int = 0

    def before(self, day: date) -> date:
        """The day that lies this long before `day`."""
        return _months_later(day, -self.months) - timedelta(self.days)

    def after(self, day: date) -> date:
        """The day that lies this long after `day`."""
        return _months_later(day, self.months) + timedelta(self.days)


def duration(text: str) -> Duration | None:
    """How long `text` says, None where it says nothing of the kind.

    >>> duration("6 meses"), duration("2y"), duration("un rato")
    (Duration(months=6, days=0), Duration(months=24, days=0), None)
    """
    said = _SAID.fullmatch(fold(text))
    if said is None:
        return None
    count = _count(said["count"])
    unit = next((name for name in (*_DAYS, *_MONTHS) if said["unit"] in section("durations", name)), None)
    if unit is None or count is None:
        return None
    found = Duration(months=count * _MONTHS.get(unit, 0), days=count * _DAYS.get(unit, 0))
    return found if found.months <= LONGEST * MONTHS and found.days <= LONGEST * 366 else None


def _count(said: str) -> int | None:
    if said.isdecimal():
        return int(said)
    return 1 if said in section("durations", "one") else None


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or its last one where it is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
