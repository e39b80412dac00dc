"""A name and what follows it in one line, no sign between: "Ana Ruiz Directora", "Ana Ruiz Sample Ltd"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enrich.agreement import name_fits_email
from enrich.layout import Row
from enrich.likelihoods import firm_likelihood, has_legal_form, name_likelihood, post_likelihood

FEWEST, MOST = 2, 5  # words of a name in such a line
POST = 0.8  # what follows the name is surely a post
SOUND = 0.3  # and the name is surely none
NAME = 0.8  # likelihood of the name before a firm
FIRM = 0.8  # and of the firm behind it
SPELT = 0.6  # how well an address spells that name
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


def split_firm(row: Row, locals_: Sequence[str]) -> Row:
    """`row` cut where a firm begins after the name that one of the addresses `locals_` spells."""
    if len(row.cuts) > 2 or not has_legal_form(row.text):
        return row
    words = list(WORD.finditer(row.text))
    for count in range(min(MOST, len(words) - 1), FEWEST - 1, -1):
        name, rest = row.text[: words[count - 1].end()], row.text[words[count].start() :]
        spelt = any(name_fits_email(name, local) >= SPELT for local in locals_)
        if spelt and name_likelihood(name) >= NAME and firm_likelihood(rest) > FIRM:
            return replace(row, cuts=((0, words[count - 1].end()), (words[count].start(), len(row.text))))
    return row


def _places(text: str) -> Iterator[tuple[float, int, int]]:
    """Where the line may be cut: how good that is, the end of the name, the start of the post."""
    words = list(WORD.finditer(text))
    for count in range(FEWEST, min(MOST, len(words) - 1) + 1):
        name, post = text[: words[count - 1].end()], text[words[count].start() :]
        sure = post_likelihood(post)
        if sure >= POST and post_likelihood(name) < SOUND and name_likelihood(name) > SOUND:
            yield name_likelihood(name) + sure, words[count - 1].end(), words[count].start()
