"""Whom to introduce to whom: needs and offers of many people.

First every need is multiplied with every offer: meaning, and a sketch of the named concepts and words. Then
the best few candidates of each need are compared kind by kind of evidence (`enrich/fit_evidence.py`). What
speaks for and against each is added up, and they compete with one another and with the answer "nobody": so
the score of one says how likely it is among all that this need could get. Nobody is introduced to themselves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import exp
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from enrich.encoder import Vectors
from enrich.fit_evidence import measures
from enrich.giving_reasons import reasons
from enrich.giving_records import Introduction, Offered, Wanted
from enrich.meaning import felt
from enrich.rarity import Rarity, rarity
from enrich.sketches import sketches

SHOWN = 0.45
"""The score from which a suggestion is shown to the owner by default: about as likely as all else."""
MOST_CANDIDATES, LEAST_CANDIDATES = 100, 4  # offers of a need that are looked at closely
CLOSE_LOOKS = 40_000  # in all, as far as each need has its least: a second takes about ten thousand
TRADE = 0.4  # of the other's trade, beside their offer, in the first look
BLOCK = 128  # offers whose largest product is looked at first
AT_ONCE = 256  # needs that are multiplied in one piece, to keep memory small

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All offers, laid out to be asked many times. Row i of the vectors belongs to offer i."""

    offers: tuple[Offered, ...]
    meant: Vectors
    trades: Vectors
    rows: Vectors
    rare: Rarity


def shelf(offers: Sequence[Offered], meant: Vectors, trades: Vectors) -> Shelf:
    """The offers with the vectors of their words and of their holders' trades (`enrich.meaning.vectors`)."""
    rare = rarity(offer.said for offer in offers)
    drawn = sketches([(offer.said, offer.who.does) for offer in offers], rare)
    rows = np.hstack([meant + TRADE * trades, drawn])
    return Shelf(tuple(offers), meant, trades, rows, rare)


def introductions(wanted: Sequence[Wanted], meant: Vectors, kept: Shelf) -> tuple[Introduction, ...]:
    """For each need its suggestions, the best first, each person once.

    Those too weak to be shown by default are among them. `meant` are the vectors
    of the needs. Reasons are not yet told: `explained` adds them to what is shown.
    """
    if not wanted or not kept.offers:
        return ()
    number = min(MOST_CANDIDATES, max(LEAST_CANDIDATES, CLOSE_LOOKS // len(wanted)))
    best = _best(wanted, meant, kept, min(number, len(kept.offers)))
    alike = _likeness(meant, best, kept)
    return tuple(
        introduction
        for place, each in enumerate(wanted)
        for introduction in _ranked(
            each, best[place], {kind: values[place] for kind, values in alike.items()}, kept
        )
    )


def explained(introduction: Introduction, kept: Shelf) -> Introduction:
    """The same suggestion with the reasons that can be shown for it."""
    wanted, offered, score = introduction.wanted, introduction.offered, introduction.score
    found = measures(wanted, offered, kept.rare)
    told = reasons(wanted, offered, {kind: weights()[kind] * value for kind, value in found.items()})
    return Introduction(wanted, offered, score, told)


def shown(found: Sequence[Introduction], most: int = 3) -> tuple[Introduction, ...]:
    """Those that are shown by default: at least `SHOWN`, at most `most` of a need."""
    by_need = groupby(found, key=lambda each: (each.wanted.who.person, each.wanted.number))
    return tuple(each for _, group in by_need for each in list(group)[:most] if each.score >= SHOWN)


@cache
def weights() -> Mapping[str, float]:
    """What each kind of evidence counts; "nobody" is what speaks for the answer that nobody serves a need."""
    table = tomllib.loads(files("data").joinpath("tables", "giving_weights.toml").read_text("utf-8"))
    return MappingProxyType({"nobody": table["nobody"], **table["weights"]})


def _best(wanted: Sequence[Wanted], meant: Vectors, kept: Shelf, number: int) -> Places:
    """The places of the `number` offers that come first for each need, in no order."""
    rows = np.hstack([meant, sketches([(each.said, None) for each in wanted], kept.rare)])
    pieces = (rows[start : start + AT_ONCE] @ kept.rows.T for start in range(0, len(rows), AT_ONCE))
    return np.vstack([_largest(piece, number) for piece in pieces])


def _largest(piece: Vectors, number: int) -> Places:
    """The columns of the `number` largest of each row, in no order.

    They lie in the `number` blocks with the largest maxima: only those are partitioned, where that is less.
    """
    blocks = piece.shape[1] // BLOCK
    if blocks <= 2 * number:
        return np.argpartition(piece, -number, axis=1)[:, -number:]
    whole = piece[:, : blocks * BLOCK].reshape(len(piece), blocks, BLOCK)
    chosen = np.argpartition(whole.max(axis=2), -number, axis=1)[:, -number:]
    rest = np.arange(blocks * BLOCK, piece.shape[1])
    columns = (chosen[:, :, None] * BLOCK + np.arange(BLOCK)).reshape(len(piece), -1)
    columns = np.hstack([columns, np.broadcast_to(rest, (len(piece), len(rest)))])
    best = np.argpartition(np.take_along_axis(piece, columns, axis=1), -number, axis=1)[:, -number:]
    return np.take_along_axis(columns, best, axis=1)


def _likeness(meant: Vectors, best: Places, kept: Shelf) -> Mapping[str, Vectors]:
    """What the meanings of each need and its candidates have in common, by kind of evidence."""
    feels = felt(meant)
    chosen, at = np.unique(best, return_inverse=True)  # few, where one person's needs are asked about
    among = at.reshape(best.shape)
    return {
        "meaning": _paired(meant, kept.meant, best),
        "felt": _paired(feels, felt(kept.meant[chosen]), among),
        "felt_trade": _paired(feels, felt(kept.trades[chosen]), among),
    }


def _paired(rows: Vectors, others: Vectors, at: Places) -> Vectors:
    """The products of each row with its own others, a piece at a time."""
    pieces = range(0, len(rows), AT_ONCE)
    return np.vstack(
        [np.einsum("nd,ncd->nc", rows[s : s + AT_ONCE], others[at[s : s + AT_ONCE]]) for s in pieces]
    )


def _ranked(
    wanted: Wanted, places: Places, alike: Mapping[str, Vectors], kept: Shelf
) -> Iterator[Introduction]:
    """The candidates of one need, the best first, each person with the best of their offers."""
    sums: list[tuple[float, Offered]] = []
    for number, place in enumerate(places.tolist()):
        offered = kept.offers[place]
        if offered.who.person != wanted.who.person:
            likeness = {kind: float(values[number]) for kind, values in alike.items()}
            sums.append((_evidence(wanted, offered, likeness, kept.rare), offered))
    all_answers = sum(exp(total) for total, _ in sums) + exp(weights()["nobody"])
    found: dict[str, Introduction] = {}
    for total, offered in sorted(sums, key=lambda each: -each[0]):
        found.setdefault(offered.who.person, Introduction(wanted, offered, exp(total) / all_answers))
    yield from sorted(found.values(), key=lambda each: (-each.score, each.offered.who.person))


def _evidence(wanted: Wanted, offered: Offered, alike: Mapping[str, float], rare: Rarity) -> float:
    """All that speaks for and against the offer serving the need, in nats."""
    count = weights()
    total = sum(count[kind] * value for kind, value in alike.items())
    return total + sum(count[kind] * value for kind, value in measures(wanted, offered, rare).items())
