from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from stores import NOW, answer, contact, waiting

from data.cards import card
from data.errors import NotFoundError, StoreError
from data.merging import file_known_card, joined_to, layers, merge_people, part_person
from data.models import CardState, Contact, Meeting, Need, NeedKind, Spell, Value
from data.people import file_card, people, person, vcards_of_joined, without_vcard
from data.schema import METADATA
from data.search import who
from data.written_cards import WrittenCard, forget_written, record_written
from enrich.succession import replaced

OLD_MAIL, NEW_MAIL = "ana@astillerosruiz.example", "ana@puertoverde.example"
MOVED = Contact(
    name=Value("Ana Ruiz", "Ana Ruiz"),
    job_title=Value("Directora", "Directora"),
    company=Value("Puerto Verde", "Puerto Verde"),
    phones=(Value("+34612345678", "", kind="mobile"), Value("+34911234567", "", kind="landline")),
    emails=(Value(NEW_MAIL, NEW_MAIL),),
)
"""The card of the Ana of `stores.contact` after she went to another firm."""


def known(db, *, met=date(2019, 3, 1), **changes):
    """Ana as she was first filed."""
    return file_card(db, waiting(db, "ana.jpg"), answer(met_when=met, **changes), at=NOW).number


def again(db, head, *, name="again.jpg", said="", told=MOVED, met=date(2024, 6, 1), **changes):
    """The person on file after another card of theirs was answered with "yes, the same"."""
    given = answer(said, met_when=met, contact=told, same=(head,), **changes)
    at = datetime(2026, 11, 6, tzinfo=UTC)
    return file_known_card(db, waiting(db, name, told), given, at=at, replaced=replaced)


def test_a_second_card_of_somebody_known_is_stacked_and_nobody_is_new(db):
    head = known(db)
    filed = again(db, head)
    assert people(db) == (filed,)
    assert filed.number == head
    assert [layer.day for layer in layers(db, head)] == [date(2019, 3, 1), date(2024, 6, 1)]


def test_who_said_nothing_of_somebody_known_leaves_the_sentence_that_is_there(db):
    head = known(db)
    filed = again(db, head)
    assert filed.answer.who == answer().who
    assert not [spell for spell in filed.history if spell.field == "who"]


def test_the_newest_sentence_holds_and_the_older_one_is_history(db):
    head = known(db, who="Hace barcos en la ría")
    filed = again(db, head, said="Dirige un puerto entero", does="", heading="La mar")
    assert filed.answer.who == "Dirige un puerto entero"
    assert filed.answer.does == answer().does
    told = {(spell.field, spell.value, spell.until) for spell in filed.history}
    assert ("who", "Hace barcos en la ría", date(2026, 11, 6)) in told
    assert ("heading", answer().heading, date(2026, 11, 6)) in told


def test_another_company_ends_the_job_and_the_ways_to_reach_somebody_there(db):
    told = again(db, known(db)).answer.contact
    assert (told.company.value, told.job_title.value) == ("Puerto Verde", "Directora")
    assert told.name.value == "Ana Ruiz Peña", "the fuller name stays"
    assert [phone.value for phone in told.phones] == ["+34612345678", "+34911234567"]
    assert [mail.value for mail in told.emails] == [NEW_MAIL]
    assert told.address is None
    assert told.social == contact().social


def test_what_ended_is_history_with_its_days(db):
    history = again(db, known(db)).history
    old, new = date(2019, 3, 1), date(2024, 6, 1)
    assert Spell("job", "Carpintera de ribera · Astilleros Ruiz, S.L.", old, new) in history
    assert Spell("job", "Directora · Puerto Verde", new) in history
    assert Spell("emails", OLD_MAIL, old, new) in history
    assert Spell("phones", "+34986123456", old, new) in history
    assert "+34612345678" not in {spell.value for spell in history}


def test_the_newer_card_is_the_one_of_the_later_day_whichever_was_filed_first(db):
    head = known(db, met=date(2025, 1, 1))
    told = again(db, head, met=date(2015, 1, 1)).answer.contact
    assert told.company.value == "Astilleros Ruiz, S.L."
    assert {mail.value for mail in told.emails} == {OLD_MAIL}


def test_the_first_meeting_comes_first_and_the_others_are_kept(db):
    head = known(db, met=date(2025, 1, 1), met_where="Bilbao", met_through="")
    filed = again(db, head, met=date(2015, 1, 1), met_where="Vigo", met_through="")
    assert (filed.answer.met_where, filed.answer.met_when) == ("Vigo", date(2015, 1, 1))
    assert filed.again == (Meeting("Bilbao", date(2025, 1, 1)),)


def test_what_somebody_looks_for_and_offers_is_united_without_repeats(db):
    head = known(db)
    more = (Need(NeedKind.SUPPLIER, "Roble seco"), Need(NeedKind.CLIENT, "astilleros"))
    filed = again(db, head, interests=("Remo", "el viento"), needs=more, offers=("un barco",))
    assert filed.answer.interests == ("remo", "la ría de Arousa", "el viento")
    assert filed.answer.needs == (*answer().needs, more[1])
    assert filed.answer.offers == ("enseñar a calafatear", "un barco")


def test_every_idea_of_a_gift_is_kept(db):
    filed = again(db, known(db), gift="Un libro de nudos", gift_by=None)
    assert filed.answer.gift == "Un libro de nudos"
    assert [spell.value for spell in filed.history if spell.field == "gift"] == [answer().gift]


def test_the_person_is_found_once_by_what_is_on_any_of_the_cards(db):
    head = known(db)
    again(db, head)
    for asked in ("Puerto Verde", "Astilleros", "986 123 456", NEW_MAIL, OLD_MAIL, "calafatear"):
        (found,) = who(db, asked)
        assert found.number == head
    assert (found.company, found.job_title, found.name) == ("Puerto Verde", "Directora", "Ana Ruiz Peña")
    assert found.emails == (NEW_MAIL,)
    assert len(found.cards) == 2


def test_what_is_found_and_who_is_on_file_tell_the_same(db):
    head = known(db)
    on_file = again(db, head, said="Dirige un puerto", met_where="Bilbao")
    (found,) = who(db, "puerto verde")
    told = on_file.answer
    assert (found.history, found.again) == (on_file.history, on_file.again)
    for same in ("who", "does", "heading", "interests", "needs", "offers", "gift", "gift_by", "met_where"):
        assert getattr(found, same) == getattr(told, same), same
    for several in ("phones", "emails", "websites", "social", "also"):
        assert getattr(found, several) == tuple(value.value for value in getattr(told.contact, several))


def test_filing_twice_with_yes_is_filing_once(db):
    head = known(db)
    first = again(db, head)
    assert again(db, head, said="Otra") == first
    assert card(db, layers(db, head)[1].card).state is CardState.FILED


def test_somebody_who_is_not_on_file_cannot_be_the_same(db):
    name = waiting(db)
    with pytest.raises(NotFoundError):
        file_known_card(db, name, answer(same=(99,)), at=NOW, replaced=replaced)
    assert card(db, name).state is CardState.WAITING


def test_a_card_that_is_two_people_on_file_makes_them_one(db):
    one, other = known(db), file_card(db, waiting(db, "2.jpg"), answer("Otra"), at=NOW).number
    given = answer("", same=(other, one))
    filed = file_known_card(db, waiting(db, "3.jpg"), given, at=NOW, replaced=replaced)
    assert people(db) == (filed,)
    assert (filed.number, joined_to(db, one)) == (one, (2, 3))


def test_parting_gives_back_both_as_they_were(db):
    one = known(db)
    other = file_card(db, waiting(db, "2.jpg"), answer("Otra", contact=MOVED), at=NOW).number
    before = people(db)
    merge_people(db, [other, one], replaced=replaced)
    assert len(people(db)) == 1
    head, apart = part_person(db, other, replaced=replaced)
    assert (head.number, apart.number) == (one, other)
    assert people(db) == before
    assert {found.number for found in who(db, "Ana")} == {one, other}


def test_who_was_joined_to_nobody_cannot_be_parted(db):
    one = known(db)
    with pytest.raises(StoreError) as caught:
        part_person(db, one, replaced=replaced)
    assert caught.value.message.key == "merging.not-joined"
    with pytest.raises(NotFoundError):
        part_person(db, 99, replaced=replaced)


def test_somebody_is_shown_by_the_number_of_any_of_their_cards(db):
    head = known(db)
    filed = again(db, head)
    assert person(db, 2) == filed


def test_one_vcard_is_written_anew_and_the_other_is_to_go(db):
    one, other = known(db), file_card(db, waiting(db, "2.jpg"), answer(), at=NOW).number
    record_written(db, WrittenCard(one, "000001.vcf", "its text"), NOW)
    record_written(db, WrittenCard(other, "000002.vcf", "its text"), NOW)
    merge_people(db, [one, other], replaced=replaced)
    assert [each.number for each in without_vcard(db)] == [one]
    assert vcards_of_joined(db) == (other,)
    forget_written(db, other)
    part_person(db, other, replaced=replaced)
    assert [each.number for each in without_vcard(db)] == [one, other]


def test_a_value_that_its_own_card_ended_stays_ended(db):
    one, other = known(db), file_card(db, waiting(db, "2.jpg"), answer(contact=MOVED), at=NOW).number
    with db.transaction() as connection:
        connection.execute(text("UPDATE contact_points SET to_card = from_card WHERE field = 'social'"))
    merge_people(db, [one, other], replaced=replaced)
    part_person(db, other, replaced=replaced)
    assert person(db, one).answer.contact == replace(contact(), social=())


PEOPLE = 5
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.lists(st.integers(1, PEOPLE), min_size=2, max_size=3)),
        st.tuples(st.just("part"), st.integers(1, PEOPLE)),
    ),
    max_size=8,
)


def snapshot(db):
    """Every row of the store; of the keys, which are asked for anew, none."""
    with db.reading() as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in METADATA.tables.items()
            if name != "person_keys"
        }


def wholes(db):
    """Of each row the head: walks up by itself, and so finds a circle."""
    up = dict(db.rows("SELECT number, merged_into FROM people"))
    found = {}
    for number in up:
        walked = [number]
        while (above := up[walked[-1]]) is not None:
            assert above not in walked, "a circle"
            walked.append(above)
        found[number] = walked[-1]
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, order=st.permutations(range(1, PEOPLE + 1)))
def test_whatever_is_joined_and_parted_in_whatever_order_nothing_is_lost(sqlite, steps, order):
    if not people(sqlite):
        for number in range(1, PEOPLE + 1):
            met = date(2020 + (number * 3) % PEOPLE, 1, 1)
            told = replace(MOVED if number % 2 else contact(), rest=(f"línea {number}",))
            given = answer(f"Persona {number}", met_when=met, contact=told)
            file_card(sqlite, waiting(sqlite, f"{number}.jpg"), given, at=NOW)
    before, told = snapshot(sqlite), people(sqlite)
    for step, numbers in steps:
        if step == "merge":
            merge_people(sqlite, numbers, replaced=replaced)
        elif wholes(sqlite)[numbers] != numbers:
            part_person(sqlite, numbers, replaced=replaced)
        heads = wholes(sqlite)
        shown = people(sqlite)
        assert {each.number for each in shown} == set(heads.values())
        assert {found.number for found in who(sqlite, "persona")} == set(heads.values())
        lines = [line for each in shown for line in each.answer.contact.rest]
        ended = [spell.value for each in shown for spell in each.history if spell.field == "rest"]
        assert sorted([*lines, *ended]) == [f"línea {number}" for number in range(1, PEOPLE + 1)]
    for number in order:
        if wholes(sqlite)[number] != number:
            part_person(sqlite, number, replaced=replaced)
    assert people(sqlite) == told
    assert snapshot(sqlite) == before
