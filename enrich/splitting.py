"""A name and a post that stand in one line without a sign between them: "Ana Ruiz Directora"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from enrich.layout import Row
from enrich.likelihoods import name_likelihood, post_likelihood

FEWEST, MOST = 2, 5  # words of a name in such a line
POST = 0.8  # what follows the name is surely a post
SOUND = 0.3  # and the name is surely none
WORD = re.compile(r"\S+")


def split_post(row: Row) -> Row:
    """`row` cut where a post begins after a name; the same row where none does."""
    if len(row.cuts) != 1 or post_likelihood(row.text) < SOUND:
        return row
    best = max(_places(row.text), default=None)
    if best is None:
        return row
    _, end, start = best
    return replace(row, cuts=((0, end), (start, len(row.text))))


def _places(text: str) -> Iterator[tuple[float, int, int]]:
    """Where the line may be cut: how good that is, the end of the name, the start of the post."""
    words = list(WORD.finditer(text))
    for count in range(FEWEST, min(MOST, len(words) - 1) + 1):
        name, post = text[: words[count - 1].end()], text[words[count].start() :]
        sure = post_likelihood(post)
        if sure >= POST and post_likelihood(name) < SOUND and name_likelihood(name) > SOUND:
            yield name_likelihood(name) + sure, words[count - 1].end(), words[count].start()
