from __future__ import annotations

import zipfile
from datetime import UTC, datetime

import pytest
from exports import ANA, APPLE, IKER, NEXTCLOUD, facebook, linkedin
from stores import answer

from data.cards import cards, record_answer, record_run
from data.letting_go import let_go
from data.models import CardState
from data.people import file_card, person
from flows import archives, importing
from flows.import_files import import_files

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def take_in(make_desk, tmp_path, capsys):
    """Imports bytes as a file of a name that says nothing; hands out the status and what was said."""
    desk = make_desk(language="en", port=1024)

    def importing_of(*raws, name="file.bin"):
        paths = []
        for place, raw in enumerate(raws):
            paths.append(tmp_path / f"{place}{name}")
            paths[-1].write_bytes(raw)
        status = import_files(desk.settings, paths)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    importing_of.desk = desk
    return importing_of


def zipped(tmp_path, **members):
    path = tmp_path / "packed"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path.read_bytes()


def test_what_went_in_is_said_and_the_same_file_again_adds_nothing(take_in):
    status, out, err = take_in(linkedin(ANA, IKER))
    assert (status, out[0], err) == (0, "0file.bin (LinkedIn): 2 new contacts.", [])
    assert "aroma review --batch" in out[1]
    assert take_in(linkedin(ANA, IKER)) == (0, ["0file.bin (LinkedIn): 2 unchanged."], [])
    assert len(cards(take_in.desk.db)) == 2


def test_a_newer_export_adds_and_changes_only_what_is_new_and_changed(take_in):
    take_in(linkedin(ANA, IKER))
    newer = linkedin(ANA.replace("Torvalia", "Nueva"), IKER, IKER.replace("iker", "jon"))
    assert take_in(newer)[1][0] == "0file.bin (LinkedIn): 1 new contact, 1 changed, 1 unchanged."
    assert {card.contact.company.value for card in cards(take_in.desk.db)} == {
        "Nueva, S.A.",
        "Hornos Sagasti",
    }


def test_what_the_owner_wrote_stays_when_a_newer_export_says_otherwise(take_in):
    take_in(linkedin(ANA))
    db = take_in.desk.db
    (card,) = cards(db)
    typed = {"who": "Lleva las cuentas del mercado", "name": "Ana Ibáñez", "company": "Torvalia, S.A."}
    record_answer(db, card.id, 0, typed, NOW)
    take_in(linkedin(ANA.replace("Torvalia", "Nueva")))
    (now,) = cards(db)
    assert now.typed["who"] == typed["who"]
    assert (now.typed["name"], now.typed["company"]) == ("Ana Ibáñez", "Nueva, S.A.")


def test_a_person_on_file_is_not_touched_and_the_change_waits_to_be_asked_about(take_in):
    take_in(linkedin(ANA))
    db = take_in.desk.db
    (card,) = cards(db)
    filed = file_card(db, card.id, answer(), at=NOW)
    newer = linkedin(ANA.replace("Torvalia", "Nueva"))
    assert take_in(newer)[1][0] == "0file.bin (LinkedIn): 1 changed."
    assert person(db, filed.number) == filed
    assert [card.contact.company.value for card in cards(db, CardState.WAITING)] == ["Nueva, S.A."]
    assert take_in(newer)[1] == ["0file.bin (LinkedIn): 1 unchanged."]


def test_one_who_was_let_go_does_not_come_back_with_the_next_export(take_in):
    take_in(linkedin(ANA))
    db = take_in.desk.db
    let_go(db, cards(db)[0].id, NOW.date(), NOW)
    take_in(linkedin(ANA.replace("Torvalia", "Nueva")))
    assert [card.state for card in cards(db)] == [CardState.LET_GO]


def test_a_bad_row_is_told_with_file_and_line_and_the_rest_go_in(take_in):
    status, out, err = take_in(linkedin(ANA, "Eva,Gil", IKER))
    assert (status, out[0]) == (1, "0file.bin (LinkedIn): 2 new contacts, 1 could not be taken.")
    assert err == ["0file.bin, line 7: it has 2 cells, and the header has 7"]


def test_many_bad_rows_are_told_up_to_a_limit(take_in):
    _, _, err = take_in(linkedin(*["Eva,Gil"] * 30))
    assert len(err) == 21
    assert err[-1] == "0file.bin: and 10 more like these"


def test_a_contact_that_is_there_twice_goes_in_once(take_in):
    assert take_in(linkedin(ANA, ANA))[1][0] == "0file.bin (LinkedIn): 1 new contact, 1 there twice."


def test_an_empty_list_is_said_to_be_empty(take_in):
    assert take_in(linkedin()) == (0, ["0file.bin (LinkedIn): no contact in it."], [])


def test_a_file_of_no_known_kind_names_the_kinds_and_the_others_go_in(take_in):
    status, out, (said,) = take_in(b"hello", APPLE.encode())
    assert (status, out[0]) == (1, "1file.bin (vCards): 1 new contact.")
    assert all(kind in said for kind in ("LinkedIn", "Facebook", "Google", ".vcf", ".zip"))


def test_a_file_that_is_not_there_and_a_folder_are_said(make_desk, tmp_path, capsys):
    desk = make_desk(language="en")
    assert import_files(desk.settings, [tmp_path / "none.csv", tmp_path]) == 1
    missing, folder = capsys.readouterr().err.splitlines()
    assert "There is no file" in missing
    assert "is a folder" in folder


def test_a_whole_export_is_read_without_being_unpacked(take_in, tmp_path):
    raw = zipped(
        tmp_path,
        **{
            "../../etc/evil.txt": linkedin(ANA),
            "photos/1.jpg": b"\xff\xd8\xff\x00" * 99,
            "connections/friends.json": facebook(("Jon", 1332547200)),
            "messages.json": b'{"messages": []}',
        },
    )
    before = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    status, out, _ = take_in(raw)
    assert (status, out[:2]) == (
        0,
        [
            "0file.bin/../../etc/evil.txt (LinkedIn): 1 new contact.",
            "0file.bin/connections/friends.json (Facebook): 1 new contact.",
        ],
    )
    after = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    assert after - before == {tmp_path / "0file.bin"}


def test_an_archive_that_swells_is_refused(take_in, tmp_path):
    status, out, (said,) = take_in(zipped(tmp_path, **{"a.csv": linkedin(ANA) + b"\n" * 30_000_000}))
    assert (status, out) == (1, [])
    assert "far more than a list of contacts" in said


def test_a_list_that_is_too_large_is_refused(take_in, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 400)
    assert "larger than any list" in take_in(linkedin(*[ANA] * 9))[2][0]
    assert "larger than any list" in take_in(zipped(tmp_path, a=linkedin(*[ANA] * 9)))[2][0]


def test_a_file_without_a_name_in_an_archive_does_no_harm(take_in, tmp_path):
    nameless = _without_name(zipped(tmp_path, **{"a.csv": linkedin(ANA)}), b"a.csv")
    status, out, _ = take_in(nameless)
    assert (status, out[0]) == (0, "0file.bin/ (LinkedIn): 1 new contact.")


def _without_name(packed: bytes, name: bytes) -> bytes:
    """The archive with a NUL where the name of its file begins, which ends the name for whoever reads it."""
    assert packed.count(name) == 2  # before the file, and in the list at the end
    return packed.replace(name, b"\0" + name[1:])


def test_a_damaged_or_empty_archive_is_said(take_in, tmp_path):
    whole = zipped(tmp_path, **{"a.csv": linkedin(ANA)})
    assert "damaged" in take_in(whole[:-40])[2][0]
    assert "no export that Aroma knows" in take_in(zipped(tmp_path, **{"a.txt": b"hello"}))[2][0]


def test_an_import_that_was_interrupted_goes_on_where_it_stopped(take_in, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    real, calls = importing.add, []

    def stopped(*arguments, **named):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments, **named)

    monkeypatch.setattr(importing, "add", stopped)
    with pytest.raises(KeyboardInterrupt):
        take_in(linkedin(ANA, IKER))
    assert len(cards(take_in.desk.db)) == 1
    assert take_in(linkedin(ANA, IKER))[1][0] == "0file.bin (LinkedIn): 1 new contact, 1 unchanged."


def test_a_form_that_was_open_while_aroma_does_not_run_asks_anew_after_a_change(take_in):
    take_in(NEXTCLOUD.encode())
    db = take_in.desk.db
    record_run(db, cards(db)[0].id, "00000000-0000-4000-8000-000000000000", 0)
    take_in(NEXTCLOUD.replace("Ventas", "Compras").encode())
    (card,) = cards(db)
    assert (card.run_id, card.round) == (None, 1)
