from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import NeedKind
from data.typed import rows, typed

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.dictionaries(st.text(max_size=8), ANYTHING, max_size=4))
def test_whatever_was_typed_is_read_back_from_its_rows(answers):
    found = typed(rows(answers))
    assert found == answers
    assert list(found) == list(answers), "the questions keep their order"


@pytest.mark.parametrize("empty", ["", [], {}, None, False, 0])
def test_an_emptied_answer_is_not_taken_for_one_that_was_never_asked(empty):
    assert typed(rows({"phones": empty})) == {"phones": empty}


def test_a_list_of_records_is_one_row_for_each_thing_that_was_typed():
    needs = [{"kind": "client", "text": "bodegas"}, {"kind": "event", "text": "una feria"}]
    assert [(row.path, row.kind, row.text) for row in rows({"needs": needs})] == [
        ("", "list", ""),
        ("/0", "record", ""),
        ("/0/kind", "text", "client"),
        ("/0/text", "text", "bodegas"),
        ("/1", "record", ""),
        ("/1/kind", "text", "event"),
        ("/1/text", "text", "una feria"),
    ]


def test_a_date_and_a_choice_are_kept_as_the_text_that_a_form_has_for_them():
    answers = {"met_when": date(2026, 10, 3), "kind": NeedKind.EVENT, "tuple": ("a", "b")}
    assert typed(rows(answers)) == {"met_when": "2026-10-03", "kind": "event", "tuple": ["a", "b"]}
