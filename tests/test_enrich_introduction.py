from __future__ import annotations

from dataclasses import replace

import pytest
from people_to_help import ANA, IKER, TOM

from data.models import Answer, Contact, Value
from data.owner import Me
from enrich.follow_up import follow_up
from enrich.introduction import Acquaintance, Reader, introduction
from enrich.suggestion import Kind, Suggestion
from enrich.wording import to_word, trade

ME = Me(
    who="I help village shops go online",
    language="en",
    contact=Contact(
        name=Value("Marta Soler", ""),
        phones=(Value("+34611000055", ""),),
        emails=(Value("m@soler.example", ""),),
    ),
)
ROOM = Suggestion(
    "need:1/person:2",
    Kind.NEED,
    1,
    2,
    "a small room for her classes",
    "lets a room above the bakery by the hour",
)
CHEESE = Suggestion("interest:2/interest:4", Kind.INTEREST, 1, 2, "cheese fairs", "las ferias de queso")
AWAY = Suggestion("heading:1/2", Kind.HEADING, 1, 2, "Wants to leave her firm", "Wants to go away too")


def reader(number: int, answer: Answer, language: str = "en") -> Reader:
    name = answer.contact.name.value if answer.contact.name else "?"
    return Reader(number, name, answer.contact, answer.does, language)


def drafted(one: str = "en", other: str = "en", *why: Suggestion, because: str = "", notes: str = "en"):
    asked = Acquaintance(reader(1, ANA, one), reader(2, IKER, other), ME, notes, why, because)
    return introduction(asked)


def test_each_reads_who_the_other_is_and_why_i_thought_of_them():
    letter = drafted("en", "en", ROOM)
    assert letter.subject == "Ana, meet Iker"
    assert letter.body == (
        "Hello Ana, hello Iker,\n\n"
        "Ana, I would like you to meet Iker Mendiola (Panadero, Obrador Mendiola):"
        " runs a bakery with a room above the oven.\n\n"
        "Iker, I would like you to meet Ana Ibáñez Peña (Asesora fiscal, Asesoría Torvalia, S.A.):"
        " advises small shops.\n\n"
        "Why I thought of it:\n"
        "Ana is looking for this: a small room for her classes."
        " And this is what Iker can help with: lets a room above the bakery by the hour.\n\n"
        "I leave it with you; there is no need to keep me posted.\n\n"
        "Warm regards,\nMarta Soler\n+34611000055 · m@soler.example\n"
    )
    assert [each.address for each in letter.to] == ["ana@torvalia-ejemplo.es", "iker@obrador-ejemplo.es"]


def test_two_who_read_two_languages_have_a_part_each_in_their_own():
    letter = drafted("es", "en", ROOM)
    first, second = letter.body.split("\n\n—\n\n")
    assert first.startswith("Hola, Ana:\n\nTe presento a Iker Mendiola")
    assert second.startswith("Hello Iker,\n\nI would like you to meet Ana")
    assert letter.subject == "Ana, te presento a Iker · Ana, meet Iker"
    assert second.count("Marta Soler") == 1
    assert "Un abrazo / Warm regards," in second


def test_a_note_in_the_other_language_stands_in_brackets_for_its_owner_to_word():
    letter = drafted("es", "es", ROOM)
    assert to_word(letter.body) == (
        "[✎ en español: a small room for her classes]",
        "[✎ en español: lets a room above the bakery by the hour]",
    )
    assert to_word(drafted("en", "en", ROOM).body) == ()
    assert to_word(drafted("en", "en", CHEESE).body) == ("[✎ in English: las ferias de queso]",)


def test_without_a_reason_on_file_there_is_a_gap_for_it_and_my_own_goes_before_all():
    assert "[✎ why you thought of the two of them]" in drafted().body
    own = drafted("en", "en", ROOM, because="You would both laugh at the same things.").body
    assert "You would both laugh at the same things" in own
    assert "small room" not in own
    assert not to_word(own)


@pytest.mark.parametrize(("one", "other"), [("en", "en"), ("es", "en"), ("es", "es")])
def test_what_i_noted_for_myself_is_never_in_it(one, other):
    letter = drafted(one, other, ROOM, CHEESE, AWAY)
    said = letter.subject + letter.body
    private = (
        ANA.who,
        "owes her brother",
        "because her father",
        "leave her firm",
        "wants to go away",
        IKER.who,
    )
    assert not [text for text in private if text.casefold() in said.casefold()]


def test_what_somebody_does_is_told_without_its_reason():
    assert trade("Repairs boats since his father drowned") == "repairs boats"
    assert trade("Lleva una quesería, por su madre") == "lleva una quesería"
    assert trade("Cuida colmenas porque dejó el banco tras el infarto") == "cuida colmenas"
    assert trade("IT for schools") == "IT for schools"
    assert trade("") == ""


def test_of_whom_nothing_may_be_told_the_owner_has_to_say_it():
    stranger = Reader(2, "Eva", Contact(name=Value("Eva", "")), "", "en")
    letter = introduction(Acquaintance(reader(1, ANA), stranger, None, "en"))
    assert "Eva: [✎ who Eva is, in a sentence that may be read aloud]" in letter.body


def test_the_message_after_a_meeting_says_where_what_they_told_and_what_was_promised():
    letter = follow_up(reader(1, ANA), ANA, ME, notes="en")
    assert letter.subject == "After Cheese fair, Trujillo"
    assert letter.body == (
        "Hello Ana,\n\n"
        "It was good to meet you (Cheese fair, Trujillo, 1 May 2026)."
        " I am glad that we came to talk: Iker from the bakery.\n\n"
        "What you told me has stayed with me. You are looking for:\n  – a small room for her classes\n\n"
        "And here is what I promised:\n  – Introduce her to Iker, who lets a room\n\n"
        "In case you do not know whom you were talking to: I help village shops go online.\n\n"
        "If there is anything else that I can help with, tell me.\n\n"
        "Warm regards,\nMarta Soler\n+34611000055 · m@soler.example\n"
    )
    assert "owes" not in letter.body


def test_the_message_after_a_meeting_is_in_their_language_and_short_where_little_is_known():
    letter = follow_up(
        reader(3, TOM, "es"), replace(TOM, needs=(), interests=(), met_when=None), None, notes="en"
    )
    assert letter.body == (
        "Hola, Tom:\n\nMe alegró mucho conocerte.\n\n"
        "Si puedo ayudarte con alguna otra cosa, dímelo.\n\nUn abrazo,\n"
    )
