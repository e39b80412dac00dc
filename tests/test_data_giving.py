"""Gifts, notes, what was not wanted, when one was last in touch, and me, in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from people_to_help import ANA, IKER, TOM, all_three, brought, filed
from sqlalchemy import select, update
from stores import contact

from data.declining import decline, declined
from data.errors import NotFoundError
from data.found import persons
from data.gifts import due_steps, mark_given, next_steps, record_gift
from data.giving_tables import vectors
from data.models import Contact
from data.naming import one_person
from data.noting import forget_note, notes, record_note
from data.owner import Me, owner, record_owner
from data.people import person
from data.schema import contact_values, people
from data.touch import quiet_since, snooze
from flows.meaning import keep_meanings

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
TODAY = date(2026, 11, 26)


# ── Gifts ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_next_step_is_due_until_it_was_brought(db):
    ana, iker, _ = all_three(db, due=date(2026, 12, 1))
    assert [(step.person, step.text) for step in due_steps(db, date(2026, 12, 1))] == [(ana.number, ANA.gift)]
    assert due_steps(db, date(2026, 11, 30)) == ()
    [step] = next_steps(db, ana.number)
    mark_given(db, step.number, "presented her to Iker", given=NOW)
    assert due_steps(db, date(2027, 1, 1)) == ()
    assert [text for text, _ in brought(db, ana.number)] == ["presented her to Iker"]
    assert brought(db, iker.number) == ()


def test_what_was_brought_is_no_next_step_and_is_told_with_its_day(db):
    ana, *_ = all_three(db)
    record_gift(db, ana.number, "a book on cheese", given=NOW)
    record_gift(db, ana.number, "the phone of a mill", given=NOW + timedelta(days=1))
    [found] = persons(db, [ana.number])
    assert found.gift == ANA.gift
    assert [text for text, _ in found.given] == ["a book on cheese", "the phone of a mill"]
    assert found.given[0][1] == NOW.astimezone().date()
    mark_given(db, next_steps(db, ana.number)[0].number, ANA.gift, given=NOW)
    [found] = persons(db, [ana.number])
    assert (found.gift, found.gift_by) == ("", None)
    assert person(db, ana.number).answer.gift == ""


def test_the_gifts_of_somebody_filed_twice_are_those_of_the_one_who_is_kept(db):
    ana, iker, _ = all_three(db)
    with db.transaction() as connection:
        connection.execute(
            update(people).where(people.c.number == ana.number).values(merged_into=iker.number)
        )
    assert [step.person for step in next_steps(db, iker.number)] == [iker.number]
    assert next_steps(db, ana.number) == ()


def test_of_somebody_filed_three_times_gifts_and_meetings_are_those_of_the_one_who_is_kept(db):
    ana, iker, tom = all_three(db)
    with db.transaction() as connection:
        for joined, to in ((tom, iker), (iker, ana)):
            below = update(people).where(people.c.number == joined.number)
            connection.execute(below.values(merged_into=to.number))
    record_gift(db, tom.number, "a plank of oak", given=NOW)
    assert [text for text, _ in brought(db, ana.number)] == ["a plank of oak"]
    assert [step.person for step in due_steps(db, date.max)] == [ana.number]
    [touch] = quiet_since(db, date(2027, 1, 1), today=TODAY)
    assert (touch.person, touch.day) == (ana.number, NOW.astimezone().date())


# ── Notes ───────────────────────────────────────────────────────────────────────────────────────────


def test_notes_stand_in_the_order_of_their_days_and_those_that_are_over_can_be_left_out(db):
    record_note(db, "any time", "", None, at=NOW)
    record_note(db, "later", "", date(2027, 5, 3), at=NOW)
    record_note(db, "over", "", date(2026, 5, 3), at=NOW)
    record_note(db, "today", "cheese", TODAY, at=NOW)
    assert [note.text for note in notes(db)] == ["over", "today", "later", "any time"]
    assert [note.text for note in notes(db, since=TODAY)] == ["today", "later", "any time"]


def test_a_forgotten_note_leaves_nothing_that_another_note_could_inherit(db):
    ana, *_ = all_three(db)
    note = record_note(db, "Feria del queso", "cheese", None, at=NOW)
    keep_meanings(db)
    decline(db, f"{note.key}/person:{ana.number}", ana.number, None, at=NOW)
    decline(db, f"{note.key}0/person:{ana.number}", ana.number, None, at=NOW)
    forget_note(db, note.number)
    with db.reading() as connection:
        assert connection.execute(select(vectors).where(vectors.c.kind == "note")).all() == []
    assert declined(db) == {f"{note.key}0/person:{ana.number}"}
    with pytest.raises(NotFoundError, match="aroma note"):
        forget_note(db, note.number)


def test_not_this_one_is_remembered_once_and_for_ever(db):
    ana, iker, _ = all_three(db)
    for _ in range(2):
        decline(db, "need:1/person:2", ana.number, iker.number, at=NOW)
    assert declined(db) == {"need:1/person:2"}


# ── Touch ───────────────────────────────────────────────────────────────────────────────────────────


def test_one_is_losing_touch_counted_from_the_last_meeting_or_gift(db):
    ana, iker, tom = all_three(db)
    eva = filed(db, replace(TOM, who="Paints signs", met_when=None, contact=Contact()), at=NOW)
    names = {ana.number: "ana", iker.number: "iker", tom.number: "tom", eva.number: "eva"}

    def quiet(before: date) -> list[str]:
        return [names[each.person] for each in quiet_since(db, before, today=TODAY)]

    assert quiet(date(2026, 6, 1)) == ["tom", "iker", "ana"]
    assert quiet(date(2026, 5, 1)) == ["tom", "iker"]
    record_gift(db, tom.number, "a plank of oak", given=NOW)
    assert quiet(date(2026, 6, 1)) == ["iker", "ana"]
    assert quiet(date(2027, 1, 1))[-1] == "eva"
    assert not quiet_since(db, date(2027, 1, 1), today=TODAY)[-1].known


def test_whom_one_puts_off_is_not_named_until_that_day(db):
    _, _, tom = all_three(db)
    snooze(db, tom.number, date(2027, 1, 1))
    before = date(2026, 1, 1)
    assert quiet_since(db, before, today=TODAY) == ()
    assert [each.person for each in quiet_since(db, before, today=date(2027, 1, 1))] == [tom.number]
    with pytest.raises(NotFoundError):
        snooze(db, 999, date(2027, 1, 1))


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_means_one_person_by_number_name_or_any_word(db):
    ana, iker, tom = all_three(db)
    assert one_person(db, str(tom.number)).number == tom.number
    assert one_person(db, "ibanez").number == ana.number
    assert one_person(db, "iker").number == iker.number  # though Ana's page speaks of Iker, too
    assert one_person(db, "boats").number == tom.number


def test_a_name_that_could_be_several_people_is_answered_with_who_they_are(db):
    ana, *_ = all_three(db)
    other = filed(db, replace(IKER, who="Another Ana", contact=contact("Ana Prueba", "+34611000099")))
    with pytest.raises(NotFoundError) as caught:
        one_person(db, "ana")
    assert f"Ana Ibáñez Peña · Asesoría Torvalia, S.A. ({ana.number})" in str(caught.value)
    assert f"Ana Prueba · Astilleros Ruiz, S.L. ({other.number})" in str(caught.value)
    with pytest.raises(NotFoundError, match="aroma who"):
        one_person(db, "nobody at all")


# ── Me ──────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_known_of_me_comes_back_as_it_was_said_and_leaves_nothing_old(db):
    assert owner(db) is None
    me = Me("I help shops", "I teach", "A school", "en", contact())
    record_owner(db, me, at=NOW)
    record_owner(db, me, at=NOW)
    assert owner(db) == me
    with db.reading() as connection:
        before = len(connection.execute(select(contact_values)).all())
    record_owner(db, Me("Another", contact=Contact()), at=NOW)
    assert owner(db) == Me("Another")
    with db.reading() as connection:
        assert len(connection.execute(select(contact_values)).all()) < before
