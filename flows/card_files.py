"""The files of the people folder, read once: each as the card that it is, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import CardFileError
from data.texts import Message
from data.vdir import card_files, read_card
from enrich.card_lines import CardLine, card_lines, uid_of


@dataclass(frozen=True, slots=True)
class CardFile:
    """One card: its file's name, its text, its lines, and its UID."""

    name: str
    text: str
    lines: tuple[CardLine, ...]

    @property
    def uid(self) -> str:
        return uid_of(self.lines)


@dataclass(frozen=True, slots=True)
class Folder:
    """All cards of a folder by their files' names, and the files that are broken, with the reason."""

    cards: Mapping[str, CardFile]
    broken: Mapping[str, Message]

    def find(self, name: str, *uids: str) -> CardFile | None:
        """The file with this name, or the one that was renamed: it has one of these UIDs."""
        here = self.cards.get(name)
        if here and here.uid in {*uids, ""}:
            return here
        same = (card for card in self.cards.values() if card.uid and card.uid in uids)
        return next(same, None)


def read_file(folder: Path, name: str) -> CardFile:
    """One card of the folder. Raises CardFileError."""
    text = read_card(folder, name)
    return CardFile(name, text, card_lines(text))


def read_folder(folder: Path) -> Folder:
    """What lies in the folder. Raises HomeError where it cannot be looked into."""
    cards: dict[str, CardFile] = {}
    broken: dict[str, Message] = {}
    for name in card_files(folder):
        try:
            cards[name] = read_file(folder, name)
        except CardFileError as error:
            broken[name] = error.message
    return Folder(cards, broken)
