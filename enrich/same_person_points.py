"""What the e-mail addresses and telephone numbers of two contacts say about their being one person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from data.letters import fold
from data.models import Contact, Value
from data.wordlists import words
from data.words import digits
from enrich import emails
from enrich.agreement import letters, stem
from enrich.hosts import host_of, is_provider
from enrich.spellings import shape

SHORTEST = 7  # digits that tell one number from another
LONGEST_PREFIX = 5  # digits before a number's own: the country's, and a mobile's 1 or 9
PIECE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number: its digits from the end, and its kind."""

    turned: str
    kind: str

    def is_same(self, other: Number) -> bool:
        """Whether one is the other, with or without the country before it."""
        short, long = sorted((self.turned, other.turned), key=len)
        near = len(long) - len(short) <= LONGEST_PREFIX
        return len(short) >= SHORTEST and near and long.startswith(short)


def numbers_of(contact: Contact) -> frozenset[Number]:
    """The numbers of a contact; faxes are the office's and left out."""
    found = (_number(value) for value in contact.phones if value.kind != "fax")
    return frozenset(number for number in found if len(number.turned) >= SHORTEST)


def _number(value: Value) -> Number:
    """The digits as written, because a country that was only guessed would part two that are one."""
    raw = value.raw if sum(map(str.isdigit, value.raw)) >= SHORTEST else value.value
    said = raw.lstrip(" (").startswith(("+", "00"))
    written = digits(value.value) if said or value.value == raw else _national(value, raw)
    return Number(written[::-1], value.kind or "unknown")


def _national(value: Value, raw: str) -> str:
    """The digits without the country that was guessed; as in the value where the print had to be mended."""
    whole, own = digits(value.value), digits(raw)
    return own if whole.endswith(own) else whole


def mailboxes_of(contact: Contact) -> frozenset[str]:
    """The addresses of a contact, in small letters."""
    return frozenset(emails.key(value.value) for value in contact.emails if "@" in value.value)


def is_office(address: str) -> bool:
    """Whether a mailbox is an office's: info@, ventas@, and one that is called as its domain."""
    local, _, host = address.partition("@")
    bare = re.sub(r"\d+$", "", fold(local))
    if is_provider(host):
        return any(piece in words("office_mailboxes") for piece in PIECE.findall(bare))
    return letters(bare) == letters(stem(host)) or bool(
        words("office_mailboxes") & {bare, *PIECE.findall(bare)}
    )


def own_stems(addresses: Iterable[str], sites: Iterable[str]) -> frozenset[str]:
    """The stems of the domains that are not a provider's."""
    hosts = {host_of(each) for each in (*addresses, *sites)}
    return frozenset(stem(host) for host in hosts if host and not is_provider(host))


def aliases_of(addresses: Iterable[str]) -> frozenset[str]:
    """The words before the @ of personal addresses: what somebody is called, often."""
    locals_ = (address.partition("@")[0] for address in addresses if not is_office(address))
    return frozenset(piece for local in locals_ for piece in PIECE.findall(fold(local)))


def near(one: frozenset[str], other: frozenset[str]) -> str:
    """A mailbox of the one that is one of the other but for a misread letter, "" where none is."""
    pairs = ((first, second) for first in sorted(one) for second in sorted(other) if first != second)
    return next((min(pair) for pair in pairs if _is_near(*pair)), "")


def _is_near(one: str, other: str) -> bool:
    if shape(one) == shape(other):
        return True
    local, host = one.partition("@")[0], one.partition("@")[2]
    same = host == other.partition("@")[2] and not any(letter.isdigit() for letter in one + other)
    return same and len(local) > LONG_LOCAL and Levenshtein.distance(one, other, score_cutoff=1) == 1


LONG_LOCAL = 8  # letters before an @ of which one may be a slip


def two_of_one_domain(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has a personal mailbox at the same domain of its own, and none in common."""
    return any(
        not is_provider(first.partition("@")[2]) and first.partition("@")[2] == second.partition("@")[2]
        for first in _personal(one)
        for second in _personal(other)
    )


def _personal(addresses: Iterable[str]) -> Iterator[str]:
    return (address for address in addresses if not is_office(address))
