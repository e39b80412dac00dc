from __future__ import annotations

import numpy as np
from stores import NOW, answer, waiting

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
