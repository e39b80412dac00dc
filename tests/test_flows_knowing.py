from __future__ import annotations

from dataclasses import replace
from datetime import date

from stores import NOW, answer, contact, waiting

from data.cards import card, record_run
from data.merging import file_known_card, merge_people
from data.models import Contact, Value
from data.people import file_card
from data.schema import card_keys, person_keys, told_apart
from data.sides import join
from enrich.same_person_keys import keys
from enrich.succession import replaced
from flows.knowing import keep_keys, known, waiting_as

AGAIN = Contact(
    name=Value("Ana Ruiz", "Ana Ruiz"),
    company=Value("Puerto Verde", "Puerto Verde"),
    phones=(Value("+34612345678", "", kind="mobile"),),
)
"""Another card of the Ana of `stores.contact`."""
NOBODY = Contact(
    name=Value("Iker Etxeberria", "Iker Etxeberria"), company=Value("Pan de Ayer", "Pan de Ayer")
)


def file(db, name="ana.jpg", **changes):
    return file_card(db, waiting(db, name), answer(**changes), at=NOW).number


def asked(db, draft=AGAIN, name="again.jpg"):
    """The numbers of those who are asked about in the form of a card."""
    return [found.person.number for found in known(db, card(db, waiting(db, name, draft)))]


def count(db, table):
    return db.rows(f"SELECT count(*) FROM {table.name}")[0][0]  # noqa: S608, our own


def test_another_card_of_somebody_known_is_asked_about_with_reasons(db):
    head = file(db)
    (found,) = known(db, card(db, waiting(db, "again.jpg", AGAIN)))
    assert found.person.number == head
    assert found.person.answer.who == answer().who
    assert "same_person.same_mobile" in [reason.key for reason in found.reasons]


def test_nobody_is_asked_about_where_nobody_comes_near(db):
    file(db)
    assert asked(db, NOBODY) == []


def test_people_filed_before_there_were_keys_are_known_too(db):
    file(db)
    keep_keys(db)
    with db.transaction() as connection:
        connection.execute(person_keys.delete())
    assert asked(db) == [1]


def test_keys_are_asked_for_once(db):
    file(db)
    file_card(db, waiting(db, "silent.jpg", Contact()), answer(contact=Contact()), at=NOW)
    assert keep_keys(db) == 2
    assert keep_keys(db) == 0
    assert count(db, person_keys) == 2 + len(keys(contact()))


def test_keys_of_another_rule_are_made_anew(db, monkeypatch):
    file(db)
    keep_keys(db)
    monkeypatch.setattr("flows.knowing.RULE", "another")
    assert keep_keys(db) == 1
    assert asked(db) == [1]
    assert count(db, person_keys) == 1 + len(keys(contact()))


def test_a_card_that_says_something_else_now_has_other_keys(db):
    file(db)
    front, back = waiting(db, "front.jpg", NOBODY), waiting(db, "back.jpg", Contact())
    assert known(db, card(db, front)) == ()
    join(db, front, back, AGAIN, at=NOW)
    assert [found.person.number for found in known(db, card(db, front))] == [1]
    assert known(db, card(db, back)) == ()


def test_somebody_is_known_again_by_what_they_had_years_ago(db):
    head = file(db, met_when=date(2019, 1, 1))
    moved = replace(AGAIN, phones=(Value("+34600000009", "", kind="mobile"),))
    given = answer("", same=(head,), contact=moved, met_when=date(2024, 1, 1))
    file_known_card(db, waiting(db, "moved.jpg", moved), given, at=NOW, replaced=replaced)
    old = Contact(name=contact().name, company=contact().company)
    assert asked(db, old) == [head]


def test_a_person_of_several_cards_is_asked_about_once(db):
    one, other = file(db), file(db, "2.jpg")
    merge_people(db, [one, other], replaced=replaced)
    assert asked(db) == [one]


def test_at_most_three_are_asked_about(db):
    for number in range(5):
        file(db, f"{number}.jpg")
    assert len(asked(db)) == 3


def test_who_was_told_apart_from_a_card_is_not_asked_about_again(db):
    head, other = file(db), file(db, "2.jpg")
    name = waiting(db, "again.jpg", AGAIN)
    with db.transaction() as connection:
        connection.execute(told_apart.insert().values(card_id=name, person_number=head))
    assert [found.person.number for found in known(db, card(db, name))] == [other]
    merge_people(db, [head, other], replaced=replaced)
    assert known(db, card(db, name)) == ()


def test_who_was_filed_though_asked_about_is_told_apart_from_their_card(db):
    head = file(db)
    name = waiting(db, "again.jpg", AGAIN)
    file_card(db, name, answer(different=(head, 99)), at=NOW)
    assert db.rows("SELECT card_id, person_number FROM told_apart") == [(name, head)]


def test_cards_whose_form_is_open_are_found_for_somebody_who_was_filed_just_now(db):
    drafts = {"again.jpg": AGAIN, "nobody.jpg": NOBODY, "silent.jpg": Contact()}
    name, *others = [waiting(db, photo, draft) for photo, draft in drafts.items()]
    waiting(db, "no-form.jpg", AGAIN)
    for place, card_id in enumerate([name, *others]):
        record_run(db, card_id, f"run-{place}", 0)
    assert waiting_as(db, file(db)) == (name,)
    assert count(db, card_keys) == 3 + len(keys(AGAIN)) + len(keys(NOBODY))


def test_the_open_form_of_a_card_that_says_something_else_now_has_other_keys(db):
    front, back = waiting(db, "front.jpg", NOBODY), waiting(db, "back.jpg", Contact())
    record_run(db, front, "run", 0)
    head = file(db)
    assert waiting_as(db, head) == ()
    join(db, front, back, AGAIN, at=NOW)
    record_run(db, front, "another run", 1)
    assert waiting_as(db, head) == (front,)
