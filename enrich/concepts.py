"""What a text is about: the concepts of `data/tables/concepts_*.txt` that its words name.

The tables are Spanish and English side by side. A word with several senses counts for that sense whose field
the other words of the text speak of; where nothing tells, for all of them, but less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from types import MappingProxyType

from data.letters import fold
from data.wordlists import sections
from enrich.light_stems import TONGUES, Tongue, forms, little_words, stem, stems, tokens

TABLES = ("concepts_trades", "concepts_situations", "concepts_hobbies")
LONGEST = 5  # words of a term
FOREIGN = 6  # letters from which a word of the other language is taken as a loan
UNSURE = 0.5  # of a word whose sense nothing tells

Terms = Mapping[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that a text names: how surely, 0 to 1, at which word of it, and in which of its words."""

    concept: str
    weight: float
    at: int
    words: str


def named(text: str, tongue: Tongue, *, tables: Sequence[str] = TABLES) -> tuple[Named, ...]:
    """The concepts that `text` names, in the order of its words; each once, where it is surest."""
    found = tuple(_mentions(text, tongue, tuple(tables)))
    fields = Counter(field_of(concept) for _, _, senses in found for concept in set(senses))
    best: dict[str, Named] = {}
    for at, words, senses in found:
        for concept, weight in _told(senses, fields):
            each = Named(concept, weight, at, words)
            if concept not in best or best[concept].weight < weight:
                best[concept] = each
    return tuple(sorted(best.values(), key=lambda each: (each.at, each.concept)))


def field_of(concept: str) -> str:
    """The field that `concept` belongs to, "" for none; its name begins with that of its table."""
    return _fields().get(concept, "")


def _told(senses: Sequence[str], fields: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    """The senses that the fields of the whole text leave, and how surely."""
    if len(senses) == 1:
        yield senses[0], 1.0
        return
    most = max(fields[field_of(sense)] for sense in senses)
    left = [sense for sense in senses if fields[field_of(sense)] == most]
    for sense in left:
        yield sense, 1.0 if len(left) == 1 else UNSURE


def _mentions(
    text: str, tongue: Tongue, tables: tuple[str, ...]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Each place of the text that names something: its number, its words, and what they may name."""
    said = tokens(text)
    cut = {language: stems(text, language) for language in TONGUES}
    at = 0
    while at < len(said):
        length, senses = _longest(said, cut, at, tongue, tables)
        if senses:
            yield at, " ".join(said[at : at + length]), senses
        at += max(1, length)


def _longest(
    said: Sequence[str], cut: Mapping[Tongue, Sequence[str]], at: int, tongue: Tongue, tables: tuple[str, ...]
) -> tuple[int, tuple[str, ...]]:
    """The longest term that begins at word `at`: how many words it has, and what it may name."""
    for length in range(min(LONGEST, len(said) - at), 0, -1):
        for language in (tongue, *(other for other in TONGUES if other != tongue)):
            if language != tongue and length == 1 and len(said[at]) < FOREIGN:
                continue
            if length == 1 and said[at] in little_words(tongue):
                continue
            if senses := terms(language, tables).get(tuple(cut[language][at : at + length])):
                return length, senses
    return 0, ()


@cache
def terms(tongue: Tongue, tables: tuple[str, ...] = TABLES) -> Terms:
    """Stems of a term → the concepts that it may name."""
    found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for concept, _, by_tongue in _rows(tables):
        for term in by_tongue[tongue]:
            for form in forms(term[:-1]) if term.endswith("~") else (term,):
                key = tuple(stem(word, tongue) for word in tokens(form))
                if key:
                    found[key][concept] = None
    return MappingProxyType({key: tuple(senses) for key, senses in found.items()})


@cache
def concept_terms() -> Mapping[str, Mapping[Tongue, tuple[str, ...]]]:
    """Each concept with its terms in both languages as they stand in the tables.

    Joined over all lines of its name.
    """
    found: dict[str, dict[Tongue, tuple[str, ...]]] = {}
    for concept, _, by_tongue in _rows(TABLES):
        known = found.setdefault(concept, {"es": (), "en": ()})
        for tongue in TONGUES:
            known[tongue] += tuple(term.removesuffix("~") for term in by_tongue[tongue])
    return MappingProxyType(found)


@cache
def concept_names() -> Mapping[str, Mapping[Tongue, str]]:
    """What each concept is called in both languages, for people to read: its first term, with its accents."""
    found: dict[str, Mapping[Tongue, str]] = {}
    for table in TABLES:
        for line in (line for lines in sections(table).values() for line in lines):
            english, spanish = (side.split(",")[0].strip().removesuffix("~") for side in line.split("|"))
            found.setdefault(fold(english), {"en": english, "es": spanish})
    return MappingProxyType(found)


@cache
def tables_print() -> str:
    """A print of the tables, to tell whether what was made from them is still up to date."""
    return sha256(repr(_rows(TABLES)).encode()).hexdigest()[:16]


@cache
def _fields() -> Mapping[str, str]:
    return {concept: field for concept, field, _ in _rows(TABLES)}


@cache
def _rows(tables: tuple[str, ...]) -> tuple[tuple[str, str, Mapping[Tongue, tuple[str, ...]]], ...]:
    """Each line of the tables: its concept, the field, and the terms of both languages."""
    rows: list[tuple[str, str, Mapping[Tongue, tuple[str, ...]]]] = []
    for table in tables:
        for field, lines in sections(table).items():
            for line in lines:
                english, _, spanish = line.partition("|")
                parts: dict[Tongue, tuple[str, ...]] = {"en": _split(english), "es": _split(spanish)}
                rows.append((parts["en"][0], f"{table}/{field}", parts))
    return tuple(rows)


def _split(terms_of_a_line: str) -> tuple[str, ...]:
    return tuple(fold(term) for term in terms_of_a_line.split(",") if term.strip())
