"""The weekly bouquet as a page of markdown, in which no text of anybody's card or notes is an order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.days import written
from data.texts import Language, say
from enrich.markdown import plain
from flows.give import hints
from flows.give import lines as give_lines
from flows.give_page import Item, by_kind


@dataclass(frozen=True, slots=True)
class Bouquet:
    """What could be done this week, and how many cards wait, the oldest since when; `link` shows them."""

    day: date
    shown: tuple[Item, ...]
    waiting: int
    oldest: date | None
    link: str

    def title(self, language: Language) -> str:
        return say("bouquet.title", language, day=written(self.day, language))


def markdown(bouquet: Bouquet, language: Language) -> str:
    """The page for the Prefect UI, which shows its title above it."""
    return "\n".join([*_suggested(bouquet.shown, language), *_queue(bouquet, language), ""])


def text(bouquet: Bouquet, language: Language) -> str:
    """The same as plain text, to be sent."""
    return "\n".join([*give_lines(bouquet.shown, language), "", waiting(bouquet, language), bouquet.link])


def waiting(bouquet: Bouquet, language: Language) -> str:
    """How many cards wait, and since when the oldest does."""
    if bouquet.oldest is None:
        return say("bouquet.none-waits", language)
    key = "bouquet.waits" if bouquet.waiting == 1 else "bouquet.wait"
    return say(key, language, count=bouquet.waiting, day=written(bouquet.oldest, language))


def _suggested(shown: tuple[Item, ...], language: Language) -> Iterator[str]:
    if not shown:
        yield plain(say("give.nothing", language))
        yield ""
        return
    for heading, found in by_kind(shown, language):
        yield from (f"## {plain(heading.capitalize())}", "")
        for item in found:
            yield from (f"**{item.number}\\. {plain(item.title)}** `{item.name}`", "")
            yield from (f"- {plain(line)}" for line in item.lines)
            yield ""
    yield from ("---", "", *(f"- {plain(line)}" for line in hints(shown, language)), "")


def _queue(bouquet: Bouquet, language: Language) -> Iterator[str]:
    yield f"## {plain(say('bouquet.queue', language))}"
    yield ""
    said = plain(waiting(bouquet, language))
    yield f"{said} [{plain(say('bouquet.open-queue', language))}]({bouquet.link})" if bouquet.oldest else said
