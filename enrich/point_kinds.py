"""The label that an address book gives a number or an address, as the types of a vCard."""

from __future__ import annotations

from functools import lru_cache

from data.letters import fold
from enrich import labels

REMEMBERED = 1000  # labels; their owners make up a few of their own


@lru_cache(maxsize=REMEMBERED)
def kinds(label: str) -> tuple[str, ...]:
    """The types that the label of a number or an address says, in any language: "Móvil" is mobile too."""
    return tuple(dict.fromkeys([*fold(label).split(), *labels.kinds_of(label)]))
