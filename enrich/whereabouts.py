"""Where something is wanted or offered: the places that a text names, and how far it reaches.

Towns come from `data/tables/towns.txt`, regions and countries from `data/tables/areas.txt`. Of several
towns of one
name that is meant which lies in a region or country that the text names too, else in the country of the
person,
else the largest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, log10, radians, sin, sqrt

from data.letters import fold
from data.wordlists import section, tagged
from enrich.concepts import terms
from enrich.light_stems import TONGUES, Tongue, little_words, stem

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LONGEST = 5  # words of a place's name
EARTH = 6371.0  # km
FAR = 5000.0  # km: what lies in another country and is not measured
TOWN = 6.0  # km around a town's middle
LARGE = 200.0  # thousands of people from which a town is spoken of in other countries
BESIDE = 120.0  # km between towns that are named together
PROVINCE = " provincia"
HOME = {  # how much larger, in powers of ten, a town of another country must be to be meant
    "es": {
        "ES": 1.2,
        "MX": 0.6,
        "AR": 0.6,
        "CO": 0.6,
        "CL": 0.6,
        "PE": 0.6,
        "UY": 0.6,
        "EC": 0.6,
        "BO": 0.6,
        "VE": 0.3,
    },
    "en": {"GB": 1.2, "IE": 1.0, "US": 1.0, "CA": 0.3, "ES": 0.5, "AU": 0.2},
}
KNOWN = 60.0  # thousands of people from which a name at the beginning of a sentence is a town's
BEFORE = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "round",
        "by",
        "from",
        "to",
        "for",
        "of",
        "and",
        "or",
        "across",
        "within",
        "all",
        "the",
        "en",
        "de",
        "por",
        "a",
        "hasta",
        "desde",
        "entre",
        "y",
        "o",
        "cerca",
        "sobre",
        "toda",
        "todo",
        "fuera",
        "outside",
    ]
)
CAME = frozenset(["retired", "moved", "came", "back", "llego", "vino", "volvio", "retornada", "retornado"])
FROM = frozenset(["from", "de", "desde"])
NOT_THERE = frozenset(["outside", "not", "fuera", "salvo", "excepto", "except", "beyond"])


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


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places that a text names, those it excludes, and whether distance matters to it.

    `near` says that it asks for somebody close by, `anywhere` that it can be done from afar,
    `everywhere` that
    the whole country of the person is served, `abroad` that it asks for another country.
    """

    places: tuple[Place, ...] = ()
    excluded: tuple[Place, ...] = ()
    near: bool = False
    anywhere: bool = False
    everywhere: bool = False
    abroad: bool = False


def whereabouts(text: str, tongue: Tongue, *, country: str = "") -> Whereabouts:
    """What `text` says of places; `country` is that of the person, "" where it is not known."""
    plain = fold(text)
    found = tuple(_places(text, tongue, country))
    return Whereabouts(
        tuple(place for place, there in found if there),
        tuple(place for place, there in found if not there),
        near=says(plain, "near") or says(plain, f"near_{tongue}"),
        anywhere=says(plain, "anywhere"),
        everywhere=says(plain, "everywhere"),
        abroad=says(plain, "abroad"),
    )


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


def says(plain: str, what: str) -> bool:
    """Whether a folded text has one of the phrases of a section of `giving_cues`."""
    return bool(phrases(what).search(plain))


@cache
def phrases(name: str) -> re.Pattern[str]:
    """The phrases of one section of `data/tables/giving_cues.txt`, as whole words."""
    either = "|".join(re.escape(each) for each in sorted(section("giving_cues", name), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _places(text: str, tongue: Tongue, country: str) -> Iterator[tuple[Place, bool]]:
    """The places that `text` names, and whether it is there rather than anywhere but there."""
    said = list(WORD.finditer(text))
    spans = tuple(_spans(text, said))
    meant: list[tuple[int, Place]] = []
    for start, name in spans:
        others = [place for _, other in spans if other != name for place in _called(other)]
        if place := _meant(name, others, tongue, country):
            meant.append((start, place))
    for number, (start, place) in enumerate(meant):
        after = meant[number + 1][1] if number + 1 < len(meant) else None
        before = {fold(word[0]) for word in said[max(0, start - 2) : start]}
        if not _left(before) and not (after and _misplaced(text, said[start], place, after)):
            yield place, not before & NOT_THERE


def _left(before: set[str]) -> bool:
    """Whether these words before a place say that somebody came away from it."""
    return bool(before & CAME) and bool(before & FROM)


def _misplaced(text: str, said: re.Match[str], place: Place, after: Place) -> bool:
    """Whether a name is said to lie in the next one.

    As in "Delicias, Valladolid", and is found far from it.
    """
    rest = text[said.end() :]
    follows = rest[:2] in (", ", " (") and fold(rest[2:]).startswith(after.name)
    return follows and gap(place, after) > BESIDE


def _called(name: str) -> Iterator[Place]:
    """All places of that name."""
    if area := _areas().get(name):
        yield area
    yield from (town for town, _ in _towns().get(name, ()))


def _meant(name: str, others: Sequence[Place], tongue: Tongue, country: str) -> Place | None:
    """Which place of that name is meant; None where only some small town far away has it."""
    towns = _towns().get(name, ())
    area = _areas().get(name)
    if area and (
        country in ("", area.country) or area.is_country or not any(t.country == country for t, _ in towns)
    ):
        return area
    return max(
        (
            (_fit(town, people, others, tongue, country), town)
            for town, people in towns
            if _counts(town, people, tongue, country)
        ),
        key=lambda rated: rated[0],
        default=(0.0, None),
    )[1]


def _counts(town: Place, people: float, tongue: Tongue, country: str) -> bool:
    """Whether that town may be meant: one of the person's country, or of their language, or a large one."""
    near_home = town.country == country if country else town.country in HOME[tongue]
    return near_home or people >= LARGE


def _fit(town: Place, people: float, others: Sequence[Place], tongue: Tongue, country: str) -> float:
    """How well a town fits what else is known: its size, its neighbours in the text, country and language."""
    beside = any(gap(town, other) < BESIDE for other in others)
    at_home = town.country in HOME[tongue]
    return (
        log10(people + 0.1)
        + 3 * (town.country == country)
        + 3 * beside
        + at_home * HOME[tongue].get(town.country, 0.0)
    )


def _spans(text: str, said: Sequence[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Runs of words that name a place, the longest first: where they begin, and the folded name."""
    at = 0
    while at < len(said):
        length = next(
            (n for n in range(min(LONGEST, len(said) - at), 0, -1) if _is_place(text, said, at, n)), 0
        )
        if length:
            yield at, _name(text, said, at, length)
        at += max(1, length)


def _name(text: str, said: Sequence[re.Match[str]], at: int, length: int) -> str:
    return fold(text[said[at].start() : said[at + length - 1].end()])


def _is_place(text: str, said: Sequence[re.Match[str]], at: int, length: int) -> bool:
    """Whether these words name a place here: known.

    Written large, and no other word at the head of a sentence.
    """
    name = _name(text, said, at, length)
    if name not in _areas() and name not in _towns():
        return False
    if name in _areas() and _areas()[name].is_country:
        return (
            at == 0
            or fold(said[at - 1][0]) in BEFORE
            or text[: said[at].start()].rstrip()[-1:] in tuple(",.;:(-–")
        )
    if name in _areas() and length > 1:
        return True
    first = said[at][0]
    if not (first[0].isupper() and said[at + length - 1][0][0].isupper()):
        return False
    if _opens(text, said, at):
        return _stands_alone(name, text, said, at + length) and not _is_word(name)
    before = fold(said[at - 1][0])
    return (
        not _is_word(name)
        or before in BEFORE
        or text[said[at].start() - 2 : said[at].start()] in (", ", " (")
    )


def _opens(text: str, said: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a sentence begins at word `at`, so that its large letter says nothing."""
    return at == 0 or text[said[at - 1].end() : said[at].start()].strip()[-1:] in tuple(".!?:;¿¡")


def _stands_alone(name: str, text: str, said: Sequence[re.Match[str]], after: int) -> bool:
    """Whether a name at the head of a sentence is likely a place's: large, or followed by no plain word."""
    if name in _areas() or " " in name:
        return True
    people = max((size for _, size in _towns()[name]), default=0.0)
    rest = text[said[after - 1].end() :].lstrip(" ")
    return people >= KNOWN or rest[:1] in tuple(",.;)") or fold(rest.split(" ")[0]) in ("and", "y", "o", "or")


@lru_cache(maxsize=10_000)
def _is_word(name: str) -> bool:
    """Whether `name` is also a usual word."""
    if name in little_words("es") | little_words("en") | section("giving_cues", "not_places"):
        return True
    return " " not in name and any((stem(name, tongue),) in terms(tongue) for tongue in TONGUES)


@cache
def _areas() -> Mapping[str, Place]:
    """Folded name → the area."""
    found: dict[str, Place] = {}
    for names, tags in tagged("areas").items():
        for name in map(fold, names.split(",")):
            found.setdefault(name, _area(name, tags[0]))
            if name.endswith(PROVINCE):
                found.setdefault(f"provincia de {name.removesuffix(PROVINCE)}", found[name])
    return found


@cache
def _towns() -> Mapping[str, tuple[tuple[Place, float], ...]]:
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
