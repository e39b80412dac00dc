from __future__ import annotations

import csv
import json
import sys
from io import StringIO

import pytest
import vobject
from stores import NOW, answer, contact, waiting

from data.errors import HomeError, NotFoundError, SettingsError
from data.gifts import record_gift
from data.merging import merge_people
from data.people import file_card
from enrich.succession import replaced
from flows.export import FORMATS, export_people
from flows.filing import write_missing_vcards
from flows.qr import show_code
from flows.sync import sync_people
from flows.sync_asking import Asking


@pytest.fixture
def filed(desk):
    """A home with two people on file."""
    file_card(desk.db, waiting(desk.db), answer(), at=NOW)
    lia = answer("Cuida el faro", contact=contact("Lía Prueba", "+34600000075"))
    file_card(desk.db, waiting(desk.db, "lia.jpg"), lia, at=NOW)
    return desk


def exported(desk, capsysbinary, *who: str, to: str) -> str:
    assert export_people(desk.settings, who, to=to, output=None) == 0
    return capsysbinary.readouterr().out.decode()


def test_everybody_is_exported_and_each_format_is_read_by_others(filed, capsysbinary):
    cards = list(vobject.readComponents(exported(filed, capsysbinary, to="vcard3")))
    assert [card.fn.value for card in cards] == ["Ana Ruiz Peña", "Lía Prueba"]
    assert exported(filed, capsysbinary, to="vcard4").count("VERSION:4.0") == 2
    rows = list(csv.DictReader(StringIO(exported(filed, capsysbinary, to="google"), newline="")))
    assert [row["Phone 1 - Value"] for row in rows] == ["(+34) 612345678", "(+34) 600000075"]
    ana, _ = json.loads(exported(filed, capsysbinary, to="json"))
    assert list(ana) == ["number", "uid", "be", "do", "have", "was"]
    assert ana["be"]["who"].startswith("Hace barcos")
    assert ana["be"]["met"] == {"where": "Feria náutica de Vigo", "when": "2026-10-03", "through": "Xoán"}
    assert ana["do"]["needs"][0] == {"kind": "supplier", "text": "roble seco"}
    assert ana["have"]["phones"][0]["value"] == "+34612345678"


def test_what_was_before_and_what_was_brought_are_exported_too(filed, capsysbinary):
    moved = answer("Da clases de vela", contact=contact("Ana Ruiz Peña", "+34600000076"))
    number = file_card(filed.db, waiting(filed.db, "moved.jpg"), moved, at=NOW).number
    merge_people(filed.db, [1, number], replaced=replaced)
    record_gift(filed.db, number, "un curso de cabuyería", given=NOW)
    ana, lia = json.loads(exported(filed, capsysbinary, to="json"))
    assert ana["do"]["brought"] == [{"text": "un curso de cabuyería", "on": "2026-11-05"}]
    assert {"who"} <= {spell["field"] for spell in ana["was"]}
    assert lia["do"]["brought"] == lia["was"] == lia["be"]["met_again"] == []


def test_only_those_who_are_named_are_exported(filed, capsysbinary):
    cards = list(vobject.readComponents(exported(filed, capsysbinary, "Lía", "faro", to="vcard3")))
    assert [card.fn.value for card in cards] == ["Lía Prueba"]
    with pytest.raises(NotFoundError) as caught:
        export_people(filed.settings, ["Astilleros"], to="vcard3", output=None)
    assert "Ana Ruiz Peña · Astilleros Ruiz, S.L. (1)" in caught.value.text("es")


def test_a_file_is_written_whole_in_place_of_the_one_before(filed, tmp_path, capsys):
    target = tmp_path / "people.vcf"
    target.write_text("before")
    assert export_people(filed.settings, [], to="vcard3", output=target) == 0
    assert target.read_bytes().count(b"BEGIN:VCARD\r\n") == 2
    assert capsys.readouterr() == ("", f"personas escritas en {target}: 2\n")
    with pytest.raises(HomeError):
        export_people(filed.settings, [], to="vcard3", output=tmp_path / "none" / "people.vcf")


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(filed):
    with pytest.raises(SettingsError) as caught:
        export_people(filed.settings, [], to="xml", output=None)
    assert all(name in caught.value.text("es") for name in FORMATS)


def test_what_others_wrote_on_a_card_is_exported_too(filed, capsysbinary):
    write_missing_vcards(filed.settings, filed.db)
    path = filed.settings.home.people / "000001.vcf"
    path.write_bytes(path.read_bytes().replace(b"TITLE:", b"BDAY:1980-02-03\r\nTITLE:"))
    assert sync_people(filed.settings, Asking(None)) == 0
    capsysbinary.readouterr()
    assert "BDAY:1980-02-03\r\n" in exported(filed, capsysbinary, "ana", to="vcard3")


@pytest.mark.parametrize("to", FORMATS)
def test_no_export_counts_or_ranks(filed, capsysbinary, to):
    text = exported(filed, capsysbinary, to=to).casefold()
    assert not [word for word in ("total", "count", "rank", "score", "balance", "streak") if word in text]


def test_a_code_is_printed_in_letters_alone_where_nobody_looks(filed, capsys, monkeypatch):
    assert show_code(filed.settings, "Lía Prueba", None) == 0
    said = capsys.readouterr().out
    assert said.endswith("Lía Prueba\n")
    assert "\x1b" not in said
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert show_code(filed.settings, "Lía Prueba", None) == 0
    assert capsys.readouterr().out.startswith("\x1b[97;40m█")


def test_a_code_is_written_as_a_picture(filed, tmp_path, capsys):
    assert show_code(filed.settings, "2", tmp_path / "lia.png") == 0
    assert (tmp_path / "lia.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out == f"El código está en {tmp_path / 'lia.png'}\n"


def test_somebody_whom_one_cannot_reach_has_no_code(desk, capsys):
    file_card(desk.db, waiting(desk.db), answer(contact=contact().__class__()), at=NOW)
    assert show_code(desk.settings, "1", None) == 1
    assert "no hay teléfono" in capsys.readouterr().err
