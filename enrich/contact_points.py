"""The telephone numbers, e-mail addresses, websites and accounts on a card, and the print that is left.

A label may stand in a box of its own ("Fax", and the number beside it). What a line holds besides its values
and their labels goes on to the names and addresses: "08001 Sampletown. Tel. 93 …".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.models import Line, Value
from enrich import emails, labels, phones, social, websites
from enrich.doubt import digits, plain_letters
from enrich.layout import Row, is_below, is_beside, overlap, row_of

LABEL_REACH = 5.0  # letter heights between a label and the value beside it
SHORTEST_WORD = 4  # letters of a label that may be a word too
A_NUMBER = "000 000 000"
FEWEST_LETTERS = 2  # a rest of fewer letters is an icon or a scrap
EDGES = " \t,;:|·•*–—-/\\()[]<>"
LETTER = re.compile(r"[^\W_]")
SIGNED = re.compile(r"@|www|://|\d{5}", re.IGNORECASE)  # what only an address or a number has
LEGIBLE = 0.9  # the first reader's confidence, below which print is hard to read


@dataclass(frozen=True, slots=True)
class Point:
    """One value, and the number of the line that it stands on."""

    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Points:
    """All contact points of a card in reading order, and the rows that are left."""

    phones: tuple[Point, ...]
    emails: tuple[Point, ...]
    websites: tuple[Point, ...]
    social: tuple[Point, ...]
    rows: tuple[Row, ...]


def find_points(lines: Sequence[Line], *, region: str) -> Points:
    """What can be reached on these lines; numbers without a prefix are read as those of `region`."""
    found: dict[str, list[Point]] = {"phones": [], "emails": [], "websites": [], "social": []}
    rows = []
    for number, line in enumerate(lines):
        values = _proved(_values(line.text, region=region, label=_label_beside(line, lines)), line)
        for kind, own in values.items():
            found[kind].extend(Point(value, number) for value in own)
        left = remainder(line.text, [value.raw for own in values.values() for value in own])
        if not left and not any(values.values()) and _announces_nothing(line, lines):
            left = line.text.strip()
        if left:
            rows.append(row_of(number, left, line.area))
    return Points(
        phones=tuple(found["phones"]),
        emails=tuple(found["emails"]),
        websites=tuple(found["websites"]),
        social=tuple(found["social"]),
        rows=tuple(rows),
    )


def _values(text: str, *, region: str, label: str) -> dict[str, tuple[Value, ...]]:
    return {
        "emails": emails.find(text),
        "websites": websites.find(text),
        "social": social.find(text),
        "phones": phones.find(text, region=region, label=label),
    }


def _proved(values: Mapping[str, tuple[Value, ...]], line: Line) -> dict[str, tuple[Value, ...]]:
    """The values without those that nothing speaks for: no rule, no sign, no label, and no second reader."""
    return {
        kind: tuple(value for value in own if not _is_chance(value, line)) for kind, own in values.items()
    }


def _is_chance(value: Value, line: Line) -> bool:
    """Whether it more likely only looks like a value: digits of no country, or a bare misread host."""
    if line.witness is None:
        return False
    doubt = value.doubt.key if value.doubt else ""
    if doubt == "phones.country_unknown":
        return not labels.strip_label(line.text)[0] and digits(value.raw) not in digits(line.witness)
    bare = not SIGNED.search(value.raw) and line.confidence < LEGIBLE
    return bare and plain_letters(value.raw) not in plain_letters(line.witness)


def _label_beside(line: Line, lines: Sequence[Line]) -> str:
    """The label in a box of its own left of this line, "" where there is none."""
    if labels.strip_label(line.text)[0]:
        return ""
    beside = [
        other
        for other in lines
        if other is not line
        and is_beside(other.area, line.area, within=LABEL_REACH)
        and labels.kinds_of(other.text)
        and not labels.strip_label(other.text)[1]
    ]
    return max(beside, key=lambda other: other.area.right).text if beside else ""


def _announces_nothing(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a label stands where no value is: then it is a word of a name, as Home or Direct may be."""
    word = line.text.strip()
    if not word.isalpha() or len(word) < SHORTEST_WORD:
        return False
    return not any(
        any(c.isdigit() or c == "@" for c in other.text)
        for other in lines
        if is_below(line.area, other.area)
        or overlap(line.area.top, line.area.bottom, other.area.top, other.area.bottom) > 0
    )


def remainder(text: str, taken: Iterable[str]) -> str:
    """What is left of a line without the values in `taken` and their labels, "" where that says nothing."""
    left = text
    for raw in sorted(taken, key=len, reverse=True):
        left = left.replace(raw, " | ", 1)
    if left == text:
        return text if _says_something(text) and not _only_label(text) else ""
    pieces = re.split(r"\s*\|\s*", left)
    pieces = [*map(_without_label, pieces[:-1]), pieces[-1]]
    kept = [piece for piece in pieces if _says_something(piece) and not _only_label(piece.strip(EDGES))]
    return " ".join(kept).strip(EDGES)


def _without_label(text: str) -> str:
    """What stands before a value, without the label at its end."""
    last = labels.segments(f"{text} {A_NUMBER}")[-1]
    label = last.label if last.kinds and last.text == A_NUMBER else ""
    bare = text.rstrip(EDGES + ".")
    return bare.removesuffix(label.rstrip(EDGES + ".")) if label and not _only_label(bare) else text


def _only_label(text: str) -> bool:
    kinds, value = labels.strip_label(f"{text}:")
    return bool(kinds) and not LETTER.search(value)


def _says_something(text: str) -> bool:
    return len(LETTER.findall(text)) >= FEWEST_LETTERS
