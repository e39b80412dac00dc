"""Who cares about an event or a piece of news: whose own words speak of the same, or mean nearly the same.

The meaning of all words is there already, so that asking is one product of two matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from data.noting import Note
from data.texts import message
from data.vectors import Meanings
from enrich.encoder import Vectors
from enrich.suggestion import Kind, Suggestion
from enrich.topic import Written, speaking_of, topic

SPEAKS = ("interest", "need", "heading", "does", "offer")
"""The texts that tell what somebody cares about."""
NEAR: Mapping[str, float] = {"interest": 0.36, "need": 0.38, "heading": 0.42, "does": 0.42, "offer": 0.46}
"""The cosine from which a text means nearly the same as a note, by its kind; set on invented ones."""
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
    written = Written.of(each.text for each in said.texts)
    for note, cosines in zip(known, near, strict=True):
        yield from _best(note, cosines - least, said, speaking_of(topic(note.about), written))


def _best(note: Note, margins: Vectors, said: Meanings, shared: Mapping[int, str]) -> Iterator[Suggestion]:
    """The best text of each person who cares: one that speaks of the same first, then the nearest."""
    places = {*shared, *map(int, np.flatnonzero(margins >= 0))}
    named: set[int] = set()
    for place in sorted(places, key=lambda place: (place not in shared, -float(margins[place]), place)):
        person = said.texts[place].person
        if person is not None and person not in named and len(named) < MOST:
            named.add(person)
            yield _suggestion(note, said, place, shared.get(place, ""))


def _suggestion(note: Note, said: Meanings, place: int, word: str) -> Suggestion:
    text = said.texts[place]
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
