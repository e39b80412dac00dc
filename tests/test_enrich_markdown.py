from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from enrich.markdown import plain


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "![x](javascript:alert)", "[x](y)", "`x`", "**x**", "&lt;", "# x", "1. x", "| a |"]
)
def test_markdown_shows_the_text_letter_for_letter(text):
    (paragraph, *_) = [token for token in MarkdownIt().parse(plain(text)) if token.type == "inline"]
    assert {token.type for token in paragraph.children} <= {"text"}
    assert "".join(token.content for token in paragraph.children) == text


def test_what_turns_the_direction_of_writing_is_not_shown():
    assert plain("a\u202eb\u0000c\ud800d") == "a b c d"


@given(st.text())
def test_any_text_becomes_one_line_of_plain_text(text):
    (*_,) = tokens = MarkdownIt().parse("x " + plain(text) + " x")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {token.type for token in tokens[1].children} <= {"text"}
