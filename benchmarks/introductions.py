"""How right suggestions are: `python -m benchmarks.introductions FOLDER [--hobbies] [--people N]`.

Reads `FOLDER/people.json` (id, name, lang, does, cares, needs with text and kind, offers) and prints, as
JSON, what `FOLDER/score.py` takes: {need: [[person, score], …]}, a need being `holder#place`; with --hobbies
[[person, person, score], …]. Only the product's own code decides. All else goes to stderr.

Scores are printed less the product's own threshold (`enrich.giving.SHOWN`, `enrich.shared_interests.SHOWN`):
what is at or above 0 is what the product shows by default, and those below keep their order.

With --people N nothing is scored: N invented people are made out of those of the folder, and it is measured
how long all of them against all take, and one against all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np

from data.models import Need, NeedKind
from enrich.encoder import Vectors
from enrich.giving import SHOWN, introductions, shelf
from enrich.giving_records import Offered, Wanted, Who, offered_of, wanted_of, who
from enrich.meaning import vectors
from enrich.shared_interests import SHOWN as SHOWN_INTEREST
from enrich.shared_interests import Cares, cares_of, shared_interests

KINDS = {"hobby": NeedKind.FRIEND}


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the folder: what they look for and offer, and what they care about."""

    who: Who
    wanted: tuple[Wanted, ...]
    offered: tuple[Offered, ...]
    cares: Cares


def read(folder: Path) -> list[Someone]:
    """The people of `FOLDER/people.json`."""
    return [_someone(entry) for entry in json.loads((folder / "people.json").read_text("utf-8"))]


def _someone(entry: dict[str, object]) -> Someone:
    fields = json.loads(json.dumps(entry))
    shared = who(fields["id"], fields["does"], tuple(fields["offers"]))
    needs = tuple(
        Need(KINDS.get(need["kind"]) or NeedKind(need["kind"]), need["text"]) for need in fields["needs"]
    )
    return Someone(
        shared, wanted_of(shared, needs), offered_of(shared), cares_of(fields["id"], tuple(fields["cares"]))
    )


def suggested(people: Sequence[Someone]) -> dict[str, list[list[object]]]:
    """What the product suggests for each need, by need, scores less the threshold."""
    wanted = [each for someone in people for each in someone.wanted]
    offered = [each for someone in people for each in someone.offered]
    kept = shelf(offered, *_meant(offered))
    found: dict[str, list[list[object]]] = {f"{each.who.person}#{each.number}": [] for each in wanted}
    for each in introductions(wanted, vectors([one.said.text for one in wanted]), kept):
        key = f"{each.wanted.who.person}#{each.wanted.number}"
        found[key].append([each.offered.who.person, each.score - SHOWN])
    return found


def _meant(offered: Sequence[Offered]) -> tuple[Vectors, Vectors]:
    """The vectors of the offers, and of the trades of those who make them."""
    return vectors([each.said.text for each in offered]), vectors([each.who.does.text for each in offered])


def interests(people: Sequence[Someone]) -> list[list[object]]:
    """The pairs with a shared interest, scores less the threshold."""
    cares = [someone.cares for someone in people]
    meant = vectors([said.text for each in cares for said in each.said])
    return [[each.one, each.other, each.score - SHOWN_INTEREST] for each in shared_interests(cares, meant)]


def timed(people: Sequence[Someone], number: int) -> list[str]:
    """How long `number` people against as many take, and one of them against all."""
    many = [people[place % len(people)] for place in range(number)]
    named = [(f"{place}", someone) for place, someone in enumerate(many)]
    wanted = [
        _as(name, each) for name, someone in named for each in someone.wanted[:1] or _asked(people, int(name))
    ]
    offered = [_as(name, each) for name, someone in named for each in someone.offered[:1]]
    texts = {
        text: row for row, text in enumerate(dict.fromkeys(each.said.text for each in (*wanted, *offered)))
    }
    known = vectors(list(texts))
    noise = np.random.default_rng(0).normal(0, 0.01, (number, known.shape[1])).astype(np.float32)
    meant = known[[texts[each.said.text] for each in wanted]] + noise[: len(wanted)]
    lines = known[[texts[each.said.text] for each in offered]] + noise[: len(offered)]
    begun = perf_counter()
    kept = shelf(offered, lines, lines)
    laid = perf_counter()
    introductions(wanted, meant, kept)
    done = perf_counter()
    introductions(wanted[:1], meant[:1], kept)
    one = perf_counter() - done
    return [
        f"{len(wanted)} needs, {len(offered)} offers: laid out in {laid - begun:.2f} s",
        f"all against all: {done - laid:.2f} s; one against all: {1000 * one:.1f} ms",
    ]


def _as(name, each):
    """The same need or offer of another person."""
    return replace(each, who=replace(each.who, person=name))


def _asked(people: Sequence[Someone], place: int) -> tuple[Wanted, ...]:
    """A need for somebody who has none of their own."""
    with_needs = [someone for someone in people if someone.wanted]
    return with_needs[place % len(with_needs)].wanted[:1]


def main() -> None:
    """Prints the predictions, or what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hobbies", action="store_true", help="pairs with a shared interest instead")
    parser.add_argument("--people", type=int, default=0, help="measure the speed with so many people instead")
    asked = parser.parse_args()
    people = read(asked.folder)
    if asked.people:
        print("\n".join(timed(people, asked.people)), file=sys.stderr)
        return
    print(json.dumps(interests(people) if asked.hobbies else suggested(people), ensure_ascii=False))


if __name__ == "__main__":
    main()
