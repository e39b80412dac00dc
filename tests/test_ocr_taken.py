from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from ocr.taken import taken

CHANGED = datetime(2026, 11, 5, 12, 30, tzinfo=UTC)
EXIF, MODEL, ORIGINAL, OFFSET = 0x8769, 0x0110, 0x9003, 0x9011


def photo(folder: Path, tags: dict[int, str], name: str = "a.jpg") -> Path:
    picture = Image.new("RGB", (8, 8))
    exif = Image.Exif()
    exif[MODEL] = "a camera"  # without a tag of its own, Pillow writes none into a PNG
    exif.get_ifd(EXIF).update(tags)
    picture.save(folder / name, exif=exif)
    return changed(folder / name)


def changed(path: Path) -> Path:
    os.utime(path, (CHANGED.timestamp(), CHANGED.timestamp()))
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic"])
def test_the_cameras_clock_says_when_a_photo_was_taken(tmp_path, name):
    path = photo(tmp_path, {ORIGINAL: "2026:10:03 18:05:09", OFFSET: "+02:00"}, name)
    assert taken(path) == datetime(2026, 10, 3, 16, 5, 9, tzinfo=UTC)


def test_a_camera_that_names_no_time_zone_is_where_this_machine_is(tmp_path):
    path = photo(tmp_path, {ORIGINAL: "2026:10:03 18:05:09"})
    assert taken(path) == datetime(2026, 10, 3, 18, 5, 9).astimezone()


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {ORIGINAL: "0000:00:00 00:00:00"},
        {ORIGINAL: "yesterday"},
        {ORIGINAL: "2026:10:03 18:05:09", OFFSET: "x"},
    ],
)
def test_without_a_time_that_can_be_understood_the_files_own_counts(tmp_path, tags):
    assert taken(photo(tmp_path, tags)) == CHANGED


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_has_the_time_of_its_file(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert taken(changed(path)) - CHANGED < timedelta(seconds=1)
