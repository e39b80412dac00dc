"""Exports of contacts, told apart by what stands in them and never by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from enrich import facebook, google_contacts, linkedin, vcards
from enrich.encodings import decoded
from enrich.entries import Row

ENOUGH = 65_536  # bytes from the top by which a kind is told
_SIXTEEN = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of export: where it comes from, how it is told, and how its rows are read."""

    source: str
    found: Callable[[str], bool]
    read: Callable[[str], Iterator[Row]]


KINDS = tuple(
    Kind(each.SOURCE, each.found, each.read) for each in (vcards, facebook, linkedin, google_contacts)
)


def kind_of(raw: bytes) -> Kind | None:
    """The kind of export that begins with these bytes; None for anything else."""
    if b"\0" in raw and not raw.startswith(_SIXTEEN):
        return None  # a picture
    text = decoded(raw[:ENOUGH])
    return next((kind for kind in KINDS if kind.found(text)), None)
