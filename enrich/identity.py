"""Which contact of an export is one that was imported before, where few sources say what they call it.

A key is made of pieces, each a digest, so that it tells nobody when all else of the contact is erased:

- `u`: what the source calls the contact, if it does: LinkedIn's address of the profile, a vCard's UID.
- `w`: the whole name, the day of the meeting, and every e-mail and phone.
- `p`: the first word of the name with one e-mail, one phone, or the day.
- `n`: the name, by which one is found again of whom nothing but the name was known.

The whole key is looked for first, then `u`, then `w`, then any `p`, then `n`; so a contact whose number,
surname or firm changed is found again, and a father and a son who share a telephone are not mixed up while
either is still known by all that he had. What has two names in its source is never one contact; only a
vCard's UID may be another in each export.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from data.letters import letters_key
from data.words import digits
from enrich.entries import Entry

MOST_POINTS = 8  # e-mails and phones that a contact is known by
ENDS = 9  # digits at the end of a phone: with and without its country it is the same
RENAMED = frozenset({"vcard"})
"""The sources whose own name for a contact may be another in each export."""
REPEATED = ""
"""Stands for a contact that is in the same file before."""


def key(entry: Entry) -> str:
    """What the contact is known by: its pieces, parted by blanks."""
    return " ".join(_pieces(entry))


def _pieces(entry: Entry) -> Iterator[str]:
    name = letters_key(entry.name)
    points = sorted({*map(str.casefold, entry.texts("EMAIL")), *map(_phone, entry.texts("TEL"))})[
        :MOST_POINTS
    ]
    met = [entry.met.isoformat()] if entry.met else []
    if entry.uid:
        yield _piece("u", entry.uid)
    yield _piece("w", name, *met, *points)
    begins = name.partition(" ")[0]
    yield from (_piece("p", begins, point) for point in points)
    yield from (_piece("p", name, day) for day in met)
    yield _piece("n", name)


def _phone(number: str) -> str:
    return digits(number)[-ENDS:]


def _piece(kind: str, *told: str) -> str:
    digest = hashlib.blake2b("\n".join(told).encode("utf-8", "backslashreplace"), digest_size=8)
    return f"{kind}:{digest.hexdigest()}"


def assigned(keys: Sequence[str], known: Mapping[str, str], source: str) -> list[str | None]:
    """For each key of a file the id of the card that is known by it, None where none is.

    A contact that is there a second time gets REPEATED. `known` has the keys of the cards of this source, by
    their ids. No card is given twice.
    """
    found: list[str | None] = list(_repeated(keys))
    free = dict(known)
    for pieces in (_whole, _kind("u"), _kind("w"), _kind("p"), _kind("n")):
        index = _index(free, pieces)
        for place, asked in enumerate(keys):
            if found[place] is None and index:
                fitting = (name for piece in pieces(asked) for name in index.get(piece, ()) if name in free)
                same = (name for name in fitting if source in RENAMED or not _other_name(asked, free[name]))
                if (name := next(same, None)) is not None:
                    found[place] = name
                    del free[name]
    return found


def _index(known: Mapping[str, str], pieces: Callable[[str], Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The cards by each piece of their keys; by the name alone those of whom nothing else was known."""
    index: dict[str, list[str]] = defaultdict(list)
    for name, kept in known.items():
        for piece in pieces(kept):
            if piece[0] != "n" or " p:" not in kept:
                index[piece].append(name)
    return index


def _repeated(keys: Sequence[str]) -> Iterator[str | None]:
    """REPEATED for each key that is there before: the source's own name, or all of it without one."""
    seen: set[str] = set()
    for asked in keys:
        first = asked.partition(" ")[0]
        yield REPEATED if first in seen else None
        seen.add(first)


def _whole(kept: str) -> Sequence[str]:
    return (kept,)


def _kind(kind: str) -> Callable[[str], Sequence[str]]:
    def pieces(kept: str) -> Sequence[str]:
        return [piece for piece in kept.split() if piece[0] == kind]

    return pieces


def _other_name(one: str, other: str) -> bool:
    first, second = one.partition(" ")[0], other.partition(" ")[0]
    return first[0] == second[0] == "u" and first != second
