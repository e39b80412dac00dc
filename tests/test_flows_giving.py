"""`aroma give`, `note`, `introduce`, `follow-up`, `gave` and `quiet`, as their owner sees them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from people_to_help import all_three, brought
from test_flows_terminal import Owner

from data.errors import AromaError, HomeError, NotFoundError
from data.gifts import due_steps, next_steps
from data.noting import notes
from data.owner import Me, owner, record_owner
from data.people import person
from flows.following_up import write_to
from flows.gave import remember
from flows.give import put_away, show_suggestions
from flows.introduce import introduce
from flows.me import show_or_keep
from flows.noting import drop_note, keep_note, show_notes
from flows.quiet import put_off, show_quiet

CARDS = Path(__file__).parent.parent / "data" / "samples"
TYPED = {"name": "Marta Soler", "emails": "marta@soler-ejemplo.es", "phones": "611000055"}


@pytest.fixture
def desk(make_desk):
    """A home of an owner who reads English, with three people on file."""
    made = make_desk(language="en")
    all_three(made.db)
    return made


@pytest.fixture
def said(capsys):
    """What was printed since it was asked last, on stdout and on stderr."""
    return capsys.readouterr


def give(desk, said, who: str = "", *, every: bool = False) -> str:
    assert show_suggestions(desk.settings, who, every=every, json=False) == 0
    return said().out


def ids(page: str) -> list[str]:
    return re.findall(r"\[([a-z2-7]{5,})\]$", page, re.MULTILINE)


# ── give ────────────────────────────────────────────────────────────────────────────────────────────


def test_give_says_what_i_had_in_mind_for_whom_and_by_when(desk, said):
    page = give(desk, said)
    assert "WHAT YOU HAD IN MIND\n  1. Ana Ibáñez Peña: Introduce her to Iker, who lets a room, by " in page
    assert "Not this one? Type: aroma give --not " in page


def test_give_names_only_what_is_about_the_person_asked_for(desk, said):
    keep_note(desk.settings, "Feria del queso, Trujillo", "cheese", json=False)
    said()
    assert "Ana" in give(desk, said)
    only_tom = give(desk, said, "tom")
    assert "Tom Penhallow: Feria del queso, Trujillo" in only_tom
    assert "Introduce her" not in only_tom
    with pytest.raises(NotFoundError):
        show_suggestions(desk.settings, "zzz", every=False, json=False)


def test_not_this_one_is_never_suggested_again(desk, said):
    unwanted, *_ = ids(give(desk, said))
    assert put_away(desk.settings, unwanted) == 0
    assert "Introduce her to Iker" in said().out
    assert "Introduce her to Iker" not in give(desk, said, every=True)
    with pytest.raises(NotFoundError, match=unwanted):
        put_away(desk.settings, unwanted)


def test_a_suggestion_keeps_its_id_when_others_come(desk, said):
    before = ids(give(desk, said))
    keep_note(desk.settings, "Feria del queso, Trujillo", "cheese", json=False)
    said()
    assert set(before) < set(ids(give(desk, said)))


def test_give_as_json_is_a_line_for_each(desk, said):
    show_suggestions(desk.settings, "", every=True, json=True)
    found = [json.loads(line) for line in said().out.splitlines()]
    assert found[0]["kind"] == "step"
    assert {"id", "key", "person", "other", "words", "others", "reasons", "day", "title"} == found[
        0
    ].keys() - {"kind"}


# ── note ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_note_says_at_once_who_cares_and_why(desk, said):
    keep_note(desk.settings, "Feria del queso, Trujillo, 3 May", "cheese", json=False)
    page = said().out
    assert re.match(r"Noted as number 1, for 3 May 20\d\d\.\nThey would be glad of it:\n", page)
    assert "Ana Ibáñez Peña" in page
    assert "cares about: cheese fairs" in page
    assert "why: both speak of “cheese”" in page


def test_what_is_over_is_suggested_to_nobody_any_more(desk, said):
    keep_note(desk.settings, "Feria del queso, 3 May 2025", "cheese", json=False)
    assert "is over" in said().out
    assert "Feria" not in give(desk, said, every=True)
    show_notes(desk.settings, json=False)
    assert "Nothing is noted" in said().out


def test_notes_are_listed_and_forgotten(desk, said):
    keep_note(desk.settings, "Feria del queso, Trujillo", "cheese", json=False)
    said()
    show_notes(desk.settings, json=False)
    assert said().out == "  1. Feria del queso, Trujillo · about: cheese\n"
    show_notes(desk.settings, json=True)
    assert json.loads(said().out) == {
        "note": 1,
        "text": "Feria del queso, Trujillo",
        "about": "cheese",
        "day": None,
    }
    drop_note(desk.settings, 1)
    assert notes(desk.db) == ()
    assert "Feria" not in give(desk, said)


# ── introduce, follow-up ────────────────────────────────────────────────────────────────────────────


def test_introduce_prints_the_draft_and_a_link_and_remembers_nothing(desk, said):
    record_owner(desk.db, Me(contact=person(desk.db, 3).answer.contact), at=datetime.now().astimezone())
    assert introduce(desk.settings, "ana", "tom", language="", because="Both laugh a lot", eml=None) == 0
    out, hints = said()
    assert out.startswith("Subject: Ana, te presento a Tom · Ana, meet Tom\n")
    assert "\nmailto:ana@torvalia-ejemplo.es,tom@boats.example?subject=" in out
    assert "Still to be worded by you: [✎ en español: Both laugh a lot]" in hints
    assert 'aroma gave 1 "what it was"' in hints
    assert "Aroma sends nothing" in hints
    assert brought(desk.db, 1) == brought(desk.db, 3) == ()


def test_introduce_in_one_language_for_both_where_the_owner_says_so(desk, said):
    introduce(desk.settings, "ana", "tom", language="en", because="", eml=None)
    assert said().out.startswith("Subject: Ana, meet Tom\n\nHello Ana, hello Tom,\n")


def test_a_draft_in_a_file_is_from_me_and_never_written_over_another(desk, said, tmp_path):
    file = tmp_path / "draft.eml"
    with pytest.raises(NotFoundError, match="aroma me"):
        introduce(desk.settings, "ana", "iker", language="", because="", eml=file)
    show_or_keep(desk.settings, TYPED, None, ask=False, json=False)
    introduce(desk.settings, "ana", "iker", language="", because="", eml=file)
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert str(message["From"]) == "Marta Soler <marta@soler-ejemplo.es>"
    assert len(message["To"].addresses) == 2
    assert message["X-Unsent"] == "1"
    assert str(file) in said().out
    with pytest.raises(HomeError, match="there already"):
        introduce(desk.settings, "ana", "iker", language="", because="", eml=file)
    with pytest.raises(HomeError):
        introduce(desk.settings, "ana", "iker", language="", because="", eml=tmp_path / "no" / "x.eml")


def test_nobody_is_introduced_to_themselves(desk):
    with pytest.raises(NotFoundError, match="two people"):
        introduce(desk.settings, "ana", "1", language="", because="", eml=None)


def test_follow_up_drafts_the_message_to_somebody_just_met(desk, said):
    assert write_to(desk.settings, "ana", language="en", eml=None) == 0
    out, hints = said()
    assert "It was good to meet you (Cheese fair, Trujillo, 1 May 2026)" in out
    assert "mailto:ana@torvalia-ejemplo.es?subject=" in out
    assert "aroma me --name" in hints


# ── gave ────────────────────────────────────────────────────────────────────────────────────────────


def test_gave_remembers_what_and_when(desk, said):
    remember(desk.settings, "ana", "presented her to Jon", on="yesterday", done=False)
    assert brought(desk.db, 1) == (("presented her to Jon", date.today() - timedelta(days=1)),)
    assert "If it was that, type: aroma gave 1 --done" in said().out
    assert len(next_steps(desk.db, 1)) == 1


@pytest.mark.parametrize(
    ("text", "done", "kept"),
    [
        ("", True, "Introduce her to Iker, who lets a room"),
        ("introduce her to Iker who lets a room", False, "introduce her to Iker who lets a room"),
        ("they had coffee", True, "they had coffee"),
    ],
)
def test_gave_settles_the_next_step_where_it_was_that(desk, said, text, done, kept):
    remember(desk.settings, "ana", text, on="", done=done)
    assert [text for text, _ in brought(desk.db, 1)] == [kept]
    assert next_steps(desk.db, 1) == ()
    assert due_steps(desk.db, date.max) == ()
    assert "Introduce her" not in give(desk, said).replace(kept, "")


@pytest.mark.parametrize(
    ("name", "text", "on", "done", "sentence"),
    [
        ("ana", "", "", False, "Say what it was"),
        ("tom", "", "", True, "No next step"),
        ("ana", "a book", "soonish", False, "soonish"),
        ("ana", "a book", "1/1/2999", False, "yet to come"),
    ],
)
def test_gave_says_what_is_missing(desk, name, text, on, done, sentence):
    with pytest.raises(AromaError, match=sentence):
        remember(desk.settings, name, text, on=on, done=done)
    assert brought(desk.db, 1) == brought(desk.db, 3) == ()


# ── quiet ───────────────────────────────────────────────────────────────────────────────────────────


def test_quiet_lists_who_was_not_met_nor_thought_of_for_so_long(desk, said):
    show_quiet(desk.settings, "1/1/2026", json=False)
    assert said().out.startswith("Tom Penhallow · Penhallow & Sons: last met or thought of on 2 June 2025\n")
    remember(desk.settings, "tom", "a plank of oak", on="", done=False)
    said()
    show_quiet(desk.settings, "1/1/2026", json=False)
    assert "There is nobody" in said().out


def test_quiet_leaves_out_for_a_while_whom_one_puts_off(desk, said):
    put_off(desk.settings, "tom", until="", length="3 meses")
    assert "Tom Penhallow is not named here until" in said().out
    show_quiet(desk.settings, "1/1/2026", json=True)
    assert said().out == ""


@pytest.mark.parametrize(("until", "length"), [("yesterday", ""), ("", "a while"), ("some day", "")])
def test_quiet_says_how_to_write_what_it_cannot_read(desk, until, length):
    with pytest.raises(AromaError, match=r"3m|90d"):
        put_off(desk.settings, "tom", until=until, length=length)
    with pytest.raises(AromaError, match="90d"):
        show_quiet(desk.settings, "a while", json=False)


# ── me ──────────────────────────────────────────────────────────────────────────────────────────────


def test_me_keeps_what_is_typed_in_standard_form_and_shows_it(desk, said):
    show_or_keep(desk.settings, TYPED | {"who": "I help village shops"}, None, ask=False, json=False)
    assert said().out == (
        "Marta Soler\n  who I am: I help village shops\n"
        "  phone: +34611000055\n  e-mail: marta@soler-ejemplo.es\n"
    )
    show_or_keep(desk.settings, {"phones": "-", "company": "Soler, S.L."}, None, ask=False, json=True)
    assert json.loads(said().out)["phones"] == ""
    me = owner(desk.db)
    assert (me.contact.company.value, me.who) == ("Soler, S.L.", "I help village shops")
    with pytest.raises(AromaError, match="@"):
        show_or_keep(desk.settings, {"emails": "marta"}, None, ask=False, json=False)
    assert owner(desk.db) == me


def test_me_asks_where_nothing_is_known(desk):
    asked = Owner("I help village shops", "", "..", language="en")
    show_or_keep(desk.settings, {}, None, ask=False, json=False, prompts=asked.prompts)
    assert "Who are you, in a sentence?" in asked.saw
    assert owner(desk.db).who == "I help village shops"
    again = Owner("-", "I teach", "", "", "", "", "", "", "", language="en")
    show_or_keep(desk.settings, {}, None, ask=True, json=False, prompts=again.prompts)
    assert (owner(desk.db).who, owner(desk.db).does) == ("", "I teach")


def test_me_without_a_terminal_says_what_to_type(desk, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(AromaError, match="aroma me --name"):
        show_or_keep(desk.settings, {}, None, ask=False, json=False)
    assert owner(desk.db) is None


def test_me_is_read_off_my_own_card(desk, tmp_path):
    vcard = tmp_path / "me.vcf"
    vcard.write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Marta Soler\r\nEMAIL:marta@soler-ejemplo.es\r\nEND:VCARD\r\n"
    )
    show_or_keep(desk.settings, {}, vcard, ask=False, json=False)
    assert owner(desk.db).contact.emails[0].value == "marta@soler-ejemplo.es"
    reader = desk.settings.model_copy(update={"reader": "rapidocr"})
    show_or_keep(reader, {"who": "I keep books"}, CARDS / "plain-left.jpg", ask=False, json=False)
    assert owner(desk.db).contact.name.value == "Ana Ibáñez Peña"
    assert owner(desk.db).who == "I keep books"


def test_me_refuses_what_is_no_card(desk, tmp_path):
    nothing = tmp_path / "nothing.vcf"
    nothing.write_text("BEGIN:VCARD\nEND:VCARD\n")
    with pytest.raises(AromaError, match=r"nothing\.vcf"):
        show_or_keep(desk.settings, {}, nothing, ask=False, json=False)
    with pytest.raises(HomeError, match="cannot be opened"):
        show_or_keep(desk.settings, {}, tmp_path / "away.jpg", ask=False, json=False)
