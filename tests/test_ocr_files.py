from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from data.errors import PhotoError
from ocr import files
from ocr.files import content, shown


def refusal(path: Path) -> str:
    with pytest.raises(PhotoError) as caught:
        content(path)
    assert caught.value.text("es") != caught.value.text("en")
    return caught.value.message.key


def test_all_bytes_of_an_ordinary_file_come_back(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\0photo")
    assert content(tmp_path / "a.jpg") == b"\0photo"


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert refusal(tmp_path / "a.jpg") == "photos.missing"


def test_a_directory_with_the_name_of_a_photo_is_refused(tmp_path):
    (tmp_path / "x.jpg").mkdir()
    assert refusal(tmp_path / "x.jpg") == "photos.directory"


def test_a_link_is_refused_even_to_a_good_file(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"photo")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    assert refusal(tmp_path / "b.jpg") == "photos.symlink"


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refusal(tmp_path / "pipe.jpg") == "photos.special"


def test_a_socket_is_refused(tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.jpg"))
        assert refusal(tmp_path / "s.jpg") == "photos.special"


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "a.jpg").touch()
    assert refusal(tmp_path / "a.jpg") == "photos.empty"


def test_a_giant_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(files.BYTES_ALLOWED + 1)  # a hole: it takes no space
    assert refusal(tmp_path / "a.jpg") == "photos.heavy"


@pytest.mark.parametrize(
    ("number", "key"), [(errno.EACCES, "photos.permission"), (errno.EIO, "photos.unreadable")]
)
def test_what_the_system_refuses_is_said_with_its_reason(tmp_path, monkeypatch, number, key):
    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "open", refuse)
    assert refusal(tmp_path / "a.jpg") == key


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ana (2) ñ🙂.jpg", "Ana (2) ñ🙂.jpg"), ("two\nlines\x1b[31m.jpg", "two�lines�[31m.jpg")],
)
def test_a_name_is_shown_on_one_line_and_cannot_steer_the_terminal(name, expected):
    assert shown(Path("/somewhere") / name) == expected


def test_a_name_that_is_no_text_can_be_shown():
    assert shown(Path(os.fsdecode(b"\xff.jpg"))).endswith(".jpg")
