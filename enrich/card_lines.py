r"""The lines of one vCard file, each as it stands there, so that it can be written again word for word.

What a line means is read by `enrich.content_lines`, which is tolerant; here a file that is no vCard is
refused, for it would be written anew.

>>> [line.name for line in card_lines("BEGIN:VCARD\nVERSION:3.0\nitem1.TEL:+34 600\n 000 000\nEND:VCARD\n")]
['BEGIN', 'VERSION', 'TEL', 'END']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.errors import CardFileError
from enrich.content_lines import fields

VERSIONS = ("3.0", "4.0")
"""What address books keep; 2.1 is what old telephones send, and is not written again."""
_NAME = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z][A-Za-z0-9-]*)[;:]")
_HEAD = re.compile(r'[^:;"]+(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*:')
END = "\r\n"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One property: its name in capitals without its group, and its text with its folds, but no line end."""

    name: str
    text: str

    @property
    def whole(self) -> str:
        """The text without folds."""
        return re.sub(r"\r?\n[ \t]", "", self.text)

    @property
    def head(self) -> str:
        """The name with its group and parameters, in capitals."""
        return self.whole[: -len(self.raw) - 1 or None].removesuffix(":").upper()

    @property
    def raw(self) -> str:
        """The value with its escapes."""
        return _HEAD.sub("", self.whole, count=1)

    @property
    def fields(self) -> tuple[str, ...]:
        """The value cut at its semicolons, without escapes."""
        return fields(self.raw)

    @property
    def value(self) -> str:
        """The value as text, without escapes."""
        return ";".join(self.fields)


def card_lines(text: str) -> tuple[CardLine, ...]:
    """The lines of the one card in `text`, BEGIN and END too. Raises CardFileError."""
    lines = _lines(text)
    names = [line.name for line in lines]
    if not names or names[0] != "BEGIN" or names[-1] != "END":
        raise CardFileError("sync.no_card")
    if names.count("BEGIN") > 1 or names.count("END") > 1:
        raise CardFileError("sync.several_cards")
    version = version_of(lines)
    if version not in VERSIONS:
        raise CardFileError("sync.version", version=version or "—")
    return lines


def version_of(lines: Iterable[CardLine]) -> str:
    """The version that a card says it is of, "" where it says none."""
    return next((line.whole.partition(":")[2].strip() for line in lines if line.name == "VERSION"), "")


def uid_of(lines: Iterable[CardLine]) -> str:
    """The card's UID, "" where it has none."""
    found = next((line.value.strip() for line in lines if line.name == "UID"), "")
    return found.removeprefix("urn:uuid:")


def extra_lines(text: str) -> tuple[CardLine, ...]:
    """The lines that were kept as they stood, one below the other. Raises CardFileError."""
    return _lines(text)


def joined(lines: Iterable[CardLine]) -> str:
    """The lines one below the other; each ends in CRLF."""
    return "".join(line.text + END for line in lines)


def _lines(text: str) -> tuple[CardLine, ...]:
    whole: list[str] = []
    for physical in re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")):
        if physical[:1] in {" ", "\t"} and whole:
            whole[-1] += END + physical
        elif physical.strip():
            whole.append(physical)
    return tuple(map(_line, whole))


def _line(text: str) -> CardLine:
    found = _NAME.match(text.replace(END + " ", "").replace(END + "\t", ""))
    if found is None:
        raise CardFileError("sync.bad_line", line=text[:60])
    return CardLine(found["name"].upper(), text)
