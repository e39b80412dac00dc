"""Places on the map: towns of `data/tables/towns.txt`, regions and countries of `data/tables/areas.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from data.letters import fold
from data.wordlists import tagged

EARTH = 6371.0  # km
FAR = 5000.0  # km: what lies in another country and is not measured
TOWN = 6.0  # km around a town's middle
PROVINCE = " provincia"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: its country, its middle on a globe of radius 1, its radius in km.

    0 for a country.
    """

    name: str
    country: str
    point: tuple[float, float, float]
    radius: float

    @property
    def is_country(self) -> bool:
        return self.radius == 0


def gap(one: Place, other: Place) -> float:
    """Kilometres between the rims of two places, 0 where one lies in the other; `FAR` for another country."""
    if one.is_country or other.is_country:
        return 0.0 if _holds(one, other) or _holds(other, one) else FAR
    return max(0.0, _distance(one, other) - one.radius - other.radius)


def _holds(country: Place, other: Place) -> bool:
    """Whether `other` lies in `country`; larger parts of the world hold what is near their middle."""
    return country.is_country and country.country == other.country


def _distance(one: Place, other: Place) -> float:
    """Kilometres along the great circle, from the straight line through the earth."""
    (x, y, z), (u, v, w) = one.point, other.point
    line = sqrt((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2)
    return 2 * EARTH * asin(min(1.0, line / 2))


def _point(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The place on a globe of radius 1."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


@cache
def areas() -> Mapping[str, Place]:
    """Folded name → the area."""
    found: dict[str, Place] = {}
    for names, tags in tagged("areas").items():
        for name in map(fold, names.split(",")):
            found.setdefault(name, _area(name, tags[0]))
            if name.endswith(PROVINCE):
                found.setdefault(f"provincia de {name.removesuffix(PROVINCE)}", found[name])
    return found


@cache
def towns() -> Mapping[str, tuple[tuple[Place, float], ...]]:
    """Folded name → the towns of that name, with their thousands of people."""
    return {name: tuple(_town(name, tag) for tag in tags) for name, tags in tagged("towns").items()}


def _area(name: str, tag: str) -> Place:
    country, latitude, longitude, radius = tag.split("/")
    return Place(name, country, _point(float(latitude), float(longitude)), float(radius))


def _town(name: str, tag: str) -> tuple[Place, float]:
    """A town, the larger the wider, and its thousands of people."""
    country, latitude, longitude, people = tag.split("/")
    radius = TOWN + min(20.0, float(people) ** 0.5 / 2)
    return Place(name, country, _point(float(latitude), float(longitude)), radius), float(people)
