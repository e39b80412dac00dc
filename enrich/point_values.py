"""The telephone numbers, e-mail addresses, websites and accounts of a card: each once, and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from data.models import Line, Value
from data.texts import Message, message
from enrich import emails, numbering, phones, websites
from enrich.agreement import name_fits_email
from enrich.contact_points import Point, Points
from enrich.doubt import Witness, digits, judge, plain_letters, witness
from enrich.hosts import host_of

PRINTED = 0.95  # how often a number that breaks a rule was printed so, where both readers saw it so
SPELT = 0.75  # a name fits its e-mail address that well when it cannot be chance


def phone_values(
    points: Iterable[Point], lines: Sequence[Line], *, region: str, told: bool
) -> tuple[Value, ...]:
    """The numbers in reading order, each once; those printed together, or guessed at, doubted.

    `region` is what numbers without a prefix were given, `told` whether the card tells it.
    """
    settled = [
        replace(point, value=_as_printed(point.value, lines[point.line], region=region if told else ""))
        for point in points
    ]
    guessed = "" if told else region
    return tuple(
        judge(
            replace(point.value, doubt=_phone_doubt(point, settled, guessed)),
            [lines[point.line]],
            form=digits,
        )
        for point in _once(settled, phones.key)
    )


def _as_printed(value: Value, line: Line, *, region: str) -> Value:
    """A number that only a rule speaks against, without that doubt where both readers saw each digit of it.

    `region` is the card's country, "" where that is not known.
    """
    doubt = value.doubt.key if value.doubt else ""
    said = value.raw.lstrip(" (").startswith(("+", "00")) or bool(region)
    allowed = {
        "phones.not_in_use": said and numbering.possible(value.value) is not None,
        "phones.not_mobile": True,
        "phones.country_guessed": value.part("region") == region,
    }
    if not allowed.get(doubt) or witness([value.raw], [line], digits) is not Witness.AGREES:
        return value
    return replace(value, doubt=None, confidence=PRINTED)


def _phone_doubt(point: Point, points: Sequence[Point], guessed: str) -> Message | None:
    """Why to look at a number, as it was read or as it was printed."""
    value = point.value
    together = [other for other in points if other.line == point.line and other.value.raw == value.raw]
    if value.doubt is None and (len(together) > 1 or value.part("to")):
        return message("doubt.several", raw=value.raw)
    if value.doubt is None and guessed and not value.raw.lstrip(" (").startswith(("+", "00")):
        return message("doubt.country", region=guessed)
    extension = value.part("extension")
    if value.doubt is None and extension and not any(c.isalpha() for c in value.raw):
        return message("doubt.extension", extension=extension)
    return value.doubt


def email_values(
    points: Iterable[Point], lines: Sequence[Line], *, name: Value | None, sites: Iterable[Point]
) -> tuple[Value, ...]:
    """The e-mail addresses, mended where name and websites say how.

    What name and websites spell needs no second reader.
    """
    domains = [host_of(point.value.value) for point in sites]
    known = name.value if name else ""
    mended = [
        Point(emails.clean(point.value.raw, name=known, domains=domains) or point.value, point.line)
        for point in points
    ]
    return tuple(
        judge(
            _seen_whole(point.value, lines[point.line], emails.find, emails.key),
            [lines[point.line]],
            form=plain_letters,
            pieces=list(_unconfirmed(point.value.value, known, domains)),
        )
        for point in _once(mended, emails.key)
    )


def _unconfirmed(address: str, name: str, domains: Sequence[str]) -> Iterator[str]:
    """The parts of an address that nothing else on the card spells."""
    local, _, host = address.partition("@")
    if name_fits_email(name, local) < SPELT:
        yield local
    if host not in domains:
        yield host


def site_values(points: Points, lines: Sequence[Line]) -> tuple[Value, ...]:
    """The websites; an account's page is one where the card has no other. An e-mail's domain confirms one."""
    hosts = {host_of(point.value.value) for point in points.emails}
    pages = [point for point in points.social if "/" in point.value.raw and "." in point.value.raw]
    return tuple(
        judge(
            _seen_whole(point.value, lines[point.line], websites.find, websites.key),
            [lines[point.line]],
            form=plain_letters,
            pieces=[] if point.value.value.removeprefix("www.") in hosts else None,
        )
        for point in _once(list(points.websites or pages), websites.key)
    )


def _seen_whole(
    value: Value, line: Line, find: Callable[[str], tuple[Value, ...]], key: Callable[[str], str]
) -> Value:
    """A value that had to be mended, without that doubt where the second reader saw it whole."""
    seen = (other for other in find(line.witness or "") if other.doubt is None)
    if value.doubt is None or all(key(other.value) != key(value.value) for other in seen):
        return value
    return replace(value, doubt=None, confidence=1.0)


def _once(points: Sequence[Point], key: Callable[[str], str]) -> Iterator[Point]:
    """The points without those whose value stands on the card before; of two, the undoubted one."""
    best: dict[str, Point] = {}
    for point in points:
        known = best.setdefault(key(point.value.value), point)
        if known.value.doubt and not point.value.doubt:
            best[key(point.value.value)] = point
    yield from best.values()
