"""The day of an event, read from the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from data.letters import fold
from data.texts import LANGUAGES, say
from enrich.dates import day

_NUMBER = r"\d{1,2}(?:st|nd|rd|th|º|\.º)?"
_FIGURES = re.compile(
    r"(?<![\d/.-])(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)(?![\d/])"
)
_RANGE = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:-|–|—|al|a|y|to|and|&)\s*(\d{1,2})(?=\s)", re.IGNORECASE)
_NEAR = re.compile(r"\b(hoy|mañana|pasado mañana|today|tonight|tomorrow)\b", re.IGNORECASE)


def event_day(text: str, *, today: date) -> date | None:
    """The day that a sentence names, the last one of several in a row; None where it names none.

    Without a year it is the next such day, for news is about what comes.

    >>> event_day("Feria del queso, Trujillo, 3 May", today=date(2026, 11, 26))
    datetime.date(2027, 5, 3)
    >>> event_day("Encuentro de 12 corales en mayo", today=date(2026, 11, 26)) is None
    True
    """
    said = _RANGE.sub(r"\2", text)  # "del 1 al 3 de mayo": it is over only after its last day
    found = [known for piece in _pieces(said) if (known := day(piece, today=today, towards="future"))]
    return max(found, default=None)


def _pieces(text: str) -> Iterator[str]:
    """The parts of the text that may be days."""
    yield from (match[1].strip(".").replace(".", "/") for match in _FIGURES.finditer(text))
    yield from (match[0] for match in _dates().finditer(text))
    yield from (match[1] for match in _NEAR.finditer(text))


def _dates() -> re.Pattern[str]:
    """A number beside the name of a month, with a year or without."""
    named = {name for language in LANGUAGES for name in say("days.months", language).split()}
    months = "|".join(sorted((fold(name) for name in named), key=len, reverse=True))
    short = "|".join(sorted({fold(name)[:3] for name in named} | {"sept"}, key=len, reverse=True))
    month = rf"(?:{months}|(?:{short})\b\.?)"
    year = r"(?:,?\s+(?:de\s+|del\s+)?\d{4})?"
    return re.compile(
        rf"\b{_NUMBER}\s+(?:de\s+|of\s+)?{month}\b{year}|\b{month}\s+{_NUMBER}\b(?!:){year}", re.IGNORECASE
    )
