"""The vCards of somebody in the people folder: by their names, and by the UIDs of those renamed or copied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from flows.card_files import read_folder


def their_cards(folder: Path, names: Collection[str], uids: Collection[str]) -> Iterator[Path]:
    """The files with one of these names or UIDs, broken ones by their names. Raises HomeError."""
    found = read_folder(folder)
    for name, card in found.cards.items():
        if card.uid in uids or (name in names and not card.uid):
            yield folder / name
    yield from (folder / name for name in found.broken if name in names)
