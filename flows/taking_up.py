"""An answer is taken up: kept word for word, checked, and done as its owner decided."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime

from data.cards import Card, discard, postpone, record_answer, record_run
from data.cards import card as read_card
from data.database import Database
from data.errors import AromaError, HomeError, NotFoundError, StoreError
from data.merging import file_known_card
from data.models import Answer, CardState, Decision
from data.people import file_card
from data.texts import Message, message, say
from enrich.form_fields import flat
from enrich.questions import Problem
from enrich.succession import replaced
from enrich.vcard import display_name
from flows.asking import check, joinable, problems
from flows.asking_anew import ask_whether_same
from flows.calling import run_name
from flows.filing import write_missing_vcards
from flows.joining import join_cards, split_card, withdraw
from flows.runs import Runs
from flows.settings import Settings
from flows.waits import open_missing

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing is left to ask: what became of the card, and what to call its run."""

    message: Message
    name: str


@dataclass(frozen=True, slots=True)
class AskAgain:
    """The card as it stands now, its round the one to ask; and what to list above the form."""

    card: Card
    problems: tuple[Problem, ...] = ()


def take_up(settings: Settings, db: Database, runs: Runs, card_id: str, run_id: str) -> Settled | AskAgain:
    """What becomes of the answer to the round that the run `run_id` asked about a card."""
    try:
        card = read_card(db, card_id)
    except NotFoundError as error:
        return Settled(error.message, card_id)
    name = run_name(card.contact, settings.language)
    if card.state is not CardState.WAITING:
        _follow(settings, db, runs, card.id)
        return Settled(message("waits.settled-already"), name)
    typed = runs.answer(run_id, card.round)
    if card.run_id is None and typed is not None:  # answered before its opening was recorded
        record_run(db, card.id, run_id, card.round)
    elif card.run_id != run_id:
        return Settled(message("waits.asked-elsewhere"), name)
    if typed is None:
        return AskAgain(card, problems(card, settings, _today()))
    record_answer(db, card.id, card.round, flat(typed), datetime.now(UTC))
    return _decide(settings, db, runs, read_card(db, card.id), run_id)


def _decide(settings: Settings, db: Database, runs: Runs, card: Card, run_id: str) -> Settled | AskAgain:
    checked = check(card, card.typed or {}, settings, _today())
    if isinstance(checked, Answer):
        try:
            return _settle(settings, db, runs, card, checked)
        except AromaError as error:
            checked = (Problem("decision", error.message),)
    record_run(db, card.id, run_id, card.round + 1)
    return AskAgain(read_card(db, card.id), checked)


def _settle(settings: Settings, db: Database, runs: Runs, card: Card, answer: Answer) -> Settled:
    now = datetime.now(UTC)
    name = run_name(card.contact, settings.language)
    if answer.decision in {Decision.SPLIT, Decision.JOIN}:
        settled = (
            _split(db, card, name) if answer.decision is Decision.SPLIT else _join(settings, db, runs, card)
        )
        open_missing(runs, settings, db)
        return settled
    if answer.decision is Decision.DISCARD:
        discard(db, card.id, say("waits.discard-reason", settings.language), now)
        return Settled(message("waits.discarded"), name)
    if answer.later_until:
        postpone(db, card.id, answer.later_until, now)
        return Settled(message("waits.later", day=answer.later_until), name)
    settled = _file(settings, db, card, answer)
    _follow(settings, db, runs, card.id)
    return settled


def _file(settings: Settings, db: Database, card: Card, answer: Answer) -> Settled:
    now = datetime.now(UTC)
    name = run_name(answer.contact, settings.language)
    if answer.same:
        person = file_known_card(db, card.id, answer, at=now, replaced=replaced)
        settled = message("waits.filed-same", name=display_name(person), number=person.number)
    else:
        person = file_card(db, card.id, answer, at=now)
        settled = message("waits.filed", name=name, number=person.number)
    return Settled(settled, name)


def _follow(settings: Settings, db: Database, runs: Runs, card_id: str) -> None:
    """What follows once a card is filed, also where it was cut short: vCards, and whom others may be."""
    try:
        write_missing_vcards(settings, db)
    except HomeError:  # the next look into the inbox tries again
        _logger.exception("a vCard could not be written")
    number = read_card(db, card_id).person
    if number is not None:
        ask_whether_same(settings, db, runs, number)


def _split(db: Database, card: Card, name: str) -> Settled:
    split_card(db, card)
    return Settled(message("waits.split"), name)


def _join(settings: Settings, db: Database, runs: Runs, card: Card) -> Settled:
    """Join a card to the one before it; raises StoreError where that does not wait, or is being answered."""
    before = joinable(db, card, settings)
    if before is None:
        raise StoreError("store.no_card_before")
    if not withdraw(runs, before, settings.language):
        raise StoreError("store.is_answered", card=before.id)
    joined = read_card(db, join_cards(db, before, card))
    name = run_name(joined.contact, settings.language)
    return Settled(message("waits.joined", name=name), name)


def _today() -> date:
    return datetime.now().astimezone().date()
