"""Files of vCards, 2.1, 3.0 and 4.0, as address books write them: Apple's, Google's, Outlook's, Nextcloud's.

What Aroma has no place for is kept word for word. Pictures are not: they are large, and the owner has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.texts import message
from enrich.content_lines import ContentLine, parsed, unfolded
from enrich.entries import BadRow, Entry, Row
from enrich.point_kinds import kinds
from enrich.table_rows import lines_of

SOURCE = "vcard"
LABEL = "X-ABLABEL"  # Apple's: names what the other line of its group is
USED = frozenset(
    {"N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "URL", "ADR", "LABEL", "NOTE"}
    | {"X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP"}
)
ITS_OWN = frozenset({"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "AGENT"})
PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
GROUP_OF_CARDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
LONGEST_KEPT = 10_000  # letters of a line that is kept word for word; longer is a picture by another name
_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_AGENT = re.compile(r"\s*AGENT\s*[;:]", re.IGNORECASE)
_APPLE = re.compile(r"_\$!<(.*)>!\$_")
_STARTS = 40  # lines in which a card must begin


def found(text: str) -> bool:
    """Whether `text` is such a file: a card begins near its top."""
    return any(_BEGIN.match(line) for line in lines_of(text[:LONGEST_KEPT])[:_STARTS])


@dataclass(frozen=True, slots=True)
class _Written:
    """One card as it stands in the file: the line where it begins, its lines, and whether it ends."""

    line: int
    lines: Sequence[str]
    ended: bool


def read(text: str) -> Iterator[Row]:
    """Each card; one that never ends, or says nobody, is bad. Lists of other cards are no contacts."""
    for card in _cards(lines_of(text)):
        row = _entry(card)
        if row is not None:
            yield row


def _cards(lines: Sequence[str]) -> Iterator[_Written]:
    """The cards, each with all that stands in it; a card inside another (2.1: an agent) belongs to it."""
    begun, inside = -1, 0
    for at, line in enumerate(lines):
        if _BEGIN.match(line):
            if begun >= 0 and at and _AGENT.match(lines[at - 1]):
                inside += 1
                continue
            if begun >= 0:
                yield _Written(begun + 1, lines[begun + 1 : at], ended=False)
            begun, inside = at, 0
        elif begun >= 0 and _END.match(line):
            if inside:
                inside -= 1
                continue
            yield _Written(begun + 1, lines[begun + 1 : at], ended=True)
            begun = -1
    if begun >= 0:
        yield _Written(begun + 1, lines[begun + 1 :], ended=False)


def _entry(card: _Written) -> Row | None:
    if not card.ended:
        return BadRow(card.line, message("import.card-open"))
    told = list(_told(_without_agents(card.lines)))
    said = tuple(line.said for _, line in told if line.said.name in USED and line.said.fields)
    if any(line.said.name in GROUP_OF_CARDS and line.said.text.casefold() == "group" for _, line in told):
        return None
    if not any(one.text.strip(" ;") for one in said):
        return BadRow(card.line, message("import.row-nobody"))
    uid = next((line.said.text.strip().casefold() for _, line in told if line.said.name == "UID"), "")
    return Entry(SOURCE, card.line, said, uid=uid.removeprefix("urn:uuid:"), extra="\n".join(_extra(told)))


def _without_agents(lines: Sequence[str]) -> Iterator[str]:
    """The lines without their ends, and without the cards inside."""
    inside = 0
    for line in lines:
        inside += bool(_BEGIN.match(line))
        if not inside:
            yield line.rstrip("\r\n")
        inside -= bool(_END.match(line))


def _told(lines: Iterator[str]) -> Iterator[tuple[str, ContentLine]]:
    """Each unfolded line word for word, and what it says; in a group that has a label, with its kinds."""
    read_lines = [(line, said) for line in unfolded(lines, loose=False) if (said := parsed(line))]
    named = {said.group: said.said.text for _, said in read_lines if said.group and said.said.name == LABEL}
    for line, said in read_lines:
        label = named.get(said.group, "") if said.group else ""
        more = kinds(_APPLE.sub(r"\1", label)) if label and said.said.name in USED else ()
        yield line, replace(said, said=replace(said.said, kinds=(*said.said.kinds, *more)))


def _extra(told: Sequence[tuple[str, ContentLine]]) -> Iterator[str]:
    """The lines that Aroma has no place for; the label of a group goes with the line that it names."""
    used = {line.group for _, line in told if line.group and line.said.name in USED}
    for text, line in told:
        name = line.said.name
        known = name in USED | ITS_OWN and (line.said.fields or name in ITS_OWN)
        if not known and not (name == LABEL and line.group in used) and _keepable(name, text):
            yield text


def _keepable(name: str, text: str) -> bool:
    return name not in PICTURES and len(text) <= LONGEST_KEPT
