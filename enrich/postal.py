"""Postal addresses: the lines of a card as one value with its parts, and whether a line belongs to one.

>>> address = clean(["C/ del Olmo, 12, 3º B", "28013 Madrid"], region="ES")
>>> address.value
'C/ del Olmo, 12, 3º B, 28013 Madrid'
>>> address.part("postcode"), address.part("city")
('28013', 'Madrid')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.letters import letters_key, tidy
from data.models import Value
from data.wordlists import section, tagged
from enrich.phrases import apart, ends, hits, tokens
from enrich.places import cities, country, phrases
from enrich.postal_parts import parts
from enrich.postcodes import postcodes

DEBRIS = ' \t,;|·•*_~=<>«»"“”–—-'
__all__ = ["clean", "country", "key", "likelihood"]

BULLET = re.compile(r"\s*[|·•*»«]+\s*")
NUMBER_FIRST = re.compile(
    r"#?\d{1,5}[A-Za-z]?(?:[/-]\d+[A-Za-z]?)*,?\s+[^\W\d_]{2}"
)  # a house number before its street
PHONE_NUMBER = re.compile(r"\+\s?\(?\d|(?:\d[\s().-]{0,2}){9}")
PHONE = 0.3  # of the likelihood remains for a line with a phone number
ORDINAL = re.compile(r"(?<=\d)°|(?<=\d\.)°")  # a storey is no temperature
LABEL = re.compile(
    r"^(?:direcci[óo]n|domicilio|address|add|adresse|adres|indirizzo|endere[çc]o|morada|adre[çc]a|dir)"
    r"\s*[.:]\s*",
    re.IGNORECASE,
)


def clean(lines: Sequence[str], *, region: str = "") -> Value | None:
    """The address on one line, its lines joined by commas in the card's order; None if none holds a letter.

    Parts, where found: street, floor, postcode, city, region (state or province), country (ISO 3166).
    `region` (ISO 3166) tells how to read a postcode where the address names no country.
    """
    tidied = [_tidied(line) for line in lines]
    kept = [line for line in tidied if any(letter.isalnum() for letter in line)]
    if not any(letter.isalpha() for line in kept for letter in line):
        return None
    return Value(", ".join(kept), "\n".join(lines), parts=parts(kept, region=region))


def _tidied(line: str) -> str:
    """One line without its label and with commas for bullets and bars."""
    bare = LABEL.sub("", tidy(line).strip(DEBRIS)).strip(DEBRIS)
    return re.sub(r"\s+([,;])", r"\1", BULLET.sub(", ", ORDINAL.sub("º", bare)))


def key(value: str) -> str:
    """The form in which addresses are compared: letters and digits alone, without accents and case."""
    return letters_key(tidy(value).replace("/", " ").replace(",", " ").replace(".", " "))


def likelihood(text: str) -> float:
    """How much a line looks like a part of an address: 0 not at all, 1 certainly. Evidence, not a decision.

    Street words, postcodes, house numbers, places and countries each add to it; a phone number without a
    street takes away; an e-mail or web address is none.
    """
    line = tidy(text)
    if "@" in line or "://" in line or "www." in line.lower() or not any(letter.isalpha() for letter in line):
        return 0.0
    remaining = 1.0
    for weight in _signs(line):
        remaining *= 1 - weight
    phone = PHONE_NUMBER.search(line) and not _has(tokens(line), "streets")
    return round((1 - remaining) * (PHONE if phone else 1.0), 3)


def _signs(line: str) -> list[float]:
    """The weight of each sign of an address in a line; each takes that share of what still speaks against."""
    words = tokens(apart(line))
    digits = bool(re.search(r"\d", line))
    street = _has(words, "streets") or bool(ends(words, section("street_words", "ends")))
    signs = {
        0.6: street and digits,
        0.35: street,
        0.53: _has(words, "inside") and digits,
        0.55: bool(postcodes(line)),
        0.4: bool(cities(line)),
        0.52: country(line) is not None,
        0.3: bool(phrases(line, frozenset(tagged("regions")))),
        0.15: "," in line and digits,
        0.25: bool(NUMBER_FIRST.match(line)),
    }
    return [weight for weight, there in signs.items() if there]


def _has(words: list[str], kind: str) -> bool:
    """True if a street word of that section is among the words."""
    return any(hits(words, section("street_words", kind)))
