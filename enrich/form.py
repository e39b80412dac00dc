"""The form in the browser: the questions and one card, as a pydantic class that Prefect shows.

Prefect's page makes a frame of each object and a field of each property. So each section is an object,
and the card's picture stands in the description of the first one, above the first question. The class is
made whole by `create_model`: Prefect's own `with_initial_data` would drop titles and descriptions.

Prefect's page writes "(Optional)" after every title that the schema does not require. So the schema
requires what must be said, each with a default: who postpones a card need not touch any field of BE.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from data.models import Contact
from data.texts import Language
from enrich.form_fields import fields
from enrich.form_notes import notes, paragraphs, top
from enrich.prefill import prefill
from enrich.questions import Kind, Problem, Question, Section, asked_in, questions


def form(
    contact: Contact,
    *,
    language: Language,
    picture: bytes | str | None = None,
    typed: Mapping[str, Any] | None = None,
    problems: Sequence[Problem] = (),
    asked: Sequence[Question] | None = None,
) -> type[BaseModel]:
    """The class of the form for one card.

    `contact` is what was read off the card and `picture` the straightened card as JPEG, None where it is
    lost, or the sentence on where a contact is from that was never a card. `typed` are the words typed
    before: they stand in the fields instead of the card's, where a question that is missing was left empty.
    `problems` are listed on top, and at their fields. `asked` are the questions about this card, where they
    are not the usual ones.
    """
    words = prefill(contact, typed, language)
    sections: dict[str, Any] = {}
    for section in Section:
        above = top(picture, problems, language) if section is Section.BE else []
        intro = paragraphs([*above, section.intro(language)])
        mine = asked_in(section, asked or questions())
        described = {question.key: notes(question, contact, problems, language) for question in mine}
        kind = _section(mine, words, described, language)
        sections[str(section)] = (kind, Field(title=section.heading(language), description=intro))
    return create_model("Card", __config__=ConfigDict(extra="forbid"), **sections)


def _section(
    asked: Sequence[Question], words: Mapping[str, Any], described: Mapping[str, str], language: Language
) -> type[BaseModel]:
    shown: dict[str, Any] = {}
    required: list[Any] = []
    for question in asked:
        made = fields(question, words[question.key], described[question.key], language)
        shown |= made
        required += made if question.required or question.kind is Kind.CHOICE else []
    config = ConfigDict(extra="forbid", json_schema_extra={"required": required})
    return create_model(asked[0].section.name.title(), __config__=config, **shown)
