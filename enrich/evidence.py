"""What speaks for and against a piece of print being a name, a job title, a company or an address.

Each feature is one small function of a piece and what stands around it (word_features, place_features,
print_features); how much it counts is written in data/tables/evidence.toml. Nothing is decided here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from enrich import place_features, print_features, word_features
from enrich.layout import Piece
from enrich.surroundings import Feature, Surroundings

FIELDS = ("name", "job_title", "company", "address")
FEATURES: Mapping[str, Feature] = {
    **word_features.FEATURES,
    **place_features.FEATURES,
    **print_features.FEATURES,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a field might be: a piece of print with all that speaks for (+) and against (−) it, in nats."""

    field: str
    piece: Piece
    evidence: tuple[tuple[str, float], ...]
    chosen: bool = False

    @property
    def score(self) -> float:
        """All evidence together, as log-odds in nats."""
        return sum(weight for _, weight in self.evidence)


def weigh(field: str, piece: Piece, around: Surroundings) -> Candidate:
    """`piece` as a candidate for `field`, with its evidence."""
    weights = table()[field]
    found = ((name, weight * FEATURES[name](piece, around)) for name, weight in weights.items())
    return Candidate(field, piece, tuple((name, round(value, 3)) for name, value in found if value))


@cache
def table() -> Mapping[str, Mapping[str, float]]:
    """The weights by field, and those of pairs of fields."""
    return tomllib.loads(files("data").joinpath("tables", "evidence.toml").read_text("utf-8"))
