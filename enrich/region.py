"""Which country a card is from, told by what is printed on it, not by its owner.

Phone prefixes, country names, postcodes that only one country writes, and the endings of web addresses
each give a vote; the owner's own country has a small one. All votes can be seen.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from data.letters import fold
from data.wordlists import tagged
from enrich import legal_forms, numbering

DEFAULT = 0.3
PREFIX = 2.0
POSTCODE = NAME = 3.0
WEAK_NAME = 0.6
CITY = 1.2
DOMAIN = 2.0
SHAPE = 1.5
LEGAL_FORM = 1.5  # of a form that one country alone has, or that two have
VALID = 0.4
SHORTEST_SMALL = 4  # letters
LONG_NAME = 6  # letters of a country's name inside another word
TOLD = 1.0  # support from which the card has told its country
ENOUGH = 2  # a card with five numbers, or five towns, of one country is not five times as sure

DOMAIN_END = re.compile(r"[@.\w-]\.([a-z]{2})(?=/|\b(?!\.\w))", re.IGNORECASE)
NORTH_AMERICAN = re.compile(r"(?<![\d+(-])\(?[2-9]\d{2}\)?[-. )]\s?[2-9]\d{2}\s?[-.]\s?\d{4}(?!\d)")
PLACE_LINE = re.compile(r"[\d,]")  # without any, a town's name may as well be a person's
NATIONAL = re.compile(r"(?<![\d+])\(?\d[\d ().-]{6,14}\d(?!\d)")


def region_of(texts: Sequence[str], *, default: str) -> str:
    """The country the card with these lines is from, `default` where nothing on it tells."""
    return judged_region(texts, default=default)[0]


def judged_region(texts: Sequence[str], *, default: str) -> tuple[str, bool]:
    """The country, and whether it is more than a guess: the card tells it, or it is the owner's own."""
    found = votes(texts, default=default)
    best = max(found, key=lambda region: (found[region], region == default, region))
    return best, best == default or found[best] >= TOLD


def votes(texts: Sequence[str], *, default: str) -> Mapping[str, float]:
    """How strongly each country is supported; `default` is always among them."""
    tally: dict[str, float] = defaultdict(float)
    tally[default] += DEFAULT
    for text in texts:
        for region, weight in _said(text):
            tally[region] += weight
    for counted, weight in ((_prefixes(texts), PREFIX), (_cities(texts), CITY)):
        for region, times in counted.items():
            tally[region] += weight * min(times, ENOUGH)
    for region, weight in _national(texts, tuple(tally), _neighbours(default)):
        tally[region] += weight
    return tally


def _said(text: str) -> Iterator[tuple[str, float]]:
    """The votes of one line alone."""
    for votes_of in (_postcodes, _names, _within_words, _domains, _legal_forms):
        yield from votes_of(text)


def _prefixes(texts: Sequence[str]) -> Mapping[str, int]:
    """How many numbers with an international prefix each country has."""
    times: dict[str, int] = defaultdict(int)
    for text in texts:
        for number in numbering.international(text):
            times[numbering.region_of(number)] += 1
    times.pop("", None)  # numbers of no country, as satellite phones have them
    return times


def _cities(texts: Sequence[str]) -> Mapping[str, int]:
    """How many towns of each country are named."""
    named: dict[str, set[str]] = defaultdict(set)
    for text in filter(PLACE_LINE.search, texts):
        for said in word_runs(text, most=4):
            town = fold(said)
            region = city_regions().get(town)
            if region and said[0].isupper() and town not in _table()["not_towns"]:
                named[region].add(town)
    return {region: len(towns) for region, towns in named.items()}


def _neighbours(default: str) -> Sequence[str]:
    """Other countries that speak the language of the owner's own."""
    alike = (regions.split() for regions in _table()["languages"].values())
    return next((regions for regions in alike if default in regions), ())


def _national(
    texts: Sequence[str], regions: Sequence[str], others: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Votes of numbers without a prefix: `regions` where they are valid, else the only one of `others`."""
    for text in texts:
        if NORTH_AMERICAN.search(text) and "+" not in text:
            yield "US", SHAPE
        for found in NATIONAL.finditer(text):
            valid = [region for region in regions if numbering.is_number_of(found[0], region)]
            if not valid:
                elsewhere = [region for region in others if numbering.is_number_of(found[0], region)]
                valid = elsewhere if len(elsewhere) == 1 else []
            yield from ((region, VALID) for region in valid)


def _postcodes(text: str) -> Iterator[tuple[str, float]]:
    for pattern, region in postcodes().items():
        if re.search(pattern, text):
            yield region, POSTCODE


def _domains(text: str) -> Iterator[tuple[str, float]]:
    for found in DOMAIN_END.finditer(text):
        ending = found[1].casefold()
        region = "GB" if ending == "uk" else ending.upper()
        if ending not in _table()["generic_domains"] and numbering.code_of(region):
            yield region, DOMAIN


def _legal_forms(text: str) -> Iterator[tuple[str, float]]:
    """Votes of a company's legal form, shared by the countries that have it; its home stands first."""
    regions = tuple(dict.fromkeys(legal_forms.countries(text)))
    for place, region in enumerate(regions):
        yield region, (2 if place == 0 and len(regions) > 1 else 1) * LEGAL_FORM / len(regions)


def _names(text: str) -> Iterator[tuple[str, float]]:
    for said in word_runs(text, most=4):
        region = country(said)
        if region:
            yield region, WEAK_NAME if said.casefold() in _table()["also_other_names"] else NAME


def _within_words(text: str) -> Iterator[tuple[str, float]]:
    """Votes of countries whose names are in longer words, as in names of firms: "Sampleruguay"."""
    for word in re.findall(r"[^\W\d_]{8,}", fold(text)):
        inside = {region for name, region in _long_names() if name in word and name != word}
        if len(inside) == 1:
            yield inside.pop(), WEAK_NAME


@cache
def _long_names() -> tuple[tuple[str, str], ...]:
    """The names of countries that are too long to stand in other words by chance."""
    long = ((name, region) for name, region in country_names().items() if len(name) >= LONG_NAME)
    return tuple((name, region) for name, region in long if name.isalpha())


def word_runs(text: str, *, most: int) -> Iterator[str]:
    """Every run of 1 to `most` words of letters, as they are printed."""
    words = re.findall(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?", text)
    for length in range(1, most + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def country(text: str) -> str | None:
    """The region that `text` names as a whole ("España", "U.K."), None where it names none."""
    region = country_names().get(fold(text))
    short = len(text) < SHORTEST_SMALL and not text.isupper()  # "us", "in" and "de" are words
    return None if short else region


def speaking(language: str) -> frozenset[str]:
    """The countries whose first language this is, by its two letters; none where it is not known."""
    return frozenset(_table()["languages"].get(language, "").split())


def postcodes() -> Mapping[str, str]:
    """Shapes of postcodes that only one country writes: regular expression → region."""
    return _table()["postcodes"]


@cache
def country_names() -> Mapping[str, str]:
    """Folded names of countries in many languages → region."""
    return {
        name: tags[0] for table in ("countries", "countries_more") for name, tags in tagged(table).items()
    }


@cache
def city_regions() -> Mapping[str, str]:
    """Folded names of cities → their region, of those that only one country has."""
    towns = (*tagged("cities").items(), *tagged("cities_more").items())
    return {name: tags[0] for name, tags in towns if len(tags) == 1}


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("data").joinpath("tables", "regions.toml").read_text("utf-8"))
