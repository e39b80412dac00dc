"""The joint choice: which candidate is the name, the job title, the company, the address.

No field is chosen alone: a line can only be one of them, and a post stands near its name. Of all
combinations of the best candidates, an empty field among them, the one with most evidence is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp

from rapidfuzz import fuzz

from enrich import companies
from enrich.agreement import letters
from enrich.evidence import FIELDS, Candidate, table
from enrich.layout import is_below, is_beside

NEARLY = 65  # per cent of letters in which two readings of an address are one, a line more or less
NEVER = 20.0  # nats by which a choice without any rival is ahead
BEST = 8  # candidates a field; the ninth has never been close
BEHIND = 8.0  # nats; who is further behind the best of its field is never the choice: pairs weigh less
Choice = tuple[Candidate | None, ...]
"""One candidate, or none, for each of `FIELDS`, in their order."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a field is, how sure that is (0 to 1), and what it would be otherwise."""

    chosen: Candidate | None
    sure: float
    otherwise: Candidate | None


def assign(candidates: Sequence[Candidate]) -> Mapping[str, Decision]:
    """The decision for each field; `sure` compares the best choice with the best that differs there."""
    scored = [(total(choice), choice) for choice in _choices(candidates)]
    best_score, best = max(scored, key=lambda one: one[0])
    decisions = {}
    for number, field in enumerate(FIELDS):
        rivals = [
            (score, other)
            for other, score in _best_with(scored, number)
            if other is not best[number] and _differs(best[number], other)
        ]
        score, other = max(rivals, key=lambda one: one[0], default=(best_score - NEVER, None))
        decisions[field] = Decision(best[number], 1 / (1 + exp(score - best_score)), other)
    return decisions


def _best_with(
    scored: Sequence[tuple[float, Choice]], number: int
) -> Iterable[tuple[Candidate | None, float]]:
    """For each candidate of one field, and for none, the best total of the choices that have it."""
    best: dict[int, tuple[Candidate | None, float]] = {}
    for score, choice in scored:
        candidate = choice[number]
        if score > best.get(id(candidate), (None, float("-inf")))[1]:
            best[id(candidate)] = (candidate, score)
    return best.values()


def _differs(best: Candidate | None, other: Candidate | None) -> bool:
    """Whether another choice would say something else: not the same words, nor a further address."""
    if best is None or other is None:
        return best is not other
    same = fuzz.ratio(letters(best.piece.text), letters(other.piece.text))
    if same >= (NEARLY if best.field == "address" else 100) or _same_firm(best, other):
        return False
    further = best.piece.lines[0] < other.piece.lines[0] and not best.piece.atoms & other.piece.atoms
    return not (best.field == "address" and further)


def _same_firm(best: Candidate, other: Candidate) -> bool:
    """Whether both are one company, with more or less of its legal form: "Sample Co., Ltd." and its "Co."."""
    if best.field != "company" or not best.piece.atoms & other.piece.atoms:
        return False
    return companies.key(best.piece.text) == companies.key(other.piece.text)


def total(choice: Choice) -> float:
    """All evidence for a choice: that of its candidates, and how they stand to each other."""
    alone = sum(candidate.score for candidate in choice if candidate)
    return alone + sum(weight for _, weight in pairs(choice))


def pairs(choice: Choice) -> Iterator[tuple[str, float]]:
    """What speaks for and against these candidates together."""
    name, post, company, address = choice
    weights = table()["pairs"]
    if name and post:
        yield from _name_and_post(name, post)
    if post and not name:
        yield "title_alone", weights["title_alone"]
    if company and address and is_below(company.piece.area, address.piece.area):
        yield "company_above_address", weights["company_above_address"]


def _name_and_post(name: Candidate, post: Candidate) -> Iterator[tuple[str, float]]:
    weights = table()["pairs"]
    upper, lower = name.piece.area, post.piece.area
    if set(name.piece.lines) & set(post.piece.lines):
        kind = "title_after_name"
    elif is_below(upper, lower, within=1.3):
        kind = "title_below_name"
    elif is_below(lower, upper, within=1.3):
        kind = "title_above_name"
    elif is_beside(upper, lower, within=4) or is_beside(lower, upper, within=4):
        kind = "title_beside_name"
    else:
        height = min(upper.height, lower.height) or 1.0
        gap = max(lower.top - upper.bottom, upper.top - lower.bottom, 0.0) / height
        yield "title_far", weights["title_far"] * min(gap, weights["farthest"])
        return
    yield kind, weights[kind]


def _choices(candidates: Sequence[Candidate]) -> Iterator[Choice]:
    """Every combination of the best candidates in which no print is used twice."""
    options = []
    for field in FIELDS:
        own = sorted((c for c in candidates if c.field == field), key=lambda c: -c.score)[:BEST]
        options.append([*(c for c in own if c.score > own[0].score - BEHIND), None])
    for choice in product(*options):
        used = [candidate.piece.atoms for candidate in choice if candidate]
        if sum(map(len, used)) == len(frozenset().union(*used)):
            yield choice
