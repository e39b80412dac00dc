"""A name taken apart: titles before, given names, surnames, degrees after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.letters import fold
from enrich import name_titles
from enrich.name_case import is_shouted, is_upper, proper
from enrich.name_order import given_and_surname, is_inverted
from enrich.name_words import bare, is_generation, is_given, is_initial, is_surname, titles

STRIP = " ,;:·|-–—"
STOPPED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{3,})")
CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
PREFIXES = frozenset({"mac", "fitz", "van", "von", "della", "dell", "saint"})  # they stay joined: MacLean


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in proper case and its pieces; `rest` stood after a comma and is neither name nor degree."""

    name: str
    prefix: str
    given: str
    surname: str
    suffix: str
    rest: str


def split(line: str) -> Parts:
    """The parts of a name on one tidy line."""
    prefix, body = name_titles.before(_spaced(line))
    first, *segments = [segment.strip(STRIP) for segment in body.split(",")]
    segments = [segment for segment in segments if segment]
    first, degrees = name_titles.after(first)
    first = first.strip(STRIP)
    if segments and is_inverted(first, segments[0]):
        given, surname = segments.pop(0), first
    else:
        given, surname = _by_capitals(first.split())
    named = f"{given} {surname}".strip() if given else first
    return _parts(prefix, named, given, degrees, segments)


def _parts(prefix: str, named: str, given: str, degrees: str, segments: list[str]) -> Parts:
    """The pieces in proper case; `given` is "" where only the words can tell."""
    generation = [segment for segment in segments if is_generation(segment)]
    degree = [segment for segment in segments if name_titles.is_degree(segment) and segment not in generation]
    rest = [segment for segment in segments if segment not in generation and segment not in degree]
    name = proper(" ".join((named, *generation)))
    words = name.split()
    named_after: list[str] = []
    while len(words) > 1 and is_generation(words[-1], after=len(words) - 1):
        named_after.insert(0, words.pop())
    if given:
        count = len(given.split())
        pieces = " ".join(words[:count]), " ".join(words[count:])
    else:
        pieces = given_and_surname(words)
    suffix = ", ".join(piece for piece in (*named_after, degrees, *degree) if piece)
    return Parts(name, prefix, *pieces, suffix, ", ".join(rest))


def _by_capitals(words: list[str]) -> tuple[str, str]:
    """(given names, surnames) where capitals tell them apart: Jean DUPONT, NGUYEN Van An; else ("", "")."""
    loud = [is_shouted(word) for word in words]
    if is_upper(" ".join(words)) or not any(loud) or all(loud):
        return "", ""
    quiet = [word for word, is_loud in zip(words, loud, strict=True) if not is_loud]
    if all(is_initial(word) for word in quiet):
        return "", ""
    if not loud[0]:
        place = loud.index(True)
        return (" ".join(words[:place]), " ".join(words[place:])) if all(loud[place:]) else ("", "")
    return "", ""


def _spaced(line: str) -> str:
    """Words apart that a reader ran together: Dr.García → Dr. García, AnaPérez → Ana Pérez."""
    return " ".join(
        word if bare(word) in titles("after") | titles("before") else _camel(STOPPED.sub(" ", word))
        for word in line.split()
    )


def _camel(word: str) -> str:
    """AnaPérez → Ana Pérez, if each piece is a known name and the whole is none, as DiCaprio is."""
    pieces = CAMEL.split(word)
    if len(pieces) == 1 or is_given(word) or is_surname(word):
        return word
    known = all(len(piece) > 2 and (is_given(piece) or is_surname(piece)) for piece in pieces)
    return " ".join(pieces) if known and fold(pieces[0]) not in PREFIXES else word
