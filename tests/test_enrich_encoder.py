from __future__ import annotations

import numpy as np
import pytest

from enrich.encoder import SIZE, encode


def test_a_text_becomes_a_vector_of_length_one_and_nothing_one_of_zeros():
    found = encode(["He mends church organs", ""])
    assert found.shape == (2, SIZE)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0], abs=1e-4)


def test_no_texts_are_no_vectors():
    assert encode([]).shape == (0, SIZE)


def test_the_same_thing_said_in_two_languages_is_nearer_than_another_thing():
    boats, barcos, bread = encode(
        ["I restore old wooden boats", "Restauro barcos antiguos", "Fresh bread daily"]
    )
    assert boats @ barcos > boats @ bread + 0.2


def test_a_text_means_the_same_whatever_stands_beside_it():
    alone = encode(["cheese fair"])[0]
    among = encode(["a much longer text about the weather in March", "cheese fair"])[1]
    assert alone @ among == pytest.approx(1, abs=1e-3)
