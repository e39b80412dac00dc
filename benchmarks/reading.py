"""How well photos of cards are read: `python -m benchmarks.reading FOLDER [--region ES]`.

FOLDER holds photos and their truth.json (`benchmarks.truth` says its form). Each photo goes the way that
it goes in Aroma, except that nothing is filed. Printed are, by field and by difficulty:

    recall     of the true values, the share that was read right
    precision  of the values read, the share that is right
    silent     of the values read, the share that is wrong and not marked doubtful
    doubtful   of the values read, the share that is marked doubtful
    whole      of the cards, the share whose name, company, phones and e-mail addresses are all right

then, for values of a confidence x or more, how many there are and how many of them are right; and last,
where the truth says of what `kinds` its photos are, the same shares by kind, the worst recall first.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.truth import FIELDS, NATIVES, REACH, Judged, judge, pair
from data.errors import PhotoError
from data.models import Contact
from enrich.draft import is_contact
from flows.reading import apart, read_cards

CONFIDENCES = (0.99, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
HEADING = f"{'true':>6}{'recall':>9}{'precision':>11}{'silent':>8}{'doubtful':>10}"
WIDTH = 15
WIDTH_OF_KIND = 26


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo read: its difficulty, each card's fields judged, the cards read that are none, its kinds."""

    difficulty: str
    cards: tuple[tuple[Judged, ...], ...]
    extra: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the true values those read right, and of the values read those right, silently wrong, doubtful."""

    true: int
    recall: float
    precision: float
    silent: float
    doubtful: float


def read(folder: Path, name: str, entry: Mapping[str, Any], region: str) -> Photo:
    """The photo `name` of the folder, read and judged; one that cannot be read has nothing right."""
    try:
        cards = read_cards(folder / name, name=name, reader="both", region=region)
    except PhotoError:
        cards = ()
    contacts = (card for card in cards if is_contact(card.contact))
    return judged(entry, [side.contact for card in contacts for side in apart(card)])


def judged(entry: Mapping[str, Any], contacts: Iterable[Contact]) -> Photo:
    """What was read off a photo, against what the truth says of it."""
    pairs, extra = pair(entry["cards"], contacts)
    cards = tuple(tuple(judge(card, contact)) for card, contact in pairs)
    return Photo(entry.get("difficulty", ""), cards, extra, tuple(entry.get("kinds", ())))


def table(photos: Sequence[Photo]) -> list[str]:
    """The lines of the report."""
    fields = fields_of(photos)
    rows = [row(name, [each for each in fields if each.field == name]) for name in FIELDS]
    rows += [row("all", fields), *natives(photos)]
    lines = [f"{'':{WIDTH}}{HEADING}", *rows, "", f"{'':12}{'cards':>6}{'whole':>9}"]
    for level in dict.fromkeys([*sorted({photo.difficulty for photo in photos}), "all"]):
        some = [photo for photo in photos if level in ("all", photo.difficulty)]
        lines.append(f"{level:12}{sum(len(photo.cards) for photo in some):6}{whole(some):9.3f}")
    lines += [f"cards read where none is: {extra(photos)}", ""]
    return [*lines, *curve(fields), *by_kind(photos)]


def natives(photos: Iterable[Photo]) -> list[str]:
    """A line for each field of another script; none where no truth has any."""
    every = [each for photo in photos for card in photo.cards for each in card if each.field in NATIVES]
    told = [name for name in NATIVES if any(each.field == name for each in every)]
    return [row(name, [each for each in every if each.field == name]) for name in told]


def by_kind(photos: Sequence[Photo]) -> list[str]:
    """A line for each kind of photo, by heading, the worst recall first; none where no kinds are told."""
    kinds = {kind for photo in photos for kind in photo.kinds}
    photos_of = {kind: [photo for photo in photos if kind in photo.kinds] for kind in kinds}
    order = sorted((heading(kind), shares(fields_of(some)).recall, kind) for kind, some in photos_of.items())
    lines, last = [], ""
    for group, _, kind in order:
        if group != last:
            lines += ["", f"{'by ' + group:{WIDTH_OF_KIND}}{HEADING}{'photos':>8}{'whole':>8}"]
        some, last = photos_of[kind], group
        name = kind.removeprefix(group + ": ")
        lines.append(f"{row(name, fields_of(some), WIDTH_OF_KIND)}{len(some):8}{whole(some):8.3f}")
    return lines


def heading(kind: str) -> str:
    """What a kind belongs to: "camera" of "camera: glare"."""
    return kind.partition(": ")[0]


def fields_of(photos: Iterable[Photo]) -> list[Judged]:
    """Every field of every card, those of another script apart."""
    return [each for photo in photos for card in photo.cards for each in card if each.field in FIELDS]


def whole(photos: Iterable[Photo]) -> float:
    """The share of the cards that are whole."""
    cards = [card for photo in photos for card in photo.cards]
    return share(sum(map(is_whole, cards)), len(cards))


def extra(photos: Iterable[Photo]) -> int:
    """How many cards were read where none is."""
    return sum(photo.extra for photo in photos)


def row(name: str, fields: Sequence[Judged], width: int = WIDTH) -> str:
    """One line: the shares of one field, of one kind, or of all."""
    of = shares(fields)
    return f"{name:{width}}{of.true:6}{of.recall:9.3f}{of.precision:11.3f}{of.silent:8.3f}{of.doubtful:10.3f}"


def shares(fields: Sequence[Judged]) -> Shares:
    """How well the fields were read."""
    read = [one for each in fields for one in each.read]
    true, found = sum(each.true for each in fields), sum(each.found for each in fields)
    return Shares(
        true,
        recall=share(found, true),
        precision=share(sum(is_right for _, is_right in read), len(read)),
        silent=share(sum(not is_right and value.doubt is None for value, is_right in read), len(read)),
        doubtful=share(sum(value.doubt is not None for value, _ in read), len(read)),
    )


def curve(fields: Sequence[Judged]) -> list[str]:
    """Of the values of each confidence or more: how many there are, and the share that is right."""
    read = [one for each in fields for one in each.read]
    lines = [f"{'confidence':12}{'values':>8}{'right':>8}"]
    for least in CONFIDENCES:
        sure = [is_right for value, is_right in read if value.confidence >= least]
        lines.append(
            f"{f'≥ {least:.2f}':12}{share(len(sure), len(read)):8.3f}{share(sum(sure), len(sure)):8.3f}"
        )
    return lines


def is_whole(card: Iterable[Judged]) -> bool:
    """Whether all that one needs to reach the person was read."""
    return all(each.found == each.true for each in card if each.field in REACH)


def share(part: int, whole: int) -> float:
    """A part of a whole, 0 of nothing."""
    return part / whole if whole else 0.0


def read_all(folder: Path, region: str) -> list[Photo]:
    """Every photo that the folder's truth names, read and judged."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda each: read(folder, *each, region), truth.items()))


def main() -> None:
    """Print the table of a folder."""
    parser = argparse.ArgumentParser(description="How well photos of cards are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--region", default="ES", help="the owner's country, for cards that tell none")
    options = parser.parse_args()
    print("\n".join(table(read_all(options.folder, options.region))))


if __name__ == "__main__":
    main()
