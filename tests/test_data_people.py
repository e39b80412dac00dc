from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from stores import NOW, answer, contact, sha, waiting

from data.cards import card, card_id, discard
from data.errors import NotFoundError, StoreError
from data.models import Answer, CardState, Contact, Decision, Value
from data.people import file_card, people, person, without_vcard
from data.schema import METADATA
from data.written_cards import WrittenCard, record_written

ROOT = Path(__file__).parent.parent
FILE = """
import sys
sys.path.insert(0, "tests")
from stores import NOW, answer
from data.database import Database
from data.people import file_card
for line in sys.stdin:
    print(file_card(Database(sys.argv[1]), line.strip(), answer(), at=NOW).number, flush=True)
"""


def test_a_card_is_filed_as_a_person_with_every_answer(db):
    name = waiting(db)
    filed = file_card(db, name, answer(), at=NOW)
    assert filed.answer == answer()
    assert filed == person(db, filed.number)
    assert (card(db, name).state, card(db, name).person) == (CardState.FILED, filed.number)


def test_a_person_of_whom_only_a_sentence_is_known_is_filed(db):
    told = Answer(Decision.FILE, who="Hace barcos")
    assert file_card(db, waiting(db), told, at=NOW).answer == told


@pytest.mark.parametrize("who", ["", " ", "\n\t", "\u00a0"])
def test_without_saying_who_it_is_nothing_is_filed(db, who):
    name = waiting(db)
    with pytest.raises(StoreError) as caught:
        file_card(db, name, answer(who), at=NOW)
    assert caught.value.message.key == "store.no_who"
    assert card(db, name).state == CardState.WAITING
    assert people(db) == ()


@pytest.mark.parametrize("who", ["", "  ", "\n\t "])
def test_the_database_itself_refuses_a_person_of_whom_nothing_is_said(db, who):
    filed = file_card(db, waiting(db), answer(), at=NOW)

    def blank() -> None:
        with db.transaction() as connection:
            connection.execute(text("UPDATE people SET who = :who"), {"who": who})

    with pytest.raises(StoreError) as caught:
        blank()
    assert caught.value.message.key == "store.rule"
    assert person(db, filed.number) == filed


def test_filing_twice_is_filing_once(db):
    name = waiting(db)
    first = file_card(db, name, answer(), at=NOW)
    assert file_card(db, name, answer("Somebody else"), at=NOW) == first
    assert people(db) == (first,)


def test_filing_at_the_same_time_in_several_threads_is_filing_once(db):
    name = waiting(db)
    start = threading.Barrier(5)

    def file(_: int) -> int:
        start.wait()
        return file_card(db, name, answer(), at=NOW).number

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(file, range(5)))) == 1
    assert len(people(db)) == 1


def test_filing_at_the_same_time_in_two_processes_is_filing_once(db):
    names = [waiting(db, f"{number}.jpg") for number in range(8)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", FILE, db.url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n".join(names))
        process.stdin.flush()
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda process: process.communicate()[0].split(), processes)
    assert one == other
    assert len(one) == len(set(one)) == len(people(db)) == 8


def test_a_filing_that_stops_half_way_leaves_nothing_of_it(db, monkeypatch):
    name = waiting(db)
    monkeypatch.setattr("data.person_rows.forget_card", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        file_card(db, name, answer(), at=NOW)
    monkeypatch.undo()
    assert card(db, name).state == CardState.WAITING
    assert db.rows("SELECT count(*) FROM person_words") == [(0,)]
    assert file_card(db, name, answer(), at=NOW).answer == answer()


def test_a_discarded_card_is_not_filed(db):
    name = waiting(db)
    discard(db, name, "a coaster", NOW)
    with pytest.raises(StoreError):
        file_card(db, name, answer(), at=NOW)
    assert people(db) == ()


def test_a_card_that_is_not_there_is_told(db):
    with pytest.raises(NotFoundError):
        file_card(db, "0" * 12, answer(), at=NOW)
    with pytest.raises(NotFoundError):
        person(db, 99)


def test_each_person_keeps_what_is_theirs(db):
    told = [
        answer(f"Persona {number}", interests=("remo",) * number, contact=contact(f"Ana {number}"))
        for number in range(3)
    ]
    filed = [file_card(db, waiting(db, f"{number}.jpg"), each, at=NOW) for number, each in enumerate(told)]
    assert people(db) == tuple(filed)
    assert [found.answer for found in filed] == told
    assert len({found.uid for found in filed}) == 3


def test_what_says_nothing_makes_no_row(db):
    blank = answer(
        interests=("", " "),
        offers=(" ",),
        met_where="",
        met_through=" ",
        met_when=None,
        gift="",
        gift_by=None,
    )
    filed = file_card(db, waiting(db), blank, at=NOW)
    assert (filed.answer.interests, filed.answer.offers) == ((), ())
    for table in ("interests", "offers", "meetings", "gifts"):
        assert db.rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608, our own


@pytest.mark.parametrize(
    "half", [Contact(company=Value("Astilleros", "")), Contact(job_title=Value("Jefa", ""))]
)
def test_a_company_without_a_title_and_a_title_without_a_company_are_kept(db, half):
    assert file_card(db, waiting(db), answer(contact=half), at=NOW).answer.contact == half


def test_what_cannot_be_stored_is_replaced_and_seen(db):
    filed = file_card(db, waiting(db), answer("Hace\0barcos \ud800"), at=NOW)
    assert filed.answer.who == "Hace\ufffdbarcos \ufffd"


def test_contact_points_remember_the_card_that_they_came_from(db):
    name = waiting(db)
    file_card(db, name, answer(), at=NOW)
    assert set(db.rows("SELECT from_card, to_card FROM contact_points")) == {(name, None)}
    assert db.rows("SELECT from_card FROM jobs") == [(name,)]


def test_a_person_without_a_vcard_is_known_until_it_was_written(db):
    filed = [file_card(db, waiting(db, f"{number}.jpg"), answer(), at=NOW) for number in range(2)]
    assert without_vcard(db) == tuple(filed)
    record_written(db, WrittenCard(filed[0].number, "000001.vcf", "BEGIN:VCARD"), NOW)
    assert without_vcard(db) == (filed[1],)


def test_the_uid_of_a_person_comes_from_the_card_alone(db):
    first = file_card(db, waiting(db), answer(), at=NOW)
    forget_everybody(db)
    again = file_card(db, card_id(sha("ana.jpg"), 0, 0), answer(), at=NOW)
    assert again.uid == first.uid == str(UUID(first.uid))
    assert again.number > first.number, "a number is never given twice"


def forget_everybody(db):
    """As if the card had never been filed."""
    with db.transaction() as connection:
        connection.execute(text("UPDATE cards SET state = 'waiting', person_number = NULL"))
        for table in reversed(METADATA.sorted_tables):
            if "person_number" in table.c and table.name != "cards":
                connection.execute(table.delete())
        connection.execute(text("DELETE FROM people"))
