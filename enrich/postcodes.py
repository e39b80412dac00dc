"""Postcodes in a line, by the shapes that countries give them."""

from __future__ import annotations

import re
from functools import cache

from data.wordlists import sections

PREFIXED = re.compile(r"\b(?P<country>[A-Z]{1,2})\s?-\s?(?=\d{4,5}(?!\d))")
# Letters before a postcode: those of car plates (UN list of distinguishing signs), else the ISO 3166 code.
PLATES = {"D": "DE", "A": "AT", "F": "FR", "E": "ES", "I": "IT", "B": "BE", "L": "LU", "S": "SE", "N": "NO"}
PLATES |= {"P": "PT", "H": "HU", "FL": "LI"}
ISO = frozenset(
    {
        "AD",
        "AT",
        "BE",
        "BG",
        "CH",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IT",
        "LI",
        "LT",
    }
    | {"LU", "LV", "MC", "MD", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA"}
)
STATE = re.compile(r"^[A-Z]{2}[,.]?\s?(?=\d{5})")


def postcodes(line: str, *, region: str = "") -> tuple[tuple[str, int, str], ...]:
    """(postcode, where it starts, country or "") for each in a line, the surest first.

    A country is given where the shape or the letters before it tell; else where `region` has that shape.
    """
    found = [*_prefixed(line), *_of("clear", line)]
    if region:
        found += [(code, start, region) for code, start, land in _of("plain", line) if land == region]
    found += [(code, start, "") for code, start, _ in _of("plain", line)]
    once: dict[int, tuple[str, int, str]] = {}
    for code, start, land in found:
        if not any(begun <= start < begun + len(known) for begun, (known, _, _) in once.items()):
            once[start] = (code, start, land)
    return tuple(once.values())


def _prefixed(line: str) -> list[tuple[str, int, str]]:
    """Postcodes behind their country's letters: D-28359, CH-9001."""
    found = []
    for match in PREFIXED.finditer(line):
        letters = match["country"]
        land = PLATES.get(letters, letters if letters in ISO else "")
        code = re.match(r"\d{4,5}(?!\d)", line[match.end() :])
        if land and code:
            found.append((code[0], match.end(), land))
    return found


def _of(kind: str, line: str) -> list[tuple[str, int, str]]:
    """All that have a shape of one section of the table; a state's letters before the digits are left out."""
    found = []
    for land, shape in _shapes(kind):
        for match in shape.finditer(line):
            code = STATE.sub("", match[0]) if land == "US" else match[0]
            found.append((code, match.end() - len(code), land))
    return found


@cache
def _shapes(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(country, shape) in the table's order; a letter or digit beside it makes it another thing."""
    rows = (line.split(" = ", 1) for line in sections("postcodes")[kind])
    bounds = r"(?<![\w.+/])(?<!\d-){}(?![\d_]|[/-]\d)"
    letters = r"(?![A-Za-z])" if kind == "clear" else ""
    return tuple(
        (land, re.compile(bounds.format(shape.replace("_?", r"\s?")) + letters, re.ASCII))
        for land, shape in rows
    )
