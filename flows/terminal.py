"""`aroma review`: the questions of the form, asked in the terminal; the same run takes up the answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from rich.console import Console

from data.cards import Card, bring_back, record_answer
from data.cards import card as read_card
from data.database import Database, open_database
from data.errors import ServerError
from data.models import Answer, CardState, Decision
from data.queue import first
from enrich.form_fields import nested
from enrich.form_notes import besides, doubts
from enrich.prefill import prefill
from enrich.questions import QUESTION, Problem, Question, Section, asked_in
from flows.asking import about, came_from, card_form, check, words
from flows.calling import run_name
from flows.prompts import Prompts, SkipError, StoppedError
from flows.runs import review_runs
from flows.settings import Settings
from flows.waits import open_form, open_waits

DONE, NOT_DONE = 0, 1
PATIENCE = 30.0
"""Seconds to wait for what becomes of an answer."""

LOOK_SECONDS = 0.5


def review(settings: Settings, prefix: str = "", prompts: Prompts | None = None) -> int:
    """Ask about the card whose id begins with `prefix`, or about the one that waits longest.

    0 where the answer was taken up or nothing waits, 1 where it was not. Raises NotFoundError,
    ServerError, and KeyboardInterrupt, after which every word typed is kept.
    """
    prompts = prompts or Prompts(Console(), settings.language)
    db = open_database(settings.store_url, migrate=False)
    card = _wanted(settings, db, prefix)
    if card is None:
        prompts.say("none", inbox=settings.home.inbox)
        return DONE
    if card.state is not CardState.WAITING or card.run_id is None:
        prompts.say("settled", card=card.id)
        return NOT_DONE
    return _ask(settings, db, card, prompts)


def _wanted(settings: Settings, db: Database, prefix: str) -> Card | None:
    """The card to ask about, its form open; None where no card waits."""
    if prefix:
        card = _front(db, read_card(db, prefix))
        if card.state is CardState.LATER:
            bring_back(db, card.id)
    else:
        found = first(db, settings.queue_order)
        if found is None:
            return None
        card = found
    open_waits(settings, db)
    return open_form(settings, db, read_card(db, card.id))


def _front(db: Database, card: Card) -> Card:
    """The card that is asked about: of an other side, its front."""
    return read_card(db, card.side_of) if card.side_of else card


def _ask(settings: Settings, db: Database, card: Card, prompts: Prompts) -> int:
    _introduce(settings, card, prompts)
    typed = prefill(card.contact, words(card), settings.language)
    asked = about(card, settings)
    try:
        _answer(settings, card, prompts, typed, asked)
    except (KeyboardInterrupt, EOFError) as stop:
        prompts.console.print()
        kept = _keep(settings, db, card, typed)
        prompts.say("kept" if kept else "answered-elsewhere", card=card.id)
        raise KeyboardInterrupt from stop
    try:
        with review_runs(settings.api_url) as runs:
            if any(question.known for question in asked):  # who was filed since the form was saved, too
                runs.save_form(card.run_id or "", card.round, card_form(card, settings, asked=asked))
            runs.resume(card.run_id or "", nested(typed, asked))
    except ServerError:
        if _keep(settings, db, card, typed):
            raise
        prompts.say("answered-elsewhere")
        return NOT_DONE
    return _outcome(db, card, prompts)


def _introduce(settings: Settings, card: Card, prompts: Prompts) -> None:
    prompts.say("card", card=card.id, name=run_name(card.contact, settings.language), style="bold")
    if origin := came_from(card, settings.language):
        prompts.show(origin)
    for side in (card.id, *card.others) if card.sha256 else card.others:
        prompts.say("picture", path=settings.home.picture(side))
    prompts.say("keys", style="dim")


def _answer(
    settings: Settings, card: Card, prompts: Prompts, typed: dict[str, Any], asked: Sequence[Question]
) -> None:
    """Ask all questions, then again those that have problems, until the answer holds. Fills `typed`."""
    problems: tuple[Problem, ...] = ()
    by_key = {question.key: question for question in asked}
    last = by_key["decision"]
    questions: Iterable[Question] = _all(prompts, typed, asked)
    while True:
        try:
            _ask_each(questions, card, prompts, typed, problems)
        except SkipError:
            _ask_decision(card, prompts, typed, last)
        checked = check(card, typed, settings, datetime.now().astimezone().date())
        if isinstance(checked, Answer):
            return
        problems = checked
        questions = [by_key[key] for key in dict.fromkeys(problem.key for problem in problems)]
        prompts.console.print()
        prompts.say("problems", style="yellow")


def _all(prompts: Prompts, typed: dict[str, Any], asked: Sequence[Question]) -> Iterator[Question]:
    for section in (Section.BE, Section.DO, Section.HAVE):
        prompts.console.print()
        prompts.console.rule(section.heading(prompts.language))
        yield from asked_in(section, asked)
    yield from _decision(typed, asked_in(Section.DECIDE, asked)[0])


def _decision(typed: dict[str, Any], last: Question) -> Iterator[Question]:
    """What to do with the card, and until when only if it is put off; `typed` is filled in between."""
    yield last
    if QUESTION["decision"].chosen(typed["decision"]) == Decision.LATER:
        yield QUESTION["later_until"]
    else:
        typed["later_until"] = ""


def _ask_decision(card: Card, prompts: Prompts, typed: dict[str, Any], last: Question) -> None:
    with suppress(SkipError):  # the end is here
        _ask_each(_decision(typed, last), card, prompts, typed, ())


def _ask_each(
    questions: Iterable[Question],
    card: Card,
    prompts: Prompts,
    typed: dict[str, Any],
    problems: tuple[Problem, ...],
) -> None:
    for question in questions:
        notes = [
            problem.message.text(prompts.language) for problem in problems if problem.key == question.key
        ]
        said = (told(question, card.contact, prompts.language) for told in (doubts, besides))
        notes = notes or [note for found in said for note in found]
        try:
            typed[question.key] = prompts.ask(question, typed[question.key], notes)
        except StoppedError as stop:
            typed[question.key] = stop.answer
            raise KeyboardInterrupt from stop


def _keep(settings: Settings, db: Database, card: Card, typed: Mapping[str, Any]) -> bool:
    """Keep what was typed, and show it in the form of the browser too; False where it was answered there."""
    now = _front(db, read_card(db, card.id))
    if now.state is not CardState.WAITING or now.typed != card.typed:
        return False
    record_answer(db, now.id, now.round, typed, datetime.now(UTC))
    with suppress(ServerError), review_runs(settings.api_url) as runs:
        if now.run_id:
            runs.save_form(now.run_id, now.round, card_form(read_card(db, now.id), settings))
    return True


def _outcome(db: Database, card: Card, prompts: Prompts) -> int:
    """Say what became of the answer, as far as it is known soon."""
    prompts.say("sending", style="dim")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        now = read_card(db, card.id)
        if now.state is not CardState.WAITING:
            name = run_name(card.contact, prompts.language)
            facts = {"name": name, "day": now.later_until, "person": now.person}
            prompts.say(str(now.state), style="green", **facts)
            return DONE
        if now.side_of or len(now.others) > len(card.others):
            prompts.say("joined", style="green")
            return DONE
        if len(now.others) < len(card.others):
            prompts.say("split", style="green")
            return DONE
        if now.round != card.round:
            prompts.say("again", card=card.id, style="yellow")
            return NOT_DONE
        time.sleep(LOOK_SECONDS)
    prompts.say("sent")
    return DONE
