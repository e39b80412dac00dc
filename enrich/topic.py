"""What a note is about, found in many texts at once: its words, and what in both languages names the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from data.letters import fold
from data.texts import LANGUAGES, Language
from data.wordlists import section
from data.words import WORD
from enrich.concepts import named, terms
from enrich.tongue import tongue_of

SHORTEST = 4  # letters of a word that can tell by itself


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of a note that can tell by themselves, and the concepts that it names, each as it said it."""

    words: frozenset[str]
    concepts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """Many texts, folded and written one below the other, so that a word is found in all of them at once."""

    lines: Sequence[str]
    whole: str
    starts: Sequence[int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Written:
        lines = [fold(text) for text in texts]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return cls(lines, "\n".join(lines), starts)

    def having(self, letters: str) -> Iterator[int]:
        """The texts in which these letters stand in a row, each once."""
        at = self.whole.find(letters)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield line
            at = self.whole.find(letters, self.starts[line + 1])


def topic(about: str) -> Topic:
    """What a few words are about."""
    spoken = tongue_of(about)
    concepts = {
        each.concept: each.words
        for language in ([spoken] if spoken else LANGUAGES)
        for each in named(about, language)
    }
    return Topic(frozenset(_words(fold(about))), concepts)


def speaking_of(asked: Topic, written: Written) -> Mapping[int, str]:
    """The texts that speak of the same, by their places, each with the word that the note has for it."""
    same = {place for word in asked.words for place in written.having(word)}
    shared = {place: asked.words.intersection(_words(written.lines[place])) for place in same}
    found = {place: min(words) for place, words in shared.items() if words}
    like = {place for letters in _beginnings(asked.concepts) for place in written.having(letters)}
    for place in like - found.keys():
        if word := _named_in(written.lines[place], asked.concepts):
            found[place] = word
    return found


def _named_in(line: str, concepts: Mapping[str, str]) -> str:
    """The note's word for what a text names too, "" where it names nothing of it."""
    both = (each.concept for language in LANGUAGES for each in named(line, language))
    return next((concepts[concept] for concept in both if concept in concepts), "")


def _beginnings(concepts: Mapping[str, str]) -> Iterator[str]:
    """The letters with which all terms of these concepts begin, in both languages."""
    for language in LANGUAGES:
        for concept in concepts:
            yield from _terms(language).get(concept, ())


@cache
def _terms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The first stem of each term of a concept."""
    found: dict[str, dict[str, None]] = {}
    for stems, named_by in terms(language).items():
        for concept in named_by:
            found.setdefault(concept, {})[stems[0]] = None
    return {concept: tuple(stems) for concept, stems in found.items()}


def _words(folded: str) -> Iterator[str]:
    """The words that can tell by themselves, without their plurals."""
    for word in WORD.findall(folded):
        if len(word) >= SHORTEST and word not in _little():
            yield word.removesuffix("s")


@cache
def _little() -> frozenset[str]:
    return frozenset().union(*(section("giving_words", language) for language in LANGUAGES))
