"""Telephone numbers off a card: E.164, what kind they are, and why to doubt them.

The country comes from the number's own prefix, then from the card's region, then from other numbers on the
line. A number that exists nowhere is kept, with a doubt: the card may know better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.models import Value
from data.texts import Message, message
from enrich import numbering
from enrich.characters import plain
from enrich.labels import NUMBERS, PHONES, Segment, kinds_of, segments
from enrich.phone_prints import runs
from enrich.phone_reading import Number, numbers, settled

_LABELLED = frozenset({"mobile", "landline", "toll_free"})


def find(text: str, *, region: str, label: str = "") -> tuple[Value, ...]:
    """All numbers on a line, in order.

    `region` is the country's two letters for numbers without a prefix. `label` is what is printed beside or
    above the line, for pieces of it that have no label of their own.
    """
    said = kinds_of(label)
    found: list[Value] = []
    for segment in segments(text):
        kinds = segment.kinds or said
        read = tuple(_read(segment, kinds, region))
        near = _countries(read)
        found += (_value(settled(number, near, region), kinds, at) for at, number in enumerate(read))
    return tuple(dict.fromkeys(found))


def clean(text: str, *, region: str, label: str = "") -> Value | None:
    """The first number in `text`; None where there is none."""
    return next(iter(find(text, region=region, label=label)), None)


def check(text: str, *, region: str) -> Value | Message:
    """The number that a person typed, or how to write it."""
    typed, example = plain(text), numbering.example(region)
    found = find(typed, region=region, label="tel")
    if len(found) > 1:
        return message("phones.check_several", text=typed, example=example)
    if found:
        return _wrong(found[0], typed, example, region) or found[0]
    count = sum(c.isdigit() for c in typed)
    reason = "check_none" if not count or any(c.isalpha() for c in typed) else _by_count(count)
    return message(f"phones.{reason}", text=typed, example=example)


def key(value: str) -> str:
    """The form in which numbers are compared: the digits, with the plus sign if there is one."""
    value = plain(value)
    digits = "".join(c for c in value if c in "0123456789")
    return f"+{digits}" if value.lstrip(" (").startswith("+") else digits


def display(value: str) -> str:
    """A number as people write it, "+34 612 34 56 78"; as it stands where it has no known country."""
    return numbering.display(value)


def _read(segment: Segment, kinds: tuple[str, ...], region: str) -> Iterator[Number]:
    """The numbers in a piece of a line; under a label of another kind only those that are certain."""
    labelled = bool(PHONES.intersection(kinds))
    other = bool(kinds) and not labelled
    if "bank" in kinds:
        return
    for at, run in enumerate(runs(segment.text)):
        if other and at == 0 and NUMBERS.intersection(kinds):
            continue  # it is the number that the label announces
        for number in numbers(run, region, labelled=labelled):
            if not other or (number.doubt is None and not run.misread):
                yield number


def _countries(read: Sequence[Number]) -> tuple[str, ...]:
    """The countries that the numbers of a line say themselves."""
    said = (numbering.region_of(number.number) for number in read if number.number and number.run.plus)
    return tuple(dict.fromkeys(country for country in said if country))


def _value(number: Number, kinds: tuple[str, ...], at: int) -> Value:
    """The record that leaves this module; `at` counts the numbers under one label."""
    said = _said(kinds, at)
    kind = _kind(number, said)
    doubt, confidence = number.doubt, number.confidence
    if doubt is None and (doubt := _doubt(number, said, kind, at)):
        confidence = min(confidence, 0.6)
    parts = [
        ("region", numbering.region_of(number.number) if number.number else ""),
        ("extension", number.run.extension),
        ("to", number.last),
        ("also", "fax" if "fax" in kinds and len(kinds) > 1 and kind != "fax" and at == 0 else ""),
    ]
    shown = tuple(part for part in parts if part[1])
    return Value(number.value, number.run.raw, confidence, doubt, kind, shown)


def _said(kinds: tuple[str, ...], at: int) -> str:
    """What the label says of its number `at`: under "Tel/Fax" the second one is the fax's."""
    said = [("mobile" if kind == "social:whatsapp" else kind) for kind in kinds if kind in PHONES]
    return said[min(at, len(said) - 1)] if said else ""


def _kind(number: Number, said: str) -> str:
    """A fax by its label, else what the digits say, else what the label says."""
    own = numbering.own_kind(number.number) if number.number else None
    if said == "fax":
        return "fax"
    return own or (said if said in _LABELLED else "unknown")


def _doubt(number: Number, said: str, kind: str, at: int) -> Message | None:
    """Why a number that exists may still be read wrong."""
    if number.run.misread or not number.run.certain:
        return message("phones.misread", raw=number.run.raw)
    if number.run.cut:
        return message("phones.part_of_line", raw=number.run.raw)
    if said == "mobile" and kind == "landline" and at == 0:
        return message("phones.not_mobile")
    return None


def _wrong(value: Value, typed: str, example: str, region: str) -> Message | None:
    """Why a typed number cannot be, None where it can."""
    number = numbering.parsed(value.value, region)
    if number is None:
        return message("phones.check_country", text=typed, example=example)
    length = numbering.length(number)
    if length == "right":
        return None
    return message(f"phones.check_{length}", text=typed, example=example)


def _by_count(digits: int) -> str:
    return "check_short" if digits < 9 else "check_long"
