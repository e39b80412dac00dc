from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from stores import NOW, answer, contact, waiting

from data.cards import card, come_back, discard, postpone, record_answer, record_run
from data.contacts import fields
from data.errors import StoreError
from data.imports import add, known, renew
from data.letting_go import erase_gone, gone, keep, let_go, take_back
from data.models import CardState, Contact, Imported, Value
from data.people import file_card, person
from data.queue import (
    first,
    next_contacts,
    open_cards,
    undecided,
    undecided_count,
    waiting_count,
)
from data.schema import card_values, contact_values, imported
from data.search import who
from data.waiting_lines import heap, lines

TODAY = NOW.date()
GONE_ON = TODAY + timedelta(days=30)


def someone(name="Ana Ruiz", company="Torvalia", met=None, key="u:1", digest="1", line=2):
    said = Contact(name=Value(name, name), company=Value(company, company) if company else None)
    return Imported("linkedin", key, digest, "Connections.csv", line, said, met, "X-MOOD:contenta")


def one(db, **facts):
    return add(db, [someone(**facts)], at=NOW)[0]


def rows(db, table):
    with db.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_what_is_imported_waits_as_a_card_without_a_photo_and_is_found(db):
    name = one(db, met=date(2019, 3, 12))
    kept = card(db, name)
    assert (kept.state, kept.source, kept.met, kept.photo, kept.sha256) == (
        CardState.WAITING,
        "linkedin",
        date(2019, 3, 12),
        "Connections.csv",
        "",
    )
    assert kept.contact == someone().contact
    (found,) = who(db, "torvalia")
    assert (found.number, found.cards, found.source, found.met_when) == (
        None,
        (name,),
        "linkedin",
        date(2019, 3, 12),
    )


def test_many_contacts_keep_all_their_values_each_its_own(db):
    drafts = [replace(contact(f"Ana {place}"), rest=(f"línea {place}", "\0")) for place in range(300)]
    many = [Imported("vcard", f"u:{place}", "1", "a.vcf", place, draft) for place, draft in enumerate(drafts)]
    waiting(db)  # numbers its values too
    names = add(db, many, at=NOW)
    waiting(db, "otra.jpg")
    for name, draft in zip(names, drafts, strict=True):
        kept = card(db, name).contact
        assert [value for _, value in fields(replace(kept, rest=()))] == [
            value for _, value in fields(replace(draft, rest=()))
        ]
        assert kept.rest == (draft.rest[0], "\ufffd")


def test_the_same_contact_cannot_go_in_twice(db):
    one(db)
    with pytest.raises(StoreError):
        add(db, [someone(name="Otra"), someone(key="u:2")], at=NOW + timedelta(1))
    assert [each.key for each in known(db, "linkedin")] == ["u:1"]


def test_a_contact_that_waits_says_what_the_newer_export_says_and_asks_anew(db):
    name = one(db)
    record_run(db, name, "run", 0)
    renew(db, {name: someone(company="Nueva", digest="2")}, at=NOW, words={})
    kept = card(db, name)
    assert (kept.contact.company.value, kept.run_id, kept.round) == ("Nueva", None, 1)
    assert [found.cards for found in who(db, "nueva")] == [(name,)]
    assert who(db, "torvalia") == ()
    assert [(each.card_id, each.digest) for each in known(db, "linkedin")] == [(name, "2")]
    assert rows(db, card_values) == rows(db, contact_values) == 2


def test_words_that_were_typed_go_on_when_the_contact_changes(db):
    name = one(db)
    record_answer(db, name, 0, {"who": "Lleva las cuentas"}, NOW)
    assert [each.typed for each in known(db, "linkedin")] == [True]
    renew(db, {name: someone(digest="2")}, at=NOW, words={name: {"who": "Lleva las cuentas", "company": "X"}})
    assert card(db, name).typed == {"who": "Lleva las cuentas", "company": "X"}


def test_a_contact_that_was_filed_stays_as_it_was_filed_and_what_changed_waits(db):
    name = one(db)
    filed = file_card(db, name, answer(), at=NOW)
    (new,) = renew(db, {name: someone(company="Nueva", digest="2")}, at=NOW, words={})
    assert person(db, filed.number) == filed
    assert (card(db, name).state, card(db, name).source) == (CardState.FILED, "linkedin")
    assert (card(db, new).state, card(db, new).contact.company.value) == (CardState.WAITING, "Nueva")
    assert [(each.card_id, each.digest) for each in known(db, "linkedin")] == [(new, "2")]
    assert rows(db, imported) == 2


def test_what_was_put_away_stays_away_whatever_a_newer_export_says(db):
    gone_one, no_card = add(db, [someone(), someone(key="u:2")], at=NOW)
    let_go(db, gone_one, GONE_ON, NOW)
    discard(db, no_card, "no", NOW)
    assert all(each.decided for each in known(db, "linkedin"))
    assert renew(db, {gone_one: someone(digest="2")}, at=NOW, words={}) == ()
    assert card(db, gone_one).state is CardState.LET_GO


def test_one_that_was_let_go_is_not_found_until_it_is_brought_back(db):
    name = one(db)
    let_go(db, name, GONE_ON, NOW)
    let_go(db, name, GONE_ON, NOW)
    assert who(db, "ana") == ()
    assert [(each.id, until) for each, until in gone(db)] == [(name, GONE_ON)]
    assert waiting_count(db) == 0
    take_back(db, name, NOW)
    assert (card(db, name).state, card(db, name).round) == (CardState.WAITING, 1)
    assert [found.cards for found in who(db, "ana")] == [(name,)]
    assert gone(db) == ()
    with pytest.raises(StoreError, match="was not let go"):
        take_back(db, name, NOW)


def test_after_its_day_all_that_it_said_is_erased_and_only_its_key_stays(db):
    name, other = add(db, [someone(), someone(key="u:2", name="Jon")], at=NOW)
    record_answer(db, name, 0, {"who": "x"}, NOW)
    let_go(db, name, GONE_ON, NOW)
    assert erase_gone(db, GONE_ON) == 0
    assert erase_gone(db, GONE_ON + timedelta(1)) == 1
    assert erase_gone(db, GONE_ON + timedelta(1)) == 0
    kept = card(db, name)
    assert (kept.contact, kept.typed, kept.photo, kept.state) == (Contact(), None, "", CardState.LET_GO)
    assert rows(db, contact_values) == rows(db, card_values) == 2  # those of the other
    assert {each.card_id: each.decided for each in known(db, "linkedin")} == {name: True, other: False}
    assert gone(db) == ()
    with pytest.raises(StoreError, match="erased"):
        take_back(db, name, NOW)


def test_a_photographed_card_is_not_let_go(db):
    with pytest.raises(StoreError, match="photographed"):
        let_go(db, waiting(db), GONE_ON, NOW)


def heap_of(db):
    """Four contacts: met in 2019, in 2024, at a time not known, and one to keep."""
    made = [
        someone(name="Zoe", company="Beta", met=date(2019, 1, 1), key="u:1", line=2),
        someone(name="Ángel", company="", met=date(2024, 1, 1), key="u:2", line=3),
        someone(name="Berta", company="Alfa", key="u:3", line=4),
        someone(name="Kepa", company="Gama", met=date(2000, 1, 1), key="u:4", line=5),
    ]
    names = add(db, made, at=NOW)
    keep(db, names[3], NOW)
    return names


@pytest.mark.parametrize(
    ("order", "called"),
    [
        ("newest", ["Kepa", "Ángel", "Zoe", "Berta"]),
        ("oldest", ["Kepa", "Zoe", "Ángel", "Berta"]),
        ("name", ["Kepa", "Ángel", "Berta", "Zoe"]),
        ("company", ["Kepa", "Berta", "Zoe", "Ángel"]),
    ],
)
def test_contacts_come_in_the_order_that_is_chosen_those_to_keep_first(db, order, called):
    heap_of(db)
    assert [each.contact.name.value for each in next_contacts(db, order, 9)] == called
    assert [each.contact.name.value for each in next_contacts(db, order, 2)] == called[:2]
    assert [each.contact.name.value for each in undecided(db, order, [], 9)] == called[1:]


def test_open_forms_take_the_room_and_so_do_photographed_cards(db):
    names = heap_of(db)
    photographed = waiting(db)
    record_run(db, photographed, "run 1", 0)
    record_run(db, names[0], "run 2", 0)
    assert {each.id for each in open_cards(db)} == {photographed, names[0]}
    assert len(next_contacts(db, "newest", 2)) == 0
    assert len(next_contacts(db, "newest", 3)) == 1
    assert heap(db).count == 3
    assert waiting_count(db) == 5
    assert {each.card for each in lines(db)} == {photographed, names[0]}
    assert first(db, "newest").id in {photographed, names[0]}


def test_without_a_photographed_card_the_next_contact_is_asked_about_first(db):
    names = heap_of(db)
    assert first(db, "newest").id == names[3]
    assert undecided_count(db) == 3


def test_contacts_that_were_put_off_are_counted_and_come_back(db):
    name = one(db)
    record_run(db, name, "run", 0)
    postpone(db, name, TODAY + timedelta(1), NOW)
    assert (heap(db).count, heap(db).oldest, heap(db).later) == (0, None, 1)
    assert list(lines(db)) == []
    assert come_back(db, TODAY + timedelta(1)) == (name,)
    assert (heap(db).count, heap(db).oldest, heap(db).later) == (
        1,
        datetime(2026, 11, 5, 12, 30, tzinfo=UTC),
        0,
    )


def test_an_empty_store_has_nothing_to_ask_about(db):
    assert first(db, "name") is None
    assert next_contacts(db, "newest", 20) == open_cards(db) == tuple(lines(db)) == ()
