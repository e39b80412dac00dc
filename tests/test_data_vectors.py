from __future__ import annotations

import numpy as np
from stores import NOW, answer, waiting

from data.merging import merge_people
from data.noting import record_note
from data.people import file_card
from data.vectors import meanings, record_vectors, without_vector
from enrich.encoder import MODEL, SIZE
from flows.meaning import keep_meanings


def filed(db, name="ana.jpg"):
    return file_card(db, waiting(db, name), answer(), at=NOW)


def test_each_sentence_about_a_person_is_given_a_vector_once(db):
    person = filed(db)
    texts = {meant.text for meant in without_vector(db, MODEL)}
    assert texts >= {person.answer.who, *person.answer.interests, *person.answer.offers}
    assert keep_meanings(db) == len(texts)
    assert without_vector(db, MODEL) == ()
    assert keep_meanings(db) == 0


def test_vectors_come_back_as_they_were_kept_each_with_its_text(db):
    person = filed(db)
    missing = without_vector(db, "model")
    rng = np.random.default_rng(3)
    matrix = rng.random((len(missing), 4), np.float32)
    record_vectors(db, "model", missing, matrix)
    found = meanings(db, "model", "offer", "interest", "need", "who", "does", "heading")
    assert {meant: tuple(row) for meant, row in zip(found.texts, found.matrix, strict=True)} == {
        meant: tuple(row) for meant, row in zip(missing, matrix, strict=True)
    }
    assert {meant.person for meant in found.texts} == {person.number}


def test_of_somebody_filed_twice_what_holds_is_read_once_under_the_number_that_is_kept(db):
    first, second = filed(db), filed(db, "ana-2.jpg")
    keep_meanings(db)
    merge_people(db, [first.number, second.number], replaced=lambda *_: ())
    found = meanings(db, MODEL, "who", "interest", "need", "offer", "note")
    assert {meant.person for meant in found.texts} == {first.number}
    assert [meant.row for meant in found.texts if meant.kind == "who"] == [second.number]
    said = [(meant.kind, meant.text) for meant in found.texts]
    assert len(said) == len(set(said)) == len(found.matrix)
    assert {text for kind, text in said if kind == "offer"} == set(first.answer.offers)


def test_what_was_said_since_is_noticed_by_its_count(db):
    filed(db)
    keep_meanings(db)
    record_note(db, "Feria del queso", "queso", None, at=NOW)
    assert [meant.kind for meant in without_vector(db, MODEL)] == ["note"]


def test_only_the_kinds_that_were_asked_for_come_back(db):
    filed(db)
    keep_meanings(db)
    found = meanings(db, MODEL, "offer")
    assert {meant.kind for meant in found.texts} == {"offer"}
    assert found.matrix.shape == (len(found.texts), SIZE)


def test_what_another_model_said_is_asked_again(db):
    filed(db)
    missing = without_vector(db, "older")
    record_vectors(db, "older", missing, np.zeros((len(missing), 2), np.float32))
    assert without_vector(db, MODEL) == missing
    keep_meanings(db)
    assert meanings(db, "older", "who").texts == ()


def test_a_store_without_people_has_no_meanings(db):
    found = meanings(db, MODEL, "offer", "need")
    assert found.texts == ()
    assert len(found.matrix) == 0
