"""How well photos of cards are read: `python -m benchmarks.reading FOLDER [--region ES]`.

FOLDER holds photos and their truth.json (`benchmarks.truth` says its form). Each photo goes the way that
it goes in Aroma, except that nothing is filed. Printed are, by field and by difficulty:

    recall     of the true values, the share that was read right
    precision  of the values read, the share that is right
    silent     of the values read, the share that is wrong and not marked doubtful
    doubtful   of the values read, the share that is marked doubtful
    whole      of the cards, the share whose name, company, phones and e-mail addresses are all right

and then, for values of a confidence x or more, how many there are and how many of them are right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.truth import FIELDS, REACH, Judged, judge, pair
from data.errors import PhotoError
from data.models import Contact
from enrich.draft import is_contact
from flows.reading import read_cards

CONFIDENCES = (0.99, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
HEADING = f"{'':12}{'true':>6}{'recall':>9}{'precision':>11}{'silent':>8}{'doubtful':>10}"


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo read: its difficulty, each card's fields judged, and the cards read that are none."""

    difficulty: str
    cards: tuple[tuple[Judged, ...], ...]
    extra: int


def read(folder: Path, name: str, entry: Mapping[str, Any], region: str) -> Photo:
    """The photo `name` of the folder, read and judged; one that cannot be read has nothing right."""
    try:
        cards = read_cards(folder / name, name=name, reader="both", region=region)
    except PhotoError:
        cards = ()
    contacts = [card.contact for card in cards if is_contact(card.contact)]
    return judged(entry, contacts)


def judged(entry: Mapping[str, Any], contacts: Iterable[Contact]) -> Photo:
    """What was read off a photo, against what the truth says of it."""
    pairs, extra = pair(entry["cards"], contacts)
    cards = tuple(tuple(judge(card, contact)) for card, contact in pairs)
    return Photo(entry.get("difficulty", ""), cards, extra)


def table(photos: Sequence[Photo]) -> list[str]:
    """The lines of the report."""
    fields = [each for photo in photos for card in photo.cards for each in card]
    rows = [row(name, [each for each in fields if each.field == name]) for name in FIELDS]
    lines = [HEADING, *rows, row("all", fields), "", f"{'':12}{'cards':>6}{'whole':>9}"]
    for level in dict.fromkeys([*sorted({photo.difficulty for photo in photos}), "all"]):
        cards = [card for photo in photos for card in photo.cards if level in ("all", photo.difficulty)]
        lines.append(f"{level:12}{len(cards):6}{share(sum(map(is_whole, cards)), len(cards)):9.3f}")
    lines += [f"cards read where none is: {sum(photo.extra for photo in photos)}", ""]
    return [*lines, *curve(fields)]


def row(name: str, fields: Sequence[Judged]) -> str:
    """One line: the shares of one field, or of all."""
    read = [one for each in fields for one in each.read]
    true, found = sum(each.true for each in fields), sum(each.found for each in fields)
    right = sum(is_right for _, is_right in read)
    silent = sum(not is_right and value.doubt is None for value, is_right in read)
    doubtful = sum(value.doubt is not None for value, _ in read)
    shares = (
        share(found, true),
        share(right, len(read)),
        share(silent, len(read)),
        share(doubtful, len(read)),
    )
    return "{:12}{:6}{:9.3f}{:11.3f}{:8.3f}{:10.3f}".format(name, true, *shares)


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


def main() -> None:
    """Print the table of a folder."""
    parser = argparse.ArgumentParser(description="How well photos of cards are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--region", default="ES", help="the owner's country, for cards that tell none")
    options = parser.parse_args()
    truth = json.loads((options.folder / "truth.json").read_text("utf-8"))
    photos = [read(options.folder, name, entry, options.region) for name, entry in truth.items()]
    print("\n".join(table(photos)))


if __name__ == "__main__":
    main()
