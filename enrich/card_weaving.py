"""A card written anew from the store without losing what others wrote on it.

Aroma's own lines come from `enrich.vcard` and `enrich.vcard4`. A line that says the same as one on the file
stays as it is there, with its label and its order of types; properties that Aroma does not know stay word for
word; and what others added to the note or to the categories stands after Aroma's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.letters import tidy
from data.models import Answer, Person
from data.texts import LANGUAGES, Language
from enrich.card_fold import escape, fold
from enrich.card_lines import END, CardLine, card_lines, extra_lines, joined, uid_of, version_of
from enrich.card_said import FIELD, NAME, of_line, said
from enrich.content_lines import pieces
from enrich.vcard import note, vcard
from enrich.vcard4 import vcard4

OWN = frozenset({"BEGIN", "VERSION", "UID", "REV", "LABEL", "NOTE", "CATEGORIES", "END", *NAME, *FIELD})
"""What Aroma writes itself; LABEL is its address once more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A card file as it stands: its text and its lines, and those among them that are others'."""

    text: str
    lines: tuple[CardLine, ...]
    extra: tuple[CardLine, ...]

    @property
    def extra_text(self) -> str:
        return joined(self.extra)


def kept(text: str, base: str, extra: str, answer: Answer) -> Kept:
    """A file's text, and what on it is others': told by what Aroma wrote last, `base` with its `extra`.

    `answer` is what is known of the person: a line of their note is Aroma's in any language.
    """
    lines, was, added = card_lines(text), card_lines(base), extra_lines(extra)
    ours = set(_notes(was)) - set(_notes(added))
    ours.update(line for language in LANGUAGES for line in note(answer, language))
    tags = set(_tags(was)) - set(_tags(added)) | set(map(tidy, answer.interests))
    more = [line for line in _notes(lines) if line not in ours]
    other = [tag for tag in _tags(lines) if tag not in tags]
    unknown = tuple(line for line in lines if line.name not in OWN)
    return Kept(text, lines, (*unknown, *_line("NOTE", "\n".join(more)), *_line("CATEGORIES", *other)))


def woven(person: Person, found: Kept, *, revision: datetime, language: Language, region: str) -> str:
    """The text of the person's card: the file's own if it says all that already, its REV aside."""
    write = vcard4 if version_of(found.lines) == "4.0" else vcard
    own = card_lines(write(person, revision=revision, language=language))
    lines = tuple(_kept_or_own(own, found, region))
    if _alike(lines) == _alike(found.lines):
        return found.text
    return joined(lines)


def _alike(lines: Iterable[CardLine]) -> list[tuple[str, str]]:
    """What the lines say, in whatever order, folded anyhow, and revised at any time."""
    return sorted((line.head, line.value.rstrip(";")) for line in lines if line.name != "REV")


def _kept_or_own(own: Sequence[CardLine], found: Kept, region: str) -> Iterator[CardLine]:
    known = {(each.field, each.key): line for line in found.lines for each in of_line(line, region)}
    named = _named(own, found.lines, region)
    uid = uid_of(found.lines)
    labelled = not found.lines or any(line.name == "LABEL" for line in found.lines)
    for line in own:
        key = next(((each.field, each.key) for each in of_line(line, region)), None)
        if line.name in NAME:
            yield from (each for each in named if each.name == line.name)
        elif line.name == "UID" and uid:
            yield next(each for each in found.lines if each.name == "UID")
        elif line.name == "LABEL":
            yield from [line] if labelled else []
        elif line.name in {"NOTE", "CATEGORIES"}:
            yield from _with_theirs(line.name, own, found)
        elif line.name == "END":
            yield from _others(own, found.extra)
            yield line
        else:
            yield known.pop(key, line) if key else line


def _with_theirs(name: str, own: Sequence[CardLine], found: Kept) -> Iterator[CardLine]:
    """Our words and others' after them; as they stand on the file where all of them stand there."""
    read = _notes if name == "NOTE" else _tags
    said = [*read(own), *read(found.extra)]
    if set(said) == set(read(found.lines)):
        yield from (line for line in found.lines if line.name == name)
    else:
        yield from _line(name, *(["\n".join(said)] if name == "NOTE" else said))


def _others(own: Sequence[CardLine], extra: Sequence[CardLine]) -> Iterator[CardLine]:
    """What others wrote, where Aroma has no line of its own to put it into."""
    written = {line.name for line in own}
    return (line for line in extra if not (line.name in {"NOTE", "CATEGORIES"} and line.name in written))


def _named(own: Sequence[CardLine], lines: Sequence[CardLine], region: str) -> tuple[CardLine, ...]:
    """The lines of the name: the file's where they say the same, so that a middle name stays where it was."""
    name = [[each.key for each in said(some, region=region) if each.field == "name"] for some in (own, lines)]
    chosen = lines if name[0] == name[1] and name[0] else own
    return tuple(line for line in chosen if line.name in NAME)


def _notes(lines: Iterable[CardLine]) -> list[str]:
    found = (text.strip() for line in lines if line.name == "NOTE" for text in line.value.splitlines())
    return [text for text in found if text]


def _tags(lines: Iterable[CardLine]) -> list[str]:
    raw = (line.raw for line in lines if line.name == "CATEGORIES")
    return [tag for value in raw for tag in map(tidy, pieces(value, ",")) if tag]


def _line(name: str, *values: str) -> Iterator[CardLine]:
    """The line that holds these values; none where they say nothing."""
    if text := ",".join(escape(value) for value in values if value):
        yield CardLine(name, fold(f"{name}:{text}").removesuffix(END))
