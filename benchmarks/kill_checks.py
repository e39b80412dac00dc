"""What must hold in the end, however often Aroma was killed; each question gives what contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import vobject
from sqlalchemy import Row, func, select

from benchmarks.kill_owner import TAG, Said
from benchmarks.kill_photos import Drop, Kind, Wish
from data.cards import cards
from data.database import Database
from data.models import CardState
from data.people import people
from data.people_tables import meetings
from data.schema import answers, arrivals, photos
from flows.home import Home
from flows.inbox import written_to
from flows.set_aside import REASON

UNDER_WAY = ["RUNNING", "PENDING", "CANCELLING"]


@dataclass(frozen=True, slots=True)
class Book:
    """All that is looked at: the home, its store, what was dropped, and what its owner said."""

    home: Home
    db: Database
    drops: Sequence[Drop]
    said: Sequence[Said]


def found(book: Book) -> Iterator[str]:
    """What is wrong in the store and the folders."""
    yield from _photos(book)
    yield from _people(book)
    yield from _answers(book)
    yield from _vcards(book)
    yield from _left_over(book.home)


def quiet(book: Book) -> bool:
    """Whether nothing is left to be taken or read."""
    with book.db.reading() as connection:
        states = connection.execute(select(photos.c.state)).scalars().all()
    return "claimed" not in states and not any(_waiting_files(book.home))


def waits(book: Book, client: httpx.Client) -> Iterator[str]:
    """What is wrong with the review runs: each waiting card has one, Suspended, with a form; nobody else."""
    waiting = {card.id: card for card in cards(book.db, CardState.WAITING)}
    suspended = _runs(client, {"state": {"type": {"any_": ["PAUSED"]}}, "tags": {"all_": [TAG]}})
    asks = Counter(str(run["parameters"]["card_id"]) for run in suspended)
    yield from (f"card {name} waits and has no form" for name in waiting if not asks[name])
    yield from (f"card {name} has {count} forms" for name, count in asks.items() if count > 1)
    yield from (f"a form asks about card {name}, which does not wait" for name in asks if name not in waiting)
    for run in suspended:
        key = run["state"]["state_details"]["run_input_keyset"]["schema"]
        if client.get(f"/flow_runs/{run['id']}/input/{key}").status_code != httpx.codes.OK:
            yield f"the run {run['id']} has no form"
        card = waiting.get(run["parameters"]["card_id"])
        if card is not None and (card.run_id, f"suspended-ask-{card.round}-schema") != (run["id"], key):
            yield f"{run['id']} asks {key}, but card {card.id} says {card.run_id}, round {card.round}"


def unanswered(client: httpx.Client) -> int:
    """How many answers were accepted and not taken up yet."""
    states = [*UNDER_WAY, "SCHEDULED", "CRASHED", "FAILED"]
    return len(_runs(client, {"state": {"type": {"any_": states}}, "tags": {"all_": [TAG]}}))


def under_way(client: httpx.Client) -> Iterator[str]:
    """The runs and tasks that Prefect believes to be at work."""
    for run in _runs(client, {"state": {"type": {"any_": UNDER_WAY}}}):
        yield f"{run['name']} is {run['state_name']}"
    chosen = {"task_runs": {"state": {"type": {"any_": UNDER_WAY}}}, "limit": 200}
    for task in client.post("/task_runs/filter", json=chosen).json():
        yield f"the task {task['name']} is {task['state_name']}"


def ends(book: Book) -> Counter[str]:
    """How many photos ended how: by the state of their cards, or set aside."""
    by_photo = {card.sha256: str(card.state) for card in cards(book.db)}
    with book.db.reading() as connection:
        known = {row.sha256: row.state for row in connection.execute(select(photos))}
    count: Counter[str] = Counter()
    for drop in book.drops:
        if drop.kind is Kind.COPY:
            count["duplicate"] += 1
        elif drop.kind is Kind.BROKEN:
            count["set aside"] += 1
        else:
            count[by_photo.get(drop.sha256, known.get(drop.sha256, "lost")).replace("_", " ")] += 1
    return count


def _photos(book: Book) -> Iterator[str]:
    by_photo = Counter(card.sha256 for card in cards(book.db))
    with book.db.reading() as connection:
        known = {row.sha256: row for row in connection.execute(select(photos))}
        came = Counter(connection.execute(select(arrivals.c.sha256)).scalars())
    for drop in book.drops:
        row = known.get(drop.sha256)
        if drop.kind is Kind.BROKEN:
            yield from _aside(book.home, drop)
        elif row is None:
            yield f"{drop.path.name} ({drop.kind}) is unknown"
        else:
            yield from _end(book.home, drop, row, by_photo[drop.sha256])
    dropped = Counter(drop.sha256 for drop in book.drops if drop.kind is not Kind.BROKEN)
    for name in dropped | came:
        if came[name] != dropped[name]:
            yield f"{name[:8]} was dropped {dropped[name]} times and came {came[name]} times"


def _end(home: Home, drop: Drop, row: Row[Any], count: int) -> Iterator[str]:
    """What is wrong with the end of one photo, of which the store knows `row` and so many cards."""
    name = f"{drop.path.name} ({drop.kind})"
    if (row.state, count) not in {("read", 1), ("set_aside", 0)}:
        yield f"{name} is {row.state}, and {count} cards were read on it"
    if drop.kind is not Kind.NO_CARD and row.state == "set_aside":
        yield f"{name} was set aside: {row.reason}"
    if not (home.cards / row.path).is_file():
        yield f"the original of {name} is gone"


def _aside(home: Home, drop: Drop) -> Iterator[str]:
    same = [path for path in home.set_aside.glob("*.jpg") if path.read_bytes() == drop.path.read_bytes()]
    if len(same) != 1 or not same[0].with_name(same[0].name + REASON).is_file():
        yield f"{drop.path.name} (broken) lies {len(same)} times in set-aside"


def _people(book: Book) -> Iterator[str]:
    filed = cards(book.db, CardState.FILED)
    numbers = Counter(card.person for card in filed)
    yield from (f"person {number} has {count} cards" for number, count in numbers.items() if count != 1)
    known = people(book.db)
    if {person.number for person in known} != set(numbers):
        yield f"{len(known)} people, {len(filed)} filed cards"
    said = Counter(person.answer.who for person in known)
    yield from (f"{count} people of whom {who!r} was said" for who, count in said.items() if count > 1)
    with book.db.reading() as connection:
        count = connection.execute(select(func.count()).select_from(meetings)).scalar_one()
    if count != len(filed):
        yield f"{count} meetings with {len(filed)} people"


def _answers(book: Book) -> Iterator[str]:
    chosen = select(answers.c.card_id, answers.c.round, answers.c.text).where(answers.c.question == "who")
    with book.db.reading() as connection:
        kept = {(row.card_id, row.round): row.text for row in connection.execute(chosen)}
    by_name = {card.id: card for card in cards(book.db)}
    who = {person.number: person.answer.who for person in people(book.db)}
    wanted = {Wish.FILE: CardState.FILED, Wish.DISCARD: CardState.DISCARDED}
    for said in book.said:
        if kept.get((said.card, said.round)) != said.words:
            yield f"the answer to round {said.round} about {said.card} was lost"
        card = by_name[said.card]
        if said.wish in wanted and card.state is not wanted[said.wish]:
            yield f"card {said.card} was to {said.wish} and is {card.state}"
        if said.wish is Wish.FILE and said.card not in who.get(card.person or 0, ""):
            yield f"card {said.card} was filed as somebody of whom something else was said"


def _vcards(book: Book) -> Iterator[str]:
    known = {person.uid: person for person in people(book.db)}
    files = [vobject.readOne(path.read_text("utf-8")) for path in book.home.people.glob("*.vcf")]
    said = {file.uid.value.removeprefix("urn:uuid:"): file for file in files}
    if len(files) != len(known) or set(said) != {uid.removeprefix("urn:uuid:") for uid in known}:
        yield f"{len(files)} vCards of {len(known)} people"
    for uid, person in known.items():
        file = said.get(uid.removeprefix("urn:uuid:"))
        if file is not None and person.answer.who not in file.note.value:
            yield f"the vCard of person {person.number} does not say who they are"


def _left_over(home: Home) -> Iterator[str]:
    yield from (f"{path.name} was left in the inbox or half-way" for path in _waiting_files(home))
    left = home.path.rglob(".aroma-*.tmp")
    swept = written_to(home)  # where half a copy may stay until a look of the next day takes it away
    yield from (f"{path} was left for good" for path in left if path.parent not in swept)


def _waiting_files(home: Home) -> Iterator[Path]:
    locks = {home.collecting_file, home.reading_file}
    for folder in (home.inbox, home.claimed):
        yield from (path for path in folder.rglob("*") if path.is_file() and path not in locks)


def _runs(client: httpx.Client, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := _page(client, {"flow_runs": chosen, "limit": 200, "offset": len(found)}):
        found += page
    return found


def _page(client: httpx.Client, asked: dict[str, Any]) -> list[dict[str, Any]]:
    page: list[dict[str, Any]] = client.post("/flow_runs/filter", json=asked).raise_for_status().json()
    return page
