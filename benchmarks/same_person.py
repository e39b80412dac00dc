"""Which contacts of a folder are one person: `python -m benchmarks.same_person FOLDER [--json] > pairs.json`.

FOLDER holds contacts.csv (id, name, company, job_title, emails, phones, source; several values by `;`).
The product's own normalising, keys and comparison run over all rows; the pairs that would be asked about are
printed as JSON, all else goes to stderr. With --json each pair also has its probability and its clues.
`--people N …` measures what one card costs against N invented people.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from data.models import Contact, Value
from data.wordlists import tagged
from enrich import companies, emails, job_titles, names, phones
from enrich.same_person import Known, judge
from enrich.same_person_index import Index

CARDS = 200  # that are timed


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that would be asked about."""

    ids: tuple[str, str]
    probability: float
    clues: tuple[str, ...]


def contact(row: Mapping[str, str], region: str) -> Contact:
    """A row as an import would hand it on."""
    return Contact(
        name=names.clean(row["name"]) or (Value(row["name"], row["name"]) if row["name"] else None),
        company=companies.clean(row["company"]),
        job_title=job_titles.clean(row["job_title"]),
        emails=tuple(value for each in row["emails"].split(";") for value in emails.find(each)),
        phones=tuple(
            value for each in row["phones"].split(";") for value in phones.find(each, region=region)
        ),
    )


def pairs(contacts: Mapping[str, Contact]) -> list[Pair]:
    """Each pair once: every contact is looked up among those before it, as if it came in last."""
    index = Index()
    found: list[Pair] = []
    for key, each in contacts.items():
        for suggestion in index.suggest(each):
            judged = suggestion.judgement
            told = tuple(f"{clue.name} {clue.weight:+.1f}" for clue in judged.clues)
            found.append(Pair((suggestion.known.key, key), round(judged.probability, 3), told))
        index.add(Known(key, (each,)))
    return found


def stacked(found: Sequence[Pair], contacts: Mapping[str, Contact]) -> list[Pair]:
    """The pairs, and those that follow: after a yes to two pairs of a contact, the other two are one.

    So it is in the product: a contact is compared with all cards of a person, and the likeliest counts,
    unless one rules the person out.
    """
    linked: dict[str, set[str]] = {key: set() for key in contacts}
    for pair in found:
        for one, other in (pair.ids, pair.ids[::-1]):
            linked[one].add(other)
    known = {frozenset(pair.ids) for pair in found}
    follow = {
        (one, other)
        for between in linked.values()
        for one, other in combinations(sorted(between), 2)
        if frozenset((one, other)) not in known and not judge(contacts[one], contacts[other]).rules_out
    }
    return [*found, *(Pair(ids, 0.5, ("follows",)) for ids in sorted(follow))]


def invented(number: int, chance: Random, given: Sequence[str], surnames: Sequence[str]) -> Contact:
    """Somebody by chance, with a firm, an address and a number of their own."""
    first, one, two = chance.choice(given), chance.choice(surnames), chance.choice(surnames)
    name, firm = f"{first} {one} {two}".title(), f"{chance.choice(surnames).title()} {number % 997} Trading"
    address, phone = (
        f"{first}.{one}@firm{number % 9973}.example".replace(" ", "").replace("'", ""),
        f"+3460{number:07d}",
    )
    parts = (("given", first.title()), ("surname", f"{one} {two}".title()))
    return Contact(
        name=Value(name, name, parts=parts),
        company=companies.clean(firm),
        emails=(Value(address, address),),
        phones=(Value(phone, phone, kind="mobile"),),
    )


def timed(people: int) -> str:
    """What one card costs, looked up and compared; and what keeping one costs."""
    chance = Random(12)
    given, surnames = (
        [word for word, languages in tagged(table).items() if "es" in languages or "en" in languages]
        for table in ("given_names", "surnames")
    )
    crowd = [invented(number, chance, given[:1500], surnames[:3000]) for number in range(people)]
    index, start = Index(), process_time()
    for number, each in enumerate(crowd):
        index.add(Known(str(number), (each,)))
    kept = (process_time() - start) / people
    cards = [invented(people + number, chance, given[:1500], surnames[:3000]) for number in range(CARDS // 2)]
    taken = [_taken(index, card) for card in (*cards, *chance.sample(crowd, min(people, CARDS // 2)))]
    wall, own = (sorted(times) for times in zip(*taken, strict=True))
    last = int(0.95 * len(taken))
    return (
        f"{people:,} people: a card takes {1000 * median(own):.1f} ms of the processor (median), "
        f"{1000 * own[last]:.1f} ms (95 of 100), {1000 * own[-1]:.1f} ms at most; by the wall clock "
        f"{1000 * median(wall):.1f} and {1000 * wall[last]:.1f} ms; keeping one {1000 * kept:.2f} ms"
    )


def _taken(index: Index, card: Contact) -> tuple[float, float]:
    """Seconds that one card takes, by the wall clock and of the processor."""
    wall, own = perf_counter(), process_time()
    index.suggest(card)
    return perf_counter() - wall, process_time() - own


def printed(found: Iterable[Pair], *, whole: bool) -> str:
    """The pairs as the folder's score.py takes them; what follows the two ids does not matter to it."""
    return json.dumps([[*pair.ids, pair.probability, pair.clues] if whole else pair.ids for pair in found])


def main() -> None:
    """Print the pairs of a folder, or the time of a card."""
    parser = argparse.ArgumentParser(description="Which contacts of a folder are one person.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="with each pair its probability and its clues")
    parser.add_argument("--region", default="ES", help="where numbers are from that name no country")
    parser.add_argument(
        "--people", type=int, nargs="+", default=(), help="time a card against so many invented people"
    )
    options = parser.parse_args()
    for people in options.people:
        print(timed(people), file=sys.stderr)
    if options.folder:
        with (options.folder / "contacts.csv").open(encoding="utf-8", newline="") as file:
            contacts = {row["id"]: contact(row, options.region) for row in csv.DictReader(file)}
        start = perf_counter()
        found = stacked(pairs(contacts), contacts)
        print(
            f"{len(contacts)} contacts, {len(found)} pairs, {perf_counter() - start:.2f} s", file=sys.stderr
        )
        print(printed(found, whole=options.json))


if __name__ == "__main__":
    main()
