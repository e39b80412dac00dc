from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from people_to_help import all_three

from data.noting import record_note
from flows.meaning import keep_meanings
from flows.suggesting import caring

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


def glad(db, text: str, about: str) -> dict[str, str]:
    """Who would be glad of a note, each with the words that say so."""
    note = record_note(db, text, about, None, at=NOW)
    keep_meanings(db)
    numbers = {1: "ana", 2: "iker", 3: "tom"}
    return {numbers[each.person]: each.words for each in caring(db, (note,))}


def test_who_speaks_of_the_same_or_means_nearly_the_same_is_glad_in_both_languages(db):
    all_three(db)
    assert glad(db, "Feria del queso, Trujillo, 3 May", "cheese") == {
        "tom": "sheep's milk cheese",
        "ana": "cheese fairs",
        "iker": "las ferias de queso",
    }
    assert "tom" in glad(db, "Regata de traineras, Bermeo", "remo")
    assert glad(db, "Concierto de acordeón", "acordeón") == {"ana": "the accordion"}


@pytest.mark.parametrize(
    ("text", "about"), [("Cata de vinos", "wine"), ("Congreso de dentistas", "dentistas"), ("xyz", "")]
)
def test_nobody_is_named_for_what_nobody_cares_about(db, text, about):
    all_three(db)
    assert glad(db, text, about) == {}


def test_each_says_why_in_words(db):
    all_three(db)
    note = record_note(db, "Cheese market", "cheeses", date(2027, 5, 3), at=NOW)
    keep_meanings(db)
    for each in caring(db, (note,)):
        assert each.key == f"note:{note.number}/person:{each.person}"
        assert each.day == date(2027, 5, 3)
        said = " ".join(reason.text("en") for reason in each.reasons)
        assert each.words in said
        assert "both speak of “cheese" in said or "nearly the same" in said


def test_a_note_whose_meaning_is_not_kept_yet_stops_nothing(db):
    all_three(db)
    note = record_note(db, "Cheese market", "cheese", None, at=NOW)
    assert list(caring(db, (note,))) == []
