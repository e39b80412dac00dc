from __future__ import annotations

import numpy as np
from stores import NOW, answer, contact, waiting

from data.people import file_card
from data.sketches import NONE, ROW, SIZE, brought_up, near
from data.vectors import meanings, meanings_about, record_vectors, without_vector

MODEL = "model"


def filed(db, name, phone):
    draft = contact(phone=phone)
    return file_card(db, waiting(db, name, draft), answer(contact=draft), at=NOW).number


def learn(db, rng):
    """A vector for each text that has none, by chance."""
    missing = without_vector(db, MODEL)
    record_vectors(db, MODEL, missing, rng.standard_normal((len(missing), SIZE)).astype(np.float32))
    return missing


def keys(sketches):
    return sorted(zip(sketches["kind"].tolist(), sketches["row"].tolist(), strict=True))


def test_a_store_without_people_has_no_sketches(db):
    assert len(brought_up(db, MODEL, NONE)) == 0
    assert near(NONE, np.ones(SIZE, np.float32), 5) == []


def test_each_text_about_a_person_has_a_sketch_and_what_comes_in_later_is_added(db):
    rng = np.random.default_rng(1)
    ana = filed(db, "ana.jpg", "+34612345678")
    first = learn(db, rng)
    sketches = brought_up(db, MODEL, NONE)
    assert len(sketches) == len(first)
    eva = filed(db, "eva.jpg", "+34600000058")
    learn(db, rng)
    grown = brought_up(db, MODEL, sketches)
    assert keys(grown) == keys(brought_up(db, MODEL, NONE))
    assert np.array_equal(grown[: len(sketches)], sketches)
    assert set(grown["person"].tolist()) == {ana, eva}


def test_sketches_are_made_anew_where_something_was_taken_away(db):
    rng = np.random.default_rng(2)
    filed(db, "ana.jpg", "+34612345678")
    gone = learn(db, rng)[0]
    sketches = brought_up(db, MODEL, NONE)
    record_vectors(db, "another", [gone], np.zeros((1, SIZE), np.float32))
    record_vectors(db, MODEL, [gone], np.zeros((1, SIZE), np.float32))
    assert len(brought_up(db, MODEL, sketches[1:])) == len(sketches)
    assert len(brought_up(db, MODEL, np.concatenate([sketches, sketches]))) == len(sketches)


def test_the_nearest_by_vector_is_the_nearest_by_sketch():
    rng = np.random.default_rng(3)
    vectors = rng.standard_normal((2000, SIZE)).astype(np.float32)
    sketches = np.zeros(2000, ROW)
    sketches["person"] = np.arange(2000) // 2  # two texts each
    sketches["bits"] = np.packbits(vectors > 0, axis=1)
    for place in (0, 777, 1999):
        asked = vectors[place] + rng.standard_normal(SIZE).astype(np.float32)
        found = near(sketches, asked, 10)
        assert found[0] == place // 2
        assert len(set(found)) == len(found) == 10


def test_only_what_was_said_about_these_people_comes_back(db):
    rng = np.random.default_rng(4)
    ana, eva = filed(db, "ana.jpg", "+34612345678"), filed(db, "eva.jpg", "+34600000058")
    learn(db, rng)
    found = meanings_about(db, MODEL, [eva])
    every = meanings(db, MODEL, "who", "does", "heading", "interest", "need", "offer")
    assert {meant.person for meant in found.texts} == {eva}
    assert set(found.texts) == {meant for meant in every.texts if meant.person != ana}
    assert meanings_about(db, MODEL, []).texts == ()
