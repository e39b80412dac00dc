"""Who cares about an event or a piece of news: whose own words speak of the same, or mean nearly the same.

The meaning of all words is there already, so that asking is one product of two matrices.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np

from data.letters import fold
from data.noting import Note
from data.texts import LANGUAGES, message
from data.vectors import Meanings
from data.wordlists import section
from data.words import WORD
from enrich.encoder import Vectors
from enrich.suggestion import Kind, Suggestion

SPEAKS = ("interest", "need", "heading", "does", "offer")
"""The texts that tell what somebody cares about, what tells it best first."""
NEAR: Mapping[str, float] = {"interest": 0.36, "need": 0.38, "heading": 0.42, "does": 0.42, "offer": 0.46}
"""The cosine from which a text means nearly the same as a note, by its kind; set on invented ones."""
SHORTEST = 4  # letters of a word that can tell by itself
MOST = 12  # people named for one note


def glad_of(notes: Sequence[Note], meant: Meanings, said: Meanings) -> Iterator[Suggestion]:
    """For each note, the people who care about it, each with the words that say so; the surest first.

    `meant` are the meanings of the notes, `said` those of the texts of people.
    """
    rows = {each.row: place for place, each in enumerate(meant.texts)}
    known = [note for note in notes if note.number in rows]
    if not known or not said.texts:
        return
    near: Vectors = meant.matrix[[rows[note.number] for note in known]] @ said.matrix.T
    least = np.array([NEAR[each.kind] for each in said.texts], np.float32)
    written = Written.of([fold(each.text) for each in said.texts])
    for note, cosines in zip(known, near, strict=True):
        yield from _best(note, cosines - least, said, written)


@dataclass(frozen=True, slots=True)
class Written:
    """Many texts, folded and written one below the other, so that a word is found in all of them at once."""

    lines: Sequence[str]
    whole: str
    starts: Sequence[int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Written:
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return cls(lines, "\n".join(lines), starts)

    def having(self, word: str) -> Iterator[int]:
        """The texts in which these letters stand in a row, each once."""
        at = self.whole.find(word)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield line
            at = self.whole.find(word, self.starts[line + 1])


def _best(note: Note, margins: Vectors, said: Meanings, written: Written) -> Iterator[Suggestion]:
    """The best text of each person who cares: one with a word of the note first, then the nearest."""
    shared = _shared(frozenset(_words(fold(note.about))), written)
    places = {*shared, *map(int, np.flatnonzero(margins >= 0))}
    named: set[int] = set()
    for place in sorted(places, key=lambda place: (place not in shared, -float(margins[place]), place)):
        person = said.texts[place].person
        if person is not None and person not in named and len(named) < MOST:
            named.add(person)
            yield _suggestion(note, said, place, shared.get(place, frozenset()))


def _shared(topic: frozenset[str], written: Written) -> Mapping[int, frozenset[str]]:
    """The words of a note that stand in a text, by the places of the texts."""
    places = {place for word in topic for place in written.having(word)}
    shared = {place: topic.intersection(_words(written.lines[place])) for place in places}
    return {place: words for place, words in shared.items() if words}


def _suggestion(note: Note, said: Meanings, place: int, shared: Iterable[str]) -> Suggestion:
    text = said.texts[place]
    word = min(shared, default="")
    reason = message("give.same-word", word=word) if word else message("give.close-in-meaning")
    return Suggestion(
        key=f"{note.key}/person:{text.person}",
        kind=Kind.NOTE,
        person=text.person or 0,
        words=text.text,
        others=note.text,
        reasons=(message(f"give.says-{text.kind}", words=text.text), reason),
        day=note.day,
    )


def _words(folded: str) -> Iterator[str]:
    """The words that can tell by themselves, without their plurals."""
    for word in WORD.findall(folded):
        if len(word) >= SHORTEST and word not in _little():
            yield word.removesuffix("s")


@cache
def _little() -> frozenset[str]:
    return frozenset().union(*(section("little_words", language) for language in LANGUAGES))
