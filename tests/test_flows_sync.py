from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console
from sqlalchemy import text
from stores import NOW, answer, contact, waiting
from waiting_cards import Desk

from data.cards import card, cards
from data.models import Answer, CardState, Decision, Person, Value
from data.people import file_card, person
from enrich.content_lines import properties
from enrich.vcard4 import vcard4
from flows.filing import write_missing_vcards
from flows.prompts import Prompts
from flows.sync import sync_people
from flows.sync_asking import Asking

OLD, NEW = "+34612345678", "+34600000074"


@pytest.fixture
def filed(desk) -> Person:
    """Somebody on file whose card was written."""
    found = file_card(desk.db, waiting(desk.db), answer(), at=NOW)
    assert write_missing_vcards(desk.settings, desk.db) == 1
    return found


def file_of(desk: Desk, name: str = "000001.vcf"):
    return desk.settings.home.people / name


def edit(desk: Desk, old: str, new: str, name: str = "000001.vcf") -> None:
    """What an address book does to a file."""
    path = file_of(desk, name)
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def sync(desk: Desk, *typed: str, terminal: bool = True) -> int:
    answers = iter(typed)
    prompts = Prompts(Console(file=StringIO()), "en", lambda _: next(answers))
    status = sync_people(desk.settings, Asking(prompts if terminal else None))
    assert next(answers, None) is None, "all that was typed was asked for"
    return status


def now(desk: Desk) -> Answer:
    return person(desk.db, 1).answer


def phones(found: Answer) -> list[str]:
    return [phone.value for phone in found.contact.phones]


def test_what_nobody_edited_stays_as_it_is(desk, filed, capsys):
    before = file_of(desk).read_bytes(), file_of(desk).stat().st_mtime_ns
    assert sync(desk) == 0
    assert capsys.readouterr().out == "No ha cambiado nada en ninguno de los dos lados.\n"
    assert (file_of(desk).read_bytes(), file_of(desk).stat().st_mtime_ns) == before
    assert now(desk) == filed.answer


def test_a_phone_corrected_in_an_address_book_comes_in_and_the_old_one_gets_its_end(desk, filed, capsys):
    edit(desk, OLD, "+34 600 00 00 74")
    assert sync(desk) == 0
    assert capsys.readouterr().out == f"Ana Ruiz Peña: teléfono: {OLD} → {NEW}\ntarjetas escritas: 1\n"
    assert phones(now(desk)) == ["+34986123456", NEW]
    assert now(desk).contact.phones[1].raw == "+34 600 00 00 74"
    assert f"teléfono anterior: {OLD}" in file_of(desk).read_text().replace("\n ", ""), (
        "the note tells how it was"
    )
    [(ended,)] = desk.db.rows(
        "SELECT to_card FROM contact_points JOIN contact_values ON contact_values.number = value_number"
        " WHERE value = :old AND person_number = 1",
        {"old": OLD},
    )
    edited = card(desk.db, ended)
    assert (edited.source, edited.person, edited.state) == ("people", 1, CardState.FILED)
    assert phones_of_card(edited) == [NEW, "+34986123456"]
    assert sync(desk) == 0
    assert "No ha cambiado nada" in capsys.readouterr().out


def phones_of_card(found) -> list[str]:
    return [phone.value for phone in found.contact.phones]


def test_everything_that_reaches_somebody_can_be_edited_and_nothing_else_changes(desk, filed):
    edit(desk, "FN:Ana Ruiz Peña", "FN:Ana Ruiz Soto")
    edit(desk, "N:Ruiz Peña;Ana", "N:Ruiz Soto;Ana")
    edit(desk, r"ORG:Astilleros Ruiz\, S.L.", "ORG:Carpinterías Prueba;Taller")
    edit(desk, "TITLE:Carpintera de ribera", "TITLE:Maestra")
    edit(desk, "ana@astillerosruiz.example", "ana@carpinterias.example")
    edit(desk, "https://www.astillerosruiz.example", "https://carpinterias-ejemplo.es/")
    edit(desk, ";;Muelle 3;;;36202;", ";;Rúa Soñada 9;Vigo;;36203;España")
    assert sync(desk) == 0
    found = now(desk).contact
    assert found.name is not None
    assert (found.name.value, found.name.part("surname")) == ("Ana Ruiz Soto", "Ruiz Soto")
    assert [v.value for v in (found.company, found.job_title) if v] == ["Carpinterías Prueba", "Maestra"]
    assert [v.value for v in (*found.emails, *found.websites)] == [
        "ana@carpinterias.example",
        "carpinterias-ejemplo.es",
    ]
    assert found.address is not None
    assert "Rúa Soñada 9" in found.address.value
    assert phones(now(desk)) == [OLD, "+34986123456"]
    assert replace(now(desk), contact=filed.answer.contact) == filed.answer
    text = file_of(desk).read_text()
    assert "ORG:Carpinterías Prueba;Taller" in text, "what Aroma has no place for stays in its line"
    labels = [line for line in text.splitlines() if line.startswith("LABEL")]
    assert labels
    assert not any("Muelle" in line for line in labels), "the label says what the address says"
    assert sync(desk) == 0
    assert file_of(desk).read_text() == text


def test_a_name_edited_in_its_parts_alone_is_taken_from_them(desk, filed):
    edit(desk, "N:Ruiz Peña;Ana", "N:Ruiz Soto;Ana")
    assert sync(desk) == 0
    assert now(desk).contact.name.value == "Ana Ruiz Soto"
    assert "FN:Ana Ruiz Soto" in file_of(desk).read_text()


def test_a_value_that_was_taken_out_ends_and_one_that_was_put_in_comes(desk, filed):
    edit(desk, "TEL;TYPE=WORK,VOICE:+34986123456 ext. 12\r\n", "")
    edit(desk, "TITLE:", "EMAIL:taller@prueba.example\r\nTITLE:")
    assert sync(desk) == 0
    assert phones(now(desk)) == [OLD]
    assert [v.value for v in now(desk).contact.emails] == [
        "ana@astillerosruiz.example",
        "taller@prueba.example",
    ]


UNKNOWN = (
    "BDAY:1980-02-03\r\nitem1.X-ABDATE;type=pref:2020-01-01\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\n"
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n  EASABIAAD\r\nX-ODD;P="a:b;c":raw\\,text\r\n'
)


def test_what_aroma_does_not_know_is_kept_word_for_word_in_every_rewriting(desk, filed):
    edit(desk, "TITLE:", UNKNOWN + "TITLE:")
    edit(desk, "CATEGORIES:remo", "CATEGORIES:Familia,remo")
    edit(desk, "1954\r\nORG", "1954\\nLe gusta el té\\, sin azúcar\r\nORG")
    assert sync(desk) == 0
    rewrite(desk)
    assert sync(desk) == 0
    text = file_of(desk).read_bytes().decode()
    assert UNKNOWN in text
    said = {found.name: found.text for found in properties(text)}
    assert said["CATEGORIES"] == "Familia,remo,la ría de Arousa"
    assert said["NOTE"].endswith("Le gusta el té, sin azúcar")
    assert said["NOTE"].startswith("Quién es: Tiene un barco nuevo")
    assert "Hace barcos de madera" not in said["NOTE"], "Aroma's own words are not taken for others'"
    assert now(desk).contact == filed.answer.contact


def rewrite(desk: Desk) -> None:
    """The store knows something new, so that the card has to be written."""
    with desk.db.transaction() as connection:
        connection.execute(text("UPDATE people SET who = 'Tiene un barco nuevo'"))


def change_in_store(desk: Desk, new: str) -> None:
    """Somebody corrects the first phone in the store."""
    with desk.db.transaction() as connection:
        connection.execute(
            text(
                "UPDATE contact_values SET value = :new WHERE value = :old AND number IN"
                " (SELECT value_number FROM contact_points)"
            ),
            {"new": new, "old": OLD},
        )


def test_an_edited_file_is_not_overwritten_by_what_is_new_in_the_store(desk, filed):
    edit(desk, OLD, NEW)
    rewrite(desk)
    assert sync(desk) == 0
    text = file_of(desk).read_text()
    assert NEW in text
    assert OLD not in text
    assert "Tiene un barco nuevo" in text


@pytest.mark.parametrize(
    ("typed", "left"),
    [("1", ["+34600000001"]), ("2", [NEW]), ("3", ["+34600000001", NEW])],
)
def test_what_both_sides_changed_is_asked(desk, filed, typed, left):
    edit(desk, OLD, NEW)
    change_in_store(desk, "+34600000001")
    assert sync(desk, "9", typed) == 0
    assert sorted(set(phones(now(desk))) - {"+34986123456"}) == left
    said = {found.text for found in properties(file_of(desk).read_text()) if found.name == "TEL"}
    assert said == {*left, "+34986123456 ext. 12"}
    assert sync(desk) == 0


def test_without_a_terminal_a_conflict_is_told_and_everything_is_left(desk, filed, capsys):
    edit(desk, OLD, NEW)
    edit(desk, "TITLE:Carpintera de ribera", "TITLE:Maestra")
    change_in_store(desk, "+34600000001")
    before = file_of(desk).read_bytes()
    assert sync(desk, terminal=False) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"Ana Ruiz Peña, teléfono: era {OLD}; tú tienes ahora +34600000001, la agenda tiene {NEW}."
        " No se ha cambiado nada. Escribe aroma sync en un terminal para elegir.\n"
    )
    assert file_of(desk).read_bytes() == before
    assert now(desk).contact.job_title.value == "Carpintera de ribera"
    assert sync(desk, "") == 1, "who only presses Enter is asked again"
    assert file_of(desk).read_bytes() == before


def test_the_same_change_on_both_sides_is_no_conflict(desk, filed):
    edit(desk, OLD, "+34 600 000 074")
    change_in_store(desk, NEW)
    assert sync(desk) == 0
    assert phones(now(desk)) == [NEW, "+34986123456"]


def test_a_card_that_was_deleted_is_asked_about_and_put_back(desk, filed, capsys):
    text = file_of(desk).read_text()
    file_of(desk).unlink()
    assert sync(desk, terminal=False) == 1
    assert "aroma forget 1" in capsys.readouterr().err
    assert not file_of(desk).exists()
    assert sync(desk, "1") == 0
    assert sorted(file_of(desk).read_text().splitlines()[:-1]) != []
    assert [line for line in file_of(desk).read_text().splitlines() if not line.startswith("REV")] == [
        line for line in text.splitlines() if not line.startswith("REV")
    ]


def test_a_renamed_card_is_known_by_its_uid(desk, filed):
    file_of(desk).rename(file_of(desk, "ana.vcf"))
    edit(desk, OLD, NEW, "ana.vcf")
    assert sync(desk) == 0
    assert NEW in phones(now(desk))
    rewrite(desk)
    assert sync(desk) == 0
    assert [path.name for path in desk.settings.home.people.iterdir()] == ["ana.vcf"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no es una vCard"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana", "END:VCARD"),
        (b"BEGIN:VCARD\nVERSION:2.1\nFN:Ana\nEND:VCARD\n", "2.1"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:\xff\nEND:VCARD\n", "UTF-8"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n<<<<<<< mine\nEND:VCARD\n", "<<<<<<< mine"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:B\nEND:VCARD\n", "varias"),
    ],
)
def test_a_broken_file_is_told_with_its_reason_and_nothing_is_done(desk, filed, capsys, content, reason):
    file_of(desk).write_bytes(content)
    (desk.settings.home.people / "otra.vcf").write_bytes(content)
    assert sync(desk) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["000001.vcf", "otra.vcf"]
    assert all(reason in line for line in told)
    assert file_of(desk).read_bytes() == content
    assert now(desk) == filed.answer
    assert cards(desk.db, CardState.WAITING) == ()


STRANGER = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:abc-123\r\nFN:Lía Prueba\r\nN:Prueba;Lía;;;\r\nTEL:600 00 00 75\r\n"
    "BDAY:1990-05-06\r\nNOTE:La del faro\r\nEND:VCARD\r\n"
)


def test_a_new_card_of_another_program_waits_and_keeps_its_file_once_it_is_filed(desk, filed, capsys):
    file_of(desk, "abc.vcf").write_bytes(STRANGER.encode())
    assert sync(desk) == 0
    [waits] = cards(desk.db, CardState.WAITING)
    assert f"aroma review {waits.id}" in capsys.readouterr().out
    assert (waits.source, waits.contact.name.value, phones_of_card(waits)) == (
        "people",
        "Lía Prueba",
        ["+34600000075"],
    )
    assert sync(desk) == 0
    assert len(cards(desk.db, CardState.WAITING)) == 1
    told = Answer(
        Decision.FILE,
        who="Cuida el faro",
        contact=replace(waits.contact, emails=(Value("lia@faro.example", ""),)),
    )
    file_card(desk.db, waits.id, told, at=NOW)
    assert write_missing_vcards(desk.settings, desk.db) == 1
    assert sorted(path.name for path in desk.settings.home.people.iterdir()) == ["000001.vcf", "abc.vcf"]
    text = file_of(desk, "abc.vcf").read_text()
    for kept in ("UID:abc-123", "BDAY:1990-05-06", "TEL:600 00 00 75", "lia@faro.example"):
        assert kept in text
    [note] = [found.text for found in properties(text) if found.name == "NOTE"]
    assert note.splitlines() == ["Quién es: Cuida el faro", "La del faro"]
    edit(desk, "600 00 00 75", "600 00 00 76", "abc.vcf")
    assert sync(desk) == 0
    assert phones(person(desk.db, 2).answer) == ["+34600000076"]


def test_a_new_card_that_is_edited_while_it_waits_is_asked_about_as_it_is_now(desk, filed):
    file_of(desk, "abc.vcf").write_bytes(STRANGER.encode())
    sync(desk)
    edit(desk, "600 00 00 75", "600 00 00 76", "abc.vcf")
    assert sync(desk) == 0
    [waits] = cards(desk.db, CardState.WAITING)
    assert phones_of_card(waits) == ["+34600000076"]


def test_a_second_file_of_one_person_is_told(desk, filed, capsys):
    file_of(desk, "copia.vcf").write_bytes(file_of(desk).read_bytes())
    assert sync(desk) == 1
    assert "copia.vcf" in capsys.readouterr().err
    assert cards(desk.db, CardState.WAITING) == ()


def test_a_card_that_another_program_made_4_0_stays_4_0(desk, filed):
    made = vcard4(filed, revision=datetime.now(UTC)).replace(f"tel:{OLD}", f"tel:{NEW}")
    file_of(desk).write_bytes(made.encode())
    assert sync(desk) == 0
    assert NEW in phones(now(desk))
    rewrite(desk)
    assert sync(desk) == 0
    assert "VERSION:4.0" in file_of(desk).read_text()
    assert f"VALUE=uri:tel:{NEW}" in file_of(desk).read_text()


def test_the_cards_of_a_home_that_kept_no_copy_are_taken_up_as_they_are(desk, filed):
    with desk.db.transaction() as connection:
        connection.execute(text("DELETE FROM written_cards"))
    edit(desk, OLD, NEW)
    assert sync(desk) == 0
    assert phones(now(desk)) == ["+34986123456", NEW]


def test_somebody_who_turned_out_to_be_another_has_no_card_of_their_own(desk, filed):
    file_card(desk.db, waiting(desk.db, "dos.jpg"), answer(contact=contact(phone="+34600000001")), at=NOW)
    write_missing_vcards(desk.settings, desk.db)
    edit(desk, "ana@astillerosruiz.example", "ana@prueba.example", "000002.vcf")
    with desk.db.transaction() as connection:
        connection.execute(text("UPDATE people SET merged_into = 1 WHERE number = 2"))
    assert sync(desk) == 0
    assert [path.name for path in desk.settings.home.people.iterdir()] == ["000001.vcf"]
    assert "ana@prueba.example" in file_of(desk).read_text()
    assert sync(desk) == 0
