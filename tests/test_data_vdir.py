from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.errors import HomeError
from data.vdir import file_name, remove_leftovers, write_card

NAME = file_name(7)


def test_a_card_is_written_under_the_persons_number(tmp_path):
    path = write_card(tmp_path, NAME, "BEGIN:VCARD\r\nñ\r\n")
    assert path == tmp_path / "000007.vcf"
    assert path.read_bytes() == "BEGIN:VCARD\r\nñ\r\n".encode()
    assert os.listdir(tmp_path) == ["000007.vcf"]  # noqa: PTH208, hidden files too


def test_writing_again_replaces_the_whole_card(tmp_path):
    write_card(tmp_path, NAME, "long " * 100)
    assert write_card(tmp_path, NAME, "short", over="long " * 100).read_text() == "short"


def test_other_programs_may_read_a_card_as_any_file_of_ones_own(tmp_path):
    other = tmp_path / "other"
    other.write_text("x")
    assert write_card(tmp_path, NAME, "x").stat().st_mode == other.stat().st_mode


def test_a_card_whose_writing_stops_leaves_the_one_before_and_nothing_else(tmp_path, monkeypatch):
    write_card(tmp_path, NAME, "before")

    def stop(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(HomeError, match="No space left") as caught:
        write_card(tmp_path, NAME, "after", over="before")
    assert str(tmp_path / "000007.vcf") in caught.value.text("es")
    assert (tmp_path / "000007.vcf").read_text() == "before"
    assert os.listdir(tmp_path) == ["000007.vcf"]  # noqa: PTH208, hidden files too


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(HomeError):
        write_card(tmp_path / "people", NAME, "x")


def test_what_a_killed_writer_left_is_removed_and_nothing_else(tmp_path):
    left, fresh = tmp_path / ".aroma-x.tmp", tmp_path / ".aroma-y.tmp"
    keep = [tmp_path / name for name in ("000001.vcf", ".hidden", "note.tmp")]
    for path in (left, fresh, *keep):
        path.write_text("x")
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    for path in (left, *keep):
        os.utime(path, (hour_ago.timestamp() - 9, hour_ago.timestamp() - 9))
    assert remove_leftovers(tmp_path, before=hour_ago) == (left,)
    assert not left.exists()
    assert all(path.exists() for path in (fresh, *keep))


def test_the_name_of_a_file_is_safe_and_sorts_by_number():
    names = [file_name(number) for number in (1, 9, 10, 99_999)]
    assert names == sorted(names)
    assert all(Path(name).name == name for name in names)
