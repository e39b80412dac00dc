"""What goes wrong when a card is photographed: each trouble makes a shot worse, by a measure from 0 to 1.

Blur and motion are measured against the size of the print in the photo, so that a person can still read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from tests.cards.camera import Shot, fineness
from tests.cards.clutter import FULL_DESKS
from tests.cards.desks import DESKS
from tests.cards.formats import LIMIT

SIZES = (1600, 1200), (1600, 1200), (1200, 1600)
COARSE = (1040, 780)
SQUEEZED = 52_000
"""Bytes of a photo that was sent through a messenger."""
FINE = 7.2
"""Pixels a millimetre below which small print is lost."""
COUNTS = {"easy": (0, 0), "medium": (1, 2), "hard": (2, 3)}
WORSE = {"easy": 0.0, "medium": 0.5, "hard": 1.0}
CLASHES = (
    {"small", "close", "coarse", "several"},
    {"blur", "motion"},
    {"white on white", "full desk", "close"},
    {"fingers", "close", "several"},
    {"curl", "several", "close"},
    {"turned", "close"},
    {"tilt", "small"},
    {"glare", "dark"},
    {"squeezed", "coarse", "small", "several", "full desk", "dark"},
)
"""Troubles of which one photo has one at most."""
TURNED = 45
"""Degrees from which a card is turned."""
PLACES = {
    2: ((-0.22, -0.25), (0.22, 0.25)),
    3: ((-0.245, -0.25), (0.245, -0.22), (-0.02, 0.25)),
}
"""Where the middles of several cards lie."""


@dataclass(frozen=True, slots=True)
class Shots:
    """How one photo is taken: each card's place, the first with light and lens; and the file's limit."""

    places: tuple[Shot, ...]
    troubles: tuple[str, ...]
    limit: int


def photographed(dice: Random, level: str, *, upright: bool) -> Shots:
    """A photo with as many troubles as the level has."""
    troubles = chosen(dice, dice.randint(*COUNTS[level]))
    shot = ordinary(dice, upright=upright)
    worse = WORSE[level]
    for trouble in troubles:
        shot = TROUBLES[trouble](dice, shot, worse)
    shot = softened(dice, shot, troubles, worse, upright=upright)
    places = several(dice, shot) if "several" in troubles else (shot,)
    limit = SQUEEZED if "squeezed" in troubles else LIMIT
    return Shots(places, troubles, limit)


def chosen(dice: Random, count: int) -> tuple[str, ...]:
    """So many troubles that go together."""
    names = list(TROUBLES)
    picked: list[str] = []
    while len(picked) < count:
        name = dice.choice(names)
        if not any(name in clash and clash & set(picked) for clash in CLASHES) and name not in picked:
            picked.append(name)
    return tuple(name for name in TROUBLES if name in picked)


def ordinary(dice: Random, *, upright: bool) -> Shot:
    """A photo that somebody takes who takes care."""
    size = (1200, 1600) if upright else dice.choice(SIZES)
    return Shot(
        desk=dice.choice([desk for desk in DESKS if desk not in {"white", "tiles"}]),
        size=size,
        fill=dice.uniform(0.78, 0.93),
        angle=dice.gauss(0, 2),
        tilt=dice.gauss(0, 0.05),
        lean=dice.gauss(0, 0.05),
        shade=dice.uniform(0.05, 0.25),
        dim=dice.uniform(0, 0.12),
        grain=dice.uniform(1.2, 2.5),
        warmth=dice.gauss(0.02, 0.03),
        seed=dice.randrange(10**6),
    )


def softened(dice: Random, shot: Shot, troubles: tuple[str, ...], worse: float, *, upright: bool) -> Shot:
    """The shot with its blur, in proportion to the print."""
    fine = fineness(shot, *((55, 85) if upright else (85, 55)))
    blur = fine * dice.uniform(0.1, 0.125) * (0.75 + 0.4 * worse) if "blur" in troubles else 0.04 * fine
    motion = round(fine * (0.3 + 0.25 * worse)) if "motion" in troubles else 0
    return replace(shot, blur=max(0.5, min(blur, 2.6)), motion=motion)


def several(dice: Random, shot: Shot) -> tuple[Shot, ...]:
    """Two or three places on one desk; turned, the cards stand on their heads, for lack of room."""
    middles = PLACES[dice.choice((2, 3))]
    fill = 0.51 if len(middles) == 2 else 0.46
    wide, angle = replace(shot, size=SIZES[0]), shot.angle if abs(shot.angle) < TURNED else 180
    return tuple(
        replace(wide, fill=fill, offset=middle, angle=angle + dice.gauss(0, 3), fingers="")
        for middle in middles
    )


def turned(dice: Random, shot: Shot, worse: float) -> Shot:
    """Any way round, mostly along the edges of the photo."""
    angle = dice.uniform(0, 360) if dice.random() < 0.5 else dice.choice((90, 180, 270)) + dice.gauss(0, 6)
    return replace(shot, angle=angle)


def tilt(dice: Random, shot: Shot, worse: float) -> Shot:
    """From the side, up to 35 degrees."""
    reach = 0.35 + 0.26 * worse
    way = dice.choice((-1, 1))
    return replace(shot, tilt=way * dice.uniform(0.6, 1) * reach, lean=dice.uniform(-0.4, 0.4) * reach)


def curl(dice: Random, shot: Shot, worse: float) -> Shot:
    """Bent."""
    return replace(shot, curl=dice.choice((-1, 1)) * dice.uniform(0.02, 0.035 + 0.04 * worse))


def fingers(dice: Random, shot: Shot, worse: float) -> Shot:
    """Held in the hand, in front of the room."""
    return replace(shot, fingers=dice.choice(("left", "right", "both")), fill=min(shot.fill, 0.8))


def glare(dice: Random, shot: Shot, worse: float) -> Shot:
    """A lamp in the gloss."""
    return replace(shot, glare=dice.uniform(0.3, 0.45 + 0.25 * worse))


def shade(dice: Random, shot: Shot, worse: float) -> Shot:
    """A shadow over one side."""
    return replace(shot, shade=dice.uniform(0.4, 0.5 + 0.3 * worse))


def dark(dice: Random, shot: Shot, worse: float) -> Shot:
    """Too little light, so the sensor is noisy."""
    return replace(shot, dim=0.35 + 0.28 * worse, grain=4 + 4 * worse, warmth=dice.uniform(0.05, 0.16))


def small(dice: Random, shot: Shot, worse: float) -> Shot:
    """Far away."""
    fill = dice.uniform(0.5, 0.6) - 0.08 * worse
    wide = 1200 if shot.size[0] < shot.size[1] else 1600
    return replace(
        shot, fill=max(fill, FINE * 85 / wide), offset=(dice.uniform(-0.12, 0.12), dice.uniform(-0.1, 0.1))
    )


def coarse(dice: Random, shot: Shot, worse: float) -> Shot:
    """Few pixels."""
    upright = shot.size[0] < shot.size[1]
    return replace(shot, size=COARSE[::-1] if upright else COARSE, fill=max(shot.fill, 0.86))


def close(dice: Random, shot: Shot, worse: float) -> Shot:
    """The card fills the photo, its edges are cut off."""
    size = (1030, 1600) if shot.size[0] < shot.size[1] else (1600, 1030)
    return replace(
        shot, size=size, fill=dice.uniform(1.03, 1.06), tilt=0.0, lean=0.0, angle=dice.gauss(0, 0.5)
    )


def squeezed(dice: Random, shot: Shot, worse: float) -> Shot:
    """Sent through a messenger, that makes photos smaller; the file's limit does the rest."""
    upright = shot.size[0] < shot.size[1]
    return replace(shot, size=(960, 1280) if upright else (1280, 960), grain=min(shot.grain, 1.5))


def full_desk(dice: Random, shot: Shot, worse: float) -> Shot:
    """On printed pages, a newspaper, among things, on a table cloth."""
    return replace(shot, desk=dice.choice((*FULL_DESKS, *FULL_DESKS, "tiles")), fill=min(shot.fill, 0.8))


def white_on_white(dice: Random, shot: Shot, worse: float) -> Shot:
    """A desk of the card's own colour."""
    return replace(shot, desk="white", shade=max(shot.shade, 0.2))


def same(dice: Random, shot: Shot, worse: float) -> Shot:
    """The shot as it is."""
    return shot


TROUBLES: dict[str, Callable[[Random, Shot, float], Shot]] = {
    "turned": turned,
    "tilt": tilt,
    "curl": curl,
    "fingers": fingers,
    "glare": glare,
    "blur": same,
    "motion": same,
    "shade": shade,
    "dark": dark,
    "small": small,
    "coarse": coarse,
    "close": close,
    "full desk": full_desk,
    "white on white": white_on_white,
    "squeezed": squeezed,
    "several": same,
}
"""By name; those that are `same` here are seen to in `photographed` and `softened`."""
