"""Text off a card is never taken for a template: not of our sentences, and not of a run's name."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hostile import HOSTILE, everywhere

from data.texts import LANGUAGES, catalogue, say
from flows.calling import LONGEST_PART, run_name
from flows.tasks import read_photo_task

NAMES = sorted(path.stem for path in (Path(__file__).parent.parent / "data" / "sentences").glob("*.toml"))
GAPS = [
    (f"{name}.{key}", gap, conversion)
    for name in NAMES
    for key, sentence in catalogue(name).items()
    for _, gap, _, conversion in string.Formatter().parse(sentence["en"])
    if gap
]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_sentence_says_a_hostile_text_letter_for_letter(text):
    for key, gap, conversion in GAPS:
        facts = dict.fromkeys([*LANGUAGES, *(other for found, other, _ in GAPS if found == key)], text)
        for language in LANGUAGES:
            assert (repr(text) if conversion == "r" else text) in say(key, language, **facts), (key, gap)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_runs_name_is_one_short_line_with_the_text_in_it(text, language):
    name = run_name(everywhere(text), language)
    assert name.isprintable()
    assert 0 < len(name) <= 2 * LONGEST_PART + len(" · ")
    assert "49" not in name.replace("7 * 7", "")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_name_of_a_reading_is_the_photos_own(text):
    assert read_photo_task.task_run_name.format(name=text) == text
