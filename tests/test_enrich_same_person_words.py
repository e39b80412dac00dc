from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.letters import fold
from data.wordlists import sections, tagged
from enrich.name_frequency import how_usual, tells
from enrich.nicknames import are_familiar, are_translated, full_names, is_compound_of, unabbreviated
from enrich.same_person_words import Grade, grade
from enrich.spellings import seen, spelled

LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzñáéíóúüößøłçş", max_size=14)
WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=14)
KINDS = ("given", "surname")


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        ("Inés", "INES", "given", Grade.EQUAL),
        ("Mª", "María", "given", Grade.ABBREVIATION),
        ("Fdez.", "Fernández", "surname", Grade.ABBREVIATION),
        ("Mühlenbeck", "Muehlenbeck", "surname", Grade.SPELLING),
        ("Otxoa", "Ochoa", "surname", Grade.SPELLING),
        ("Zubiaurre", "Subiaure", "surname", Grade.SPELLING),
        ("Amezcua", "Arnezcua", "surname", Grade.MISREAD),
        ("Mu?agorri", "Muñagorri", "surname", Grade.MISREAD),
        ("Larraaga", "Larrañaga", "surname", Grade.MISREAD),
        ("Paco", "Francisco", "given", Grade.NICKNAME),
        ("Bob", "Robbie", "given", Grade.NICKNAME),
        ("Tarsilita", "Tarsila", "given", Grade.SHORTENED),
        ("Giovanni", "John", "given", Grade.TRANSLATED),
        ("Kelly", "Ceallaigh", "surname", Grade.TRANSLATED),
        ("Barrihuelo", "Barrituelo", "surname", Grade.TYPO),
        ("J", "Jonathan", "given", Grade.INITIAL),
        ("J.", "J", "given", Grade.INITIAL),
        ("B", "William", "given", Grade.CALLED),
    ],
)
def test_words_agree_in_this_way(one, other, kind, expected):
    assert grade(one, other, kind) is expected
    assert grade(other, one, kind) is expected


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Roberto", "Roberta", "given"),
        ("Daniel", "Daniela", "given"),
        ("Mario", "María", "given"),
        ("Alexander", "Alexandra", "given"),
        ("Christian", "Christina", "given"),
        ("Nick", "Rick", "given"),
        ("Elena", "Helga", "given"),
        ("Paul", "Pauline", "given"),
        ("Ferrero", "Herrero", "surname"),
        ("Diego", "Jaime", "given"),
        ("M", "Nuria", "given"),
    ],
)
def test_these_words_are_two_names(one, other, kind):
    assert grade(one, other, kind) is None
    assert grade(other, one, kind) is None


@given(one=WORDS, other=WORDS, kind=st.sampled_from(KINDS))
def test_any_two_words_agree_or_not_the_same_both_ways(one, other, kind):
    assert grade(one, other, kind) is grade(other, one, kind)


@given(word=LATIN)
def test_sounds_and_shapes_do_not_hang_on_accents_and_case(word):
    assert spelled(fold(word)) == spelled(word) == spelled(word.upper())
    assert seen(fold(word)) == seen(word)


def test_a_compound_is_told_only_where_all_its_words_are():
    assert is_compound_of("Chema", ["José", "María"])
    assert is_compound_of("Mamen", ["María", "del", "Carmen"])
    assert not is_compound_of("Chema", ["José", "Luis"])
    assert not is_compound_of("José", ["José", "Manuel"])


def test_a_familiar_form_may_be_of_several_names_but_does_not_make_them_one():
    assert {"hipolito", "leopoldo"} <= full_names("Polo")
    assert not are_familiar("Hipólito", "Leopoldo")
    assert not are_familiar("Alejandro", "Alejandra")


def test_forms_in_two_languages_are_told_and_names_of_one_language_are_kept_apart():
    assert are_translated("Jordi", "Jorge")
    assert are_translated("Koldo", "Luis")
    assert not are_translated("Diego", "Jaime")
    assert not are_translated("Juan", "Luis")


def test_an_abbreviation_stands_for_its_word_and_other_words_for_themselves():
    assert unabbreviated("M.ª") == "maria"
    assert unabbreviated("Glez.") == "gonzalez"
    assert unabbreviated("Quillón") == "quillon"


def test_a_usual_word_tells_little_whether_it_is_given_name_or_surname():
    assert how_usual("García", "surname") == "most"
    assert tells("Luis", "surname") == tells("Luis", "given")
    assert tells("García", "surname") < tells("Ibáñez", "surname") < tells("Quintanarroyo", "surname")


@pytest.mark.parametrize("table", ["nicknames", "name_abbreviations"])
def test_no_form_stands_twice_behind_a_name_and_none_is_the_name_itself(table):
    names = [fold(line.partition(" = ")[0]) for line in sections(table)[""]]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    for name, forms in tagged(table).items():
        folded = [fold(form).replace(".", "") for form in forms]
        assert len(set(folded)) == len(folded), name
        assert name not in folded


@pytest.mark.parametrize("table", ["given_equivalents", "surname_equivalents"])
def test_no_word_stands_twice_on_a_line_and_no_line_is_alone(table):
    for line in sections(table)[""]:
        words = [fold(word) for word in line.split()]
        assert len(set(words)) == len(words) > 1, line


def test_no_name_is_in_two_ranks_of_how_usual_it_is():
    for kind in KINDS:
        ranks = [sections("frequent_names")[f"{kind} {rank}"] for rank in ("most", "many")]
        words = [fold(word) for lines in ranks for line in lines for word in line.split(",") if word.strip()]
        assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize(
    ("short", "name"),
    [
        *(("Pepe", "José"), ("Peggy", "Margaret"), ("Zé", "José"), ("Sepp", "Josef"), ("Kasia", "Katarzyna")),
        *(("Beppe", "Giuseppe"), ("Sasha", "Aleksandr"), ("Koldo", "Luis"), ("Quim", "Joaquim")),
        *(("Toon", "Antonius"), ("Femi", "Olufemi"), ("Pista", "István")),
    ],
)
def test_there_are_nicknames_of_many_languages(short, name):
    assert are_familiar(short, name)


def test_every_rule_of_spelling_is_a_pattern_that_can_be_read():
    for line in sections("spellings")[""]:
        pattern, sign, _ = line.partition(" =")
        assert sign, line
        re.compile(pattern.strip())
