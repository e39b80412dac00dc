from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from stores import answer

from data.columns import FIELDS
from data.letters import tidy
from data.models import ALSO, Answer, Contact, Decision, Meeting, Need, NeedKind, Person, Spell, Value
from data.texts import LANGUAGES
from enrich.past import past
from enrich.vcard import display_name, vcard

REVISION = datetime(2026, 11, 5, 12, 30, tzinfo=UTC)
ANA = Person(7, answer(), "9d7f3f8e-0000-5000-8000-000000000000")


def read(text: str) -> vobject.base.Component:
    """The one card in `text`, by a reader that knows nothing of ours."""
    [card] = vobject.readComponents(text)
    return card


def test_everything_about_a_person_is_read_back():
    card = read(vcard(ANA, revision=REVISION))
    assert card.version.value == "3.0"
    assert card.fn.value == "Ana Ruiz Peña"
    assert (card.n.value.given, card.n.value.family) == ("Ana", "Ruiz Peña")
    assert card.org.value == ["Astilleros Ruiz, S.L."]
    assert card.title.value == "Carpintera de ribera"
    assert card.email.value == "ana@astillerosruiz.example"
    assert card.url.value == "https://www.astillerosruiz.example"
    assert card.categories.value == ["remo", "la ría de Arousa"]
    assert card.x_socialprofile.value == "@anaruiz"
    assert card.x_socialprofile.params == {"TYPE": ["instagram"]}
    assert card.uid.value == ANA.uid
    assert card.adr.value.code == "36202"


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ("mobile", ["CELL", "VOICE"]),
        ("landline", ["WORK", "VOICE"]),
        ("toll_free", ["WORK", "VOICE"]),
        ("fax", ["WORK", "FAX"]),
        ("unknown", ["VOICE"]),
    ],
)
def test_a_phone_says_of_which_standard_type_it_is(kind, types):
    phones = (Value("+34612345678", "612 34 56 78", kind=kind),)
    card = read(vcard(Person(1, answer(contact=Contact(phones=phones))), revision=REVISION))
    assert (card.tel.value, card.tel.params["TYPE"]) == ("+34612345678", types)


def test_an_extension_stays_with_its_phone():
    card = read(vcard(ANA, revision=REVISION))
    assert [line.value for line in card.tel_list] == ["+34612345678", "+34986123456 ext. 12"]


@pytest.mark.parametrize(
    ("address", "parts", "street"),
    [
        ("Muelle 3, nave B, 36202 Vigo", {"postcode": "36202", "city": "Vigo"}, "Muelle 3, nave B"),
        ("Calle de Vigo 5, 28013 Madrid", {"postcode": "28013", "city": "Madrid"}, "Calle de Vigo 5"),
        ("Rúa Lugo 2, 27003 Lugo", {"postcode": "27003", "city": "Lugo"}, "Rúa Lugo 2"),
        ("5 Long Lane, Leeds LS1 9ZZ", {"postcode": "LS1 9ZZ", "city": "Leeds"}, "5 Long Lane"),
        ("Lugar de Arriba", {}, "Lugar de Arriba"),
        ("36202 Vigo", {"postcode": "36202", "city": "Vigo"}, "36202 Vigo"),
    ],
)
def test_an_address_has_its_parts_and_stands_whole_beside_them(address, parts, street):
    kept = Contact(address=Value(address, address, parts=tuple(parts.items())))
    card = read(vcard(Person(1, answer(contact=kept)), revision=REVISION))
    assert card.adr.value.street == street
    assert (card.adr.value.code, card.adr.value.city) == (parts.get("postcode", ""), parts.get("city", ""))
    assert card.label.value == address


def test_further_offices_are_further_addresses_and_a_second_person_stands_in_the_note():
    also = (
        Value("山田花子", "山田花子", kind="native_name"),
        Value("Eva Soto", "Eva Soto", kind="name"),
        Value(
            "Rúa Soñada 3, 36202 Vigo", "", kind="address", parts=(("postcode", "36202"), ("city", "Vigo"))
        ),
    )
    person = Person(1, answer("Hace barcos", contact=replace(answer().contact, also=also, rest=())))
    card = read(vcard(person, revision=REVISION))
    assert [place.value.code for place in card.adr_list] == ["36202", "36202"]
    assert card.adr_list[1].value.street == "Rúa Soñada 3"
    assert card.label_list[1].value == "Rúa Soñada 3, 36202 Vigo"
    assert card.note.value.splitlines()[-2:] == [
        "Nombre en su escritura: 山田花子",
        "También en la tarjeta: Eva Soto",
    ]


def test_the_note_tells_first_who_they_are_and_then_what_can_be_done_for_them():
    assert read(vcard(ANA, revision=REVISION)).note.value.splitlines() == [
        "Quién es: Hace barcos de madera y quiere que se vuelvan a ver en la ría",
        "Qué hace y por qué: Repara dornas porque su abuelo le enseñó",
        "Hacia dónde va: Una escuela de carpintería",
        "Le importa: remo, la ría de Arousa",
        "Nos conocimos: Feria náutica de Vigo, 2026-10-03, a través de Xoán",
        "Busca un proveedor: roble seco",
        "Busca a alguien con la misma afición: alguien que reme",
        "Ofrece: enseñar a calafatear",
        "Podría llevarle, antes del 2026-12-01: El teléfono de un aserradero",
        "Empresa en su escritura: 青空造船",
        "También en la tarjeta: Desde 1954",
        "También en la tarjeta: Desde 1954",
    ]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", list(NeedKind))
def test_every_kind_of_need_has_its_words_in_both_languages(language, kind):
    person = Person(1, Answer(Decision.FILE, who="x", needs=(Need(kind, "roble"),)))
    note = read(vcard(person, revision=REVISION, language=language)).note.value
    assert note.splitlines()[1].endswith(": roble")


def test_the_note_of_somebody_of_whom_little_is_known_has_no_empty_lines():
    person = Person(1, Answer(Decision.FILE, who="Hace barcos", gift_by=date(2026, 1, 1)))
    assert read(vcard(person, revision=REVISION, language="en")).note.value == "Who they are: Hace barcos"


def test_somebody_without_a_name_is_shown_by_the_company_or_what_else_there_is():
    company, phone = Value("Astilleros Ruiz", ""), Value("+34612345678", "")
    assert display_name(Person(1, answer(contact=Contact(company=company)))) == "Astilleros Ruiz"
    assert display_name(Person(1, answer(contact=Contact(phones=(phone,))))) == "+34612345678"
    assert display_name(Person(1, answer("Hace barcos", contact=Contact()))) == "Hace barcos"


def test_the_moment_of_the_revision_is_written_in_utc():
    madrid = datetime(2026, 7, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    assert read(vcard(ANA, revision=madrid)).rev.value == "2026-07-01T12:00:00Z"


HOSTILE = st.text(
    st.sampled_from("aÑ;,:\\\"\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029\x1b\ufeff n=^'😀\ud800")
    | st.characters(),
    max_size=40,
) | st.sampled_from(
    [
        "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Eve",
        "BEGIN:VCARD",
        "\nTEL:666",
        "a\\",
        "\\n",
        "a\\;b",
        "\u2028TEL:1",
        "=0D=0A",
    ]
)
VALUES = st.builds(
    Value,
    HOSTILE,
    HOSTILE,
    kind=st.none() | HOSTILE,
    parts=st.lists(
        st.tuples(st.sampled_from(["given", "surname", "prefix", "street", "city", "extension"]), HOSTILE),
        max_size=4,
    ).map(tuple),
)
SEVERAL = st.lists(VALUES, max_size=2).map(tuple)
PERSONS = st.builds(
    Person,
    st.integers(1, 10**6),
    st.builds(
        Answer,
        st.just(Decision.FILE),
        who=HOSTILE,
        does=HOSTILE,
        interests=st.lists(HOSTILE, max_size=3).map(tuple),
        met_where=HOSTILE,
        gift=HOSTILE,
        contact=st.builds(
            Contact,
            VALUES,
            VALUES,
            VALUES,
            VALUES,
            phones=SEVERAL,
            emails=SEVERAL,
            websites=SEVERAL,
            social=SEVERAL,
            also=st.lists(st.builds(replace, VALUES, kind=st.sampled_from(ALSO)), max_size=3).map(tuple),
        ),
    ),
)


@given(PERSONS)
def test_no_text_of_a_card_becomes_a_line_of_its_own(person):
    text = vcard(person, revision=REVISION)
    lines = text.removesuffix("\r\n").split("\r\n")
    assert text.splitlines() == lines, "another line break would be taken for one by some readers"
    assert (lines[0], lines[-1]) == ("BEGIN:VCARD", "END:VCARD")
    assert {line.partition(":")[0].partition(";")[0] for line in lines if not line.startswith(" ")} <= {
        *(
            "BEGIN",
            "VERSION",
            "FN",
            "N",
            "ORG",
            "TITLE",
            "TEL",
            "EMAIL",
            "URL",
            "X-SOCIALPROFILE",
            "ADR",
            "LABEL",
        ),
        *("NOTE", "CATEGORIES", "UID", "REV", "END"),
    }
    assert len([line for line in lines if line.startswith("FN:")]) == 1
    text.encode("utf-8")


@given(PERSONS)
def test_any_text_is_read_back_as_it_was(person):
    card = read(vcard(person, revision=REVISION))
    kept = person.answer.contact
    assert card.fn.value == display_name(person)
    assert [line.value for line in card.contents.get("email", [])] == [
        tidy(email.value) for email in kept.emails if tidy(email.value)
    ]
    assert kept.job_title is not None
    title = [tidy(kept.job_title.value)] if tidy(kept.job_title.value) else []
    assert [line.value for line in card.contents.get("title", [])] == title
    interests = [tidy(text) for text in person.answer.interests if tidy(text)]
    assert [line.value for line in card.contents.get("categories", [])] == ([interests] if interests else [])


def test_a_person_without_anything_but_a_sentence_still_makes_a_valid_card():
    person = replace(ANA, answer=Answer(Decision.FILE, who="Hace barcos"), uid="")
    read(vcard(person, revision=REVISION)).validate(raiseException=True)


def test_what_changed_stands_in_the_note_with_its_days():
    old, new = date(2019, 3, 1), date(2024, 6, 1)
    person = replace(
        ANA,
        history=(
            Spell("job", "Carpintera · Ría", old, new),
            Spell("job", "Directora · Puerto", new),
            Spell("phones", "+34986123456", old, new),
            Spell("name", "Ana Soto", old, new),
            Spell("name", "Ana Ruiz", new),
            Spell("gift", "Un libro", new),
        ),
        again=(Meeting("Vigo", new, "Xoán"), Meeting("Bilbao"), Meeting("", old)),
    )
    note = read(vcard(person, revision=REVISION, language="en")).note.value.splitlines()
    assert note[-8:] == [
        "met again: Vigo, 1 June 2024, through Xoán",
        "met again: Bilbao",
        "met again: 1 March 2019",
        "work: Carpintera · Ría (1 March 2019 – 1 June 2024)",
        "work: Directora · Puerto (since 1 June 2024)",
        "earlier phone: +34986123456 (1 March 2019 – 1 June 2024)",
        "earlier name: Ana Soto (1 March 2019 – 1 June 2024)",
        "I could also bring: Un libro",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", [*FIELDS[3:], "name", "job", "who", "does", "heading", "gift"])
def test_whatever_changed_has_a_line_in_each_language(field, language):
    (line,) = past([Spell(field, "lo de antes", date(2019, 3, 1), date(2024, 6, 1))], language)
    assert "lo de antes" in line
