"""Who cares about an event or a piece of news: whose own words speak of the same, or mean nearly the same.

The meaning of all words is there already, so that asking is one product of two matrices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from data.letters import fold
from data.noting import Note
from data.texts import message
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
    folded = [fold(each.text) for each in said.texts]
    for note, cosines in zip(known, near, strict=True):
        yield from _best(note, cosines - least, said, folded)


def _best(note: Note, margins: Vectors, said: Meanings, folded: Sequence[str]) -> Iterator[Suggestion]:
    """The best text of each person who cares: one with a word of the note first, then the nearest."""
    topic = frozenset(_words(fold(note.about)))
    shared = {place: words for place, text in enumerate(folded) if (words := _shared(topic, text))}
    places = {*shared, *map(int, np.flatnonzero(margins >= 0))}
    named: set[int] = set()
    for place in sorted(places, key=lambda place: (place not in shared, -float(margins[place]), place)):
        person = said.texts[place].person
        if person is not None and person not in named and len(named) < MOST:
            named.add(person)
            yield _suggestion(note, said, place, shared.get(place, frozenset()))


def _shared(topic: frozenset[str], folded: str) -> frozenset[str]:
    """The words of a note that stand in a text; most texts are told apart without cutting them."""
    if not any(word in folded for word in topic):
        return frozenset()
    return topic.intersection(_words(folded))


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
    little = section("little_words", "es") | section("little_words", "en")
    for word in WORD.findall(folded):
        if len(word) >= SHORTEST and word not in little:
            yield word.removesuffix("s")
