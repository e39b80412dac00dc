"""The words before an address that say whose it is: "Head Office 12 Sample Road", "LIMA: Av. Inventada 5"."""

from __future__ import annotations

import re
from functools import lru_cache

from data.wordlists import words
from enrich.phrases import tokens
from enrich.places import cities

MOST_WORDS = 4  # "Registered and Corporate Office"
TOWN = re.compile(r"^(?P<office>[^\W\d_][^\d:,]{0,24}?)\s*:\s*(?=\S)")
WORD = re.compile(r"\S+\s*")


@lru_cache(maxsize=4096)
def part_office(text: str) -> tuple[str, str]:
    """The words that name an office at the beginning of a line, and what follows; ("", text) without them."""
    town = TOWN.match(text)
    if town and cities(town["office"]):
        return town["office"], text[town.end() :]
    end = 0
    for count, word in enumerate(WORD.finditer(text)):
        bare = word[0].strip()
        if count >= MOST_WORDS or bare[:1].isdigit() or bare.endswith(","):
            break
        if set(tokens(bare.strip(".:-"))) & words("offices"):
            end = word.end()
    office, rest = text[:end], text[end:]
    names_place = end and (not rest or rest[0].isdigit() or rest[0].isupper())
    return (office.strip(" .:-"), rest.lstrip(" .:-–")) if names_place else ("", text)
