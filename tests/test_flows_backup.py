from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kill_inbox import RULES, photo
from stores import NOW, answer
from waiting_cards import ANA, Desk

from data.cards import cards, record_run
from data.database import Database, open_database
from data.errors import AromaError, BackupError, HomeError, StoreError
from data.models import Value
from data.people import file_card, people
from data.schema import METADATA
from enrich.form_fields import nested
from enrich.prefill import prefill
from flows.asking import about
from flows.backup import back_up
from flows.filing import write_missing_vcards
from flows.home import Home
from flows.inbox import take
from flows.manifest import NAME, path_of
from flows.restore import restore
from flows.settings import Settings
from flows.waits import open_waits

IKER = replace(ANA, name=Value("Iker Prueba Inventada", "IKER PRUEBA INVENTADA"), phones=(), emails=())


def rows(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a store, table by table."""
    with db.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for name, table in METADATA.tables.items()
        }


def files(home: Home) -> dict[str, bytes]:
    """What lies in the folders of a home, without locks and databases."""
    found = [path for path in home.path.rglob("*") if path.is_file() and path.suffix not in {".lock", ".db"}]
    return {str(path.relative_to(home.path)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def laid_out(migrated, tmp_path_factory) -> Path:
    """A home with everything that a home may hold, to be copied."""
    desk = desk_in(tmp_path_factory.mktemp("full") / "home")
    home = desk.settings.home
    home.prepare()
    shutil.copy(migrated, home.database)
    desk.lay()
    file_card(desk.db, desk.lay(IKER, "iker.jpg").id, answer(contact=IKER), at=NOW)
    write_missing_vcards(desk.settings, desk.db)
    photo(home.inbox / "Camera" / "neu ñ.jpg", 1)
    photo(home.claimed / f"1764155000000-{'a' * 32}" / "claimed.png", 2)
    photo(home.original("5" * 64, ".jpg"), 3)
    (home.set_aside / "torn.jpg").write_bytes(b"torn")
    (home.set_aside / "torn.jpg.reason.txt").write_text("torn")
    home.settings_file.write_text('language = "es"\nsettle = 3\n')
    return home.path


def desk_in(path: Path) -> Desk:
    made = Settings(home_folder=path, language="es", region="ES")
    return Desk(made, Database(made.store_url))


@pytest.fixture
def full(laid_out, tmp_path) -> Desk:
    """A home of its own with everything in it."""
    return desk_in(Path(shutil.copytree(laid_out, tmp_path / "full")))


@pytest.fixture
def empty(tmp_path) -> Settings:
    """A home that is not there yet."""
    return Settings(home_folder=tmp_path / "again" / "Aroma", language="en", region="ES")


@pytest.fixture(scope="module")
def packed(laid_out, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("packed") / "aroma.zip"
    assert back_up(desk_in(laid_out).settings, file, replace=False) == 0
    return file


@pytest.fixture
def archive(packed, tmp_path) -> Path:
    """An archive of the home that is laid out."""
    return Path(shutil.copy2(packed, tmp_path / "aroma.zip"))


def refused(settings: Settings, file: Path, kind: type[AromaError] = BackupError) -> str:
    """What is said where an archive is not restored; there is nothing of it then."""
    before = sorted(settings.home.path.parent.rglob("*")) if settings.home.path.parent.exists() else []
    with pytest.raises(kind) as caught:
        restore(settings, file)
    after = sorted(settings.home.path.parent.rglob("*")) if settings.home.path.parent.exists() else []
    assert [path for path in after if path != settings.home.path.parent] == before
    return str(caught.value)


def test_a_restored_home_holds_the_same_people_cards_photos_and_settings(full, archive, empty, capsys):
    assert restore(empty, archive) == 0
    assert files(empty.home) == files(full.settings.home)
    assert rows(Database(empty.home.database_url)) == rows(full.db)
    told = capsys.readouterr().out
    assert "people: 1; cards that wait: 1; photos: 2; photos in the inbox: 2; files in all: 10" in told
    assert sorted(path.name for path in empty.home.path.iterdir()) == [
        "aroma.db",
        "aroma.toml",
        "cards",
        "inbox",
        "people",
        "prefect",
        "set-aside",
    ]


def test_an_archive_and_what_is_restored_from_it_are_their_owners_alone(archive, empty):
    before = os.umask(0)
    try:
        restore(empty, archive)
    finally:
        os.umask(before)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    found = [path for path in empty.home.path.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert stat.S_IMODE(empty.home.path.stat().st_mode) == 0o700


def test_a_photo_keeps_its_time_by_which_front_and_back_are_known(full, empty, tmp_path):
    (waiting,) = (full.settings.home.inbox / "Camera").iterdir()
    os.utime(waiting, ns=(10**18, 10**18 + 7))
    back_up(full.settings, tmp_path / "a.zip", replace=False)
    restore(empty, tmp_path / "a.zip")
    assert (empty.home.inbox / "Camera" / waiting.name).stat().st_mtime_ns == 10**18 + 7


def test_a_file_that_is_there_is_not_replaced_unless_its_owner_says_so(full, archive):
    kept = archive.read_bytes()
    with pytest.raises(BackupError, match="--replace"):
        back_up(full.settings, archive, replace=False)
    assert archive.read_bytes() == kept
    full.lay(IKER, "more.jpg")
    assert back_up(full.settings, archive, replace=True) == 0
    assert archive.read_bytes() != kept
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == []


def test_a_folder_is_never_replaced(full, tmp_path):
    with pytest.raises(BackupError, match="already"):
        back_up(full.settings, tmp_path, replace=True)


def test_an_archive_does_not_lie_in_a_folder_that_it_is_made_of(full):
    with pytest.raises(BackupError, match="elsewhere"):
        back_up(full.settings, full.settings.home.inbox / "aroma.zip", replace=False)


def test_a_folder_that_is_not_there_is_told(full, tmp_path):
    with pytest.raises(BackupError, match="could not be written"):
        back_up(full.settings, tmp_path / "away" / "aroma.zip", replace=False)


def test_links_and_what_programs_hide_are_no_part_of_it(full, empty, tmp_path):
    (full.settings.home.people / "passwords").symlink_to("/etc/passwd")
    (full.settings.home.cards / ".aroma-half.tmp").write_bytes(b"half")
    os.mkfifo(full.settings.home.inbox / "pipe.jpg")
    back_up(full.settings, tmp_path / "a.zip", replace=False)
    restore(empty, tmp_path / "a.zip")
    names = {path.name for path in empty.home.path.rglob("*")}
    assert names & {"passwords", ".aroma-half.tmp", "pipe.jpg"} == set()


# --- While Aroma works


def test_no_photo_is_missing_in_an_archive_made_while_photos_are_taken(desk, tmp_path):
    home = desk.settings.home
    taken = {photo(home.inbox / f"{number}.png", number) for number in range(40)}
    made: list[Path] = []
    work = Thread(target=take, args=(home, lambda _: True, RULES))
    work.start()
    while work.is_alive() or not made:
        made.append(tmp_path / f"{len(made)}.zip")
        back_up(desk.settings, made[-1], replace=False)
    work.join()
    for file in made:
        with zipfile.ZipFile(file) as archive:
            held = {archive.read(name) for name in archive.namelist() if name.endswith(".png")}
        assert taken - held == set()


def test_an_archive_made_while_cards_are_filed_is_of_one_moment(desk, tmp_path, empty):
    laid = [desk.lay(ANA, f"{number}.jpg").id for number in range(6)]

    def file_all() -> None:
        for card_id in laid:
            file_card(desk.db, card_id, answer(contact=ANA), at=NOW)

    work = Thread(target=file_all)
    work.start()
    counts = []
    while work.is_alive():
        file = tmp_path / f"{len(counts)}.zip"
        back_up(desk.settings, file, replace=False)
        restore(empty, file)
        restored = open_database(empty.home.database_url)
        counts.append(len(people(restored)))
        assert len([card for card in cards(restored) if card.person]) == counts[-1]
        shutil.rmtree(empty.home.path)
    work.join()
    assert counts == sorted(counts)


@pytest.mark.server
def test_an_answer_that_nobody_has_taken_up_is_kept_with_its_card(
    served_desk, knowing_server, empty, tmp_path
):
    card = served_desk.lay()
    open_waits(served_desk.settings, served_desk.db)
    with served_desk.runs() as runs:
        words = prefill(card.contact, None, "es") | {"who": "Tunes organs by ear"}
        runs.resume(served_desk.card(card.id).run_id, nested(words, about(card, served_desk.settings)))
    theirs = Path(knowing_server.environment["PREFECT_HOME"]) / "prefect.db"
    (served_desk.settings.home.prefect / "prefect.db").symlink_to(theirs)
    back_up(served_desk.settings, tmp_path / "a.zip", replace=False)
    restore(empty, tmp_path / "a.zip")
    (restored,) = cards(open_database(empty.home.database_url))
    assert restored.typed["who"] == "Tunes organs by ear"
    assert served_desk.card(card.id).typed is None  # a copy was made, and nothing else changed


def test_a_prefect_whose_answers_cannot_be_read_is_told_and_no_archive_is_made(desk, tmp_path):
    card = desk.lay()
    record_run(desk.db, card.id, "11111111-1111-1111-1111-111111111111", 0)
    (desk.settings.home.prefect / "prefect.db").write_bytes(b"no database" * 100)
    with pytest.raises(AromaError, match="Start Aroma once"):
        back_up(desk.settings, tmp_path / "a.zip", replace=False)
    assert not (tmp_path / "a.zip").exists()


def test_a_damaged_store_is_not_backed_up_as_if_it_were_sound(full, tmp_path):
    file = full.settings.home.database
    raw = bytearray(file.read_bytes())
    raw[20_000:60_000] = b"\xff" * 40_000
    file.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        back_up(full.settings, tmp_path / "a.zip", replace=False)
    assert not (tmp_path / "a.zip").exists()


# --- Where it may not be restored


def test_a_home_with_something_in_it_is_left_as_it_is(archive, empty):
    empty.home.path.mkdir(parents=True)
    (empty.home.path / "note.txt").write_text("mine")
    assert "Move that folder away" in refused(empty, archive, HomeError)


def test_an_empty_folder_may_become_the_home(archive, empty):
    empty.home.path.mkdir(parents=True)
    assert restore(empty, archive) == 0


def test_a_home_on_which_aroma_runs_names_the_process(archive, empty):
    empty.home.prepare()
    with empty.home.hold():
        assert str(os.getpid()) in refused(empty, archive, HomeError)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_refused(empty, tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    assert "Use another copy" in refused(empty, tmp_path / "a.zip")


def test_an_archive_that_is_not_there_is_told(empty, tmp_path):
    assert "Check its name" in refused(empty, tmp_path / "a.zip")


def test_an_archive_of_something_else_is_told(empty, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("letter.txt", "Dear Ana")
    assert "no archive that aroma backup wrote" in refused(empty, tmp_path / "a.zip")


Change = Callable[[dict[str, bytes], dict[str, object]], None]


def rewrite(archive: Path, target: Path, change: Change, modes: Mapping[str, int] | None = None) -> Path:
    """The archive with other members, its manifest made to fit as somebody would who means harm."""
    with zipfile.ZipFile(archive) as read:
        members = {name: read.read(name) for name in read.namelist() if name != NAME}
        manifest = json.loads(read.read(NAME))
    change(members, manifest)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as write:
        told = []
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (modes or {}).get(name, 0o100600) << 16
            write.writestr(info, content)
            digest = hashlib.sha256(content).hexdigest()
            told.append({"name": name, "size": len(content), "sha256": digest, "modified": 0})
        write.writestr(NAME, json.dumps({**manifest, "members": told}))
    return target


@pytest.mark.parametrize(
    "name",
    [
        "../outside.vcf",
        "people/../../outside.vcf",
        "/etc/outside",
        "people//outside.vcf",
        "people/%2E%2E/%2e%2e/outside.vcf",
        "people/..%2F..%2Foutside.vcf",
        "people",
        "prefect/prefect.db",
        "aroma.lock",
        "people/a%00.vcf",
        "elsewhere/a.vcf",
        "",
    ],
)
def test_a_name_that_leads_anywhere_else_is_refused(archive, empty, tmp_path, name):
    bad = rewrite(archive, tmp_path / "bad.zip", lambda members, _: members.update({name: b"x"}))
    assert "belongs into no Aroma" in refused(empty, bad)


def test_a_link_in_an_archive_is_refused(archive, empty, tmp_path):
    bad = rewrite(
        archive,
        tmp_path / "bad.zip",
        lambda members, _: members.update({"people/a.vcf": b"/etc/passwd"}),
        {"people/a.vcf": stat.S_IFLNK | 0o777},
    )
    assert "people/a.vcf" in refused(empty, bad)


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(archive, empty, tmp_path):
    def swell(members: dict[str, bytes], _: object) -> None:
        members |= {f"cards/{number}.jpg": bytes(9_000_000) for number in range(8)}

    assert "swell" in refused(empty, rewrite(archive, tmp_path / "bad.zip", swell))


def test_a_manifest_that_swells_is_refused_before_it_is_read(empty, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(NAME, b" " * 50_000_000)
    assert "swell" in refused(empty, tmp_path / "a.zip")


def test_a_home_too_large_for_the_disk_is_refused_before_it_is_unpacked(archive, empty, monkeypatch):
    full = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert "no space" in refused(empty, archive, HomeError)


@pytest.mark.parametrize("change", [{"schema": "9999"}, {"format": 2}])
def test_an_archive_of_a_newer_aroma_is_refused(archive, empty, tmp_path, change):
    bad = rewrite(archive, tmp_path / "bad.zip", lambda _, manifest: manifest.update(change))
    assert "newer Aroma" in refused(empty, bad)


def test_a_store_that_is_newer_than_its_archive_says_is_refused(archive, empty, tmp_path, full):
    file = tmp_path / "newer.db"
    shutil.copy(full.settings.home.database, file)
    with Database(f"sqlite:///{file}").transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    bad = rewrite(
        archive,
        tmp_path / "bad.zip",
        lambda members, _: members.update({"aroma.db": file.read_bytes()}),
    )
    assert "9999" in refused(empty, bad, StoreError)


@pytest.mark.parametrize("content", [b"", b"no database" * 500])
def test_an_archive_without_a_store_in_it_is_refused(archive, empty, tmp_path, content):
    bad = rewrite(archive, tmp_path / "bad.zip", lambda members, _: members.update({"aroma.db": content}))
    refused(empty, bad, AromaError)


@pytest.mark.parametrize("other", ["cards/more.jpg", None])
def test_an_archive_with_more_or_less_than_it_says_is_refused(archive, empty, tmp_path, other):
    shutil.copy(archive, tmp_path / "bad.zip")
    if other:
        with zipfile.ZipFile(tmp_path / "bad.zip", "a") as made:
            made.writestr(other, b"more")
    else:
        with zipfile.ZipFile(archive) as read, zipfile.ZipFile(tmp_path / "bad.zip", "w") as made:
            for name in read.namelist():
                if name != "aroma.toml":
                    made.writestr(name, read.read(name))
    assert "damaged" in refused(empty, tmp_path / "bad.zip")


# --- For any home, and any damage


NAMES = st.binary(min_size=1, max_size=20).filter(lambda raw: not set(raw) & set(b"/\0") and raw[:1] != b".")
CONTENTS = st.dictionaries(
    st.tuples(st.sampled_from(["inbox", "cards", "set-aside", "people"]), NAMES), st.binary(max_size=300)
)


@given(CONTENTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_of_any_name_and_content_come_back_as_they_were(migrated, capsys, contents):
    with tempfile.TemporaryDirectory() as folder:
        one = Settings(home_folder=Path(folder) / "one", language="es", region="ES")
        other = Settings(home_folder=Path(folder) / "other", language="es", region="ES")
        one.home.prepare()
        shutil.copy(migrated, one.home.database)
        for (place, name), content in contents.items():
            (one.home.path / place / os.fsdecode(name)).write_bytes(content)
        back_up(one, Path(folder) / "a.zip", replace=False)
        restore(other, Path(folder) / "a.zip")
        skipped = {name for name in files(one.home) if name not in files(other.home)}
        assert {name: content for name, content in files(one.home).items() if name not in skipped} == files(
            other.home
        )
        assert not skipped or all(len(name.split("/")) == 2 for name in skipped)


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_archive_is_refused_or_harmlessly_damaged(packed, full, tmp_path, data):
    raw = bytearray(packed.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        del raw[place:]
    else:
        raw[place] ^= data.draw(st.integers(1, 255))
    (tmp_path / "bad.zip").write_bytes(raw)
    again = Settings(home_folder=tmp_path / "damaged" / "Aroma", language="es", region="ES")
    try:
        restore(again, tmp_path / "bad.zip")
    except BackupError:
        assert not again.home.path.exists()
        return
    assert files(again.home) == files(full.settings.home)
    assert rows(Database(again.home.database_url)) == rows(full.db)
    shutil.rmtree(again.home.path)


@given(st.text(max_size=40))
def test_no_name_in_an_archive_leads_out_of_the_home(name):
    place = path_of(name)
    if place is not None:
        home = Path("/home/ana/Aroma")
        assert Path(os.path.normpath(home / place)).is_relative_to(home)
        assert Path(os.path.normpath(home / place)) != home


# --- Another kind of store


@pytest.mark.postgres
def test_an_archive_of_either_store_is_restored_to_the_other(
    make_desk, empty, tmp_path, monkeypatch, postgres
):
    url = postgres.create("archived")
    desk = make_desk(database_url=url)
    waits = desk.lay().id
    file_card(desk.db, desk.lay(IKER, "iker.jpg").id, answer(contact=IKER), at=NOW)
    kept = rows(desk.db)
    back_up(desk.settings, tmp_path / "a.zip", replace=False)
    monkeypatch.delenv("AROMA_DATABASE_URL")
    restore(empty, tmp_path / "a.zip")
    assert rows(Database(empty.home.database_url)) == kept

    back_up(empty, tmp_path / "b.zip", replace=False)
    monkeypatch.setenv("AROMA_DATABASE_URL", url)
    again = empty.model_copy(update={"home_folder": tmp_path / "third"})
    assert "something in the database" in refused(again, tmp_path / "b.zip", StoreError)
    monkeypatch.setenv("AROMA_DATABASE_URL", url := postgres.create("restored"))
    restore(again, tmp_path / "b.zip")
    assert rows(Database(url)) == kept
    assert not again.home.database.exists()
    more = file_card(Database(url), waits, answer(), at=NOW)
    assert more.number not in {row[0] for row in kept["people"]}  # the numbers go on


def test_a_store_elsewhere_gets_its_rows_and_the_home_has_none(archive, full, empty, tmp_path, monkeypatch):
    monkeypatch.setenv("AROMA_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    restore(empty, archive)
    assert rows(Database(f"sqlite:///{tmp_path / 'elsewhere.db'}")) == rows(full.db)
    assert not list(empty.home.path.glob("aroma.db*"))
