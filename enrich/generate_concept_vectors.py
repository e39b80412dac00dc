"""Writes data/tables/concept_vectors.npz: where each concept lies for the sentence encoder.

To be run after concepts_*.txt or giving_background.txt were changed; a test fails until it was:

    python -m enrich.generate_concept_vectors
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from enrich.concepts import concept_terms, tables_print
from enrich.encoder import Vectors, encode
from enrich.light_stems import TONGUES

HERE = Path(__file__).parents[1] / "data" / "tables"
TERMS = 8  # of a concept and language that make its direction


def anchors() -> Vectors:
    """The direction of each concept: the middle of its English and its Spanish terms."""
    rows = np.zeros((len(concept_terms()), 512), np.float32)
    for tongue in TONGUES:
        rows += encode([", ".join(terms[tongue][:TERMS]) for terms in concept_terms().values()])
    found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def background() -> Vectors:
    """The vectors of the background sentences."""
    lines = (HERE / "giving_background.txt").read_text("utf-8").splitlines()
    return encode([line for line in lines if line and not line.startswith("#")])


def main() -> None:
    """Writes the table."""
    common, concepts = background(), anchors()
    felt = common @ concepts.T
    np.savez_compressed(
        HERE / "concept_vectors.npz",
        concepts=concepts.astype(np.float16),
        middle=common.mean(axis=0),
        usual=felt.mean(axis=0),
        spread=felt.std(axis=0),
        made_from=np.array(tables_print()),
    )


if __name__ == "__main__":
    main()
