"""Whom to make known to whom: what is kept of everybody, laid out for `enrich.giving`, and its answer.

All that is read are needs, offers and trades with what they mean; names and numbers come with what is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.asked import addresses, need_kinds
from data.database import Database
from data.models import Need
from data.vectors import Meanings, meanings
from enrich.encoder import MODEL, SIZE, Vectors
from enrich.giving import Shelf, explained, introductions, shelf, shown
from enrich.giving_records import Introduction, Offered, Wanted, Who, offered_of, who
from enrich.meaning import centred
from enrich.suggestion import Kind, Suggestion
from enrich.text_traits import traits

NEAREST = 200
"""Needs that are looked at for what one person offers: those that mean nearest to it."""


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who they are by their number, all needs with their meanings, and all offers laid out.

    `number` of a need is that of its row.
    """

    people: Mapping[int, Who]
    wanted: tuple[Wanted, ...]
    meant: Vectors
    kept: Shelf


def everybody(db: Database) -> Everybody:
    """What everybody on file looks for and offers."""
    needs, offers = meanings(db, MODEL, "need"), meanings(db, MODEL, "offer")
    trades = _trades(db)
    people = _people(db, offers, trades)
    kinds = need_kinds(db)
    wanted = tuple(
        _wanted(people[each.person or 0], Need(kinds[each.row], each.text), each.row) for each in needs.texts
    )
    offered, rows = _offered(offers, people)
    their_trades = np.array(
        [trades.rows[trades.place.get(each.who.person, 0)] for each in offered], np.float32
    )
    meant = centred(_rows(offers))[rows]
    return Everybody(
        people, wanted, centred(_rows(needs)), shelf(offered, meant, their_trades.reshape(len(offered), SIZE))
    )


def acquaintances(known: Everybody, *, person: int | None = None) -> Iterator[Suggestion]:
    """The introductions that are worth to be shown, the surest first; or only those of one person."""
    found = (
        shown(introductions(known.wanted, known.meant, known.kept)) if person is None else _of(known, person)
    )
    for each in sorted(found, key=lambda each: -each.score):
        yield _suggestion(explained(each, known.kept))


def _of(known: Everybody, person: int) -> tuple[Introduction, ...]:
    """Those in which one person looks for something, and those in which they offer it."""
    key = str(person)
    own = [place for place, each in enumerate(known.wanted) if each.who.person == key]
    looked_for = introductions([known.wanted[place] for place in own], known.meant[own], known.kept)
    theirs = [place for place, each in enumerate(known.kept.offers) if each.who.person == key]
    if not theirs:
        return shown(looked_for)
    kept = _part(known.kept, theirs)
    near = np.argsort(-(known.meant @ kept.meant.T).max(axis=1), kind="stable")[:NEAREST].tolist()
    offered = introductions([known.wanted[place] for place in near], known.meant[near], kept)
    return (*shown(looked_for), *shown(offered))


def _part(whole: Shelf, places: list[int]) -> Shelf:
    """Some of the offers, weighed as among all."""
    return Shelf(
        offers=tuple(whole.offers[place] for place in places),
        meant=whole.meant[places],
        trades=whole.trades[places],
        rows=whole.rows[places],
        rare=whole.rare,
    )


def _suggestion(found: Introduction) -> Suggestion:
    wanted, offered = found.wanted, found.offered
    return Suggestion(
        key=f"need:{wanted.number}/person:{offered.who.person}",
        kind=Kind.NEED,
        person=int(wanted.who.person),
        other=int(offered.who.person),
        words=wanted.need.text,
        others=offered.said.text,
        reasons=tuple(reason.words for reason in found.reasons),
    )


@dataclass(frozen=True, slots=True)
class Trades:
    """What people do and what that means: `place` is the row of each person, the first one that of nobody."""

    texts: Mapping[str, str]
    place: Mapping[str, int]
    rows: Vectors


def _trades(db: Database) -> Trades:
    """What people do, or of whom that is not known, who they are."""
    said = [meanings(db, MODEL, kind) for kind in ("who", "does")]
    texts: dict[str, str] = {}
    vectors: dict[str, Vectors] = {}
    for found in said:
        for each, row in zip(found.texts, centred(_rows(found)), strict=True):
            texts[str(each.person)], vectors[str(each.person)] = each.text, row
    place = {person: number for number, person in enumerate(vectors, start=1)}
    return Trades(texts, place, np.stack([np.zeros(SIZE, np.float32), *vectors.values()]))


def _wanted(whose: Who, need: Need, number: int) -> Wanted:
    said = traits(need.text, country=whose.country)
    return Wanted(whose, need, said, number, said.where.places or whose.home)


def _people(db: Database, offers: Meanings, trades: Trades) -> Mapping[int, Who]:
    """Each person's side, by their number."""
    offered: defaultdict[str, list[str]] = defaultdict(list)
    for each in offers.texts:
        offered[str(each.person)].append(each.text)
    towns = addresses(db)
    return {
        int(person): who(person, text, tuple(offered[person]), town=towns.get(int(person), ""))
        for person, text in trades.texts.items()
    }


def _offered(offers: Meanings, people: Mapping[int, Who]) -> tuple[list[Offered], list[int]]:
    """All offers, and the row of the meaning of each."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(offers.texts):
        rows[each.person or 0].append(place)
    offered = [(each, rows[person][each.number]) for person in rows for each in offered_of(people[person])]
    return [each for each, _ in offered], [row for _, row in offered]


def _rows(found: Meanings) -> Vectors:
    """The vectors, of the usual width even where there are none."""
    return found.matrix if found.texts else np.zeros((0, SIZE), np.float32)
