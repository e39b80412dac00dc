"""How many or how much: the least and the most that an offer takes on, and what a need asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.letters import fold
from enrich.whereabouts import phrases

NUMBER = r"(\d{1,3}(?:[.,]\d{3})+|\d+)"
DIGITS = re.compile(
    rf"(?<![\w.,/:£$€]){NUMBER}(?![\w/:])(?!\s*(?:%|€|h\b|a\.?m|p\.?m|euros|pounds|pesos|mm|cm|km|anos|years|years'))"
)
YEARS = range(1900, 2101)
SPELT = {
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80, "hundred": 100,
    "a dozen": 12, "two dozen": 24, "thousand": 1000, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "ochenta": 80, "cien": 100, "doscientos": 200,
    "doscientas": 200, "trescientos": 300, "trescientas": 300, "quinientos": 500, "quinientas": 500,
    "mil": 1000, "una docena": 12, "un centenar": 100,
}  # fmt: skip
REACH = 18  # letters before a number in which its limit is named


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text says of numbers: the least and the most it takes, and all that it names.

    0 where it says none.
    """

    least: int = 0
    most: int = 0
    named: tuple[int, ...] = ()


def amounts(text: str) -> Amounts:
    """The limits that `text` sets, and the numbers that it names.

    >>> amounts("de cien en adelante").least, amounts("grupos de hasta catorce").most
    (100, 14)
    """
    plain = fold(text)
    least = most = 0
    named = []
    for number, start, end in _numbers(plain):
        before, after = plain[max(0, start - REACH) : start], plain[end : end + REACH]
        named.append(number)
        if phrases("at_least").search(before[-14:]) or phrases("and_more").match(after.lstrip(" ,")):
            least = number
        elif phrases("at_most").search(before):
            most = number
    return Amounts(least, most, tuple(named))


def _numbers(plain: str) -> Iterator[tuple[int, int, int]]:
    """Each number of a folded text, in digits or in words: its value, and where it stands."""
    for found in DIGITS.finditer(plain):
        value = int(re.sub(r"[.,]", "", found[1]))
        if value > 1 and value not in YEARS:
            yield value, found.start(), found.end()
    for found in _spelt().finditer(plain):
        yield SPELT[found[0]], found.start(), found.end()


@cache
def _spelt() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(SPELT, key=len, reverse=True))})\b")
