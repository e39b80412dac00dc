from __future__ import annotations

from base64 import b64decode
from datetime import date
from io import BytesIO

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image

from data.models import Answer, Contact, Decision, Known, Person, Value
from data.texts import LANGUAGES, message, say
from enrich.form import form
from enrich.form_fields import flat, nested
from enrich.prefill import prefill
from enrich.questions import QUESTION, QUESTIONS, Problem, questions

CONTACT = Contact(
    name=Value("Ana Prueba Inventada", "ANA PRUEBA INVENTADA"),
    address=Value("Calle Inventada 3\n28013 Madrid", "Calle Inventada 3"),
    phones=(
        Value("+34612345678", "612 34 56 78"),
        Value("+34911234567", "91l 234 567", doubt=message("form.read-as", raw="91l 234 567")),
    ),
)


def picture(width=1600, height=900):
    file = BytesIO()
    Image.new("RGB", (width, height), "linen").save(file, "JPEG")
    return file.getvalue()


def schema(**given):
    return form(CONTACT, **{"language": "es", **given}).model_json_schema()


def field(shown, key):
    name = QUESTION[key].section.name.title()
    return shown["$defs"][name]["properties"][key]


def as_shown(schema, part=None):
    """What Prefect's page sends for a form that nobody touched."""
    part = schema if part is None else part
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    if "properties" not in part:
        return part["default"]
    return {name: as_shown(schema, inner) for name, inner in part["properties"].items()}


def test_the_sections_stand_in_order_as_objects():
    assert list(schema()["properties"]) == ["be", "do", "have", "decide"]
    assert [field["title"].split(" ")[0] for field in schema()["properties"].values()] == [
        "SER", "HACER", "TENER", "Y",
    ]  # fmt: skip


def test_the_picture_stands_above_the_first_question():
    top = schema(picture=picture())["properties"]["be"]["description"]
    assert top.startswith("![La tarjeta](data:image/jpeg;base64,")
    small = Image.open(BytesIO(b64decode(top.partition("base64,")[2].partition(")")[0])))
    assert small.size == (1100, 619)


@pytest.mark.parametrize("lost", [None, b"", b"no picture", picture()[:200]])
def test_a_lost_picture_is_said_and_the_form_still_stands(lost):
    shown = schema(picture=lost)
    assert "no se puede mostrar" in shown["properties"]["be"]["description"]
    assert field(shown, "name")["default"] == "Ana Prueba Inventada"


def test_the_card_fills_the_fields_of_have_and_no_others():
    shown = schema()
    assert field(shown, "phones")["default"] == ["+34612345678", "+34911234567"]
    assert field(shown, "address")["default"] == "Calle Inventada 3\n28013 Madrid"
    assert field(shown, "company")["default"] == ""
    assert field(shown, "who")["default"] == ""


def test_a_doubtful_value_is_marked_with_its_reason():
    description = field(schema(), "phones")["description"]
    assert "⚠ Revisa \\+34911234567" in description
    assert "91l 234 567" in description
    assert "34612345678" not in description


def test_what_else_the_card_names_stands_at_the_question_to_which_it_belongs():
    card = Contact(
        name=Value("Hanako Yamada", "Hanako Yamada", parts=(("printed", "H. Yamada"),)),
        company=Value("Aozora", "Aozora", doubt=message("doubt.unsure"), parts=(("printed", "Ao S.A."),)),
        also=(
            Value("山田花子", "山田花子", kind="native_name"),
            Value("Eva Soto", "Eva Soto", kind="name"),
            Value("Rúa Soñada 3", "Rúa Soñada 3", kind="address"),
        ),
    )
    for language, printed, also in (
        ("en", "What stands below is from the code; the print says: H. Yamada", "Also on the card: "),
        ("es", "Lo de abajo lo dice el código; impreso pone: H. Yamada", "También en la tarjeta: "),
    ):
        shown = form(card, language=language).model_json_schema()
        said = {
            key: field(shown, key)["description"].replace("\\", "") for key in ("name", "company", "address")
        }
        assert printed in said["name"]
        assert f"{also}山田花子 · Eva Soto" in said["name"]
        assert f"{also}Rúa Soñada 3" in said["address"]
        assert "Ao S.A." not in said["company"]


def test_only_who_they_are_is_shown_as_required():
    shown = schema()
    assert shown["$defs"]["Be"]["required"] == ["who"]
    assert not shown["$defs"]["Have"].get("required")


def test_a_form_that_nobody_touched_passes_the_schema_whatever_is_decided():
    shown = schema()
    answers = as_shown(shown)
    for later, discard in ((False, False), (True, False), (False, True)):
        answers["decide"] |= {"decision_later": later, "decision_discard": discard}
        jsonschema.validate(answers, shown)


def test_what_is_no_list_of_texts_does_not_pass_the_schema():
    answers = as_shown(schema())
    answers["have"]["phones"] = "612 34 56 78"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answers, schema())


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ({"decision_later": False, "decision_discard": False, "later_until": ""}, "file"),
        ({"decision_later": True, "decision_discard": False, "later_until": "mañana"}, "later"),
        ({"decision_later": True, "decision_discard": False}, "later"),
        ({"decision_later": False, "decision_discard": False, "later_until": "mañana"}, "later"),
        ({"decision_later": False, "decision_discard": True, "later_until": ""}, "discard"),
        ({"decision_later": True, "decision_discard": True, "later_until": ""}, "later + discard"),
    ],
)
def test_the_switches_are_one_decision(typed, decision):
    assert flat({"decide": typed})["decision"] == decision


def test_both_switches_stay_on_when_the_form_is_asked_again():
    decide = as_shown(schema(typed={"decision": "later + discard"}))["decide"]
    assert (decide["decision_later"], decide["decision_discard"]) == (True, True)


def test_needs_are_a_text_for_each_kind_and_come_back_as_needs():
    needs = [("client", "bares"), ("client", "hoteles"), ("other", "tiempo")]
    typed = {"needs": [{"kind": kind, "text": text} for kind, text in needs]}
    shown = as_shown(schema(typed=typed))
    assert shown["do"]["needs"]["client"] == "bares\nhoteles"
    assert flat(shown)["needs"] == typed["needs"]
    assert nested(typed)["do"]["needs"] == {"client": "bares\nhoteles", "other": "tiempo"}


def test_words_typed_before_stand_in_the_fields_and_what_was_emptied_stays_empty():
    typed = {"who": "Cultiva rosas", "phones": ["123"], "needs": [{"kind": "client", "text": "bares"}]}
    shown = schema(typed=typed)
    assert field(shown, "who")["default"] == "Cultiva rosas"
    assert field(shown, "phones")["default"] == ["123"]
    assert as_shown(shown)["do"]["needs"]["client"] == "bares"
    assert field(shown, "name")["default"] == ""


def test_problems_are_listed_on_top_and_at_their_fields():
    wrong = [
        Problem("phones", message("form.read-as", raw="123")),
        Problem("who", message("answers.who-empty")),
    ]
    shown = schema(problems=wrong, picture=picture())
    top = shown["properties"]["be"]["description"]
    assert top.index("2 cosas") < top.index("123") < top.index("Falta esta frase") < top.index("![")
    assert "123" in field(shown, "phones")["description"]
    assert "Falta esta frase" in field(shown, "who")["description"]


HOSTILE = "<script>x</script> ![x](javascript:x) `a` ](http://x.example) &lt; **b**\n# h"


def test_text_off_a_card_makes_no_markdown():
    doubt = message("form.read-as", raw=HOSTILE)
    contact = Contact(company=Value(HOSTILE, HOSTILE, doubt=doubt))
    made = form(contact, language="es", problems=[Problem("company", doubt)]).model_json_schema()
    for text in (made["properties"]["be"]["description"], field(made, "company")["description"]):
        tokens = MarkdownIt().parse(text)
        assert {token.type for token in tokens} == {"paragraph_open", "inline", "paragraph_close"}
        pieces = [child for token in tokens for child in token.children or ()]
        assert {piece.type for piece in pieces} <= {"text", "strong_open", "strong_close"}
        assert " ".join(HOSTILE.split()) in "".join(piece.content for piece in pieces)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([question.key for question in QUESTIONS])


@settings(deadline=None, max_examples=50)
@given(typed=st.dictionaries(KEYS, JSON), language=st.sampled_from(LANGUAGES))
def test_whatever_was_typed_makes_a_form_that_passes_its_own_schema(typed, language):
    shown = form(CONTACT, language=language, typed=typed).model_json_schema()
    answers = as_shown(shown)
    jsonschema.validate(answers, shown)
    assert kept(flat(answers), language) == kept(typed, language)


def kept(typed, language):
    """All words but the decision, which may be none; needs one a line, in the order of their kinds."""
    words = prefill(CONTACT, typed, language)
    del words["decision"]
    said = [
        {**need, "text": line}
        for need in words["needs"]
        for line in need["text"].splitlines()
        if line.strip()
    ]
    return {**words, "needs": sorted(said, key=lambda need: QUESTION["needs"].chosen(need["kind"]))}


def somebody(number=7, **changes):
    told = {"met_where": "Bilbao", "met_when": date(2024, 5, 3), **changes}
    contact = Contact(name=Value("María Soto", "María Soto"), company=Value("Ola *y* Mar", ""))
    return Person(number, Answer(Decision.FILE, "Pinta <barcos>", contact=contact, **told))


def known(*people):
    return questions(known=[Known(person, (message("same_person.same_name"),)) for person in people])


@pytest.mark.parametrize(
    ("language", "changes", "title"),
    [
        ("en", {}, "Is this the María Soto you met in 2024 (Bilbao)?"),
        ("es", {}, "¿Es María Soto, a quien conociste en 2024 (Bilbao)?"),
        ("en", {"met_where": ""}, "Is this the María Soto you met in 2024?"),
        ("en", {"met_when": None}, "Is this the María Soto you know from “Bilbao”?"),
        ("es", {"met_when": None, "met_where": ""}, "¿Es María Soto, a quien ya conoces?"),
    ],
)
def test_whether_it_is_somebody_on_file_is_asked_above_all_else(language, changes, title):
    shown = form(CONTACT, language=language, asked=known(somebody(**changes))).model_json_schema()
    name, first = next(iter(shown["$defs"]["Be"]["properties"].items()))
    assert (name, first["title"], first["default"]) == ("same_7", title, False)
    assert first["description"].startswith("Pinta \\<barcos\\>\n\n\nOla \\*y\\* Mar")
    assert say("same_person.same_name", language) in first["description"]


def test_the_switches_about_people_are_numbers_of_the_same_and_of_others_and_back():
    asked = known(somebody(7), somebody(9))
    shown = form(CONTACT, language="es", typed={"same": ["9"]}, asked=asked).model_json_schema()
    sent = as_shown(shown)
    jsonschema.validate(sent, shown)
    words = flat(sent)
    assert (words["same"], words["different"]) == (["9"], ["7"])
    again = nested(words, asked)["be"]
    assert (again["same_7"], again["same_9"]) == (False, True)


def test_a_form_without_the_switches_passes_the_schema_too():
    shown = form(CONTACT, language="es", asked=known(somebody())).model_json_schema()
    jsonschema.validate(as_shown(schema()), shown)
