"""How much a block of print looks like one postal address: features for data/tables/evidence.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from data.wordlists import section
from enrich import labels
from enrich.agreement import company_fits_domain
from enrich.layout import Piece, Row, size_ratio
from enrich.likelihoods import (
    DIGITS,
    NO_FIRM,
    NO_NAME,
    NO_PLACE,
    NO_POST,
    REMEMBERED,
    above,
    firm_likelihood,
    has_legal_form,
    name_likelihood,
    place_likelihood,
    post_likelihood,
    speaks,
)
from enrich.offices import part_office
from enrich.phrases import hits, tokens
from enrich.places import cities
from enrich.postcodes import postcodes
from enrich.region import country, word_runs
from enrich.surroundings import Feature, Surroundings

EMPTY = 0.2  # the likelihood from which a line speaks for its block
ENOUGH, MORE = 1.6, 0.6  # what two good lines say; what further ones say counts so much less
FLUSH = 0.35  # what the place of a line says, of whose words nothing is known
SAME = 1.25  # times larger: lines of one block
MOST = 1.2  # what one row can say
WORDS = re.compile(r"[^\W\d_]{2,}")
LONG_CODE = 5  # digits
NUMBERED = re.compile(r"\d.*[^\W\d_]{2}|[^\W\d_]{2}.*\d")  # words and a number


def _places(piece: Piece, around: Surroundings) -> float:
    said = sum(place_of_row(row, piece, around) for row in piece.rows)
    return min(said, ENOUGH) + MORE * max(0.0, said - ENOUGH)


def place_of_row(row: Row, piece: Piece, around: Surroundings) -> float:
    """How much one row speaks for its block being an address, below 0 against it."""
    text = part_office(row.text if piece.whole else piece.text)[1]
    place = place_likelihood(text, around.region)
    signs = (
        (0.25, text.rstrip().endswith(",")),
        (0.25, not place and "," in text.strip(" ,")),
        (0.2, bool(NUMBERED.search(text)) and (place > 0.3 or text[:1].isdigit())),
        (0.3, text.count(",") > 1 and bool(DIGITS.search(text))),
        (0.35, not place and any(hits(tokens(text), section("street_words", "inside")))),
        (FLUSH, not place and _leads(row, piece)),
    )
    place += sum(weight for weight, is_so in signs if is_so)
    if _is_small_print(text):
        return -1.0
    firm = 0.5 if has_legal_form(text) else 0.0
    return min(MOST, place) - EMPTY - firm - _else_than_place(text, around) * max(0.0, 1.0 - place)


@lru_cache(maxsize=REMEMBERED)
def _is_small_print(text: str) -> bool:
    """Whether a line with a number is an entry in a register, a licence, or a stand at a fair."""
    said = {kind for segment in labels.segments(text) for kind in segment.kinds}
    words = tokens(text)
    listed = any(hits(words, section("small_print", "registers")))
    halls = section("small_print", "fairs")
    fair = any(word in halls and DIGITS.search(after) for word, after in pairwise(words))
    return bool(DIGITS.search(text)) and (listed or fair or bool(said & {"vat", "bank", "registration"}))


def _leads(row: Row, piece: Piece) -> bool:
    """Whether a row is set like the next one of its block: the name of a house, or of a quarter, often."""
    after = next((below for upper, below in pairwise(piece.rows) if upper is row), None)
    if after is None or len(WORDS.findall(row.text)) < 2 or speaks(row.text):
        return False
    here, there = row.area, after.area
    return abs(here.left - there.left) < 0.5 * there.height and size_ratio(here, there) < SAME


def _else_than_place(text: str, around: Surroundings) -> float:
    """How much a row is rather a name, a post or a company."""
    company = max((company_fits_domain(text, stem) for stem in around.stems), default=0.0)
    firm = 0.0 if DIGITS.search(text) else above(firm_likelihood(text), NO_FIRM)
    return (
        0.6 * above(name_likelihood(text), NO_NAME)
        + 0.8 * above(post_likelihood(text), NO_POST)
        + 0.6 * max(above(company, 0.4), firm)
    )


def _countries(piece: Piece, _around: Surroundings) -> float:
    named = {region for row in piece.rows for region in _named(row.text)}
    return float(max(0, len(named) - 1))


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> frozenset[str]:
    """The countries that a line names."""
    return frozenset(region for said in word_runs(text, most=4) if (region := country(said)))


def _towns(piece: Piece, _around: Surroundings) -> float:
    text = " ".join(row.text for row in piece.rows)
    return float(0 if DIGITS.search(text) else max(0, len(cities(text)) - 2))


def _late(piece: Piece, _around: Surroundings) -> float:
    return min(piece.lines[0], 20) / 20


def _within_place(piece: Piece, around: Surroundings) -> float:
    if piece.whole:
        return 0.0
    return max(above(place_likelihood(row.text, around.region), NO_PLACE) for row in piece.rows)


def _offices(piece: Piece, around: Surroundings) -> float:
    own = (bool(part_office(row.text)[0]) or row.number in around.offices for row in piece.rows[1:])
    return float(sum(own))


def _postcodes(piece: Piece, around: Surroundings) -> float:
    return float(max(0, sum(_has_postcode(row.text, around.region) for row in piece.rows) - 1))


@lru_cache(maxsize=REMEMBERED)
def _has_postcode(text: str, region: str) -> bool:
    """Whether a line has a postcode of some country; a short one at its head may be a house's number."""
    found = postcodes(text, region=region)
    return any(
        land and (start > 0 or sum(map(str.isdigit, code)) >= LONG_CODE) for code, start, land in found
    )


FEATURES: Mapping[str, Feature] = {
    "places": _places,
    "countries": _countries,
    "towns": _towns,
    "late": _late,
    "within_place": _within_place,
    "offices": _offices,
    "postcodes": _postcodes,
}
