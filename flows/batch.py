"""`aroma review --batch`: through an old heap of contacts, one key each; every key is kept at once.

keep → asked about next      later → comes back on its day      let go → erased in 30 days
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from rich.console import Console
from rich.text import Text

from data.cards import Card, bring_back, postpone
from data.cards import card as read_card
from data.database import Database, open_database
from data.days import written
from data.errors import StoreError
from data.letting_go import keep, let_go, take_back
from data.models import CardState
from data.origins import origin
from data.queue import undecided, undecided_count
from data.texts import say
from enrich.dates import day
from flows.calling import run_name
from flows.keyboard import Keyboard, Pressed, keyboard
from flows.printing import printable
from flows.settings import Settings
from flows.withdrawing import withdrawn

DONE = 0
PAGE = 100  # contacts that are looked up at once
LATER = timedelta(days=91)
BACK_FOR = timedelta(days=30)


class Choice(StrEnum):
    """What one key means."""

    KEEP = "keep"
    LATER = "later"
    DAY = "day"
    GO = "go"
    BACK = "back"
    QUIT = "quit"


@dataclass
class Batch:
    """One sitting: the contacts ahead, what was decided and can be taken back, and those left alone."""

    settings: Settings
    db: Database
    console: Console
    keys: Keyboard
    ahead: deque[Card] = field(default_factory=deque)
    decided: list[tuple[Card, Choice]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    left: int = 0

    def say(self, what: str, *, style: str = "", **facts: object) -> None:
        """Print a sentence of the catalogue `batch`."""
        self.show(say(f"batch.{what}", self.settings.language, **facts), style=style)

    def show(self, line: str, *, style: str = "") -> None:
        """Print a line as it is, whatever stands in it."""
        self.console.print(Text(printable(line), style=style), highlight=False, soft_wrap=True)


def review_batch(settings: Settings, console: Console | None = None, keys: Keyboard | None = None) -> int:
    """Show one contact of the heap after the other and do what each key says; 0.

    Raises StoreError where there is no store yet, and KeyboardInterrupt; what was decided before is kept.
    """
    db = open_database(settings.store_url, migrate=False)
    batch = Batch(settings, db, console or Console(), keys or keyboard(), left=undecided_count(db))
    if not _next(batch):
        batch.say("none")
        return DONE
    batch.say("keys", style="dim")
    while card := _next(batch):
        if not _decide(batch, card):
            batch.say("stopped", style="dim")
            return DONE
    batch.say("done")
    return DONE


def _next(batch: Batch) -> Card | None:
    """The contact to show, None where none is left."""
    if not batch.ahead:
        batch.ahead.extend(undecided(batch.db, batch.settings.queue_order, batch.passed, PAGE))
    return batch.ahead[0] if batch.ahead else None


def _decide(batch: Batch, card: Card) -> bool:
    """Show a contact until its key is pressed, and do it; False to stop."""
    batch.console.print()
    for place, line in enumerate(_lines(batch, card)):
        batch.show(line, style="" if place else "bold")
    while True:
        pressed = batch.keys.press(say("batch.prompt", batch.settings.language))
        choice = _choice(pressed, batch)
        if choice is Choice.QUIT:
            return False
        if choice is Choice.BACK:
            if _back(batch):
                return True
        elif choice is not None and _done(batch, card, choice, pressed.rest):
            return True
        else:
            batch.say("keys", style="dim")


def _lines(batch: Batch, card: Card) -> Iterator[str]:
    """What is known of a contact, one thing a line."""
    language, contact = batch.settings.language, card.contact
    name = run_name(contact, language)
    yield f"{name}   ({say('batch.left', language, count=batch.left)})"
    if contact.job_title:
        yield f"  {contact.job_title.value}"
    if card.source:
        yield f"  {origin(card.source, card.met, language)}"
    points = (*contact.phones, *contact.emails, *contact.websites, *contact.social)
    told = [*(value.value for value in points), *([contact.address.value] if contact.address else [])]
    if told:
        yield f"  {' · '.join(told)}"
    yield from (f"  {line}" for line in contact.rest)


def _choice(pressed: Pressed, batch: Batch) -> Choice | None:
    if pressed.ended:
        return Choice.QUIT
    letters = {say(f"batch.key-{choice}", batch.settings.language): choice for choice in Choice}
    return letters.get(pressed.letter)


def _done(batch: Batch, card: Card, choice: Choice, rest: str) -> bool:
    """Do what was chosen with the contact, and go on to the next; False where no day was given."""
    today = datetime.now().astimezone().date()
    until = _until(batch, choice, rest, today)
    if choice in {Choice.DAY, Choice.LATER} and until is None:
        batch.say("no-day", style="yellow")
        return False
    batch.ahead.popleft()
    batch.left -= 1
    if not _free(batch, card, choice):
        batch.passed.append(card.id)
        batch.say("elsewhere", style="yellow")
        return True
    _record(batch, card, choice, until or today + BACK_FOR)
    batch.decided.append((card, choice))
    return True


def _until(batch: Batch, choice: Choice, rest: str, today: date) -> date | None:
    """The day on which a contact comes back; None where none was said that is still to come."""
    if choice is Choice.LATER and not rest:
        return today + LATER
    if choice not in {Choice.LATER, Choice.DAY}:
        return None
    said = rest or batch.keys.line(say("batch.which-day", batch.settings.language))
    found = day(said, today=today, towards="future")
    return found if found and found > today else None


def _free(batch: Batch, card: Card, choice: Choice) -> bool:
    """Whether the contact still waits; a form that is open is taken away where nobody is to be asked now."""
    now = read_card(batch.db, card.id)
    if now.state is not CardState.WAITING or now.side_of:
        return False
    return choice is Choice.KEEP or withdrawn(batch.settings, now)


def _record(batch: Batch, card: Card, choice: Choice, until: date) -> None:
    now = datetime.now(UTC)
    language = batch.settings.language
    if choice is Choice.KEEP:
        keep(batch.db, card.id, now)
        batch.say("keep", style="green")
    elif choice is Choice.GO:
        let_go(batch.db, card.id, until, now)
        batch.say("go", day=written(until, language), style="yellow")
    else:
        postpone(batch.db, card.id, until, now)
        batch.say("later", day=written(until, language), style="cyan")


def _back(batch: Batch) -> bool:
    """Take the last decision back and show its contact again; False where there is none."""
    if not batch.decided:
        batch.say("nothing-back", style="yellow")
        return False
    card, choice = batch.decided.pop()
    try:
        if choice is Choice.KEEP:
            keep(batch.db, card.id, None)
        elif choice is Choice.GO:
            take_back(batch.db, card.id, datetime.now(UTC))
        else:
            bring_back(batch.db, card.id)
    except StoreError as error:
        batch.show(error.text(batch.settings.language), style="yellow")
        return True
    batch.ahead.appendleft(card)
    batch.left += 1
    batch.say("back", style="cyan")
    return True
