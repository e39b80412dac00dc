from __future__ import annotations

import pytest

from data.models import Value
from data.texts import LANGUAGES, catalogue, message
from enrich.doubt import Choice, Witness, digits, judge, plain_letters, witness
from tests.invented_readings import line

NUMBER = Value("+34612345678", "612 34 56 78")


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("Móvil 612345678", Witness.AGREES),
        ("Móvil 6I2 345 67B", Witness.DIFFERS),
        ("612 34 56 73", Witness.DIFFERS),
        ("", Witness.UNSEEN),
        (None, Witness.ABSENT),
    ],
)
def test_the_second_reader_agrees_differs_sees_nothing_or_is_away(seen: str | None, said: Witness) -> None:
    printed = line("Móvil 612 34 56 78", 0, 0, witness=seen)
    assert witness([NUMBER.raw], [printed], digits) is said


def test_agreement_is_no_doubt_and_nearly_certain() -> None:
    found = judge(NUMBER, [line("612 34 56 78", 0, 0)], form=digits)
    assert (found.doubt, found.confidence > 0.99) == (None, True)


@pytest.mark.parametrize(
    ("seen", "key"),
    [("612 34 56 73", "doubt.differ"), (None, "doubt.unwitnessed")],
)
def test_a_doubt_says_why(seen: str | None, key: str) -> None:
    found = judge(NUMBER, [line("612 34 56 78", 0, 0, witness=seen)], form=digits)
    assert found.doubt is not None
    assert found.doubt.key == key
    assert found.confidence < 0.95


def test_what_the_second_reader_could_not_see_is_doubted_only_when_the_first_was_unsure() -> None:
    faint = judge(NUMBER, [line("612 34 56 78", 0, 0, witness="", sure=0.8)], form=digits)
    clear = judge(NUMBER, [line("612 34 56 78", 0, 0, witness="", sure=0.995)], form=digits)
    assert faint.doubt is not None
    assert clear.doubt is None


def test_a_value_that_the_card_confirms_needs_no_second_reader() -> None:
    found = judge(NUMBER, [line("612 34 56 78", 0, 0, witness="xx")], form=digits, checked=True)
    assert found.doubt is None


def test_a_close_choice_is_doubted_and_names_the_other() -> None:
    name = Value("Ana Ruiz", "Ana Ruiz")
    found = judge(name, [line("Ana Ruiz", 0, 0)], form=plain_letters, choice=Choice(0.6, "Eva Sanz"))
    assert found.doubt == message("doubt.close", other="Eva Sanz")


def test_the_normalisers_own_doubt_comes_first() -> None:
    own = Value("x", "x", doubt=message("doubt.unsure"))
    assert judge(own, [line("y", 0, 0)], form=plain_letters).doubt == own.doubt


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_are_short_in_both_languages(language: str) -> None:
    assert all(len(said[language]) < 80 for said in catalogue("doubt").values())
