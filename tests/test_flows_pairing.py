from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from inboxes import Inbox, Stop, stop_at
from invented_readings import column, reading
from PIL import Image
from prefect.client.schemas.objects import StateType

from data.cards import Card, cards, record_answer
from data.models import CardRead, CardState, Contact, Side, Value
from data.sides import own_drafts
from flows.collect import Look
from flows.joining import split_by_hand

pytestmark = pytest.mark.server

NINE = 1_764_000_000  # seconds since the epoch: when the first photo was taken
MARKS = {"decision_later": False, "decision_discard": False}


def said(text: str, kind: str | None = None) -> Value:
    return Value(text, text, kind=kind)


def colleague(name: str, mobile: str) -> Contact:
    return Contact(
        name=said(name),
        company=said("Torvalia"),
        phones=(said(mobile, "mobile"),),
        emails=(said(f"{name.split(maxsplit=1)[0].lower()}@torvalia-ejemplo.es"),),
    )


SHOWN = {
    "ana": colleague("Ana Ibáñez Peña", "+34611000039"),
    "leo": colleague("Leo Sanz Gil", "+34611000040"),
    "web": Contact(company=said("Torvalia"), websites=(said("www.torvalia-ejemplo.es"),)),
    "logo": Contact(rest=("TORVALIA", "desde 1954")),
    "slogan": Contact(rest=("Cuentas claras,", "amistades largas")),
}
"""What the photos whose names begin so say."""


class Row:
    """An inbox into which photos are dropped that were taken one after the other."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.look = inbox.look
        self.dropped = 0

    def drop(self, *names: str, at: float | None = None, apart: float = 1) -> None:
        """Photos of these names, taken `at` that minute, or `apart` minutes after the one before."""
        for name in names:
            path = self.inbox.home.inbox / f"{name}.jpg"
            Image.new("RGB", (8, 8), (self.dropped * 20, 0, 0)).save(path)
            self.dropped += 1
            moment = NINE + 60 * (self.dropped * apart if at is None else at)
            os.utime(path, (moment, moment))

    @property
    def waiting(self) -> list[Card]:
        return sorted(cards(self.inbox.db, CardState.WAITING), key=lambda card: card.photo)

    def photos(self) -> list[list[str]]:
        """The photos of each card that waits, the front's first."""
        named = "SELECT cards.id, photos.name FROM cards JOIN photos ON photos.sha256 = cards.sha256"
        shown = dict(self.inbox.db.rows(named))
        return [
            [shown[each].removesuffix(".jpg") for each in (card.id, *card.others)] for card in self.waiting
        ]

    def forms(self) -> list[str]:
        """The runs whose form is open."""
        with self.inbox.desk.runs() as runs:
            return sorted(str(run.id) for run in runs.in_state(StateType.PAUSED))


@pytest.fixture
def row(inbox, monkeypatch) -> Iterator[Row]:
    def read(path: Path, *, name: str, **choices: str) -> tuple[CardRead, ...]:
        contact = SHOWN[name.split(".", maxsplit=1)[0].rstrip("0123456789")]
        lines = column(contact.name.value if contact.name else "Torvalia", *contact.rest)
        found = replace(reading(*lines), photo=name, sha256=path.stem, picture=b"JPEG")
        return (CardRead((Side(found, contact),), contact),)

    monkeypatch.setattr("flows.tasks.read_cards", read)
    return Row(inbox)


def test_front_and_back_are_one_card_with_one_form(row):
    row.drop("ana", "web")
    assert row.look() == Look(read=2, waiting=1)
    assert row.photos() == [["ana", "web"]]
    (card,) = row.waiting
    assert row.forms() == [card.run_id]
    assert [site.value for site in card.contact.websites] == ["www.torvalia-ejemplo.es"]
    assert all(row.inbox.home.picture(each).is_file() for each in (card.id, *card.others))


def test_a_back_that_says_nothing_by_itself_is_joined_and_not_set_aside(row):
    row.drop("ana", "slogan", "leo", "logo")
    assert row.look() == Look(read=4, waiting=2)
    assert row.photos() == [["ana", "slogan"], ["leo", "logo"]]
    assert row.waiting[0].contact.rest == SHOWN["slogan"].rest
    assert row.inbox.aside() == {}


def test_backs_that_were_photographed_before_their_fronts_find_them(row):
    row.drop("logo", "ana", "logo2", "leo")
    row.look()
    assert row.photos() == [["ana", "logo"], ["leo", "logo2"]]


def test_two_colleagues_are_two_cards(row):
    row.drop("ana", "leo")
    assert row.look().waiting == 2
    assert row.photos() == [["ana"], ["leo"]]


def test_a_back_that_comes_in_later_takes_the_place_of_the_open_form(row):
    row.drop("ana")
    row.look()
    (before,) = row.forms()
    row.drop("web")
    assert row.look() == Look(read=1, waiting=1)
    assert row.photos() == [["ana", "web"]]
    (card,) = row.waiting
    assert row.forms() == [card.run_id]
    assert card.run_id != before


def test_a_back_that_was_set_aside_comes_back_when_its_front_comes_in(row):
    row.drop("slogan")
    assert row.look() == Look(set_aside=1)
    assert list(row.inbox.aside()) == ["slogan.jpg"]
    row.drop("ana")
    assert row.look() == Look(read=2, waiting=1)
    assert row.photos() == [["ana", "slogan"]]
    assert list(row.inbox.home.set_aside.iterdir()) == []
    assert len(row.inbox.originals()) == 2


def test_a_back_without_its_front_stays_set_aside_with_one_reason(row):
    row.drop("slogan")
    row.look()
    row.drop("slogan2")
    assert row.look() == Look(set_aside=2)
    assert list(row.inbox.aside()) == ["slogan.jpg", "slogan2.jpg"]
    assert row.look() == Look()


@pytest.mark.parametrize(("apart", "allowed"), [(6, 5), (1, 0)])
def test_photos_that_are_not_taken_within_the_time_are_no_row(row, apart, allowed):
    row.drop("ana", "web", "slogan", apart=apart)
    assert row.look(pair_minutes=allowed) == Look(read=2, set_aside=1, waiting=2)


def test_a_card_about_which_somebody_has_said_something_is_left_as_it_is(row, inbox):
    row.drop("ana")
    row.look()
    (card,) = row.waiting
    record_answer(inbox.db, card.id, card.round, {"who": "Toca el acordeón"}, card.arrived)
    row.drop("web")
    row.look()
    assert row.photos() == [["ana"], ["web"]]


def test_a_form_that_was_answered_and_not_taken_up_yet_is_left_to_its_answer(row, inbox):
    row.drop("ana")
    row.look()
    (card,) = row.waiting
    with inbox.desk.runs() as runs:
        runs.resume(card.run_id, {"be": {"who": "Toca"}, "do": {}, "have": {}, "decide": MARKS})
    row.drop("slogan")
    assert row.look().set_aside == 1
    assert row.photos() == [["ana"]]
    assert row.waiting[0].run_id == card.run_id


def test_sides_that_their_owner_split_are_never_joined_again(row, inbox):
    row.drop("ana", "web")
    row.look()
    with inbox.desk.runs() as runs:
        split_by_hand(inbox.db, runs, row.waiting[0].id, "es")
    row.look()
    row.drop("web2")
    row.look()
    assert row.photos() == [["ana"], ["web"], ["web2"]]
    assert len(row.forms()) == 3


STEPS = (  # of a look that brings the front of a back that was set aside, and the back of a front that waits
    ("collect.record_arrival", True),
    ("pairing.read_again", False),
    ("pairing.read_again", True),
    ("pairing.write", False),
    ("pairing.take_back", False),
    ("pairing.take_back", True),
    ("pairing.record_other_sides", False),
    ("pairing.record_other_sides", True),
    ("pairing.withdraw", False),
    ("pairing.withdraw", True),
    ("joining.join", False),
    ("joining.join", True),
    ("waits.record_run", False),
    ("waits.record_run", True),
)


@pytest.mark.parametrize(("step", "done"), STEPS)
def test_a_stop_at_any_step_loses_no_side_and_doubles_none(row, inbox, monkeypatch, step, done):
    row.drop("slogan", at=0)
    row.drop("leo", at=20)
    row.look()
    row.drop("ana", at=1)
    row.drop("web", at=21)
    with monkeypatch.context() as broken:
        stop_at(broken, f"flows.{step}", done=done)
        with pytest.raises(Stop):
            row.look()
    for _ in range(2):
        row.look()
        assert row.photos() == [["ana", "slogan"], ["leo", "web"]]
        assert row.forms() == sorted(card.run_id for card in row.waiting)
        assert list(inbox.home.set_aside.iterdir()) == []
        assert len(inbox.originals()) == 4
        sides = [each for card in row.waiting for each in own_drafts(inbox.db, card.id)]
        assert [draft for _, draft in sides] == [SHOWN[name] for name in ("ana", "slogan", "leo", "web")]
        assert all(inbox.home.picture(name).is_file() for name, _ in sides)
