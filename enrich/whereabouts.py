"""Where something is wanted or offered: the places that a text names, and how far it reaches.

Towns come from `data/tables/towns.txt`, regions and countries from `data/tables/areas.txt`. Of several
towns of one
name that is meant which lies in a region or country that the text names too, else in the country of the
person,
else the largest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10

from data.letters import fold
from data.wordlists import section
from enrich.concepts import terms
from enrich.gazetteer import Place, areas, gap, towns
from enrich.light_stems import TONGUES, Tongue, little_words, stem

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LONGEST = 5  # words of a place's name
LARGE = 200.0  # thousands of people from which a town is spoken of in other countries
BESIDE = 120.0  # km between towns that are named together
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
    if area := areas().get(name):
        yield area
    yield from (town for town, _ in towns().get(name, ()))


def _meant(name: str, others: Sequence[Place], tongue: Tongue, country: str) -> Place | None:
    """Which place of that name is meant; None where only some small town far away has it."""
    known = towns().get(name, ())
    area = areas().get(name)
    if area and (
        country in ("", area.country) or area.is_country or not any(t.country == country for t, _ in known)
    ):
        return area
    return max(
        (
            (_fit(town, people, others, tongue, country), town)
            for town, people in known
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
    if name not in areas() and name not in towns():
        return False
    if name in areas() and areas()[name].is_country:
        return (
            at == 0
            or fold(said[at - 1][0]) in BEFORE
            or text[: said[at].start()].rstrip()[-1:] in tuple(",.;:(-–")
        )
    if name in areas() and length > 1:
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
    if name in areas() or " " in name:
        return True
    people = max((size for _, size in towns()[name]), default=0.0)
    rest = text[said[after - 1].end() :].lstrip(" ")
    return people >= KNOWN or rest[:1] in tuple(",.;)") or fold(rest.split(" ")[0]) in ("and", "y", "o", "or")


@lru_cache(maxsize=10_000)
def _is_word(name: str) -> bool:
    """Whether `name` is also a usual word."""
    if name in little_words("es") | little_words("en") | section("giving_cues", "not_places"):
        return True
    return " " not in name and any((stem(name, tongue),) in terms(tongue) for tongue in TONGUES)
