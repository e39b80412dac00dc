"""Countries and cities named in a line."""

from __future__ import annotations

import re
from functools import cache

from data.letters import fold
from data.wordlists import tagged
from enrich.name_words import is_given
from enrich.phrases import LONGEST, tokens
from enrich.postcodes import postcodes

SEGMENT = re.compile(r"\s*[,;|·•()\n/]\s*|\s+[-–—]\s+")


@cache
def _countries() -> dict[str, str]:
    """Folded name → code; the table kept by hand wins."""
    return {
        name: codes[0] for table in ("countries", "countries_more") for name, codes in tagged(table).items()
    }


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Folded name → codes; the table kept by hand wins."""
    return {**tagged("cities"), **tagged("cities_more")}


def country(text: str) -> str | None:
    """The country (ISO 3166) that a text names, by its name, or by a postcode that only it has; None if none.

    The last one named counts: it stands at the end of an address. A country that is a given name too (Jordan,
    Israel) counts alone between commas or after digits only.

    >>> country("Rua das Flores 7, 4000-123 Porto, Portugal")
    'PT'
    """
    names = _country_names()
    alone = {fold(segment).strip(". ") for segment in SEGMENT.split(re.sub(r"\d{4,}", ",", text))}
    named = [name for name in phrases(text, names) if name in alone or not is_given(name)]
    if named:
        return _countries()[named[-1]]
    return next((land for _, _, land in postcodes(text) if land), None)


def cities(text: str) -> tuple[str, ...]:
    """The folded names of large cities in a text, in its order."""
    return phrases(text, _city_names())


@cache
def _country_names() -> frozenset[str]:
    return frozenset(_countries())


@cache
def _city_names() -> frozenset[str]:
    return frozenset(_cities())


def phrases(text: str, table: frozenset[str]) -> tuple[str, ...]:
    """The entries of `table` in a text, longest first at each place, in the text's order."""
    words = [word for piece in tokens(text) for word in re.split(r"-(?=\d)|(?<=\d)-", piece) if word]
    found: list[str] = []
    place = 0
    while place < len(words):
        size = _longest(words, place, table)
        if size:
            found.append(_entry(words[place : place + size], table))
        place += max(size, 1)
    return tuple(found)


def _longest(words: list[str], place: int, table: frozenset[str]) -> int:
    """How many words from `place` on make the longest entry; 0 where none do."""
    for size in range(min(LONGEST, len(words) - place), 0, -1):
        if _entry(words[place : place + size], table):
            return size
    return 0


def _entry(words: list[str], table: frozenset[str]) -> str:
    """The entry that these words are, full stops at the end apart; "" where they are none."""
    phrase = " ".join(words)
    return next((form for form in (phrase, phrase.rstrip("."), phrase.strip("'")) if form in table), "")
