"""The pieces of an address: street, floor, postcode, city, region, country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.letters import fold
from data.wordlists import section, tagged
from enrich.phrases import ends, hits, tokens
from enrich.places import cities, country
from enrich.postcodes import postcodes

FLOOR = re.compile(
    r"\b(?:\d{1,2}\s?[ºª°]\s?(?:[A-Z]\b|izq\w*\.?|dcha\.?|dch\.?|\d\s?[ªº])?|planta\s\w+|piso\s\w+|\d{1,2}(?:st|nd|rd|th)"
    r"\s(?:floor|fl\b)"
    r"|(?:floor|level)\s\w+|\d{1,2}\.\s?(?:OG|Stock)\b|\d{1,2}(?:er|e|ème)\sétage)",
    re.IGNORECASE,
)
BEFORE_CODE = re.compile(r"\b(?:[A-Z]{1,2}\s?-|[A-Z]{2}[,.]?)\s?$")  # D- and CA before digits
STATE = re.compile(r"\b(?P<state>[A-Z]{2})[,.]?\s?\d{5}\b")
SPLIT = re.compile(r"\s*[,;|·•]\s*|\s+[-–—]\s+")


def parts(lines: Sequence[str], *, region: str = "") -> tuple[tuple[str, str], ...]:
    """(name, piece) for each piece that was found in the lines of an address."""
    whole = ", ".join(lines)
    land = country(whole) or ""
    segments = [segment for line in lines for segment in SPLIT.split(line) if segment]
    code, city = _postcode_and_city(segments, land or region)
    floor = FLOOR.search(whole)
    named = {
        "street": _street(segments, code),
        "floor": floor[0].strip() if floor else "",
        "postcode": code,
        "city": city or _known_city(segments),
        "region": _region(segments, city) or (_state(whole) if land == "US" else ""),
        "country": land,
    }
    return tuple((name, piece) for name, piece in named.items() if piece)


def _postcode_and_city(segments: Sequence[str], land: str) -> tuple[str, str]:
    """The last segment that has a postcode: the code, and the place beside it, or before it in America."""
    for place in range(len(segments) - 1, -1, -1):
        segment = segments[place]
        if _is_street(segment) and len(re.findall(r"\d+", segment)) < 2:
            continue
        for code, start, _ in postcodes(segment, region=land):
            after = _place(segment[start + len(code) :])
            before = BEFORE_CODE.sub("", segment[:start]).strip()
            earlier = segments[place - 1] if place and not before else ""
            beside = after or _place(before) or _place(earlier)
            return code, "" if _is_street(beside) else beside
    return "", ""


def _place(text: str) -> str:
    """A place's name without what stands round it; "" where that is none."""
    bare = re.sub(r"\(.*?\)", "", text).strip(" ,.-–—:")
    is_name = any(letter.isalpha() for letter in bare) and not re.search(r"\d", bare)
    return bare if is_name and country(bare) is None else ""


def _is_street(segment: str) -> bool:
    """True if a street word stands in the segment."""
    words = tokens(segment)
    return any(hits(words, section("street_words", "streets"))) or bool(
        ends(words, section("street_words", "ends"))
    )


def _street(segments: Sequence[str], code: str) -> str:
    """The first segment with a street word, and the house number after it; "" where there is none."""
    for place, segment in enumerate(segments):
        if _is_street(segment) and segment != code:
            following = segments[place + 1] if place + 1 < len(segments) else ""
            number = re.fullmatch(r"(?:n[º.o]*\s?)?\d{1,4}\s?[A-Za-z]?|s/n", following)
            return f"{segment}, {following}" if number and not re.search(r"\d", segment) else segment
    return ""


def _known_city(segments: Sequence[str]) -> str:
    """The last segment that is the name of a large city; "" where none is."""
    for segment in reversed(segments):
        if fold(segment) in cities(segment):
            return segment
    return ""


def _region(segments: Sequence[str], city: str) -> str:
    """The last segment that is the name of a state or province and not the city's; "" where none is."""
    for segment in reversed(segments):
        inside = re.search(r"\((?P<region>[^)]+)\)", segment)
        for piece in (segment, inside["region"] if inside else ""):
            if fold(piece) in tagged("regions") and piece != city:
                return piece
    return ""


def _state(whole: str) -> str:
    """The two letters of a state before a postcode of the United States; "" where there are none."""
    match = STATE.search(whole)
    return match["state"] if match else ""
