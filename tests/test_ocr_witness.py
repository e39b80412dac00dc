from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ocr.geometry import Image
from ocr.tesseract import tesseract
from ocr.witness import witnessed

CROPS = [np.full((8, 8, 3), n, np.uint8) for n in range(9)]


class Asked:
    """A second reader that gives what `says` has for each crop, and keeps what it was asked."""

    def __init__(self, **says: Sequence[str]) -> None:
        self.says, self.calls = says, []  # type: ignore[var-annotated]

    def __call__(self, crops: Sequence[Image], language: str) -> list[str]:
        numbers = [int(crop[0, 0, 0]) for crop in crops]
        self.calls.append((language, numbers))
        return [self.says[language][number] for number in numbers]


def test_words_are_asked_in_the_language_of_the_card_and_addresses_in_english() -> None:
    texts = ["Trưởng phòng", "ana@quirinal.com", "+84 24 0000 0000"]
    ask = Asked(vie=texts, eng=texts)
    assert witnessed(CROPS[:3], texts, ask) == tuple(texts)
    assert ask.calls == [("vie", [0]), ("eng", [1, 2])]


def test_what_differs_is_asked_once_more_and_kept_where_it_then_agrees() -> None:
    texts = ["ana@quirinal.com", "Quirinal", "Director"]
    ask = Asked(eng=["ana@qulrinal.com", "Ouirinal", "Director"], spa=["ana@quirinal.com", "0uirinal", "x"])
    assert witnessed(CROPS[:3], texts, ask) == ("ana@quirinal.com", "Ouirinal", "Director")
    assert ask.calls[-1] == ("spa", [0, 1])


def test_accents_alone_are_no_difference() -> None:
    ask = Asked(spa=["Ibanez"], eng=["?"])
    assert witnessed(CROPS[:1], ["Ibáñez"], ask) == ("Ibanez",)
    assert witnessed([], [], ask) == ()


@pytest.mark.tesseract
def test_the_processes_of_few_languages_wait_for_the_next_card() -> None:
    program = tesseract()
    assert program is not None
    for language in ("eng", "spa", "deu", "fra", "eng"):
        program.say([np.full((48, 200, 3), 255, np.uint8)], language)
    assert [language for language, _ in program._running] == ["deu", "fra", "eng"]
