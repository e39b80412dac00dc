"""The hosts that a card's own people have, in e-mail addresses and websites; not those of mail providers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from data.models import Line
from data.wordlists import words
from enrich.agreement import stem
from enrich.contact_points import Point, Points
from enrich.doubt import CLEAR, plain_letters


def host_of(address: str) -> str:
    """The host of an e-mail or web address, without `www.`, in small letters."""
    host = address.rpartition("@")[2]
    host = host.rpartition("://")[2]
    return host.split("/")[0].split("?")[0].casefold().removeprefix("www.")


def is_provider(host: str) -> bool:
    """Whether everybody may have an address at `host`."""
    return stem(host) in words("mail_providers")


def own_stems(points: Points) -> tuple[str, ...]:
    """The stems of the card's own domains, in the order in which they are printed, each once."""
    return tuple(dict.fromkeys(filter(None, map(stem, own_hosts(points)))))


def legible_stems(points: Points, lines: Sequence[Line]) -> tuple[str, ...]:
    """Those of `own_stems` that are printed twice, read clearly, or seen by the second reader too."""
    own = [(stem(host_of(point.value.value)), lines[point.line]) for point in _own(points)]
    times = Counter(name for name, _ in own)
    legible = (
        name
        for name, line in own
        if times[name] > 1
        or line.confidence >= CLEAR
        or plain_letters(name) in plain_letters(line.witness or "")
    )
    return tuple(dict.fromkeys(filter(None, legible)))


def own_hosts(points: Points) -> Iterator[str]:
    """The hosts of e-mail addresses and websites that are not a provider's."""
    return (host_of(point.value.value) for point in _own(points))


def _own(points: Points) -> Iterator[Point]:
    """The e-mail addresses and websites that are not at a provider's."""
    every = (*points.emails, *points.websites)
    return (point for point in every if not is_provider(host_of(point.value.value)))


def mailboxes(points: Points) -> tuple[str, ...]:
    """What stands before the @ of a provider's addresses: a small firm's own name, often."""
    kept = (point.value.value for point in points.emails if is_provider(host_of(point.value.value)))
    return tuple(address.partition("@")[0] for address in kept)
